"""An installed bodymap carries its drawings and tables, and finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bodymap.core.vocabulary import Figure
from bodymap.library import resources

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
    code = "from bodymap.library import resources as r; print(r.__file__); print(*r.drawing_names(), *r.table_names())"
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
    assert "bodymap = bodymap.cli.main:main" in archive.read(entry_points).decode()
