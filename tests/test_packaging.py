"""An installed bodymap carries its drawings and tables, and finds them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from bodymap import resources
from bodymap.core.anatomy import Figure

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("bodymap-*.whl"))


def test_wheel_carries_every_drawing_and_table(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    drawings = {f"bodymap/assets/svg/{name}.svg" for name in resources.drawing_names()}
    tables = {f"bodymap/data/{name}" for name in resources.table_names()}
    surfaces = {
        f"bodymap/assets/surface/{resources.drawing_name(figure, view)}.npz"
        for figure in Figure
        for view in resources.surface_views(figure)
    }
    assert "bodymap/assets/svg/neutral-front.svg" in inside
    assert "bodymap/assets/surface/female-feet.npz" in inside
    assert drawings | surfaces | tables <= inside


def test_installed_program_reads_what_the_checkout_reads(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from bodymap import resources as r; print(r.__file__); print(*r.drawing_names(), *r.table_names())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    place, names = done.stdout.splitlines()
    assert Path(place).is_relative_to(tmp_path)
    assert names.split() == [*resources.drawing_names(), *resources.table_names()]


def test_wheel_starts_by_its_name(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "bodymap = bodymap.cli:main" in archive.read(entry_points).decode()


def test_every_dependency_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    pins = _pins()
    assert {re.split(r"[<>=]", name)[0].lower() for name in wanted} <= pins.keys()
    assert all("--hash=sha256:" in pin for pin in pins.values())


def test_pins_name_no_place_to_fetch_from() -> None:
    assert not re.search(r"://|index-url|find-links|/home/|/root/", (ROOT / "constraints.txt").read_text("utf-8"))


def _pins() -> dict[str, str]:
    """What `constraints.txt` says of each package."""
    pins = re.split(r"\n(?=[a-z])", (ROOT / "constraints.txt").read_text(encoding="utf-8"))
    return {pin.partition("==")[0]: pin for pin in pins if "==" in pin}
