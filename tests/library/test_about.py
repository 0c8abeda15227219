"""What the program is made of is told with versions and licences, and the texts come along."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

from bodymap.core.errors import UnknownName
from bodymap.core.version import VERSION
from bodymap.library import resources
from bodymap.library.about import about
from tools.lock import pins

ROOT = Path(__file__).parents[2]
COMPONENTS = {one.name: one for one in about().components}


def test_program_comes_first_with_its_version() -> None:
    told = about()
    assert told.version == VERSION
    assert (told.components[0].name, told.components[0].version) == ("bodymap", VERSION)


@pytest.mark.parametrize(
    ("name", "distribution"),
    [("Qt", "PySide6-Essentials"), ("Shiboken", "shiboken6"), ("NumPy", "numpy"), ("Shapely", "shapely")],
)
def test_versions_are_those_installed_here(name: str, distribution: str) -> None:
    assert COMPONENTS[name].version == metadata.version(distribution)


def test_what_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert {one.name: one.version for one in about().components}["Qt"] is None


def test_every_package_of_the_run_lock_is_told() -> None:
    told = set(re.findall(r"(?<=,)[\w-]+(?=,)", resources.table_text("shipped.csv").lower()))
    locked = {pin.partition("==")[0] for pin in pins(ROOT / "locks/run.txt")}
    assert len(locked) == 7
    assert locked <= told


def test_every_component_is_a_line_with_its_licence() -> None:
    lines = about().lines()
    assert len(lines) == len(COMPONENTS)
    assert all(one.licence in line for one, line in zip(about().components, lines, strict=True))


@pytest.mark.parametrize("name", ["MIT", "ISC", "CC0-1.0", "LGPL-2.1-or-later", "LGPL-3.0-only", "GPL-3.0-only"])
def test_text_of_a_licence_comes_along(name: str) -> None:
    assert len(resources.licence_text(name)) > 1000


def test_unknown_licence_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"Beerware.*LGPL-3.0-only"):
        resources.licence_text("Beerware")


def test_licence_of_the_program_is_the_one_beside_the_readme() -> None:
    assert resources.licence_text("MIT") == (ROOT / "LICENSE").read_text(encoding="utf-8")
