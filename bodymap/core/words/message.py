"""A sentence with its sources, and the small words that sentences are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from bodymap.core.tables.literature import OWN_WORDS, Certainty, SourceId
from bodymap.core.vocabulary import Root, Side

Translate: TypeAlias = Callable[[str], str]

_ANATOMY: Final = SourceId("anatomy_general")

MOSTLY: Final = 0.5
"""From this share on, skin that the maps give to roots is told as shared, not as unknown."""

_LEVELS: Final = (
    (Root.C8, "the neck"),
    (Root.T6, "the upper back"),
    (Root.T12, "the middle of the back"),
    (Root.L5, "the low back"),
    (Root.S5, "the lowest part of the back"),
)
"""Where roots leave the spine in plain words, up to and with the root named."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text with the sources it rests on, at least one.

    A sentence that makes no clinical claim rests on `bodymap.core.tables.literature.OWN_WORDS`.
    """

    text: str
    sources: tuple[SourceId, ...]

    def __post_init__(self) -> None:
        """Refuse a sentence without a source."""
        if not self.sources:
            raise ValueError(f"sentence without a source: {self.text!r}")


def untranslated(text: str) -> str:
    """The English text itself: the translation hook when there is no translation."""
    return text


def side_word(side: Side, translate: Translate = untranslated) -> str:
    """The word for a side."""
    match side:
        case Side.LEFT:
            return translate("left")
        case Side.RIGHT:
            return translate("right")
        case _:
            assert_never(side)


def listed(names: Sequence[str], translate: Translate = untranslated) -> str:
    """Names as a list in a sentence: "L1", "L1 and L2", "L1, L2 and L3".

    Examples
    --------
    >>> listed(["L1"]), listed(["L1", "L2", "L3"])
    ('L1', 'L1, L2 and L3')
    """
    if len(names) < 2:
        return "".join(names)
    return translate("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def level_words(roots: Iterable[Root], translate: Translate = untranslated) -> str:
    """Where roots leave the spine in plain words, from head to tail: "the neck and the upper back".

    Examples
    --------
    >>> level_words([Root.L5, Root.C6])
    'the neck and the low back'
    """
    levels = dict.fromkeys(
        next(words for last, words in _LEVELS if root.position <= last.position)
        for root in sorted(roots, key=lambda root: root.position)
    )
    return listed([translate(words) for words in levels], translate)


def unnamed(*, covered: float, is_face: bool, translate: Translate = untranslated) -> Sentence:
    """What is said of skin of which no root has enough to be named.

    Parameters
    ----------
    covered : float
        The share of the marked skin that the maps give to any root at all, 0 to 1.
    is_face : bool
        Whether the trigeminal nerve feels it.
    """
    if is_face:
        text = translate("The skin there is felt by a nerve of the head, the trigeminal nerve, not by a spinal nerve.")
        return Sentence(text, (_ANATOMY,))
    if covered < MOSTLY:
        return Sentence(translate("The maps used here do not say which spinal nerve feels this place."), (OWN_WORDS,))
    text = translate("The skin there is shared by many spinal nerves, and none of them feels much of it.")
    return Sentence(text, (OWN_WORDS,))


def mostly_face(roots: Sequence[Root], translate: Translate = untranslated) -> Sentence:
    """What is said of skin that is mostly the face's, of which roots of the neck have the rest, as at the jaw."""
    text = translate(
        "Most of the skin there is felt by a nerve of the head, the trigeminal nerve; the rest belongs to {roots}."
    )
    return Sentence(text.format(roots=listed([root.value for root in roots], translate)), (_ANATOMY,))


def capitalised(text: str) -> str:
    """The text with a capital in front, and the rest as it is: "LR+" stays "LR+".

    Examples
    --------
    >>> capitalised("the left hip"), capitalised("LR+ 3")
    ('The left hip', 'LR+ 3')
    """
    return text[:1].upper() + text[1:]


def unconfirmed(certainty: Certainty, translate: Translate = untranslated) -> str:
    """What a clinician reads behind a fact that is only recalled; nothing behind the others."""
    return translate(" (unconfirmed)") if certainty is Certainty.RECALLED else ""


def united(*sources: Iterable[SourceId]) -> tuple[SourceId, ...]:
    """Sources of several facts, each once, in the order cited.

    Examples
    --------
    >>> united([SourceId("lee2008"), OWN_WORDS], [SourceId("lee2008")])
    ('lee2008', 'bodymap')
    """
    return tuple(dict.fromkeys(source for several in sources for source in several))
