"""What bodymap is made of is told to programs, and no answer about a weakness is not a good answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bodymap.core.version import VERSION
from bodymap.library.about import Component
from tools import audit
from tools.audit import outcome
from tools.sbom import completed

COMPONENTS = (
    Component("bodymap", VERSION, "MIT", "The authors", "the program"),
    Component("Python", "3.11.2", "PSF-2.0", "PSF", "the language"),
    Component("Qt", None, "LGPL-3.0-only", "Qt", "the window"),
    Component("Shapely", None, "BSD-3-Clause", "Shapely", "areas"),
    Component("GEOS", None, "LGPL-2.1-or-later", "OSGeo", "areas; comes inside Shapely"),
)
SOUND = {"name": "numpy", "version": "2", "vulns": []}
WEAK = {"name": "shapely", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "ruff", "skip_reason": "not found"}


def bill() -> dict[str, Any]:
    listed = [{"name": "PySide6_Essentials", "version": "6.11"}, {"name": "shapely", "version": "2.2"}]
    return {"components": listed}


def test_bill_is_about_this_version_of_the_program() -> None:
    told: Any = completed(bill(), COMPONENTS)
    assert (told["metadata"]["component"]["name"], told["metadata"]["component"]["version"]) == ("bodymap", VERSION)


def test_packages_have_their_licence_and_what_comes_inside_is_listed() -> None:
    told: Any = completed(bill(), COMPONENTS)
    licences = {one["name"]: one["licenses"][0]["expression"] for one in told["components"] if "licenses" in one}
    assert licences["shapely"] == "BSD-3-Clause"
    assert licences["GEOS"] == "LGPL-2.1-or-later"
    assert next(one for one in told["components"] if one["name"] == "Qt")["version"] == "6.11"


def test_libraries_of_the_system_in_a_bundle_are_listed() -> None:
    told: Any = completed(bill(), COMPONENTS, [{"package": "libpng16-16", "version": "1.6.39-2"}])
    assert told["components"][-1]["purl"] == "pkg:deb/debian/libpng16-16@1.6.39-2"


def test_weakness_and_silence_are_told_apart() -> None:
    told = outcome([SOUND, WEAK, UNKNOWN])
    assert (told.packages, told.unknown) == (3, ("ruff",))
    assert told.weak == ("shapely 2: PYSEC-1, mended in 2.1",)
    assert next(iter(told.lines("a.txt"))) == "a.txt: 3 packages, 2 checked, 1 known weaknesses"
    assert "  nothing is known about ruff" in told.lines("a.txt")


@pytest.mark.parametrize(("answer", "code"), [([SOUND], 0), ([SOUND, UNKNOWN], 0), ([WEAK], 1), ([UNKNOWN], 2)])
def test_an_audit_that_checked_nothing_does_not_pass(
    monkeypatch: pytest.MonkeyPatch, answer: list[dict[str, object]], code: int
) -> None:
    monkeypatch.setattr(audit, "_ask", lambda _lock: json.dumps({"dependencies": answer}))
    assert audit.main() == code
