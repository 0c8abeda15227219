"""What is said, before it is said in any language: messages with values, and sentences with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias, Union, assert_never

from bodymap.core.tables.literature import OWN_WORDS, Certainty, SourceId
from bodymap.core.vocabulary import Root, Side

Value: TypeAlias = Union[str, int, "Decimal", "Message", tuple["Message", ...]]
"""What stands for a name in a message: a text that needs no language, a number, a message, or several in a row."""

_ANATOMY: Final = SourceId("anatomy_general")

MOSTLY: Final = 0.5
"""From this share on, skin that the maps give to roots is told as shared, not as unknown."""

_LEVELS: Final = (
    (Root.C8, "in the neck"),
    (Root.T6, "in the upper back"),
    (Root.T11, "in the middle back"),
    (Root.L1, "just below the ribs"),
    (Root.S1, "in the low back"),
    (Root.S5, "at its lowest part"),
)
"""Where roots leave the spine in plain words, up to and with the root named; S1 can be pressed at the last disc."""


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with a fraction, which languages write with a point or with a comma.

    Attributes
    ----------
    places : int or None
        How many decimals are written; None for as many as it has.
    """

    value: float
    places: int | None = None


class Speech(Protocol):
    """What a message needs of a language."""

    @property
    def comma(self) -> str:
        """What stands between the names of a list."""

    def look_up(self, text: str, form: str = "", count: int | None = None) -> str:
        """The text for an English one."""

    def decimal(self, number: Decimal) -> str:
        """A number with a fraction."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say: an id that a language looks up, and values for the names in it.

    Attributes
    ----------
    id : str
        The English text, with names such as ``{place}``.
    values : tuple of pairs
        A value for each name, in the order of their names.
    form : str
        The form that a language may have a text of its own for, such as ``left`` for a place on that side.
    count : int or None
        The number that decides between the plural forms of a language.

    Examples
    --------
    >>> in_english(message("{root} on the {side}", root="L5", side=Message("left")))
    'L5 on the left'
    """

    id: str
    values: tuple[tuple[str, Value], ...] = ()
    form: str = ""
    count: int | None = None


def message(text: str, **values: Value) -> Message:
    """A message with its values."""
    return Message(text, tuple(sorted(values.items())))


def numbered(one: str, many: str, count: int, **values: Value) -> Message:
    """A message about one or about several; a language with more plural forms chooses by the count.

    Examples
    --------
    >>> in_english(numbered("{n} mark", "{n} marks", 1, n=1)), in_english(numbered("{n} mark", "{n} marks", 3, n=3))
    ('1 mark', '3 marks')
    """
    return Message(one if count == 1 else many, tuple(sorted(values.items())), count=count)


def rendered(said: Message, speech: Speech) -> str:
    """A message as text in a language."""
    text = speech.look_up(said.id, said.form, said.count) if said.id else ""
    return text.format(**{name: _value(value, speech) for name, value in said.values}) if said.values else text


class _English:
    """The language of the ids."""

    comma = ", "

    def look_up(self, text: str, form: str = "", count: int | None = None) -> str:  # noqa: ARG002
        return text

    def decimal(self, number: Decimal) -> str:
        return written(number)


def written(number: Decimal) -> str:
    """A number with a decimal point."""
    return f"{number.value:g}" if number.places is None else f"{number.value:.{number.places}f}"


def in_english(said: Message) -> str:
    """A message in English, the language of the ids."""
    return rendered(said, _English())


