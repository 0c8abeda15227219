"""Lets an environment run this checkout as it lies there: the folder on its path, and a command ``bodymap``.

No build tool is needed for it, so `make run` fetches only what the program itself needs.
"""

from __future__ import annotations

import shlex
import sys
import sysconfig
from pathlib import Path
from typing import Final

PATH_FILE: Final = "bodymap-checkout.pth"

_ROOT: Final = Path(__file__).resolve().parents[1]


def link(checkout: Path, *, packages: Path, scripts: Path, python: Path) -> None:
    """Write the path file into the folder of packages, and the command into the folder of scripts."""
    # Python reads path files in the encoding of the locale.
    (packages / PATH_FILE).write_text(f"{checkout}\n", encoding="locale")
    command = scripts / "bodymap"
    # -P, because without it a folder named bodymap where the user stands would be run instead.
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(python))} -P -m bodymap "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def main() -> int:
    """Link this checkout into the environment whose Python runs this."""
    link(
        _ROOT,
        packages=Path(sysconfig.get_path("purelib")),
        scripts=Path(sysconfig.get_path("scripts")),
        python=Path(sys.executable),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
