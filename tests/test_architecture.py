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

#: Which rooms of core a room of core may import from, and which libraries: arrows only point down this list.
_CORE = {
    "core.errors": set(),
    "core.version": set(),
    "core.vocabulary": {"core.errors"},
    "core.tables": {"core.vocabulary", "core.errors"},
    "core.marks": {"core.vocabulary", "core.errors"},
    "core.atlas": {"core.tables", "core.marks", "core.vocabulary", "core.errors", "numpy", "shapely"},
    "core.coverage": {"core.atlas", "core.tables", "core.marks", "core.vocabulary", "core.errors", "numpy", "shapely"},
    "core.reasoning": {
        "core.coverage", "core.atlas", "core.tables", "core.marks", "core.vocabulary", "core.errors",
        "numpy", "shapely",
    },
    "core.words": {"core.reasoning", "core.coverage", "core.tables", "core.marks", "core.vocabulary", "core.errors"},
}  # fmt: skip
_WINDOW = {
    "state", "library", "core", "PySide6", "numpy", "shapely", "ui.bridge", "ui.look", "ui.language", "ui.theme",
    "ui.widgets",
}  # fmt: skip
#: Which rooms a room may import from, and which libraries beside the standard library. A name covers all below it:
#: "core" is every room of core. A module at the top of a folder of rooms is a room of its own, named like its file.
#: Geometries are plain values, so `ui` may hold them; that none is made before the first frame is a test of its own.
MAY_IMPORT = _CORE | {
    "library": {"core", "numpy", "shapely", "cryptography"},
    "state": {"library", "core", "numpy", "shapely"},
    "publish": {"state", "library", "core", "numpy", "shapely", "typst"},
    "ui.look": {"core", "state", "PySide6", "ui.theme"},
    "ui.theme": {"core", "state", "PySide6", "ui.style_sheet"},
    "ui.style_sheet": set(),
    "ui.machine": {"core", "PySide6"},
    "ui.preparing": {"PySide6"},
    "ui.language": {"core", "library", "PySide6"},
    "ui.mark_names": {"core", "state", "PySide6", "ui.language"},
    "ui.bridge": {"state", "library", "core", "PySide6", "numpy", "shapely"},
    "ui.widgets": {"core", "state", "library", "PySide6", "ui.look", "ui.theme"},
    "ui.body": _WINDOW | {"ui.mark_names", "ui.around"},
    "ui.around": _WINDOW,
    "ui.access": _WINDOW | {"ui.body", "ui.mark_names"},
    "ui.answer": _WINDOW | {"publish"},
    "ui.warnings": _WINDOW,
    "ui.tools": _WINDOW,
    "ui.marks": _WINDOW | {"ui.answer", "ui.tools"},
    "ui.help": {"library", "core", "PySide6", "ui.language", "ui.theme", "ui.widgets"},
    "ui.paper": {"publish", "core", "PySide6", "ui.widgets"},
    "ui.patient": _WINDOW | {"ui.answer", "ui.body"},
    "ui.window": {"ui", "publish", "state", "library", "core", "PySide6", "numpy", "shapely"},
    "builder": {"builder", "library", "core", "numpy", "shapely", "scipy"},
    "app": {"ui", "state", "library", "core", "PySide6"},
    "cli": {"app", "ui", "publish", "state", "library", "core"},
    "__main__": {"cli"},
    "__init__": set(),
}
#: Folders whose modules and folders are rooms of their own.
ROOMS_WITHIN = {"core", "ui"}
#: The rooms that may know `publish`.
PUBLISHERS = {"publish", "ui.paper", "ui.answer", "ui.window", "cli"}
#: More modules than this in one folder, and a newcomer no longer sees where to go.
MOST_MODULES = 20
#: A module that needs more lines is about two things.
MOST_LINES = 400
#: What knows files, the clock, the machine or other programs; `core` knows none of them.
OUTER_WORLD = {
    "builtins.open", "datetime", "glob", "importlib.resources", "io.open", "locale", "os", "pathlib", "platform",
    "shutil", "subprocess", "tempfile", "time", "bodymap.library",
}  # fmt: skip
#: What can reach a network. The builder fetches the body mesh; nothing else ever does.
NETWORK = {
    "PySide6.QtNetwork", "PySide6.QtWebSockets", "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib",
    "requests", "smtplib", "socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip

#: What leaves the program is told what was found: these may not find, nor put into words, anew.
LEAVING = tuple(name for name in SOURCES if name.startswith("bodymap/publish/") and not name.endswith("__init__.py"))
FINDING = {
    "bodymap.core.reasoning.findings.find",
    "bodymap.core.reasoning.candidates.candidates",
    "bodymap.core.reasoning.candidates.candidates_of",
    "bodymap.core.reasoning.red_flags.red_flags",
    "bodymap.core.words.explain.explain",
}

#: What the first frame does not need, and what it must not wait for; each is loaded when it is first used.
WAITING = {
    "numpy", "scipy", "shapely", "tomllib", "hashlib", "platform", "html", "cffi", "cryptography",
    "bodymap.cli.arguments", "bodymap.core.coverage", "bodymap.core.reasoning", "bodymap.core.words", "bodymap.publish",
    "bodymap.library.languages", "bodymap.library.loading", "bodymap.library.whole_file", "bodymap.state.case_file",
    "bodymap.ui.access.mark_boxes", "bodymap.ui.answer.answer", "bodymap.ui.answer.items_card",
    "bodymap.ui.answer.levels_card", "bodymap.ui.answer.study_card", "bodymap.ui.answer.text_card",
    "bodymap.ui.body.way_drawing", "bodymap.ui.language.menu", "bodymap.ui.marks", "bodymap.ui.paper",
    "bodymap.ui.warnings.alarm_panel", "bodymap.ui.widgets.announcement", "bodymap.ui.window.page_settings",
    "bodymap.ui.patient.patient_display",
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
    """Room of a module, from its path or its dotted name: "library", or "core.atlas" in a folder of rooms."""
    _, first, *rest = module.removesuffix(".py").replace("/", ".").split(".")
    return f"{first}.{rest[0]}" if first in ROOMS_WITHIN and rest and rest[0] != "__init__" else first


def foreign_imports(module: str, source: str) -> set[str]:
    """What a module imports although its room may not."""
    if module.endswith("/__init__.py"):
        return imports_of(source)
    room = room_of(module)
    return {name for name in imports_of(source) if not _is_allowed(name, MAY_IMPORT[room] | {room})}


def within(names: set[str], banned: set[str]) -> set[str]:
    """The names that are banned, or lie in a module that is."""
    return {name for name in names if any(f"{name}.".startswith(f"{ban}.") for ban in banned)}


def _is_allowed(name: str, allowed: set[str]) -> bool:
    top, _, rest = name.partition(".")
    if top == "bodymap" and rest:
        room = room_of(name)
        return room in allowed or room.partition(".")[0] in allowed
    return top in allowed or top in sys.stdlib_module_names


@pytest.mark.parametrize("module", SOURCES)
def test_imports_run_one_way(module: str) -> None:
    assert not foreign_imports(module, SOURCES[module])


@pytest.mark.parametrize("module", [name for name in SOURCES if name.startswith("bodymap/core/")])
def test_core_knows_no_file_and_no_clock(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), OUTER_WORLD)


@pytest.mark.parametrize("module", SOURCES)
def test_no_module_is_longer_than_one_reads_at_a_sitting(module: str) -> None:
    assert SOURCES[module].count("\n") <= MOST_LINES


@pytest.mark.parametrize("module", LEAVING)
def test_what_leaves_the_program_is_told_and_never_finds(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), FINDING)


