"""Where a case came from: the file it was read from or saved to last, and what that file held then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from bodymap.library.encryption import FileKey
from bodymap.state.case import Case


class Obstacle(Enum):
    """Why the file should not be written without a question."""

    CHANGED = "changed"  # it holds something else than what was read from it or written to it here
    EMPTIED = "emptied"  # every mark that came from it was removed, so this may be the next person


@dataclass(frozen=True, slots=True)
class Origin:
    """The file of a case.

    Attributes
    ----------
    path : Path or None
        None while the case was neither read from a file nor saved to one.
    held : str or None
        The `fingerprint` of what it held then.
    is_emptied : bool
        Whether all marks of the case were removed since.
    key : FileKey or None
        What the file is encrypted with, and every copy of the case with it; None without a password.
    """

    path: Path | None = None
    held: str | None = None
    is_emptied: bool = False
    key: FileKey | None = None

    def emptied(self, is_emptied: bool) -> Origin:  # noqa: FBT001
        """The same file, after all marks were removed, or brought back."""
        return replace(self, is_emptied=is_emptied)

    def obstacle(self) -> Obstacle | None:
        """Why saving to the file could lose what it holds; None when it holds what it held, or is not there."""
        from bodymap.library.whole_file import fingerprint

        found = fingerprint(self.path) if self.path is not None else None
        if found is None:
            return None
        if found != self.held:
            return Obstacle.CHANGED
        return Obstacle.EMPTIED if self.is_emptied else None


def open_case_file(path: Path, password: str | None = None) -> tuple[Case, Origin]:
    """The case in a file.

    Raises
    ------
    PasswordNeeded, WrongPassword
        If it is encrypted, and no password or another one is given.
    CaseFileError
        If it cannot be read.
    """
    from bodymap.library.whole_file import fingerprint
    from bodymap.state.case_file import read_with_key

    held = fingerprint(path)  # before it is read: what changes meanwhile is noticed when it is saved
    case, key = read_with_key(path, password)
    return case, Origin(path, held, key=key)


def save_case_file(case: Case, path: Path, key: FileKey | None = None) -> Origin:
    """Save a case to a file, whatever that holds, encrypted if there is a key.

    Raises
    ------
    CaseFileError
        If it cannot be written; a file that stood there before is untouched.
    """
    from bodymap.library.whole_file import fingerprint_of
    from bodymap.state.case_file import write_case

    return Origin(path, fingerprint_of(write_case(case, path, key)), key=key)
