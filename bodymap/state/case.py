"""A case: everything one person marked, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from bodymap.core.marks import Mark, MarkId


@dataclass(frozen=True, slots=True)
class Case:
    """What was entered, and nothing that follows from it.

    Attributes
    ----------
    marks : tuple of Mark
        In the order they were made; ids are unique.
    extra : str
        Fields of a case file that this version does not know, as JSON text; kept for the next save.
    """

    marks: tuple[Mark, ...] = ()
    extra: str = "{}"

    def __post_init__(self) -> None:
        """Refuse two marks with one id."""
        if len({mark.id for mark in self.marks}) != len(self.marks):
            raise ValueError("two marks of the case have the same id")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is marked."""
        return not self.marks

    @property
    def next_id(self) -> MarkId:
        """An id that no mark of the case has."""
        return MarkId(max((mark.id for mark in self.marks), default=0) + 1)
