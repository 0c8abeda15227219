"""The errors bodymap raises itself, with one base so that the entry points can catch them all."""

from __future__ import annotations


class BodymapError(Exception):
    """Something outside the program is not as expected; the message says what came, where, and what was expected."""


class DrawingError(BodymapError):
    """A drawing is not in the SVG subset that bodymap reads."""


class TableError(BodymapError):
    """A table row is not what the program expects."""


class CaseFileError(BodymapError):
    """A case file cannot be opened or written."""


class CaseFullError(BodymapError):
    """A case has no room for what was marked or erased: it could be saved, but not opened again."""


class UnknownName(BodymapError):
    """A part, side, view, map or quality that does not exist; the message lists those that do."""


class CommandError(BodymapError):
    """What was typed on the command line cannot be done."""


class PasswordNeeded(CaseFileError):
    """A case file is encrypted, and no password was given."""


class WrongPassword(CaseFileError):
    """A case file is encrypted with another password than the one given."""


class EncryptionMissing(CaseFileError):
    """Passwords need an addition that is not installed here."""
