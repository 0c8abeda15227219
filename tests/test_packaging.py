"""An installed bodymap carries its drawings and tables, and finds them."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from bodymap.core.version import VERSION
from bodymap.core.vocabulary import Figure
from bodymap.library import resources

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    return built(ROOT, tmp_path_factory.mktemp("dist"))


def built(source: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    return next(folder.glob("bodymap-*.whl"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    """What an index reads of the wheel."""
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(archive.read(name))


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


def test_version_of_the_wheel_is_the_one_that_the_program_tells(metadata: Message) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bodymap", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert metadata["Version"] == VERSION
    assert done.stdout == f"bodymap {VERSION}\n"


def test_version_is_written_in_one_place() -> None:
    files = [ROOT / "pyproject.toml", *(ROOT / "bodymap").rglob("*.py")]
    holding = [path for path in files if f'"{VERSION}"' in path.read_text(encoding="utf-8")]
    assert holding == [ROOT / "bodymap/core/version.py"]


def test_description_of_the_wheel_leads_nowhere_but_to_full_addresses(metadata: Message) -> None:
    description = str(metadata.get_payload())
    assert "# bodymap" in description
    assert "docs/window.png" in description
    assert [target for target in re.findall(r"\]\(([^)]+)\)", description) if "://" not in target] == []


def test_wheel_tells_what_it_is_for_and_that_it_is_typed(wheel: Path, metadata: Message) -> None:
    classifiers = metadata.get_all("Classifier", [])
    assert "Topic :: Scientific/Engineering :: Medical Science Apps." in classifiers
    assert "Typing :: Typed" in classifiers
    assert "bodymap/py.typed" in zipfile.ZipFile(wheel).namelist()
    assert {"builder", "clinic"} <= set(metadata.get_all("Provides-Extra", []))


def test_wheel_built_elsewhere_at_another_time_has_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name in ("bodymap", "assets", "tools"):
        shutil.copytree(ROOT / name, copy / name, copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, copy / name)
    assert built(copy, tmp_path / "dist").read_bytes() == wheel.read_bytes()
