"""A case with a password: what is wrong with a file is told apart, and nothing of the case is in the clear."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.errors import CaseFileError, EncryptionMissing, PasswordNeeded, WrongPassword
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.library import encryption
from bodymap.library.encryption import FileKey, key_of, new_key
from bodymap.state import encrypted_case
from bodymap.state.autosave import Autosave
from bodymap.state.case import Case
from bodymap.state.case_file import case_in, case_text, read_case, read_with_key, write_case
from bodymap.state.encrypted_case import encrypted_text
from bodymap.state.origin import open_case_file, save_case_file

PASSWORD = "correct horse battery"  # noqa: S105 -- of no case
CASE = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), note="MARKER-NOTE"),), note="MARKER")
KEY = new_key(PASSWORD, cost=14)
TEXT = encrypted_text(case_text(CASE).encode(), KEY)


def opened(text: str, key: FileKey | str | None = KEY) -> Case:
    return case_in(text.encode("utf-8", errors="surrogatepass"), file="c.json", key=key)[0]


def changed(**fields: object) -> str:
    return json.dumps(json.loads(TEXT) | fields)


def with_sum(**fields: Any) -> str:
    """Changed by somebody who knows the format, and so writes the sum anew."""
    read: dict[str, Any] = json.loads(TEXT) | fields
    names = ("format", "version", "kdf", "n", "r", "p", "salt", "cipher", "nonce", "check")
    import hashlib

    read["sum"] = hashlib.sha256(" ".join(str(read[name]) for name in names).encode()).hexdigest()
    return json.dumps(read)


def test_a_case_comes_back_with_its_password_and_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    write_case(CASE, path, KEY)
    assert read_case(path, PASSWORD) == read_case(path, KEY) == CASE
    assert read_with_key(path, PASSWORD)[1] == KEY
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_nothing_of_the_case_is_in_the_clear() -> None:
    for word in ("MARKER", "hip-front", "left", "marks", "note", base64.b64encode(b"MARKER").decode()):
        assert word not in TEXT


def test_the_file_says_how_it_is_encrypted() -> None:
    head = json.loads(TEXT)
    assert {name: head[name] for name in ("format", "version", "kdf", "n", "r", "p", "cipher")} == {
        "format": "bodymap-encrypted-case",
        "version": 1,
        "kdf": "scrypt",
        "n": 2**14,
        "r": 8,
        "p": 1,
        "cipher": "AES-256-GCM",
    }
    assert json.loads(encrypted_text(b"", new_key(PASSWORD)))["n"] == 2**17


def test_a_stranger_reads_it_by_what_is_written_about_it() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    head = json.loads(TEXT)
    names = ("format", "version", "kdf", "n", "r", "p", "salt", "cipher", "nonce", "check")
    made = Scrypt(salt=bytes.fromhex(head["salt"]), length=48, n=head["n"], r=8, p=1).derive(PASSWORD.encode())
    beside = " ".join(str(head[name]) for name in names).encode()
    data = AESGCM(made[:32]).decrypt(bytes.fromhex(head["nonce"]), base64.b64decode(head["data"]), beside)
    assert made[32:].hex() == head["check"]
    assert data.decode() == case_text(CASE)


def test_it_is_never_encrypted_twice_alike() -> None:
    again = encrypted_text(case_text(CASE).encode(), KEY)
    for name in ("nonce", "data"):
        assert json.loads(again)[name] != json.loads(TEXT)[name]
    assert new_key(PASSWORD, cost=14).salt != KEY.salt


def test_without_a_password_it_is_asked_for() -> None:
    for key in (None, new_key(PASSWORD, cost=14)):
        with pytest.raises(PasswordNeeded, match=r"^c\.json: encrypted with a password$"):
            opened(TEXT, key)


def test_another_password_is_told_as_such() -> None:
    with pytest.raises(WrongPassword, match=r"^c\.json: encrypted with another password$"):
        opened(TEXT, PASSWORD + "s")


@pytest.mark.parametrize(
    "text",
    [
        changed(data=json.loads(TEXT)["data"][:-8]),
        changed(data="A" + json.loads(TEXT)["data"][1:]),
        changed(data="!" + json.loads(TEXT)["data"][1:]),
        changed(data=""),
        changed(data=7),
        changed(nonce="0" * 24),
        changed(salt="0" * 32),
        changed(check="0" * 32),
        changed(sum="0" * 64),
        changed(n=2**15),
        changed(r=9),
        changed(cipher="none"),
        changed(version=0),
        changed(more="1"),
        changed(salt="é" * 32),
        json.dumps({"format": "bodymap-encrypted-case", "version": 1}),
        with_sum(nonce="0" * 24),
        with_sum(salt="zz" * 16),
    ],
)
def test_damage_is_told_as_damage_whatever_the_password(text: str) -> None:
    with pytest.raises(
        CaseFileError, match=r"^c\.json: encrypted, and damaged or changed since it was saved; "
    ) as told:
        opened(text, PASSWORD)
    assert type(told.value) is CaseFileError


def test_a_changed_head_opens_with_no_password_even_when_its_sum_is_made_to_fit() -> None:
    for text in (with_sum(salt="0" * 32), with_sum(check="0" * 32), with_sum(n=2**15)):
        with pytest.raises(WrongPassword):
            opened(text, PASSWORD)


def test_a_file_cannot_ask_for_any_memory() -> None:
    for n in (2**30, 3, 0, -1, True, "16384"):
        with pytest.raises(CaseFileError, match="encrypted in a way that this version does not read: n "):
            opened(with_sum(n=n), PASSWORD)


def test_a_newer_file_is_refused_as_such() -> None:
    with pytest.raises(CaseFileError, match=r"encrypted by a newer bodymap \(version 2\); this one reads up to 1"):
        opened(changed(version=2), PASSWORD)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(TEXT) - 1), letter=st.characters(codec="utf-8"))
def test_a_file_with_any_letter_changed_gives_the_case_or_is_refused(place: int, letter: str) -> None:
    text = TEXT[:place] + letter + TEXT[place + 1 :]
    assert outcome(text) in (CASE, CaseFileError)


def outcome(text: str) -> object:
    """The case, or the kind of its refusal."""
    try:
        return opened(text)
    except CaseFileError as error:
        return type(error)


@pytest.mark.parametrize(
    "inner", [b"", b"{}", b"\xff", TEXT.encode(), b'{"format": "bodymap-case", "schema_version": 9}']
)
def test_what_is_decrypted_is_checked_like_any_other_file(inner: bytes) -> None:
    with pytest.raises(CaseFileError, match=r"^c\.json: "):
        opened(encrypted_text(inner, KEY))


def test_a_letter_may_be_composed_in_any_way() -> None:
    composed, apart = (unicodedata.normalize(form, "Müller-Straße 7") for form in ("NFC", "NFD"))
    assert composed != apart
    assert key_of(composed, salt=KEY.salt, cost=14) == key_of(apart, salt=KEY.salt, cost=14)


def test_a_key_is_never_printed() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)


def test_without_the_addition_that_is_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.kdf.scrypt", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for ask in (lambda: opened(TEXT, PASSWORD), lambda: new_key(PASSWORD), encryption.require_encryption):
        with pytest.raises(EncryptionMissing, match=r"pip install 'bodymap\[password\]'"):
            ask()


def test_nothing_that_encrypts_is_imported_before_a_password_is_used() -> None:
    code = (
        "import sys, bodymap.app, bodymap.state.case_file, bodymap.state.autosave, bodymap.cli.main\n"
        "sys.exit('cryptography' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_saved_file_keeps_its_password_and_a_change_of_it_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    saved = save_case_file(CASE, path, KEY)
    assert (saved.key, saved.obstacle()) == (KEY, None)
    case, origin = open_case_file(path, PASSWORD)
    assert (case, origin.key, origin.obstacle()) == (CASE, KEY, None)
    save_case_file(CASE, path, KEY)
    assert origin.obstacle() is not None


def test_copy_after_a_crash_is_encrypted_and_opens_with_the_password(tmp_path: Path) -> None:
    crashed = Autosave(folder=tmp_path)
    crashed.keep(CASE, KEY)
    assert not [path for path in tmp_path.iterdir() if b"MARKER" in path.read_bytes()]
    assert crashed._lock is not None
    crashed._lock.close()  # as the system does when a program ends
    next_one = Autosave(folder=tmp_path)
    assert (next_one.left_over(), next_one.unreadable()) == ((), ())
    (found,) = next_one.locked()
    with pytest.raises(PasswordNeeded):
        next_one.opened(found, None)
    with pytest.raises(WrongPassword):
        next_one.opened(found, "another one")
    assert next_one.opened(found, PASSWORD) == (CASE, KEY)
    next_one.discard(found)
    assert list(tmp_path.iterdir()) == []


def test_the_format_is_the_one_that_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "passwords.md").read_text(encoding="utf-8")
    assert all(f'"{name}"' in page for name in json.loads(TEXT))
    assert all(f'"{name}"' in (encrypted_case.__doc__ or "") for name in json.loads(TEXT))
