"""Files that come with the program are found by name, and only by a known name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bodymap.core.errors import UnknownName
from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two drawings and two tables in a folder of its own."""
    package = tmp_path / "bodymap"
    svg = tmp_path / "assets" / "svg"
    (package / "data" / "maps").mkdir(parents=True)
    svg.mkdir(parents=True)
    (svg / "neutral-front.svg").write_text("<svg>Förster</svg>", encoding="utf-8")
    (svg / "spine-side.svg").write_text("<svg/>", encoding="utf-8")
    (svg / "notes.txt").write_text("not a drawing", encoding="utf-8")
    (package / "data" / "roots.csv").write_text("root\nL1\n", encoding="utf-8")
    (package / "data" / "maps" / "lee.toml").write_text("[map]\n", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    monkeypatch.setattr(resources, "_TABLES", package / "data")
    return tmp_path


@pytest.mark.usefixtures("house")
def test_drawing_is_found_by_figure_and_view() -> None:
    assert resources.drawing_text(Figure.NEUTRAL, View.FRONT) == "<svg>Förster</svg>"


@pytest.mark.usefixtures("house")
def test_only_drawings_are_listed() -> None:
    assert resources.drawing_names() == ("neutral-front", "spine-side")


@pytest.mark.usefixtures("house")
def test_figure_has_the_views_it_is_drawn_in() -> None:
    assert resources.drawn_views(Figure.NEUTRAL) == (View.FRONT,)
    assert resources.drawn_views(Figure.FEMALE) == ()


@pytest.mark.usefixtures("house")
def test_tables_are_listed_with_their_folder() -> None:
    assert resources.table_names() == ("maps/lee.toml", "roots.csv")
    assert resources.table_text("maps/lee.toml") == "[map]\n"


def test_drawings_inside_the_package_come_first(house: Path) -> None:
    packaged = house / "bodymap" / "assets" / "svg"
    packaged.mkdir(parents=True)
    (packaged / "neutral-back.svg").write_text("<svg/>", encoding="utf-8")
    assert resources.drawing_names() == ("neutral-back",)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("name", ["neutral-feet", "../svg/neutral-front", "neutral-front.svg", ""])
def test_unknown_drawing_is_refused_with_those_known(name: str) -> None:
    with pytest.raises(UnknownName, match="known: neutral-front, spine-side"):
        resources.svg_text(name)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("name", ["parts.csv", "maps/../roots.csv", "../../bodymap/data/roots.csv"])
def test_unknown_table_is_refused_with_those_known(name: str) -> None:
    with pytest.raises(UnknownName, match=r"known: maps/lee\.toml, roots\.csv"):
        resources.table_text(name)


def test_surfaces_are_found_by_figure_and_view(house: Path) -> None:
    folder = house / "assets" / "surface"
    folder.mkdir()
    (folder / "neutral-feet.npz").write_bytes(b"grid")
    assert resources.surface_views(Figure.NEUTRAL) == (View.FEET,)
    assert resources.surface_bytes(Figure.NEUTRAL, View.FEET) == b"grid"
    with pytest.raises(UnknownName, match="surface 'neutral-front': there is none; known views: feet"):
        resources.surface_bytes(Figure.NEUTRAL, View.FRONT)


@pytest.mark.usefixtures("house")
def test_without_surfaces_there_are_no_views() -> None:
    assert resources.surface_views(Figure.NEUTRAL) == ()
    with pytest.raises(UnknownName, match="known views: none"):
        resources.surface_bytes(Figure.NEUTRAL, View.FRONT)


def test_heavy_libraries_are_not_needed() -> None:
    heavy = "{'numpy', 'shapely', 'PySide6'}"
    code = f"import bodymap.library.resources, sys; sys.exit(bool({heavy} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)
