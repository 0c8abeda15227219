"""What is said, before it is said in any language: messages with values, and sentences with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, Union, assert_never

from bodymap.core.tables.literature import OWN_WORDS, Certainty, SourceId
from bodymap.core.vocabulary import Root, Side

Value: TypeAlias = Union[str, int, "Message", tuple["Message", ...]]
"""What stands for a name in a message: a text that needs no language, a number, a message, or several in a row."""

Translate: TypeAlias = Callable[[str], str]
"""A hook for the few labels of drawings that are not messages."""

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


def untranslated(text: str) -> str:
    """The English text itself."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say: an id that a language looks up, and values for the names in it.

    Attributes
    ----------
    id : str
        The English text, with names such as ``{place}``.
    values : tuple of pairs
        A value for each name, in the order of their names.

    Examples
    --------
    >>> in_english(message("{root} on the {side}", root="L5", side=Message("left")))
    'L5 on the left'
    """

    id: str
    values: tuple[tuple[str, Value], ...] = ()


def message(text: str, **values: Value) -> Message:
    """A message with its values."""
    return Message(text, tuple(sorted(values.items())))


def rendered(said: Message, look_up: Callable[[str], str]) -> str:
    """A message as text; `look_up` gives the text for an id."""
    text = look_up(said.id) if said.id else ""
    return text.format(**{name: _value(value, look_up) for name, value in said.values}) if said.values else text


def in_english(said: Message) -> str:
    """A message in English, the language of the ids."""
    return rendered(said, str)


def _value(value: Value, look_up: Callable[[str], str]) -> str:
    match value:
        case Message():
            return rendered(value, look_up)
        case tuple():
            return ", ".join(rendered(one, look_up) for one in value)
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


def listed(names: Sequence[Message | str]) -> Message:
    """Names as a list in a sentence: "L1", "L1 and L2", "L1, L2 and L3".

    Examples
    --------
    >>> in_english(listed(["L1"])), in_english(listed(["L1", "L2", "L3"]))
    ('L1', 'L1, L2 and L3')
    """
    return _joined("{first} and {last}", names)


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
    text = "Most of this skin is felt by a nerve of the head, the trigeminal nerve; {roots} has the rest."
    if len(roots) > 1:
        text = "Most of this skin is felt by a nerve of the head, the trigeminal nerve; {roots} have the rest."
    return Sentence(message(text, roots=listed([root.value for root in roots])), (_ANATOMY,))


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


def united(*sources: Iterable[SourceId]) -> tuple[SourceId, ...]:
    """Sources of several facts, each once, in the order cited.

    Examples
    --------
    >>> united([SourceId("lee2008"), OWN_WORDS], [SourceId("lee2008")])
    ('lee2008', 'bodymap')
    """
    return tuple(dict.fromkeys(source for several in sources for source in several))
