"""Encrypts with a password: a key from it by scrypt (RFC 7914), the data by AES-256-GCM (NIST SP 800-38D).

All of it is done by ``cryptography``, which an installation may lack (``bodymap[password]``). It is imported when a
password is first used, so that the first frame never waits for it.
"""

from __future__ import annotations

import importlib.util
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from bodymap.core.errors import EncryptionMissing

DEFAULT_COST: Final = 17
"""Two to the power of this is the N of scrypt: 128 MB and a third of a second for one try of a password."""
COSTS: Final = range(14, DEFAULT_COST + 1)
"""What is accepted from a file; more would let a file ask for any memory."""
BLOCK_SIZE: Final = 8
PARALLEL: Final = 1
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
CHECK_BYTES: Final = 16
SHORTEST_PASSWORD: Final = 8

_KEY_BYTES: Final = 32
_MISSING: Final = "passwords need an addition that is not installed: pip install 'bodymap[password]'"


class Tampered(Exception):
    """The data are not those that were encrypted with this key."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key made of a password, for one file and its copies.

    Attributes
    ----------
    check : bytes
        Another piece of what scrypt gives, independent of the key; stored, it tells a wrong password from damage.
    """

    salt: bytes
    cost: int
    check: bytes
    secret: bytes = field(repr=False)


def require_encryption() -> None:
    """Say so before a password is asked for, when nothing here can encrypt.

    Raises
    ------
    EncryptionMissing
        If ``cryptography`` is not installed.
    """
    if importlib.util.find_spec("cryptography") is None:
        raise EncryptionMissing(_MISSING)


def new_key(password: str, *, cost: int = DEFAULT_COST) -> FileKey:
    """A key for a file that is encrypted for the first time.

    Raises
    ------
    EncryptionMissing
        If ``cryptography`` is not installed.
    """
    return key_of(password, salt=os.urandom(SALT_BYTES), cost=cost)


def key_of(password: str, *, salt: bytes, cost: int) -> FileKey:
    """The key of a file that is there; the same letters give the same key, however the keyboard composed them.

    Raises
    ------
    EncryptionMissing
        If ``cryptography`` is not installed.
    """
    with _told_if_missing():
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    maker = Scrypt(salt=salt, length=_KEY_BYTES + CHECK_BYTES, n=2**cost, r=BLOCK_SIZE, p=PARALLEL)
    made = maker.derive(unicodedata.normalize("NFC", password).encode("utf-8", errors="surrogatepass"))
    return FileKey(salt, cost, made[_KEY_BYTES:], made[:_KEY_BYTES])


def encrypted(data: bytes, key: FileKey, *, nonce: bytes, with_it: bytes) -> bytes:
    """The data encrypted, with the tag at the end.

    Parameters
    ----------
    nonce : bytes
        `NONCE_BYTES` that were never used with this key before.
    with_it : bytes
        What stands beside the data in the clear and must not be changed either.

    Raises
    ------
    EncryptionMissing
        If ``cryptography`` is not installed.
    """
    with _told_if_missing():
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    return AESGCM(key.secret).encrypt(nonce, data, with_it)


def decrypted(data: bytes, key: FileKey, *, nonce: bytes, with_it: bytes) -> bytes:
    """The data that `encrypted` was given.

    Raises
    ------
    Tampered
        If anything was changed since: the data, the nonce, or what stands beside them.
    EncryptionMissing
        If ``cryptography`` is not installed.
    """
    with _told_if_missing():
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    try:
        return AESGCM(key.secret).decrypt(nonce, data, with_it)
    except InvalidTag as error:
        raise Tampered from error


@contextmanager
def _told_if_missing() -> Iterator[None]:
    """Say what to install when what is imported here is not there."""
    try:
        yield
    except ImportError as error:
        raise EncryptionMissing(_MISSING) from error