@pytest.mark.parametrize("module", [name for name in SOURCES if room_of(name) != "builder"])
def test_no_code_reaches_a_network(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), NETWORK)


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=lambda folder: folder.name)
def test_no_folder_holds_more_modules_than_one_can_see(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) - 1 <= MOST_MODULES


@pytest.mark.parametrize("module", [name for name in SOURCES if room_of(name) not in PUBLISHERS])
def test_only_paper_cards_and_the_command_line_know_what_leaves(module: str) -> None:
    assert not within(imports_of(SOURCES[module]), {"bodymap.publish"})


@pytest.mark.parametrize("module", [name for name in SOURCES if name.endswith("__init__.py")])
def test_init_holds_a_docstring_and_nothing_else(module: str) -> None:
    body = ast.parse(SOURCES[module]).body
    assert len(body) == 1
    assert ast.get_docstring(ast.parse(SOURCES[module]))


@pytest.mark.parametrize(
    "name", ["bodymap.library.resources", "bodymap.core.marks.mark", "bodymap.state.workspace", "bodymap.cli.main"]
)
def test_first_steps_need_no_heavy_library(name: str) -> None:
    assert loaded_after(f"import {name}") & {"numpy", "shapely", "scipy", "PySide6", "cryptography"} == set()


def test_first_frame_of_the_window_needs_nothing_that_can_wait() -> None:
    command = [sys.executable, "-m", "benchmarks._first_frame", "modules"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    loaded = set(done.stdout.split())
    assert "bodymap.ui.body.body_view" in loaded
    assert within(loaded, WAITING) == set()


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh Python holds after running some code."""
    script = f"{code}\nimport sys\nprint('loaded:', *{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HOUSE.parent)
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("module", "source", "foreign"),
    [
        ("bodymap/core/atlas/atlas.py", "import PySide6.QtCore", "PySide6.QtCore"),
        ("bodymap/core/atlas/atlas.py", "from bodymap.state.case import Case", "bodymap.state.case.Case"),
        ("bodymap/core/atlas/atlas.py", "from bodymap.library import resources", "bodymap.library.resources"),
        (
            "bodymap/core/atlas/atlas.py",
            "from bodymap.core.reasoning import findings",
            "bodymap.core.reasoning.findings",
        ),
        ("bodymap/core/words/patient.py", "import shapely", "shapely"),
        ("bodymap/ui/body/body_view.py", "from bodymap.ui.answer import spine_panel", "bodymap.ui.answer.spine_panel"),
        ("bodymap/state/case.py", "def f():\n    from PySide6 import QtCore", "PySide6.QtCore"),
        ("bodymap/state/case.py", "from bodymap.ui import theme", "bodymap.ui.theme"),
        ("bodymap/ui/theme.py", "import bodymap.builder.posing", "bodymap.builder.posing"),
        ("bodymap/builder/posing/pose.py", "from bodymap.state import case", "bodymap.state.case"),
        ("bodymap/cli/main.py", "from bodymap.builder import posing", "bodymap.builder.posing"),
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
