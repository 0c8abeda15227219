"""A language that nobody speaks: all texts that are found, with accents, 40 % longer, from right to left."""

from __future__ import annotations

import re
from functools import cache

from bodymap.core.words.language import Language, Manner
from tools.messages import all_texts

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒǵĥíĵķĺṁñóṕɋŕšťúṽŵẋýžÁƁÇĐÉƑǴĤÍĴĶĹṀÑÓṔɊŔŠŤÚṼŴẊÝŽ",
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
#: names between braces, and what a label of the window is marked up with
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]+>|&(?=\w)|\*\.\w+)")
MARK = "\u200f"


def pseudo(text: str) -> str:
    """A text in that language; its names of values stay."""
    pieces = _KEPT.split(text)
    said = "".join(piece if _KEPT.fullmatch(piece) else piece.translate(_ACCENTED) for piece in pieces)
    return f"{MARK}{said}{'·' * round(0.4 * len(text))}"


@cache
def pseudo_language() -> Language:
    """The language with all its texts."""
    texts = {(form, one.text): pseudo(one.text) for one in all_texts() for form in ("", *one.forms)}
    return Language("qps", "Ƥšéúđó", "", texts, Manner(point="٫", comma="، ", is_right_to_left=True))


def english_left(text: str, allowed: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that nobody put into the language, without names and what no language changes."""
    return tuple(word for word in _LATIN.findall(text) if word not in allowed)
