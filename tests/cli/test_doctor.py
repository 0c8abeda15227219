"""``bodymap doctor`` tells what a report about a fault needs, and nothing about a patient."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bodymap.cli import doctor as module
from bodymap.cli import main
from bodymap.core.version import VERSION
from bodymap.library import folders, resources


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of somebody's own, with a case that a crash left behind."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    folders.state_folder().mkdir(parents=True)
    (folders.state_folder() / "Jane Doe.json").write_text('{"note": "Jane Doe"}')
    return tmp_path


@pytest.mark.usefixtures("home")
def test_versions_fonts_display_and_folders_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert main.main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["versions"]["bodymap"] == VERSION
    assert told["display"]["WAYLAND_DISPLAY"] == "wayland-7"
    assert told["window and fonts"]["font"]
    assert "there, can be written" in told["folders"]["state"]
    assert "not made yet" in told["folders"]["cache"]


def test_nobody_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "Jane" not in told
    assert str(home) not in told


@pytest.mark.usefixtures("home")
def test_missing_drawings_are_told_and_are_a_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "drawing_names", lambda: ())
    assert main.main(["doctor"]) == 1
    assert "missing" in capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_qt_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setitem(sys.modules, "bodymap.ui.machine", None)
    assert module.examined()["window and fonts"]["Qt"].startswith("missing: ")
    assert module.examined()["display"]["QT_QPA_PLATFORM"] == "xcb"
