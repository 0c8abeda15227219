"""Case files with a password: a case file, encrypted, in another JSON file.

Version 1, for a stranger ::

    {"format": "bodymap-encrypted-case", "version": 1,
     "kdf": "scrypt", "n": 131072, "r": 8, "p": 1, "salt": "<32 hex digits>",
     "cipher": "AES-256-GCM", "nonce": "<24 hex digits>", "check": "<32 hex digits>",
     "sum": "<64 hex digits>", "data": "<base64>"}

- The password is put into Unicode's form NFC and written as UTF-8. scrypt makes 48 bytes of it: 32 are the key, the
  other 16 are `check`. They tell a wrong password from damage, and help nobody who looks for the password more than the
  file does anyway.
- `data` holds what the case file without a password would hold, UTF-8, encrypted, and then the tag of 16 bytes.
- The values from `format` to `check`, in this order and joined by one space each, are encrypted with it as associated
  data, so that none can be changed unnoticed. `sum` is the SHA-256 of the same text; it tells a damaged head before a
  password is asked for.
- The salt stays the same as long as the password does; the nonce is another one, at random, whenever a file is written.

A wrong password, damage and a missing addition are told apart: the sum does not fit, so the head is damaged; the check
does not fit, so it is another password; the tag does not fit, so the data were damaged or changed. Whoever changes a
file on purpose can also write another sum and check, and so make it look like one with another password; what can never
be made is a file that opens and holds something else.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Mapping
from hmac import compare_digest
from typing import Final, NoReturn, TypeGuard

from bodymap.core.errors import CaseFileError, EncryptionMissing, PasswordNeeded, WrongPassword
from bodymap.library.encryption import (
    BLOCK_SIZE,
    CHECK_BYTES,
    COSTS,
    NONCE_BYTES,
    PARALLEL,
    SALT_BYTES,
    FileKey,
    Tampered,
    decrypted,
    encrypted,
    key_of,
)
from bodymap.state.json_fields import is_whole, quoted

FORMAT: Final = "bodymap-encrypted-case"
VERSION: Final = 1

_HEAD: Final = ("format", "version", "kdf", "n", "r", "p", "salt", "cipher", "nonce", "check")
_FIXED: Final[Mapping[str, object]] = {"kdf": "scrypt", "cipher": "AES-256-GCM", "r": BLOCK_SIZE, "p": PARALLEL}


def encrypted_text(data: bytes, key: FileKey) -> str:
    """The text of an encrypted case file that holds the bytes of a plain one.

    Raises
    ------
    EncryptionMissing
        If nothing that encrypts is installed.
    """
    nonce = os.urandom(NONCE_BYTES)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "kdf": "scrypt",
        "n": 2**key.cost,
        "r": BLOCK_SIZE,
        "p": PARALLEL,
        "salt": key.salt.hex(),
        "cipher": "AES-256-GCM",
        "nonce": nonce.hex(),
        "check": key.check.hex(),
    }
    beside = _beside(head)
    hidden = encrypted(data, key, nonce=nonce, with_it=beside)
    fields = head | {"sum": hashlib.sha256(beside).hexdigest(), "data": base64.b64encode(hidden).decode("ascii")}
    return json.dumps(fields, indent=2) + "\n"


def is_encrypted(fields: object) -> TypeGuard[Mapping[str, object]]:
    """Whether what a JSON text holds is an encrypted case."""
    return isinstance(fields, dict) and fields.get("format") == FORMAT


def decrypted_case(fields: Mapping[str, object], key: FileKey | str | None, *, file: str) -> tuple[bytes, FileKey]:
    """The bytes of the case file in the fields of an encrypted one, and the key that fits.

    Parameters
    ----------
    key : FileKey, str or None
        A password, or the key of another copy of the same file.

    Raises
    ------
    PasswordNeeded
        If none is given, or the key is that of another file.
    WrongPassword
        If it does not fit.
    EncryptionMissing
        If nothing that decrypts is installed.
    CaseFileError
        If the file was written by a newer version, or is damaged.
    """
    version = fields.get("version")
    if is_whole(version) and version > VERSION:
        newer = f"encrypted by a newer bodymap (version {quoted(version)}); this one reads up to {VERSION}"
        raise CaseFileError(f"{file}: {newer}")
    head = _checked(fields, file)
    salt, cost = bytes.fromhex(str(head["salt"])), int(str(head["n"])).bit_length() - 1
    try:
        hidden = base64.b64decode(str(fields["data"]).encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        _refuse_damaged(file)
    if key is None or (isinstance(key, FileKey) and (key.salt, key.cost) != (salt, cost)):
        raise PasswordNeeded(f"{file}: encrypted with a password")
    try:
        found = key_of(key, salt=salt, cost=cost) if isinstance(key, str) else key
        if not compare_digest(found.check, bytes.fromhex(str(head["check"]))):
            raise WrongPassword(f"{file}: encrypted with another password")
        data = decrypted(hidden, found, nonce=bytes.fromhex(str(head["nonce"])), with_it=_beside(head))
    except EncryptionMissing as error:
        raise EncryptionMissing(f"{file}: encrypted with a password; {error}") from error
    except Tampered:
        _refuse_damaged(file)
    return data, found


def _checked(fields: Mapping[str, object], file: str) -> Mapping[str, object]:
    """The head, after every value in it was found to be one that this version writes."""
    head = {name: fields.get(name) for name in _HEAD}
    n = head["n"]
    is_sound = (
        set(fields) == {*_HEAD, "sum", "data"}
        and head["version"] == VERSION
        and all(head[name] == value for name, value in _FIXED.items())
        and all(
            _is_hex(fields[name], size)
            for name, size in (("salt", SALT_BYTES), ("nonce", NONCE_BYTES), ("check", CHECK_BYTES), ("sum", 32))
        )
        and isinstance(fields["data"], str)
        and fields["sum"] == hashlib.sha256(_beside(head)).hexdigest()
    )
    if not is_sound:
        _refuse_damaged(file)
    if not is_whole(n) or n not in {2**cost for cost in COSTS}:
        raise CaseFileError(f"{file}: encrypted in a way that this version does not read: n {quoted(n)}")
    return head


def _beside(head: Mapping[str, object]) -> bytes:
    """What is authenticated with the data."""
    return " ".join(str(head[name]) for name in _HEAD).encode("utf-8", errors="surrogatepass")


def _is_hex(value: object, size: int) -> bool:
    return isinstance(value, str) and len(value) == 2 * size and set(value) <= set("0123456789abcdef")


def _refuse_damaged(file: str) -> NoReturn:
    problem = "encrypted, and damaged or changed since it was saved; no password opens it"
    raise CaseFileError(f"{file}: {problem}")
