from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from bodymap.core.atlas.nerves import parse_nerves
from bodymap.core.coverage.skin import Piece, marked_pieces
from bodymap.core.errors import TableError, UnknownName
from bodymap.core.marks.mark import Mark, MarkId, Spot, WholePart
from bodymap.core.reasoning.nerve_territories import nerve_areas
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.vocabulary import PartId, Root, Side, View
from tests.core.small_body import small_atlas

HEAD = "id,name,known_as,patient_words,patient_name,roots,source_ids,certainty\n"
ROW = "sural,sural nerve,,nerve of the outer ankle,,S1 L5,known1;known2,recalled\n"
SOURCES = (SourceId("known1"), SourceId("known2"))


def test_a_nerve_is_read_with_its_roots_from_head_to_tail() -> None:
    (nerve,) = parse_nerves(HEAD + ROW, file="nerves.csv", sources=SOURCES)
    assert (nerve.id, nerve.name, nerve.patient_words) == ("sural", "sural nerve", "nerve of the outer ankle")
    assert nerve.roots == (Root.L5, Root.S1)
    assert (nerve.sources, nerve.certainty) == (SOURCES, Certainty.RECALLED)


def test_a_nerve_of_the_head_carries_no_root() -> None:
    (nerve,) = parse_nerves(HEAD + ROW.replace("S1 L5", "none"), file="nerves.csv", sources=SOURCES)
    assert nerve.roots == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + ROW + ROW, "'sural' is a duplicate"),
        (HEAD + ROW.replace("S1", "S6"), "unknown roots 'S6'"),
        (HEAD + ROW.replace("S1 L5", ""), "column 'roots' is empty"),
        (HEAD + ROW.replace("known2", "other"), "unknown source_ids 'other'"),
        (HEAD + ROW.replace("recalled", "sure"), "unknown certainty 'sure'; known: seen, seen-via, recalled"),
        (HEAD + ROW.replace("sural nerve", ""), "column 'name' is empty"),
        ("id\n", "expected id, name, known_as, patient_words, patient_name, roots, source_ids, certainty"),
    ],
)
def test_a_row_that_is_not_as_expected_is_refused(text: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        parse_nerves(text, file="nerves.csv", sources=SOURCES)


@pytest.mark.parametrize("side", list(Side))
def test_the_share_of_a_nerve_is_the_marked_skin_in_its_territory(side: Side) -> None:
    marks = [Mark(MarkId(1), WholePart(PartId("hip-front"), side))]
    (found,) = nerve_areas(marked_pieces(marks, small_atlas()), small_atlas())
    # 10,000 of 15,000 mm² in front and none of 5,000 mm² at the back; the front and back are one group.
    assert (found.nerve.id, found.side) == ("groin-nerve", side)
    assert found.share == pytest.approx(0.5)


def test_the_sides_are_told_apart_and_the_larger_share_comes_first() -> None:
    found = nerve_areas([Piece(View.FRONT, shapely.box(-20, 0, 60, 100))], small_atlas())
    assert [one.side for one in found] == [Side.LEFT, Side.RIGHT]
    assert [one.share for one in found] == pytest.approx([0.75, 0.25])


def test_specks_and_skin_without_a_nerve_are_not_told() -> None:
    assert nerve_areas([Piece(View.FRONT, shapely.box(0, 99, 100, 200))], small_atlas()) == ()
    assert nerve_areas(marked_pieces([Mark(MarkId(1), Spot(View.BACK, 50, 50))], small_atlas()), small_atlas()) == ()
    assert nerve_areas([], small_atlas()) == ()


def test_a_nerve_that_the_table_does_not_name_is_refused() -> None:
    atlas = replace(small_atlas(), nerves=())
    with pytest.raises(UnknownName, match="groin-nerve"):
        nerve_areas([Piece(View.FRONT, shapely.box(0, 0, 100, 100))], atlas)
