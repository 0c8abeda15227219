"""An explanation put into a language as a whole, for those who show texts and need no messages."""

from __future__ import annotations

from dataclasses import replace

from bodymap.core.words.explanation import AskedQuestion, Explanation, Item, Notice
from bodymap.core.words.language import Language
from bodymap.core.words.message import Message, Sentence


def told_in(said: Explanation, language: Language) -> Explanation:
    """The same explanation with every message already in words; ids, order and sources stay."""

    def spoken(one: Message) -> Message:
        return Message(language.text(one))

    def sentence(one: Sentence) -> Sentence:
        return replace(one, message=spoken(one.message))

    def item(one: Item) -> Item:
        return replace(one, name=spoken(one.name), sentences=tuple(map(sentence, one.sentences)))

    def question(one: AskedQuestion) -> AskedQuestion:
        return replace(one, sentence=sentence(one.sentence))

    def notice(one: Notice) -> Notice:
        return replace(
            one,
            name=spoken(one.name),
            plain_name=spoken(one.plain_name),
            sentences=tuple(map(sentence, one.sentences)),
            questions=tuple(map(question, one.questions)),
            folded=tuple(map(question, one.folded)),
        )

    return replace(
        said,
        disclaimer=sentence(said.disclaimer),
        sections=tuple(replace(one, items=tuple(map(item, one.items))) for one in said.sections),
        red_flags=tuple(map(notice, said.red_flags)),
        facts=tuple(replace(one, sentence=sentence(one.sentence)) for one in said.facts),
    )
