"""What the program writes lies where it says, is for the owner only where it is about a person, and opens no socket."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from bodymap.cli.arguments import COMMANDS
from tests.private_run import MARKER
from tools.traced import PACKAGES, missing, traced

ROOT = Path(__file__).parents[1]
NAMED = (".cache/bodymap", ".config/bodymap", ".local/state/bodymap", "documents")
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks at the folders and modes of Linux"),
    pytest.mark.timeout(900),  # everything is run, which takes long on a busy machine
]


def new_home(folder: Path) -> Path:
    """The home of a person who runs everything once."""
    for name in ("documents", ".cache", ".config", ".local/state", "temporary"):
        (folder / name).mkdir(parents=True)
    return folder


def environment(home: Path, **further: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(home / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
        **further,
    }


def outside(home: Path, written: Iterable[str]) -> list[str]:
    """What was written anywhere but in the named folders."""
    named = tuple(home / name for name in NAMED)
    return [path for path in written if not any(Path(path).is_relative_to(one) for one in named)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_home(tmp_path_factory.mktemp("private"))


@pytest.fixture(scope="module")
def noted(home: Path) -> Mapping[str, list[str]]:
    """What the audit hook noted."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.private_run", str(home)],
        cwd=home,
        env=environment(home),
        umask=0o022,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert MARKER not in done.stdout + done.stderr
    found: Mapping[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_every_command_is_run(noted: Mapping[str, list[str]]) -> None:
    assert noted["commands"] == sorted(COMMANDS)


def test_no_socket_is_opened(noted: Mapping[str, list[str]]) -> None:
    assert noted["sockets"] == []


def test_nothing_is_written_outside_the_named_folders(home: Path, noted: Mapping[str, list[str]]) -> None:
    assert [path for path in outside(home, noted["written"]) if path != os.devnull] == []
    assert outside(home, map(str, files(home))) == []
    assert any(path.endswith("faults.log") for path in noted["written"])


def test_a_persons_words_stand_in_the_saved_case_and_nowhere_else(home: Path, noted: Mapping[str, list[str]]) -> None:
    assert noted
    holding = [path for path in files(home) if MARKER.encode() in path.read_bytes()]
    assert holding == [home / "documents" / "saved.case.json"]
    assert noted["kept"] == ["in the clear", "encrypted"]
    assert [path for path in home.rglob("*") if MARKER in path.name] == []


def test_what_may_be_about_a_person_is_for_its_owner_only(home: Path, noted: Mapping[str, list[str]]) -> None:
    assert noted
    state = home / ".local/state/bodymap"
    private = [*files(state), *files(home / "documents")]
    assert len(private) >= 4
    assert {oct(path.stat().st_mode & 0o077) for path in (state, *private)} == {oct(0)}


@pytest.fixture
def screen() -> Iterator[str]:
    """An X server that watches need; its display."""
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"without {', '.join(lacking)}: apt-get install {' '.join(PACKAGES)}")
    assert not lacking
    read, write = os.pipe()
    xvfb = shutil.which("Xvfb") or "Xvfb"
    command = [xvfb, "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


def test_the_system_is_asked_for_no_socket_and_no_other_file(tmp_path: Path, screen: str) -> None:
    assert screen
    home = new_home(tmp_path / "home")
    command = [sys.executable, "-m", "tests.private_run", str(home)]
    asked = traced(command, cwd=home, environment=environment(home))
    assert asked.network == ()
    assert [path for path in outside(home, asked.written) if path != os.devnull] == []
    assert any(path.endswith("page.pdf") for path in asked.written)


def test_on_a_desktop_only_its_display_is_spoken_to(tmp_path: Path, screen: str) -> None:
    home = new_home(tmp_path / "home")
    command = [sys.executable, "-m", "tests.private_run", str(home), "window"]
    surroundings = environment(home, DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    surroundings.pop("WAYLAND_DISPLAY", None)
    asked = traced(command, cwd=home, environment=surroundings)
    reached = [call for call in asked.network if call.startswith("connect")]
    assert reached
    assert [call for call in reached if f"/tmp/.X11-unix/X{screen[1:]}" not in call] == []  # noqa: S108
    assert [
        call for call in asked.network if call.startswith("socket(") and not call.startswith("socket(AF_UNIX,")
    ] == []
    assert [path for path in outside(home, asked.written) if path != os.devnull] == []
