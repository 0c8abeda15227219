"""Gathers the licences of all that a bundle holds: of the Python packages, and of the libraries of the build system."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

PACKAGES: Final = ("cffi", "cryptography", "numpy", "pyinstaller", "PySide6-Essentials", "shapely", "shiboken6")
LIST: Final = "README.txt"
SYSTEM_TABLE: Final = "system.csv"
"""The same about the libraries of the system, for `tools.sbom`."""

_SENTENCE: Final = re.compile(r"\b(?:permission|software|redistribution)\b", re.IGNORECASE)
_DOC: Final = Path("/usr/share/doc")
_HEAD: Final = """What bodymap ships, and under which licences

One line each: name, version, licence, and the files beside this one that hold the texts.
bodymap itself is under the MIT licence. Qt, Qt for Python, Shiboken and GEOS are under the GNU LGPL; the files are as
their authors gave them out, each a file of its own that you may replace with your own build of it. How to do that, and
where their source is, stands in docs/licences.md of the source of bodymap.
"""


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """A package of the system from which libraries were taken."""

    name: str
    version: str
    source: str
    files: tuple[str, ...]


def gather(folder: Path, libraries: Mapping[str, Path], shipped: Iterable[Path]) -> None:
    """Write the list and the texts into a folder.

    Parameters
    ----------
    libraries : mapping of str to Path
        The name of each library of the system that was taken in, and where it lay.
    shipped : iterable of Path
        Licence texts that bodymap has of its own.

    Raises
    ------
    SystemExit
        If a library belongs to no package, or a package has no licence text: then nobody knows what ships.
    """
    folder.mkdir(parents=True)
    lines = [_HEAD]
    for text in shipped:
        (folder / text.name).write_bytes(text.read_bytes())
    for name in PACKAGES:
        found = metadata.distribution(name)
        told = found.metadata.json
        licence = told.get("license_expression") or told.get("license") or "see its text"
        texts = _write_texts(folder, found)
        lines.append(f"{found.name} {found.version}: {licence}. {', '.join(texts) or 'LGPL-3.0-only.txt'}")
    lines += ["", "Libraries of the Debian system that this was built on:"]
    packages = owners(libraries)
    for package in packages:
        copyright_file = _DOC / package.name / "copyright"
        if not copyright_file.is_file():
            sys.exit(f"{package.name} has no {copyright_file}; its licence is not known.")
        (folder / f"{package.name}.txt").write_bytes(copyright_file.read_bytes())
        lines.append(
            f"{package.name} {package.version} (source package {package.source}): "
            f"{', '.join(licences_of(copyright_file.read_text(encoding='utf-8')))}. "
            f"{package.name}.txt; it holds {', '.join(name.rpartition('/')[2] for name in package.files)}"
        )
    (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / SYSTEM_TABLE).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("package", "version", "source"))
        table.writerows((package.name, package.version, package.source) for package in packages)


def owners(libraries: Mapping[str, Path]) -> tuple[SystemPackage, ...]:
    """The packages that the libraries came from, sorted by name."""
    files: dict[str, list[str]] = {}
    for name, path in libraries.items():
        files.setdefault(_owner(path), []).append(name)
    return tuple(_package(name, tuple(sorted(held))) for name, held in sorted(files.items()))


def licences_of(copyright_text: str) -> tuple[str, ...]:
    """The short names in a Debian copyright file, each once; "see the text" if it is not written for machines."""
    names = re.findall(r"^License:[ \t]*(\S.{,59}?)[ \t]*$", copyright_text, flags=re.MULTILINE)
    names = [
        name for name in names if not re.search(r"\b(?:permission|software|redistribution)\b", name, re.IGNORECASE)
    ]
    return tuple(dict.fromkeys(names)) or ("see the text",)


def _write_texts(folder: Path, found: metadata.Distribution) -> list[str]:
    """Write the licence files of a Python package; their names."""
    names = []
    for file in found.files or ():
        inside = file.as_posix().partition(".dist-info/licenses/")[2]
        if inside:
            names.append(f"{found.metadata['Name']}-{inside.replace('/', '-')}")
            (folder / names[-1]).write_bytes(Path(str(file.locate())).read_bytes())
    return names


def _owner(path: Path) -> str:
    for name in (path, path.resolve(), Path("/usr") / str(path.resolve()).lstrip("/")):
        told = _told("dpkg", "-S", str(name))
        if told:
            return told.partition(":")[0]
    sys.exit(
        f"{path} belongs to no package of this system; its licence is not known.\n"
        "Where that is Python itself, build with the system's own: rm -r build/bundle-venv; "
        "make bundle PYTHON=/usr/bin/python3"
    )


def _package(name: str, files: tuple[str, ...]) -> SystemPackage:
    shown = "${Version}\n${source:Package} ${source:Version}\n"
    version, source = _told("dpkg-query", "--show", "--showformat", shown, name).splitlines()[:2]
    return SystemPackage(name, version, source, files)


def _told(program: str, *arguments: str) -> str:
    """What a program of the packaging system prints; nothing if it does not know."""
    command = [shutil.which(program) or program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
