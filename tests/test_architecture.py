"""The rules of the house, as `README.md` draws them; when one of these fails, the design is talking."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "bodymap"
MODULES = sorted(HOUSE.rglob("*.py"))
SOURCES = {path.relative_to(HOUSE.parent).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}

#: Which rooms a room may import from, and which libraries beside the standard library. A module at the top of the
#: package is a room of its own, named like its file. Geometries are plain values, so `ui` may hold them; that none is
#: made before the first frame is a test of its own.
MAY_IMPORT = {
    "core": {"core", "numpy", "shapely"},
    "state": {"state", "core", "resources", "numpy", "shapely"},
    "ui": {"ui", "state", "core", "resources", "PySide6", "numpy", "shapely"},
    "builder": {"builder", "core", "resources", "numpy", "shapely", "scipy"},
    "resources": {"core"},
    "app": {"app", "ui", "state", "core", "resources", "PySide6"},
    "arguments": {"core", "state"},
    "cli": {"arguments", "app", "ui", "state", "core", "resources"},
    "__main__": {"cli"},
    "__init__": set(),
}
#: What knows files, the clock, the machine or other programs; `core` knows none of them.
OUTER_WORLD = {
    "builtins.open", "datetime", "glob", "importlib.resources", "io.open", "locale", "os", "pathlib", "platform",
    "shutil", "subprocess", "tempfile", "time", "bodymap.resources",
}  # fmt: skip
#: What can reach a network. The builder fetches the body mesh; nothing else ever does.
NETWORK = {
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip

#: What leaves the program is told what was found: these may not find, nor put into words, anew.
LEAVING = ("bodymap/state/picture.py", "bodymap/state/report.py", "bodymap/state/sheet.py", "bodymap/state/told.py")
FINDING = {
    "bodymap.core.findings.find", "bodymap.core.inference.candidates", "bodymap.core.inference.candidates_of",
    "bodymap.core.red_flags.red_flags", "bodymap.core.words.explain",
}  # fmt: skip


def imports_of(source: str) -> set[str]:
    """Dotted names that a module imports anywhere, also inside functions and for types only."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module)):
                names |= {f"{module}.{alias.name}" for alias in node.names}
            case ast.Call(func=ast.Name(id="open")):
                names.add("builtins.open")
            case _:
                pass
    return names


def room_of(module: str) -> str:
    """Room of a module, from its path or its dotted name, as in `bodymap/core/atlas.py` or `bodymap.core.atlas`."""
    return module.removesuffix(".py").replace("/", ".").split(".")[1]


def foreign_imports(module: str, source: str) -> set[str]:
    """What a module imports although its room may not."""
    allowed = MAY_IMPORT[room_of(module)]
    return {name for name in imports_of(source) if not _is_allowed(name, allowed)}


def within(names: set[str], banned: set[str]) -> set[str]:
    """The names that are banned, or lie in a module that is."""
    return {name for name in names if any(f"{name}.".startswith(f"{ban}.") for ban in banned)}


def _is_allowed(name: str, allowed: set[str]) -> bool:
    top, _, rest = name.partition(".")
    if top == "bodymap" and rest:
        return room_of(name) in allowed
    return top in allowed or top in sys.stdlib_module_names


@pytest.mark.parametrize("module", SOURCES)
def test_imports_run_one_way(module: str) -> None:
    assert not foreign_imports(module, SOURCES[module])


@pytest.mark.parametrize("module", [name for name in SOURCES if room_of(name) == "core"])
def test_core_knows_no_file_and_no_clock(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), OUTER_WORLD)


@pytest.mark.parametrize("module", LEAVING)
def test_what_leaves_the_program_is_told_and_never_finds(module: str) -> None:
    assert module in SOURCES
    assert not within(imports_of(SOURCES[module]), FINDING)


@pytest.mark.parametrize("module", [name for name in SOURCES if room_of(name) != "builder"])
def test_no_code_reaches_a_network(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), NETWORK)


@pytest.mark.parametrize("module", [name for name in SOURCES if name.endswith("__init__.py")])
def test_init_holds_a_docstring_and_nothing_else(module: str) -> None:
    body = ast.parse(SOURCES[module]).body
    assert len(body) == 1
    assert ast.get_docstring(ast.parse(SOURCES[module]))


@pytest.mark.parametrize("name", ["bodymap.resources", "bodymap.core.marks", "bodymap.state.workspace", "bodymap.cli"])
def test_first_steps_need_no_heavy_library(name: str) -> None:
    assert loaded_after(f"import {name}") & {"numpy", "shapely", "scipy", "PySide6"} == set()


def test_first_frame_of_the_window_needs_no_geometry() -> None:
    command = [sys.executable, "-m", "benchmarks._first_frame", "bodymap"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    assert done.stdout.splitlines()[-1:] == ["first frame;"]


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh Python holds after running some code."""
    script = f"{code}\nimport sys\nprint('loaded:', *{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("module", "source", "foreign"),
    [
        ("bodymap/core/atlas.py", "import PySide6.QtCore", "PySide6.QtCore"),
        ("bodymap/core/atlas.py", "from bodymap.state.case import Case", "bodymap.state.case.Case"),
        ("bodymap/core/atlas.py", "from bodymap import resources", "bodymap.resources"),
        ("bodymap/state/case.py", "def f():\n    from PySide6 import QtCore", "PySide6.QtCore"),
        ("bodymap/state/case.py", "from bodymap.ui import theme", "bodymap.ui.theme"),
        ("bodymap/ui/theme.py", "import bodymap.builder.pose", "bodymap.builder.pose"),
        ("bodymap/builder/pose.py", "from bodymap.state import case", "bodymap.state.case"),
        ("bodymap/cli.py", "from bodymap.builder import pose", "bodymap.builder.pose"),
        ("bodymap/app.py", "import requests", "requests"),
    ],
)
def test_import_against_the_rules_is_seen(module: str, source: str, foreign: str) -> None:
    assert foreign_imports(module, source) == {foreign}


@pytest.mark.parametrize(
    "source",
    ["open('x')", "import os.path", "from pathlib import Path", "from datetime import date", "from time import time"],
)
def test_outer_world_in_core_is_seen(source: str) -> None:
    assert within(imports_of(source), OUTER_WORLD)


@pytest.mark.parametrize(
    "source", ["import http.client", "from urllib.request import urlopen", "from PySide6 import QtNetwork"]
)
def test_network_code_is_seen(source: str) -> None:
    assert within(imports_of(source), NETWORK)
    assert not within(imports_of("from urllib.parse import quote"), NETWORK)
