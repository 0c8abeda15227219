"""A case on the drawings that ship, followed out of the program: text, JSON and picture say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely

from bodymap.cli import main
from bodymap.cli.mark_text import SPOT_EXAMPLE
from bodymap.core.vocabulary import Figure

ANSWERED_YES = Path(__file__).parent / "data" / "answered-yes.case.json"
EMERGENCY = "emergency department"


def test_a_warning_raised_by_an_answer_is_in_text_json_and_picture(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    picture = tmp_path / "picture.svg"
    assert main.main(["explain", str(ANSWERED_YES), "--out", str(picture)]) == 0
    assert EMERGENCY in capsys.readouterr().out
    captions = [element.text for element in ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert EMERGENCY in " ".join(filter(None, captions))
    assert main.main(["explain", str(ANSWERED_YES), "--json"]) == 0
    flags = {flag["id"]: flag["raised"] for flag in json.loads(capsys.readouterr().out)["red_flags"]}
    assert flags["cauda-equina"]


@pytest.mark.parametrize("figure", [figure.value for figure in Figure])
def test_the_spot_that_the_help_shows_lies_on_the_body(capsys: pytest.CaptureFixture[str], figure: str) -> None:
    assert main.main(["explain", "--at", SPOT_EXAMPLE, "--figure", figure]) == 0
    assert "the front of the left hip" in capsys.readouterr().out


@pytest.mark.parametrize("x", [110.0, -110.0])
def test_the_number_of_a_spot_does_not_cover_it(capsys: pytest.CaptureFixture[str], tmp_path: Path, x: float) -> None:
    picture = tmp_path / "picture.svg"
    assert main.main(["explain", f"--at=front:{x},5,20", "--out", str(picture)]) == 0
    capsys.readouterr()
    disc = r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"[^>]*/>\s*<text[^>]*>1<'
    (found,) = re.findall(disc, picture.read_text(encoding="utf-8"))
    left, top, width, height = map(float, found)
    spot = shapely.Point(x, 5.0).buffer(20.0)
    assert spot.intersection(shapely.box(left, top, left + width, top + height)).area < 0.1 * spot.area
