"""Every test runs without a screen and with an empty home of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test passes or fails by what is answered, never by how busy the machine is.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# Qt reads its platform once, when it is first imported, so this cannot wait for a fixture.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"  # the command line speaks the language of its environment

_HOME = tempfile.TemporaryDirectory(prefix="bodymap-tests-")
_FOLDER_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}
# A program started by a test buffers what it writes, as it does for a user.
os.environ.pop("PYTHONUNBUFFERED", None)
for _variable, _folder in _FOLDER_VARIABLES.items():
    os.environ[_variable] = str(Path(_HOME.name, _folder))


@pytest.fixture(scope="session")
def home() -> Path:
    """The home folder that stands in for the user's; whatever the program caches or logs lands in it."""
    return Path(_HOME.name)


@pytest.fixture(scope="session", autouse=True)
def _windows_come_first(request: pytest.FixtureRequest) -> None:
    """Make the application that windows need before a picture makes a lesser one: Qt allows one in a process."""
    if any("qapp" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue("qapp")


@pytest.fixture(scope="session", autouse=True)
def _home_is_removed() -> Iterator[None]:
    yield
    _HOME.cleanup()
