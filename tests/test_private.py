"""What the program writes lies where it says, is for the owner only where it is about a person, and opens no socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.private_run import MARKER

ROOT = Path(__file__).parents[1]
NAMED = (".cache/bodymap", ".config/bodymap", ".local/state/bodymap", "documents")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at the folders and modes of Linux")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person who ran everything once."""
    home = tmp_path_factory.mktemp("private")
    for name in ("documents", ".cache", ".config", ".local/state", "temporary"):
        (home / name).mkdir(parents=True)
    return home


@pytest.fixture(scope="module")
def noted(home: Path) -> Mapping[str, list[str]]:
    """What the audit hook noted."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {
        "HOME": str(home),
        "TMPDIR": str(home / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.private_run", str(home)],
        cwd=home,
        env=environment,
        umask=0o022,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: Mapping[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_no_socket_is_opened(noted: Mapping[str, list[str]]) -> None:
    assert noted["sockets"] == []


def test_nothing_is_written_outside_the_named_folders(home: Path, noted: Mapping[str, list[str]]) -> None:
    named = tuple(home / name for name in NAMED)
    outside = [path for path in noted["written"] if not any(Path(path).is_relative_to(one) for one in named)]
    assert [path for path in outside if path != os.devnull] == []
    assert [path for path in files(home) if not any(path.is_relative_to(one) for one in named)] == []
    assert any(path.endswith("faults.log") for path in noted["written"])


def test_a_persons_words_stand_in_the_saved_case_and_nowhere_else(home: Path, noted: Mapping[str, list[str]]) -> None:
    assert noted
    holding = [path for path in files(home) if MARKER.encode() in path.read_bytes()]
    assert holding == [home / "documents" / "saved.case.json"]
    assert [path for path in home.rglob("*") if MARKER in path.name] == []


def test_what_may_be_about_a_person_is_for_its_owner_only(home: Path, noted: Mapping[str, list[str]]) -> None:
    assert noted
    state = home / ".local/state/bodymap"
    private = [*files(state), *files(home / "documents")]
    assert len(private) >= 4
    assert {oct(path.stat().st_mode & 0o077) for path in (state, *private)} == {oct(0)}
