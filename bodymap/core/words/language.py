"""Puts messages into a language, by texts that are handed in; what they lack stays English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from bodymap.core.tables.literature import Certainty, Source
from bodymap.core.words.message import Decimal, Message, Sentence, capitalised, rendered, written


@dataclass(frozen=True, slots=True)
class Manner:
    """How a language writes what is no word.

    Attributes
    ----------
    point : str
        Between a whole number and its fraction.
    comma : str
        Between the names of a list.
    semicolon : str
        Between the members of a list that have commas of their own.
    colon : str
        Between a name and what is said of it.
    date : str
        A day, with ``{year}``, ``{month}`` and ``{day}`` as numbers.
    one_from_zero : bool
        Whether nought of something takes the form for one, as in French.
    is_right_to_left : bool
        Whether lines run from right to left; the body is never mirrored.
    """

    point: str = "."
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    date: str = "{year}-{month:02}-{day:02}"
    one_from_zero: bool = False
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language with its texts.

    Attributes
    ----------
    code : str
        Of ISO 639, such as "de".
    name : str
        In the language itself.
    state : str
        Who checked it, in English; shown wherever the program speaks it.
    texts : mapping of (form, English text) to text
        The form is empty for the text that serves all forms.
    """

    code: str = "en"
    name: str = "English"
    state: str = ""
    texts: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    manner: Manner = field(default_factory=Manner)

    @property
    def comma(self) -> str:
        """What stands between the names of a list."""
        return self.manner.comma

    @property
    def semicolon(self) -> str:
        """What stands between the members of a list that have commas of their own."""
        return self.manner.semicolon

    def named(self, name: str, text: str) -> str:
        """A text after the name of what it speaks of."""
        return f"{name}{self.manner.colon}{text}"

    def look_up(self, text: str, form: str = "", count: int | None = None) -> str:
        """The text for an English one: of its form, else of its plural form, else the one for all; else English."""
        if form and (own := self.texts.get((form, text))):
            return own
        if count is not None and (own := self.texts.get((self._plural(count), text))):
            return own
        return self.texts.get(("", text)) or text

    def decimal(self, number: Decimal) -> str:
        """A number with its fraction."""
        return written(number).replace(".", self.manner.point)

    def text(self, said: Message) -> str:
        """A message as it stands within a sentence."""
        return rendered(said, self)

    def sentence(self, said: Sentence) -> str:
        """A sentence, with a capital in front."""
        return capitalised(self.text(said.message))

    def title(self, said: Message) -> str:
        """A message as a heading."""
        return capitalised(self.text(said))

    def label(self, text: str, **values: str | float) -> str:
        """A text of the program or of a table, with values that need no language."""
        return self.look_up(text).format(**values) if values else self.look_up(text)

    def cited(self, source: Source) -> str:
        """A source as it stands under a sentence; a work that nobody opened for this program says so."""
        is_unseen = source.certainty is Certainty.RECALLED
        return self.label("{source} (not seen)", source=source.short) if is_unseen else source.short

    def date(self, iso: str) -> str:
        """A day that is given as year, month and day, as in 2026-11-28."""
        year, month, day = map(int, iso.split("-"))
        return self.manner.date.format(year=year, month=month, day=day)

    def _plural(self, count: int) -> str:
        return "one" if count == 1 or (count == 0 and self.manner.one_from_zero) else "other"


ENGLISH: Final = Language()
"""The language that everything is written in first."""
