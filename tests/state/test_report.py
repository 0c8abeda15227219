from __future__ import annotations

import json

from bodymap import resources
from bodymap.core.anatomy import PartId, Quality, Root, Side, View
from bodymap.core.evidence import TABLES, read_evidence
from bodymap.core.findings import Findings, NerveShare, NextTest, OtherSource, ProvokedPain, RedFlag, find
from bodymap.core.marks import Mark, MarkId, Spot, WholePart
from bodymap.core.sources import SourceId
from bodymap.state.case import Case
from bodymap.state.report import cited_names, explanation_fields, explanation_lines
from tests.core.small_body import small_atlas
from tests.state.json_schema import problems

EVIDENCE = read_evidence({name: resources.table_text(name) for name in TABLES})
CASE = Case(
    (
        Mark(MarkId(1), WholePart(PartId("hip-front"), Side.LEFT), Quality.ACHING, 6, extra='{"pressure": 1}'),
        Mark(MarkId(2), Spot(View.FRONT, 50, 50)),
    )
)
FOUND = find(CASE.marks, small_atlas(), EVIDENCE)
SOURCES = (SourceId("anatomy_general"),)


def test_an_explanation_is_as_the_schema_says() -> None:
    fields = json.loads(json.dumps(explanation_fields(CASE, FOUND)))
    assert problems(fields) == []
    assert fields["marks"][0]["part"] == "hip-front"
    assert fields["candidates"][0]["root"] == "L1"


def test_an_explanation_of_nothing_has_all_its_lists() -> None:
    fields = explanation_fields(Case(), Findings())
    assert problems(fields) == []
    assert fields == {
        "marks": [],
        "red_flags": [],
        "candidates": [],
        "evidence": [],
        "nerves": [],
        "other_sources": [],
        "provoked": [],
        "next_tests": [],
        "disclaimer": "Not a diagnosis.",
    }


def test_the_lists_that_are_still_empty_have_their_form() -> None:
    found = Findings(
        red_flags=(RedFlag("cauda-equina", 1, SOURCES),),
        nerves=(NerveShare("saphenous", "saphenous nerve", 0.5, SOURCES),),
        other_sources=(OtherSource("hip-joint", "hip joint", SOURCES),),
        provoked=(ProvokedPain("provoked-l5", Root.L5, 3, 10, SOURCES),),
        next_tests=(NextTest("slump", "slump test", (Root.L5, Root.S1), SOURCES),),
    )
    fields = explanation_fields(Case(), found)
    assert problems(fields) == []
    assert fields["red_flags"] == [{"id": "cauda-equina", "tier": 1}]
    assert fields["next_tests"] == [{"id": "slump", "name": "slump test", "tells_apart": ["L5", "S1"]}]


def test_the_schema_refuses_what_it_should() -> None:
    fields = json.loads(json.dumps(explanation_fields(CASE, FOUND)))
    fields["candidates"][0]["side"] = "both"
    fields["evidence"][0]["extra"] = 1
    del fields["nerves"]
    assert len(problems(fields)) == 3


def test_the_exposs_row_of_the_hip() -> None:
    assert explanation_fields(CASE, FOUND)["evidence"] == [
        {
            "id": "exposs-hip",
            "location": "hip",
            "x": 22,
            "n": 31,
            "percent": 71.0,
            "low": 53.4,
            "high": 83.9,
            "source": "rosedale2020",
        }
    ]


def test_lines_of_text_say_it_all() -> None:
    lines = explanation_lines(FOUND, EVIDENCE)
    assert lines[0] == "You pointed to the front of the left hip."
    assert any(line.startswith("  L1   left    7") and line.endswith("1 of 1 maps") for line in lines)
    assert lines[-2] == "Not a diagnosis."
    assert lines[-1].startswith("Sources: Foerster 1933; ")
    assert "Rosedale 2020" in lines[-1]


def test_nothing_marked_says_only_what_it_is() -> None:
    assert explanation_lines(Findings(), EVIDENCE) == ("", "Not a diagnosis.")


def test_a_source_is_named_once_and_own_words_not_at_all() -> None:
    ids = [SourceId(name) for name in ("bodymap", "lesher2008", "rosedale2020", "lesher2008")]
    assert cited_names(ids, EVIDENCE) == ("Lesher 2008", "Rosedale 2020")
