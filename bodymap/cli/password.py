"""The password of a case file: the first line of a file, or typed on the terminal; never on the command line itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from bodymap.core.errors import CommandError, PasswordNeeded
from bodymap.state.case import Case
from bodymap.state.case_file import read_case
from bodymap.state.json_fields import quoted

_MOST_BYTES: Final = 4096


def read_case_asking(path: Path, password_file: str | None) -> Case:
    """The case in a file; with a password, if it has one.

    Raises
    ------
    CommandError
        If the file of the password cannot be read, or the case has a password and there is no terminal to ask on.
    CaseFileError
        If the case cannot be read, or the password is another.
    """
    try:
        return read_case(path)
    except PasswordNeeded as error:
        if password_file is not None:
            password = _first_line(password_file)
        elif sys.stdin is not None and sys.stdin.isatty():
            password = _typed(path)
        else:
            raise CommandError(f"{error}; give --password-file FILE, or type it on a terminal") from error
    return read_case(path, password)


def _typed(path: Path) -> str:
    from getpass import getpass

    try:
        return getpass(f"Password of {quoted(path.name)}: ")
    except (EOFError, KeyboardInterrupt) as error:
        raise CommandError("no password was typed") from error


def _first_line(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            line = file.read(_MOST_BYTES).partition(b"\n")[0].removesuffix(b"\r")
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise CommandError(f"--password-file {quoted(name)}: cannot be read: {reason}") from error
    try:
        password = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"--password-file {quoted(name)}: not UTF-8 text") from error
    if not password:
        raise CommandError(f"--password-file {quoted(name)}: its first line is empty")
    return password
