"""An install never resolves, so a lock must hold all that its packages ask for, wherever bodymap is promised to run."""

from __future__ import annotations

import csv
import functools
import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools.lock import HEADER, LOCKS, TOOL_LOCKS

ROOT = Path(__file__).parents[1]
TABLES = {lock.file.as_posix(): lock.requires.as_posix() for lock in (*LOCKS, *TOOL_LOCKS.values())}
LOCK_FILES = list(TABLES)
TOOL_FILES = [lock.file.as_posix() for lock in TOOL_LOCKS.values()]
MAIN_FILES = [lock.file.as_posix() for lock in LOCKS]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a distribution asks for."""

    version: str
    python: SpecifierSet
    distributions: tuple[Requirement, ...]


@pytest.mark.parametrize(
    ("lock", "system", "python"),
    [*itertools.product(MAIN_FILES, SYSTEMS, PYTHONS), *itertools.product(TOOL_FILES, ["linux"], ["3.11"])],
)
def test_a_lock_holds_what_is_asked_for_and_nothing_else(lock: str, system: str, python: str) -> None:
    environment = {
        **SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.2",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.2",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
    }
    pinned = pins(lock, environment)
    assert problems(wanted(lock), pinned, table(TABLES[lock]), environment) == []


@pytest.mark.parametrize(
    ("asked", "facts", "told"),
    [
        ("a", {"a": Facts("1", SpecifierSet(), (Requirement("b"),))}, ["b is not pinned"]),
        ("a[x]", {"a": Facts("1", SpecifierSet(), (Requirement("b; extra == 'x'"),))}, ["b is not pinned"]),
        ("a", {"a": Facts("1", SpecifierSet(), (Requirement("b; extra == 'x'"),))}, []),
        ("a", {"a": Facts("1", SpecifierSet(), (Requirement("b; sys_platform == 'win32'"),))}, []),
        ("a>1", {"a": Facts("1", SpecifierSet(), ())}, ["a>1, but 1 is pinned"]),
        ("a", {"a": Facts("1", SpecifierSet(">=3.12"), ())}, ["a asks for Python >=3.12"]),
        ("a", {"a": Facts("1", SpecifierSet(), ()), "b": Facts("1", SpecifierSet(), ())}, ["nobody asks for b"]),
    ],
)
def test_what_is_wrong_with_a_lock_is_told(asked: str, facts: dict[str, Facts], told: list[str]) -> None:
    environment = {"python_full_version": "3.11.2", "sys_platform": "linux"}
    pinned = {name: one.version for name, one in facts.items()}
    assert problems([Requirement(asked)], pinned, facts, environment) == told


def test_what_runs_is_seven_packages_tested_at_the_same_version() -> None:
    run, test = pins("locks/run.txt"), pins("locks/test.txt")
    for_passwords = {"cffi", "cryptography", "pycparser"}
    assert run.keys() == {"numpy", "pyside6-essentials", "shapely", "shiboken6"} | for_passwords
    assert run.items() <= test.items()


@pytest.mark.parametrize("lock", LOCK_FILES)
def test_every_pin_has_hashes_and_no_extra(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text(encoding="utf-8"))[1:]
    assert entries
    assert all(re.match(r"[a-z0-9-]+==\S+", one) and "--hash=sha256:" in one for one in entries)


def test_no_tool_of_one_target_is_in_the_locks_that_everybody_needs() -> None:
    for lock in TOOL_FILES:
        asked = {canonicalize_name(one.name) for one in wanted(lock)}
        assert asked
        assert not asked & pins("locks/test.txt").keys()


@pytest.mark.parametrize("file", sorted({*TABLES, *TABLES.values()}))
def test_nothing_names_a_place_to_fetch_from(file: str) -> None:
    assert not re.search(r"index-url|find-links|://|/home/|/root/", (ROOT / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCK_FILES)
def test_the_table_is_of_the_pinned_versions(lock: str) -> None:
    facts = table(TABLES[lock])
    assert pins(lock) == {name: facts[name].version for name in pins(lock)}


def test_the_table_says_what_the_installed_packages_say() -> None:
    told = table("locks/requires.csv")
    installed = {str(canonicalize_name(one.name)): one for one in metadata.distributions()}
    compared = [name for name, facts in told.items() if name in installed and installed[name].version == facts.version]
    assert len(compared) > len(pins("locks/run.txt"))
    for name in compared:
        facts, found = told[name], installed[name]
        assert facts.python == SpecifierSet(found.metadata["Requires-Python"] or ""), name
        assert {*map(str, facts.distributions)} == {str(Requirement(one)) for one in found.requires or ()}, name


@pytest.mark.parametrize("file", ["README.md", "Makefile", ".ci/run"])
def test_an_install_from_a_lock_never_resolves(file: str) -> None:
    installs = [line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if "--require-hashes" in line]
    assert all("--no-deps" in line for line in installs)
    assert installs or file == ".ci/run"


def problems(
    asked: Iterable[Requirement], pinned: Mapping[str, str], facts: Mapping[str, Facts], environment: Mapping[str, str]
) -> list[str]:
    """What a lock lacks, has wrong or has in vain for what is asked."""
    told: dict[str, None] = {}
    reached = set()
    queue = [one for one in asked if one.marker is None or one.marker.evaluate({**environment, "extra": ""})]
    seen = set()
    while queue:
        one = queue.pop()
        name = canonicalize_name(one.name)
        if (key := (name, str(one.specifier), frozenset(one.extras))) in seen:
            continue
        seen.add(key)
        reached.add(name)
        if name not in pinned:
            told[f"{one.name} is not pinned"] = None
            continue
        if not one.specifier.contains(pinned[name], prereleases=True):
            told[f"{one}, but {pinned[name]} is pinned"] = None
        if not facts[name].python.contains(environment["python_full_version"]):
            told[f"{one.name} asks for Python {facts[name].python}"] = None
        queue += [
            Requirement(str(next_one).partition(";")[0])
            for next_one in facts[name].distributions
            if next_one.marker is None
            or any(next_one.marker.evaluate({**environment, "extra": extra}) for extra in ("", *one.extras))
        ]
    return [*told, *(f"nobody asks for {name}" for name in sorted(pinned.keys() - reached))]


def wanted(lock: str) -> list[Requirement]:
    """What `pyproject.toml` asks for, with passwords or with all extras; for a tool, the file beside its lock."""
    if lock in TOOL_FILES:
        lines = (ROOT / lock).with_suffix(".in").read_text(encoding="utf-8").splitlines()
        return [Requirement(line) for line in lines if not line.startswith("#")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    extras = [optional["password"]] if lock.endswith("run.txt") else optional.values()
    return [Requirement(one) for one in itertools.chain(project["dependencies"], *extras)]


def pins(lock: str, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The pinned version of each package, by its canonical name; those for one environment when it is given."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.rstrip("\\ ")) for line in lines if re.match("[a-z]", line)]
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in found
        if environment is None or one.marker is None or one.marker.evaluate(dict(environment))
    }


@functools.cache
def table(file_name: str) -> Mapping[str, Facts]:
    """The table beside a lock by the canonical name; every pin of the lock has its rows there."""
    with (ROOT / file_name).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == HEADER
    versions: dict[str, str] = {}
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, version, field, value in rows:
        assert versions.setdefault(name, version) == version, f"{name} stands there in two versions"
        values[name, field].append(value)
    return {
        name: Facts(
            version,
            SpecifierSet(",".join(values[name, "Requires-Python"])),
            tuple(map(Requirement, values[name, "Requires-Dist"])),
        )
        for name, version in versions.items()
    }