def _value(value: Value, speech: Speech) -> str:
    match value:
        case Message():
            return rendered(value, speech)
        case Decimal():
            return speech.decimal(value)
        case tuple():
            return speech.comma.join(rendered(one, speech) for one in value)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message with the sources it rests on, at least one.

    A sentence that makes no clinical claim rests on `bodymap.core.tables.literature.OWN_WORDS`.

    Attributes
    ----------
    sure : Certainty
        How what it says reached us.
    """

    message: Message
    sources: tuple[SourceId, ...]
    sure: Certainty = Certainty.SEEN

    def __post_init__(self) -> None:
        """Refuse a sentence without a source."""
        if not self.sources:
            raise ValueError(f"sentence without a source: {self.message.id!r}")

    @property
    def text(self) -> str:
        """In English."""
        return capitalised(in_english(self.message))


def side_word(side: Side) -> str:
    """The English word for a side."""
    match side:
        case Side.LEFT:
            return "left"
        case Side.RIGHT:
            return "right"
        case _:
            assert_never(side)


def sides(several: Iterable[Side]) -> Message:
    """A side, or "left and right"."""
    marked = set(several)
    return listed([Message(side_word(side)) for side in Side if side in marked])


def placed(place: str, several: Iterable[Side]) -> Message:
    """A place with its side, such as "the front of the left hip"; a language has a text of its own for each side.

    Examples
    --------
    >>> in_english(placed("the {side} knee", [Side.LEFT])), placed("the {side} knee", Side).form
    ('the left knee', 'both')
    """
    marked = [side for side in Side if side in set(several)]
    form = marked[0].value if len(marked) == 1 else "both"
    return Message(place, (("side", sides(marked)),), form)


def listed(names: Sequence[Message | str]) -> Message:
    """Names as a list in a sentence: "L1", "L1 and L2", "L1, L2 and L3".

    Examples
    --------
    >>> in_english(listed(["L1"])), in_english(listed(["L1", "L2", "L3"]))
    ('L1', 'L1, L2 and L3')
    """
    return _joined("{first} and {last}", names)


def in_a_row(names: Sequence[Message]) -> Message:
    """Names with semicolons between, where they hold commas themselves."""
    if not names:
        return Message("")
    *before, last = names
    return message("{before}; {last}", before=in_a_row(before), last=last) if before else last


def either(names: Sequence[Message | str]) -> Message:
    """Names as a choice in a sentence: "L1, L2 or L3"."""
    return _joined("{first} or {last}", names)


def _joined(template: str, names: Sequence[Message | str]) -> Message:
    several = tuple(name if isinstance(name, Message) else Message(name) for name in names)
    if len(several) < 2:
        return several[0] if several else Message("")
    return message(template, first=several[:-1], last=several[-1])


def level_words(roots: Iterable[Root]) -> Message:
    """Where roots leave the spine in plain words, from head to tail: "in the neck and in the low back"."""
    ordered = sorted(roots, key=lambda root: root.position)
    levels = (next(words for last, words in _LEVELS if root.position <= last.position) for root in ordered)
    return listed(list(dict.fromkeys(levels)))


def unnamed(*, covered: float, is_face: bool) -> Sentence:
    """What is said of skin of which no root has enough to be named.

    Parameters
    ----------
    covered : float
        The share of the marked skin that the maps give to any root at all, 0 to 1.
    is_face : bool
        Whether the trigeminal nerve feels it.
    """
    if is_face:
        text = "This skin is felt by a nerve of the head, the trigeminal nerve, not by a spinal nerve."
        return Sentence(Message(text), (_ANATOMY,))
    if covered < MOSTLY:
        return Sentence(Message("The maps used here do not say which spinal nerve feels this place."), (OWN_WORDS,))
    text = "On nerve maps this skin is shared by many spinal nerves, and none of them feels much of it."
    return Sentence(Message(text), (OWN_WORDS,))


def mostly_face(roots: Sequence[Root]) -> Sentence:
    """What is said of skin that is mostly the face's, of which roots of the neck have the rest, as at the jaw."""
    said = numbered(
        "Most of this skin is felt by a nerve of the head, the trigeminal nerve; {roots} has the rest.",
        "Most of this skin is felt by a nerve of the head, the trigeminal nerve; {roots} have the rest.",
        len(roots),
        roots=listed([root.value for root in roots]),
    )
    return Sentence(said, (_ANATOMY,))


def capitalised(text: str) -> str:
    """The text with a capital in front, and the rest as it is: "LR+" stays "LR+".

    Examples
    --------
    >>> capitalised("the left hip"), capitalised("LR+ 3")
    ('The left hip', 'LR+ 3')
    """
    return text[:1].upper() + text[1:]


def doubtful(said: Message, certainty: Certainty) -> Message:
    """What a clinician reads of a fact that is only recalled; the fact itself otherwise."""
    return message("Unconfirmed: {claim}", claim=said) if certainty is Certainty.RECALLED else said


def unconfirmed(said: Message, certainty: Certainty) -> Message:
    """The same of a few words in a line or a table."""
    return message("{claim} (unconfirmed)", claim=said) if certainty is Certainty.RECALLED else said


def united(*sources: Iterable[SourceId]) -> tuple[SourceId, ...]:
    """Sources of several facts, each once, in the order cited.

    Examples
    --------
    >>> united([SourceId("lee2008"), OWN_WORDS], [SourceId("lee2008")])
    ('lee2008', 'bodymap')
    """
    return tuple(dict.fromkeys(source for several in sources for source in several))
