"""What the sheets of the languages must hold: every text for those to whom a language is offered, and no English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import bodymap
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import Quality, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.language import Language
from bodymap.core.words.message import numbered
from bodymap.core.words.table_texts import table_texts
from bodymap.core.words.told_in import told_in
from bodymap.library.languages import language_codes, languages, load_language, sheet_rows
from bodymap.library.loading import load_atlas, load_evidence
from bodymap.publish.findings_text import explanation_lines
from bodymap.publish.handout import Letterhead, handout
from bodymap.publish.picture import picture_text
from bodymap.publish.told import Told
from bodymap.state.case import Case

OFFERED = [(code, reader) for reader in Voice for code in languages(reader) if code != "en"]
#: English function words; those that are words of a language too are taken out for it.
_FUNCTION_WORDS = """
the of and to is that it for was with as be on by at this are from or which you an were her all their there been one
have has not but they his who what when if can if will would how than its into them then these could your also about
after before only more where both any does did most between
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
OWN_WORDS = {"de": {"after", "was", "her", "an", "all", "will", "die", "also"}, "es": set(), "fr": {"on", "an", "son"}}
#: Words that are the same in another language; most are Latin or Greek.
SAME_WORDS = {
    *("Neutral", "Sources", "mastalgia", "gastroenteritis", "fibular", "hallux valgus", "Cervicalgia"),
    *("normal", "bilateral", "Foerster", "Keegan", "Body Map", "JSON (*.json)"),
    *("absent", "Note", "note", "sources ‹", "sources ›", "Version {version}.", "Menu", "Sacrum", "Page (*.pdf)"),
    *("Computer", "Patient", "US Letter", "Logo", "scapula", "Reflex", "Name:", "Person: {count} ▾", "Diabetes?"),
}
_NAMES = re.compile(r"\{(\w+)[^}]*\}")


class _Missed(Mapping[tuple[str, str], str]):
    """The texts of a language, and which were asked for in vain."""

    def __init__(self, language: Language) -> None:
        self._texts = language.texts
        self.missed: set[str] = set()

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self._texts[key]

    def get(self, key: tuple[str, str], default: object = None) -> str | None:  # type: ignore[override]
        del default
        found = self._texts.get(key)
        if found is None and not key[0] and re.search(r"[a-z]{3}", _NAMES.sub("", key[1])):
            self.missed.add(key[1])
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@pytest.mark.parametrize("code", language_codes())
def test_names_of_values_stay_as_they_are(code: str) -> None:
    wrong = [
        (english, text)
        for form, english, text, _ in sheet_rows(code)
        if text
        and (
            set(_NAMES.findall(text)) - set(_NAMES.findall(english))
            or (not form and set(_NAMES.findall(text)) != set(_NAMES.findall(english)))
        )
    ]
    assert not wrong


@pytest.mark.parametrize(("code", "reader"), OFFERED)
def test_every_text_that_a_reader_meets_is_in_the_language(code: str, reader: Voice) -> None:
    spoken = load_language(code)
    texts = _Missed(spoken)
    language = Language(spoken.code, spoken.name, spoken.state, texts, spoken.manner)
    atlas, evidence = load_atlas(), load_evidence()
    for part in evidence.parts:
        for quality in (None, Quality.NUMB, Quality.BURNING):
            sides = tuple(Side) if quality is None else (Side.LEFT,)
            marks = [Mark(MarkId(n), WholePart(part.id, side), quality, 5) for n, side in enumerate(sides, start=1)]
            findings = find(marks, atlas, evidence)
            said = explain(findings, evidence, reader)
            told_in(said, language)
    told = Told(Case(tuple(marks)), findings, said, atlas, evidence, language=language)
    handout(told, Letterhead("2026"), reader)
    picture_text(told)
    explanation_lines(told)
    lacking = {one.text for one in table_texts(evidence) if " patient" in one.where} - {
        english for _, english in spoken.texts
    }
    assert not texts.missed
    assert not lacking


@pytest.mark.parametrize(("code", "reader"), OFFERED)
def test_a_place_has_a_text_for_each_side_and_no_name_is_left_in_it(code: str, reader: Voice) -> None:
    del reader
    language = load_language(code)
    for part in load_evidence().parts:
        said = {form: language.look_up(part.place, form) for form in ("left", "right", "both")}
        assert len(set(said.values())) == 3, said
        assert not any("{" in text for text in said.values())


