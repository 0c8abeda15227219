"""Reads the rows of a CSV table, and says file, row and column when a cell is not what it should be."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NoReturn, TypeVar

from bodymap.core.errors import TableError

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; its methods give a cell as the type that is asked for.

    Attributes
    ----------
    file : str
        Name of the table, for messages.
    number : int
        Line in the file, as an editor counts.
    cells : mapping of str to str
        Column name to text, without surrounding blanks.
    """

    file: str
    number: int
    cells: Mapping[str, str]

    def optional(self, column: str) -> str:
        """The text of a cell, which may be empty."""
        return self.cells[column]

    def text(self, column: str) -> str:
        """The text of a cell that must not be empty."""
        return self.cells[column] or self._refuse(f"column {column!r} is empty")

    def number_in(self, column: str) -> float:
        """The finite number in a cell."""
        try:
            value = float(self.text(column))
        except ValueError:
            value = math.nan
        return value if math.isfinite(value) else self._refuse(f"{column} {self.cells[column]!r} is not a number")

    def optional_number(self, column: str) -> float | None:
        """The finite number in a cell, or None for an empty one."""
        return self.number_in(column) if self.cells[column] else None

    def count(self, column: str) -> int:
        """The whole number, 0 or more, in a cell."""
        text = self.text(column)
        return int(text) if text.isascii() and text.isdigit() else self._refuse(f"{column} {text!r} is not a count")

    def member(self, column: str, vocabulary: type[E]) -> E:
        """The member of a closed vocabulary that a cell names."""
        text = self.text(column)
        try:
            return vocabulary(text)
        except ValueError:
            return self.refuse_name(column, text, [member.value for member in vocabulary])

    def optional_member(self, column: str, vocabulary: type[E]) -> E | None:
        """The member of a closed vocabulary that a cell names, or None for an empty cell."""
        return self.member(column, vocabulary) if self.cells[column] else None

    def known(self, column: str, known: Iterable[str]) -> str:
        """The text of a cell, which must be one of the known names."""
        text = self.text(column)
        names = tuple(known)
        return text if text in names else self.refuse_name(column, text, names)

    def known_list(self, column: str, known: Iterable[str]) -> tuple[str, ...]:
        """The names in a cell, separated by semicolons; at least one, each of them known."""
        names = tuple(known)
        given = tuple(name.strip() for name in self.text(column).split(";"))
        for name in given:
            if name not in names:
                self.refuse_name(column, name, names)
        return given

    def refuse_name(self, column: str, came: str, known: Iterable[str]) -> NoReturn:
        """Raise for a name that does not exist, with those that do."""
        self._refuse(f"unknown {column} {came!r}; {known_names(came, known)}")

    def _refuse(self, problem: str) -> NoReturn:
        raise TableError(f"{self.file} row {self.number}: {problem}")


def read_rows(text: str, *, file: str, columns: Sequence[str]) -> tuple[Row, ...]:
    r"""The rows of a CSV text with exactly these columns.

    Raises
    ------
    TableError
        If the header is another one, or a row has more or fewer cells than the header.

    Examples
    --------
    >>> text = "root,x\nL5,3\nS1,many\n"
    >>> first, second = read_rows(text, file="small.csv", columns=["root", "x"])
    >>> first.text("root"), first.count("x")
    ('L5', 3)
    >>> second.count("x")
    Traceback (most recent call last):
        ...
    bodymap.core.errors.TableError: small.csv row 3: x 'many' is not a count
    """
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        if header != list(columns):
            raise TableError(f"{file} row 1: columns {', '.join(header)}; expected {', '.join(columns)}")
        for cells in reader:
            if len(cells) != len(header):
                raise TableError(f"{file} row {reader.line_num}: {len(cells)} cells; expected {len(header)}")
            rows.append(Row(file, reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))))
    except csv.Error as error:
        raise TableError(f"{file} row {reader.line_num}: {error}") from error
    return tuple(rows)


def refuse_repeats(rows: Iterable[Row], column: str) -> None:
    """Raise TableError when two rows carry the same id."""
    seen: set[str] = set()
    for row in rows:
        if row.text(column) in seen:
            raise TableError(f"{row.file} row {row.number}: {column} {row.text(column)!r} is a duplicate")
        seen.add(row.text(column))


_LONGEST: Final = 80
"""Texts longer than this are no slip of a known name, and comparing them takes long."""

_MOST_NEAR: Final = 8
"""So many names are offered at most; a thigh has as many parts."""


def known_names(came: str, known: Iterable[str]) -> str:
    """What is known, in words: the nearest first, if any, then all names; none is near a very long text.

    The nearest are those that hold every word that came, such as the parts of a hip, else the close matches.

    Examples
    --------
    >>> known_names("lef", ["left", "right"])
    'did you mean left? known: left, right'
    >>> known_names("hip", ["groin", "hip-front", "hip-outer"])
    'did you mean hip-front, hip-outer? known: groin, hip-front, hip-outer'
    """
    from difflib import get_close_matches

    names, near = tuple(known), []
    if len(came) <= _LONGEST:
        words = set(came.lower().split("-"))
        near = [name for name in names if words <= set(name.split("-"))][:_MOST_NEAR]
        near = near or get_close_matches(came, names, n=3, cutoff=0.6)
    asked = f"did you mean {', '.join(near)}? " if near else ""
    return f"{asked}known: {', '.join(names)}"
