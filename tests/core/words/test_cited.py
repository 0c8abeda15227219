"""A source in full: authors, year, journal, DOI, people, limits, how sure."""

from __future__ import annotations

import re

import pytest

from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.words.cited import source_lines
from bodymap.core.words.message import in_english
from tests.core.words.telling import EVIDENCE


def lines(source: str) -> list[str]:
    return [in_english(line) for line in source_lines(SourceId(source), EVIDENCE)]


def test_a_study_tells_who_wrote_it_where_about_whom_its_limits_and_how_sure_that_is() -> None:
    citation, people, limits, sure = lines("rosedale2020")
    assert citation.startswith("Rosedale, Richard; Rastogi, Ravi;")
    for piece in ("(2020).", "Journal of Manual & Manipulative Therapy", "doi 10.1080/10669817.2019.1661706"):
        assert piece in citation
    assert re.match(r"People: 322 of 369 people", people)
    assert "no control group" in limits
    assert sure.startswith("How sure: read for this program (abstract")


def test_people_are_those_of_the_row_that_cites_it_where_nothing_else_was_taken_down() -> None:
    told = lines("mkumbuzi2012")
    assert told[1] == "People: 33 people, pilot"
    assert not any(line.startswith("Limits") for line in told)


@pytest.mark.parametrize("certainty", Certainty)
def test_how_sure_differs_by_how_it_reached_us(certainty: Certainty) -> None:
    source = next(row for row in EVIDENCE.sources if row.certainty is certainty)
    words = {Certainty.SEEN: "read for", Certainty.SEEN_VIA: "another work", Certainty.RECALLED: "nobody opened it"}
    assert words[certainty] in lines(source.id)[-1]


def test_every_study_of_the_spine_s_count_names_its_limits() -> None:
    limits = {study.source: study.limits for study in EVIDENCE.studies}
    assert all(limits[figure.source] for figure in EVIDENCE.exposs)
