"""A case with a password is read with the first line of a file, or with what is typed on the terminal."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bodymap.cli import main
from bodymap.cli.password import read_case_asking
from bodymap.core.errors import CommandError, WrongPassword
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import PartId, Side
from bodymap.library.encryption import new_key
from bodymap.state.case import Case
from bodymap.state.case_file import write_case

PASSWORD = "Müller horse battery"  # noqa: S105 -- of no case
CASE = Case((Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT)),))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    write_case(CASE, tmp_path / "locked.json", new_key(PASSWORD, cost=14))
    return tmp_path / "locked.json"


@pytest.mark.parametrize("text", [PASSWORD, f"{PASSWORD}\n", f"{PASSWORD}\r\nmore\n", f"\ufeff{PASSWORD}\n"])
def test_first_line_of_a_file_is_the_password(locked: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "word").write_bytes(text.encode())
    assert read_case_asking(locked, str(tmp_path / "word")) == CASE


def test_on_a_terminal_it_is_asked_for(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sys, "stdin", Terminal())

    def typed(question: str) -> str:
        asked.append(question)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", typed)
    assert read_case_asking(locked, None) == CASE
    assert asked == ["Password of 'locked.json': "]


def test_without_a_terminal_it_is_said_what_to_give(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(CommandError, match="encrypted with a password; give --password-file FILE"):
        read_case_asking(locked, None)


def test_nothing_typed_is_told(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", leave)
    with pytest.raises(CommandError, match="no password was typed"):
        read_case_asking(locked, None)


@pytest.mark.parametrize(
    ("data", "told"), [(b"", "its first line is empty"), (b"\nword", "its first line is empty"), (b"\xff", "not UTF-8")]
)
def test_a_file_without_a_password_is_told(locked: Path, tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "word").write_bytes(data)
    with pytest.raises(CommandError, match=told):
        read_case_asking(locked, str(tmp_path / "word"))


@pytest.mark.parametrize("name", ["nowhere", "a\x00b", "."])
def test_a_file_that_cannot_be_read_is_told(locked: Path, name: str) -> None:
    with pytest.raises(CommandError, match=r"--password-file .* cannot be read"):
        read_case_asking(locked, name)


def test_a_case_without_a_password_needs_none(tmp_path: Path) -> None:
    write_case(CASE, tmp_path / "plain.json")
    assert read_case_asking(tmp_path / "plain.json", "nowhere") == CASE


def test_explain_takes_it_and_tells_a_wrong_one(
    locked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "word").write_text(PASSWORD, encoding="utf-8")
    assert main.main(["explain", str(locked), "--password-file", str(tmp_path / "word")]) == 0
    assert "L1" in capsys.readouterr().out
    (tmp_path / "word").write_text("another", encoding="utf-8")
    assert main.main(["explain", str(locked), "--password-file", str(tmp_path / "word")]) == 2
    assert "encrypted with another password" in capsys.readouterr().err
    with pytest.raises(WrongPassword):
        read_case_asking(locked, str(tmp_path / "word"))


def test_no_option_takes_the_password_itself(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["explain", str(locked), "--password", PASSWORD]) == 2
    assert "unrecognized arguments" in capsys.readouterr().err
