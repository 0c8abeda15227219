"""Breaks the program on purpose, one place at a time, and sees whether the tests notice.

The breaks stand in `mutants.toml`. Each is made in a temporary copy, so that nothing here changes, and is caught when
the tests it names fail. Unbroken they must pass, else "caught" would say nothing. A break whose text is no longer found
stops the run before it starts: whoever changed the code says what the break is now, or takes it out.

    python -m tools.mutants                 all breaks; some minutes
    python -m tools.mutants hover border    those whose name holds one of the words
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_suffix(".toml")
ROOT = Path(__file__).parents[1]
TIMEOUT_S = 600
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "out")
_PASSED, _FAILED, _INTERRUPTED = 0, 1, 2


class StaleMutantError(Exception):
    """A break that no longer fits the code."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A deliberate break.

    Attributes
    ----------
    name : str
        What no longer works.
    module : str
        Name of the module, wherever it lies.
    old, new : str
        The text that stands there once, and what is put in its place.
    tests : tuple of str
        Names of the test modules that must notice, wherever they lie.
    """

    name: str
    module: str
    old: str
    new: str
    tests: tuple[str, ...]


def main(words: Sequence[str] = ()) -> int:
    """Try the breaks whose name holds one of the words, all without words; 0 if every one is caught."""
    mutants = [one for one in read_mutants(TABLE) if not words or any(word in one.name for word in words)]
    if not mutants:
        print(f"no break is named like {', '.join(words)}; all of them are in {TABLE.name}")
        return 2
    if stale := problems(mutants, ROOT):
        print(*stale, sep="\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="bodymap-mutants-") as folder:
        copy = shutil.copytree(ROOT, Path(folder) / "copy", ignore=_NOT_COPIED)
        if said := failure(copy, [path for one in mutants for path in tests_of(one, copy)]):
            print(f"{said}\nthe tests fail without any break; mend that first")
            return 2
        caught = [_try(one, copy) for one in mutants]
    print(f"{sum(caught)} of {len(caught)} breaks caught")
    return 0 if all(caught) else 1


def read_mutants(path: Path) -> tuple[Mutant, ...]:
    """The breaks of a table, in its order."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]
    return tuple(Mutant(**(row | {"tests": tuple(row["tests"])})) for row in rows)


def problems(mutants: Iterable[Mutant], root: Path) -> list[str]:
    """What is wrong with the breaks, one line for each that no longer fits the code below a folder."""
    found: list[str] = []
    for mutant in mutants:
        try:
            place_of(mutant, root)
            tests_of(mutant, root)
        except StaleMutantError as error:
            found.append(f"{mutant.name}: {error}")
    return found


def place_of(mutant: Mutant, root: Path) -> Path:
    """The file that a break is made in.

    Raises
    ------
    StaleMutantError
        If the text stands in no module of that name, or more than once.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((root / "bodymap").rglob("*.py"))}
    holders = {path: text.count(mutant.old) for path, text in texts.items() if mutant.old in text}
    named = {path: count for path, count in holders.items() if path.stem == mutant.module}
    if list(named.values()) == [1]:
        return next(iter(named))
    elsewhere = ", ".join(path.relative_to(root).as_posix() for path in holders) or "nowhere"
    raise StaleMutantError(
        f"{mutant.old.strip()!r} stands {sum(named.values())} times in modules named {mutant.module!r}, expected once; "
        f"found in: {elsewhere}"
    )


def tests_of(mutant: Mutant, root: Path) -> tuple[Path, ...]:
    """The test files that a break names.

    Raises
    ------
    StaleMutantError
        If there is no test module of a name.
    """
    found: list[Path] = []
    for name in mutant.tests:
        paths = sorted((root / "tests").rglob(f"{name}.py"))
        if not paths:
            raise StaleMutantError(f"there is no test module named {name!r}")
        found += paths
    return tuple(found)


def is_caught(mutant: Mutant, root: Path) -> bool:
    """Whether the tests notice the break; the file is as before afterwards."""
    path = place_of(mutant, root)
    text = path.read_bytes()
    try:
        path.write_text(text.decode().replace(mutant.old, mutant.new), encoding="utf-8", newline="")
        return failure(root, tests_of(mutant, root)) is not None
    finally:
        path.write_bytes(text)


def failure(root: Path, tests: Iterable[Path]) -> str | None:
    """What pytest prints when some of the test files fail, hang or cannot be loaded; None when all pass.

    Raises
    ------
    RuntimeError
        If they could not be run at all.
    """
    # Compiled files could outlive a break that is made and taken back within one second.
    environment = {**os.environ, "PYTHONPATH": _path_with(root), "PYTHONDONTWRITEBYTECODE": "1"}
    options = ("-x", "-q", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *options, *(str(path) for path in dict.fromkeys(tests))]
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"not done after {TIMEOUT_S} s"
    if done.returncode not in (_PASSED, _FAILED, _INTERRUPTED):
        raise RuntimeError(f"pytest gave {done.returncode}:\n{done.stdout}{done.stderr}")
    return None if done.returncode == _PASSED else done.stdout


def _path_with(root: Path) -> str:
    return os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))


def _try(mutant: Mutant, copy: Path) -> bool:
    caught = is_caught(mutant, copy)
    print(f"{'caught' if caught else 'MISSED'}  {mutant.name}  [{' '.join(mutant.tests)}]", flush=True)
    return caught


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
