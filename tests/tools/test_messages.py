"""The extraction finds what code and tables say."""

from __future__ import annotations

import pytest

from bodymap.library.languages import language_codes, sheet_rows
from tools.messages import all_texts, brought_up_to_date, texts_of

CASES = [
    ('Message("A hip.")', ("A hip.",)),
    ('message("{n} hips", n=2)', ("{n} hips",)),
    ('numbered("{n} hip", "{n} hips", count, n=count)', ("{n} hip", "{n} hips")),
    ('self.tr("A hip")', ("A hip",)),
    ('QCoreApplication.translate("View", "Front")', ("Front",)),
    ('def f():\n    text = "One." if x else "Two."\n    return Message(text)', ("One.", "Two.")),
    ('def f():\n    text = "One."\n    if x:\n        text = "Two."\n    return Message(text)', ("One.", "Two.")),
    ('WORDS = {1: "one hip", 2: "two hips"}\nMessage(WORDS[n])', ("one hip", "two hips")),
    ('def f():\n    return "A hip."\ndef g():\n    return message(f(), n=1)', ("A hip.",)),
    ('heads = ("Root", "Maps")\nTable(tuple(map(label, heads)))', ("Root", "Maps")),
    ('raise ValueError("not for readers")', ()),
]


@pytest.mark.parametrize(("source", "texts"), CASES, ids=[source[:30] for source, _ in CASES])
def test_a_text_is_found_however_it_is_given(source: str, texts: tuple[str, ...]) -> None:
    assert texts_of(source) == texts


def test_code_tables_and_places_are_in_it() -> None:
    found = {one.text: one for one in all_texts()}
    assert found["the front of the {side} hip"].forms == ("left", "right", "both")
    assert found["Not a diagnosis."].forms == ("",)
    assert {"left", "Save the case", "anterior hip", "{first} and {last}"} <= set(found)


@pytest.mark.parametrize("code", language_codes())
def test_the_sheet_of_a_language_is_up_to_date(code: str) -> None:
    head, *rows = brought_up_to_date(code).splitlines()
    assert head == "form,english,text,note"
    wanted = {(form, one.text) for one in all_texts() for form in one.forms}
    assert wanted <= {(form, english) for form, english, _, _ in sheet_rows(code)}, "run make messages"
    assert len(rows) >= len(wanted)
