"""`make run` lets an environment run the checkout without a build tool."""

from __future__ import annotations

import os
import site
import subprocess
import sys
from pathlib import Path

import pytest

from tools.checkout import PATH_FILE, link

ROOT = Path(__file__).parents[2]


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The folder of commands of an environment that is linked to this checkout; its name holds a space and a quote."""
    scripts = tmp_path / "it's a folder"
    scripts.mkdir()
    python = scripts / "python"
    python.symlink_to(sys.executable)
    link(ROOT, packages=tmp_path, scripts=scripts, python=python)
    return scripts


def test_the_checkout_is_on_the_path(monkeypatch: pytest.MonkeyPatch, scripts: Path) -> None:
    monkeypatch.setattr(sys, "path", [])
    site.addsitedir(str(scripts.parent))
    assert str(ROOT) in sys.path
    assert (scripts.parent / PATH_FILE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for a shell; README says what to type on Windows")
def test_the_command_runs_bodymap_from_anywhere(tmp_path: Path, scripts: Path) -> None:
    other = tmp_path / "bodymap"
    other.mkdir()
    (other / "__main__.py").write_text("raise SystemExit('the wrong bodymap')", encoding="utf-8")
    done = subprocess.run(
        [scripts / "bodymap", "parts"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert "hip-front" in done.stdout
