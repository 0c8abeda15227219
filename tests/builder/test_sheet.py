"""The contact sheet: every region of every view is named, and it is a picture that opens."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely

from bodymap import resources
from bodymap.builder import sheet
from bodymap.builder.__main__ import main
from bodymap.core.anatomy import Figure, MapName
from bodymap.core.drawing import read_drawing

TEXT = "{http://www.w3.org/2000/svg}text"
FIGURE = Figure.NEUTRAL


def test_every_piece_of_every_region_is_named() -> None:
    named = Counter(text.text for text in ElementTree.fromstring(sheet.sheet(FIGURE)[0]).iter(TEXT))
    expected: Counter[str] = Counter()
    for view in resources.drawn_views(FIGURE):
        drawing = read_drawing(resources.drawing_text(FIGURE, view), file=view.value)
        for region in drawing.parts.regions:
            expected[region.part] += len(shapely.get_parts(region.geometry))
        for layer in drawing.territories.values():
            for territory in layer.regions:
                expected[territory.root.value] += len(shapely.get_parts(territory.geometry))
    assert {name: named[name] for name in expected} == dict(expected)


def test_every_row_says_how_the_map_was_drawn() -> None:
    text = sheet.sheet(FIGURE)[0]
    for row in (name for name in MapName if f"maps/{name.value}.toml" in resources.table_names()):
        assert "not yet checked by a clinician" in text, row


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<svg "), ("png", b"\x89PNG")])
def test_the_sheet_is_written_as_its_name_says(tmp_path: Path, suffix: str, start: bytes) -> None:
    assert main(["sheet", str(tmp_path / f"sheet.{suffix}")]) == 0
    assert (tmp_path / f"sheet.{suffix}").read_bytes().startswith(start)


def test_another_kind_of_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", str(tmp_path / "sheet.pdf")]) == 2
    assert "a contact sheet ends in .png or .svg" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("heights", [[10.0, 11.0, 12.0], [5.0, 50.0, 95.0, 96.0, 97.0], []])
def test_names_in_the_margin_stand_apart_and_in_order(heights: list[float]) -> None:
    spread = sheet._spread(heights, apart=10.0, bottom=100.0)
    assert all(lower - upper >= 10 for upper, lower in pairwise(spread))
    assert all(height <= 100 for height in spread)
