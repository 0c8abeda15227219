"""`make run` opens the window where there is a screen, and does the same job where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import first_light

ROOT = Path(__file__).parents[2]
SCREEN_VARIABLES = ("DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY")


@pytest.mark.parametrize(
    ("variables", "platform"),
    [
        ({}, "offscreen"),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_screen_is_known_by_its_variables(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], platform: str
) -> None:
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert first_light.screen_platform() == platform


@pytest.mark.parametrize("display", [None, ":98765"])
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_hip_example_is_written(tmp_path: Path, display: str | None) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SCREEN_VARIABLES}
    if display is not None:
        environment["DISPLAY"] = display
    done = subprocess.run(
        [sys.executable, "-m", "tools.first_light"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    text = (tmp_path / "out" / "hip.txt").read_text(encoding="utf-8")
    assert "L1" in text
    assert "L2" in text
    assert text in done.stdout
    assert (tmp_path / "out" / "hip.png").read_bytes().startswith(b"\x89PNG")