@pytest.mark.parametrize("code", language_codes())
def test_nothing_is_the_english_text_again(code: str) -> None:
    rows = sheet_rows(code)
    words = [(english, text) for _, english, text, _ in rows if re.search("[a-z]{3}", _NAMES.sub("", text))]
    assert {text for english, text in words if text == english} <= SAME_WORDS


@pytest.mark.parametrize("code", sorted(set(languages(Voice.PATIENT)) - {"en"}))
def test_the_list_of_parts_has_every_name(code: str) -> None:
    language = load_language(code)
    parts = load_evidence().parts
    assert not [one.id for one in parts if ("", one.patient_words) not in language.texts]
    assert not [one.id for one in parts if ("", one.clinical_term) not in language.texts]


@pytest.mark.parametrize("code", language_codes())
def test_a_translation_is_no_longer_than_it_may_be(code: str) -> None:
    """130 % of the English and a few letters more; a short name may need an explanation."""
    rows = [(english, text) for _, english, text, _ in sheet_rows(code)]
    too_long = {
        english: text for english, text in rows if len(text) > 1.3 * len(english) + (35 if len(english) < 40 else 20)
    }
    assert not too_long


@pytest.mark.parametrize("code", language_codes())
def test_no_english_word_stands_in_a_translation(code: str) -> None:
    foreign = FUNCTION_WORDS - OWN_WORDS[code]
    wrong = {
        text
        for _, _, text, _ in sheet_rows(code)
        if foreign & set(re.findall(r"[^\W\d_]+", _NAMES.sub("", text.lower())))
    }
    assert not wrong


#: What stands before and after a quotation, and what must not stand there.
QUOTES = {"de": ("„", "“", '”"«»'), "es": ("«", "»", '“”"„'), "fr": ("«\u00a0", "\u00a0»", '“”"„')}


@pytest.mark.parametrize("code", language_codes())
def test_a_quotation_has_the_marks_of_the_language(code: str) -> None:
    before, after, foreign = QUOTES[code]
    for _, english, text, _ in sheet_rows(code):
        assert not set(foreign) & set(text), text
        if text and "“" in english:
            assert text.count(before) == text.count(after) == english.count("“"), text


@pytest.mark.parametrize("code", language_codes())
def test_no_line_can_break_before_a_mark_that_belongs_to_the_word_before(code: str) -> None:
    parted = r"(?<=[\d}]) %" if code != "fr" else r"(?<=[\d}]) %| [;:?!»]|« "
    assert not [text for _, _, text, _ in sheet_rows(code) if re.search(parted, text)]


def _numbered_texts() -> Iterator[tuple[str, str]]:
    """The texts for one and for several of every place in the code that counts."""
    for path in sorted((Path(bodymap.__file__).parent / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("numbered"), [ast.Constant(str(one)), ast.Constant(str(many)), *_]):
                    yield one, many
                case _:
                    pass


@pytest.mark.parametrize("code", language_codes())
def test_one_and_several_are_told_apart_as_the_language_does(code: str) -> None:
    language = load_language(code)
    pairs = tuple(_numbered_texts())
    assert len(pairs) >= 4
    alike = 0
    for one, many in pairs:
        names = dict.fromkeys(_NAMES.findall(one), "L5")
        said = [language.text(numbered(one, many, count, **names)) for count in (1, 2, 5)]
        assert said[1] == said[2], said
        alike += said[0] == said[1]
        assert said[0] not in (one.format(**names), many.format(**names))
    assert alike <= 1  # "the rest by L5 and S1" needs no verb in French


def test_numbers_and_days_are_written_as_in_the_language() -> None:
    from bodymap.core.words.message import Decimal

    spanish, german = load_language("es"), load_language("de")
    assert spanish.decimal(Decimal(47.6)) == "47,6"
    assert german.date("2026-11-05") == "5.11.2026"
    assert spanish.date("2026-11-05") == "5/11/2026"
    assert load_language("en").date("2026-11-05") == "2026-11-05"


def test_a_page_says_who_checked_its_language() -> None:
    atlas, evidence, language = load_atlas(), load_evidence(), load_language("es")
    marks = (Mark(MarkId(1), WholePart(evidence.parts[58].id, Side.LEFT)),)
    findings = find(marks, atlas, evidence)
    told = Told(Case(marks), findings, explain(findings, evidence, Voice.PATIENT), atlas, evidence, language=language)
    page = repr(handout(told, Letterhead("2026"), Voice.PATIENT))
    assert "no revisada por un profesional sanitario nativo" in page
    assert "Esto no es un diagnóstico." in page
