"""Writes the bill of materials: what bodymap ships and runs on, as CycloneDX, for programs to read.

The components are those of `locks/run.txt` with the hashes of their files, those that come inside them or along with
bodymap, from `bodymap/data/shipped.csv`, and, where there is a bundle, the libraries of the system in it. Written twice
from one commit, it has the same bytes.

    python -m tools.sbom OUT.json
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bodymap.core.version import VERSION
from bodymap.library.about import Component, about

_LOCK: Final = "locks/run.txt"
_SYSTEM: Final = Path("build/bundle/bodymap/licences/system.csv")
_COMMAND: Final = ("-m", "cyclonedx_py", "requirements", "--output-reproducible", "--sv", "1.6", "--of", "JSON")


def main(out: str) -> int:
    """Write the bill of materials to a file."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sbom.json"
        subprocess.run([sys.executable, *_COMMAND, "-o", str(made), _LOCK], check=True)
        told = json.loads(made.read_text(encoding="utf-8"))
    Path(out).parent.mkdir(exist_ok=True, parents=True)
    whole = completed(told, about().components, _system_rows())
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    Path(out).write_text(text + "\n", encoding="utf-8")
    print(f"{out}: {len(told['components'])} components")
    return 0


def completed(
    told: dict[str, object], components: Iterable[Component], system: Iterable[Mapping[str, str]] = ()
) -> Mapping[str, object]:
    """The bill with bodymap as what it is about, what each package is for, and what comes inside and along.

    Parameters
    ----------
    told : dict
        As cyclonedx-py writes it of a lock.
    system : iterable of mappings
        Package and version of each library of a Debian system.
    """
    known = {one.name: one for one in components}
    metadata, listed = told.setdefault("metadata", {}), told["components"]
    if not isinstance(metadata, dict) or not isinstance(listed, list):
        raise TypeError("a bill of materials has a table of metadata and a list of components")
    own = known.pop("bodymap")
    metadata["component"] = {"type": "application", "bom-ref": "bodymap", "name": own.name, **_said(own)}
    metadata["component"]["version"] = VERSION
    packages = {one["name"].lower().replace("_", "-"): one for one in listed}
    for one in known.values():
        if place := packages.get(_PACKAGES.get(one.name, one.name.lower())):
            place |= _said(one)
        elif one.name != "Python":  # which one runs is decided where bodymap is installed; a bundle's is below
            version = {"version": packages[_INSIDE[one.name]]["version"]} if one.name in _INSIDE else {}
            listed.append(
                {"type": "library", "bom-ref": f"inside:{one.name}", "name": one.name, **_said(one), **version}
            )
    for row in system:
        purl = f"pkg:deb/debian/{quote(row['package'])}@{quote(row['version'])}"
        listed.append(
            {"type": "library", "bom-ref": purl, "name": row["package"], "version": row["version"], "purl": purl}
        )
    return told


#: Where the name of a component is not that of its package.
_PACKAGES: Final = {"Qt for Python": "pyside6-essentials", "Shiboken": "shiboken6"}
#: What has the version of the package that it comes in.
_INSIDE: Final = {"Qt": "pyside6-essentials"}


def _said(one: Component) -> dict[str, object]:
    return {"licenses": [{"expression": one.licence}], "description": f"{one.what_for}; {one.holder}"}


def _system_rows() -> list[dict[str, str]]:
    if not _SYSTEM.is_file():
        return []
    with _SYSTEM.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
