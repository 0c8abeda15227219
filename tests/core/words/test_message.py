"""Messages with values, and the language that puts them into words."""

from __future__ import annotations

import pytest

from bodymap.core.tables.literature import OWN_WORDS, Certainty
from bodymap.core.vocabulary import Root, Side
from bodymap.core.words.language import Language
from bodymap.core.words.message import (
    Message,
    Sentence,
    doubtful,
    either,
    in_english,
    level_words,
    listed,
    message,
    sides,
)


def catalogue(texts: dict[str, str]) -> dict[tuple[str, str], str]:
    """Texts that serve all forms."""
    return {("", english): text for english, text in texts.items()}


def test_a_language_puts_the_message_and_the_messages_in_it_into_words() -> None:
    said = message("pain at {place}", place=message("the {side} hip", side=sides([Side.LEFT, Side.RIGHT])))
    texts = {"pain at {place}": "Schmerz an {place}", "the {side} hip": "der Hüfte ({side})", "left": "links"}
    texts |= {"right": "rechts", "{first} and {last}": "{first} und {last}"}
    assert in_english(said) == "pain at the left and right hip"
    german = Language(texts=catalogue(texts))
    assert german.sentence(Sentence(said, (OWN_WORDS,))) == "Schmerz an der Hüfte (links und rechts)"


def test_what_a_catalogue_does_not_have_stays_english() -> None:
    assert Language(texts=catalogue({"left": "links"})).text(Message("right")) == "right"
    assert Language().title(Message("left")) == "Left"
    assert Language(texts={}).text(Message("")) == ""


def test_a_text_without_values_may_hold_braces() -> None:
    assert in_english(Message("LR+ {5}")) == "LR+ {5}"


def test_a_sentence_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="without a source"):
        Sentence(Message("Backs hurt."), ())


def test_a_sentence_begins_with_a_capital() -> None:
    assert Sentence(message("{feeling} here", feeling=Message("numbness")), (OWN_WORDS,)).text == "Numbness here"


@pytest.mark.parametrize(
    ("names", "all_of_them", "one_of_them"),
    [
        ([], "", ""),
        (["L1"], "L1", "L1"),
        (["L1", "L2"], "L1 and L2", "L1 or L2"),
        (["L1", "L2", "L3"], "L1, L2 and L3", "L1, L2 or L3"),
    ],
)
def test_lists(names: list[str], all_of_them: str, one_of_them: str) -> None:
    assert in_english(listed(names)) == all_of_them
    assert in_english(either(names)) == one_of_them


@pytest.mark.parametrize(
    ("roots", "words"),
    [
        ("C2 C8", "in the neck"),
        ("T1 T6", "in the upper back"),
        ("T11 T7", "in the middle back"),
        ("L1 T12", "just below the ribs"),
        ("S1 L5", "in the low back"),
        ("S2 S5", "at its lowest part"),
        ("L5 C6", "in the neck and in the low back"),
    ],
)
def test_levels_in_plain_words(roots: str, words: str) -> None:
    assert in_english(level_words(map(Root, roots.split()))) == words


def test_a_doubt_stands_in_front_of_what_it_belongs_to() -> None:
    assert in_english(doubtful(Message("Se 0.9"), Certainty.RECALLED)) == "Unconfirmed: Se 0.9"
    assert in_english(doubtful(Message("Se 0.9"), Certainty.SEEN_VIA)) == "Se 0.9"
