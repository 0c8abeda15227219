"""Checks what must be true of a release: before it is built, and of what was built.

python -m tools.release ready     changelog, tag and a clean checkout
python -m tools.release built     all files are there, the wheel can be built again; writes the checksums
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bodymap.core.version import VERSION
from tools.bundle.needed import missing_programs

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"
SUMS: Final = "SHA256SUMS"
FILES: Final = {
    "the wheel": f"bodymap-{VERSION}-py3-none-any.whl",
    "the Debian package": f"bodymap_{VERSION}_*.deb",
    "the bill of materials": f"bodymap-{VERSION}.cdx.json",
}
"""What a release is made of, as patterns of names in `dist/`."""


def main(step: str) -> int:
    """Do one of the two steps; 1 and a line for each thing that is wrong."""
    wrong = list({"ready": _not_ready, "built": _badly_built}[step]())
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    if not wrong:
        print(f"bodymap {VERSION}: {step}")
    return int(bool(wrong))


def changelog_problem(text: str, version: str) -> str | None:
    """What is wrong with the newest entry of the changelog; None when it is this version's, with its day.

    Examples
    --------
    >>> changelog_problem("## 1.2.0, 2027-01-31", "1.2.0")
    >>> changelog_problem("## 1.2.0, not released yet", "1.2.0")
    'CHANGELOG.md: the newest entry is "1.2.0, not released yet"; expected "1.2.0, YEAR-MONTH-DAY"'
    """
    newest = re.search(r"^## (.+)$", text, flags=re.MULTILINE)
    heading = newest[1] if newest else "none"
    if re.fullmatch(rf"{re.escape(version)}, \d{{4}}-\d\d-\d\d", heading):
        return None
    return f'CHANGELOG.md: the newest entry is "{heading}"; expected "{version}, YEAR-MONTH-DAY"'


def python_problem(base_prefix: str) -> str | None:
    """What is wrong with the Python that builds; None for that of the system, of which every library has its licence.

    Examples
    --------
    >>> python_problem("/usr")
    >>> python_problem("/usr/local")
    'Python of /usr/local belongs to no package of the system; make clean, then: make release PYTHON=/usr/bin/python3'
    """
    if base_prefix == "/usr":
        return None
    told = f"Python of {base_prefix} belongs to no package of the system"
    return f"{told}; make clean, then: make release PYTHON=/usr/bin/python3"


def _not_ready() -> Iterator[str]:
    if problem := missing_programs():
        yield problem
    if problem := python_problem(sys.base_prefix):
        yield problem
    if problem := changelog_problem((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), VERSION):
        yield problem
    if changed := _git("status", "--porcelain"):
        yield f"the checkout is not clean: {changed.splitlines()[0].strip()}"
    if f"v{VERSION}" not in _git("tag", "--points-at", "HEAD").split():
        yield f"the commit has no tag v{VERSION}; once all else is ready: git tag -a v{VERSION}"


def _badly_built() -> Iterator[str]:
    found = []
    for what, pattern in FILES.items():
        match sorted(DIST.glob(pattern)):
            case [file]:
                found.append(file)
                if file.suffix == ".deb" and not _is_whole(file):
                    yield f"{what} is cut off or damaged: dist/{file.name}"
            case []:
                yield f"{what} is missing: dist/{pattern}"
            case several:
                yield f"{what} is there several times: {', '.join(file.name for file in several)}"
    wheel = DIST / FILES["the wheel"]
    if wheel.is_file() and _built_again() != wheel.read_bytes():
        yield "the wheel built again has other bytes; was it built by make wheel from this commit?"
    sums = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in found)
    (DIST / SUMS).write_text("".join(sums), encoding="utf-8")


def _built_again() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return Path(folder, FILES["the wheel"]).read_bytes()


def _is_whole(package: Path) -> bool:
    command = [shutil.which("dpkg-deb") or "dpkg-deb", "--contents", str(package)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _git(*arguments: str) -> str:
    command = [shutil.which("git") or "git", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
