"""Makes the folder in which bodymap runs without Python, and checks what came out."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from tools.bundle.left_out import FILES, MODULES
from tools.bundle.licences import PACKAGES, gather
from tools.bundle.needed import missing_programs

ROOT: Final = Path(__file__).parents[2]
MADE: Final = ROOT / "build/bundle"
MOST_BYTES: Final = 190_000_000
"""Largest folder that is let through."""

_WORK: Final = ROOT / "build/bundle-work"
_SPEC: Final = Path(__file__).with_name("bodymap.spec")


def main() -> int:
    """Make the folder; 1 and a line for each thing that is wrong with it."""
    if missing := missing_programs():
        sys.exit(missing)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    subprocess.run([*command, "--distpath", str(MADE), "--workpath", str(_WORK), str(_SPEC)], check=True)
    folder = MADE / "bodymap"
    gather(folder / "licences", _libraries(), sorted((ROOT / "bodymap/data/licences").glob("*.txt")))
    (folder / "left-out.txt").write_text("\n".join(_left_out()) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())
    print(f"{folder.relative_to(ROOT)}: {size / 1e6:.0f} MB; what was left out: {folder.name}/left-out.txt")
    wrong = [f"{place} is not as it is in its wheel" for place in altered(folder / "_internal")]
    wrong += [f"{place} is missing or another one" for place in lacking(folder / "_internal")]
    if size > MOST_BYTES:
        wrong.append(f"larger than {MOST_BYTES / 1e6:.0f} MB")
    wrong += _tried(folder / "bodymap")
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return int(bool(wrong))


def altered(inside: Path) -> tuple[str, ...]:
    """Files of the wheels that are in the bundle with other bytes than in the wheel, sorted."""
    found = []
    for name in PACKAGES:
        for file in metadata.files(name) or ():
            copy = inside / file
            if file.hash is None or not copy.is_file() or ".dist-info/" in file.as_posix():
                continue
            digest = hashlib.new(file.hash.mode, copy.read_bytes()).digest()
            if base64.urlsafe_b64encode(digest).decode().rstrip("=") != file.hash.value:
                found.append(file.as_posix())
    return tuple(sorted(found))


def lacking(inside: Path) -> tuple[str, ...]:
    """Tables, languages and drawings of bodymap that are not in the bundle as they are here."""
    places = {"bodymap/data": "bodymap/data", "assets": "bodymap/assets"}
    return tuple(
        file.relative_to(ROOT).as_posix()
        for source, place in places.items()
        for file in sorted((ROOT / source).rglob("*"))
        if file.is_file() and not _is_copy(file, inside / place / file.relative_to(ROOT / source))
    )


def _is_copy(file: Path, copy: Path) -> bool:
    return copy.is_file() and copy.read_bytes() == file.read_bytes()


def _tried(program: Path) -> Iterator[str]:
    """What goes wrong when the program is used from an empty folder with an empty environment."""
    place = _WORK / "tried"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    environment = {"HOME": str(place), "PATH": "/nowhere", "LANG": "C.UTF-8"}
    command = [str(program), "explain", "--mark", "hip-front@left", "--out", "hip.png"]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0 or "L1" not in done.stdout or not (place / "hip.png").exists():
        yield f"explain fails in the bundle: {done.stderr.strip() or done.stdout}"


def _libraries() -> dict[str, Path]:
    lines = (_WORK / "bodymap/libraries.txt").read_text(encoding="utf-8").splitlines()
    return {name: Path(place) for name, _, place in (line.partition("\t") for line in lines)}


def _left_out() -> Iterator[str]:
    yield "What was left out of the bundle, and why. Files are whole or absent; nothing is stripped."
    yield from ("", "Python modules:", *(f"{name}: {why}" for name, why in MODULES.items()))
    yield from ("", "Kinds of files:", *(f"{pattern}: {why}" for pattern, why in FILES.items()))
    yield from ("", "The files, with those of the system that only they needed:")
    yield from (_WORK / "bodymap/left-out.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    if importlib.util.find_spec("PyInstaller") is None:
        sys.exit("PyInstaller is not installed for this Python; type: make bundle")
    os.chdir(ROOT)
    sys.exit(main())
