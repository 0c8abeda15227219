"""What of the system making the folder takes, beside Python itself."""

from __future__ import annotations

import ctypes.util
import shutil
import sys
from typing import Final

_PACKAGES: Final = {"objdump": "binutils", "ldd": "libc-bin", "dpkg-query": "dpkg", "dpkg-deb": "dpkg"}


def missing_programs(path: str | None = None) -> str | None:
    """What to type where some are not found on a path, by default that of the system; None when all are there.

    Examples
    --------
    >>> missing_programs("/nowhere")[:67]
    'programs are missing here; type: sudo apt-get install binutils dpkg'
    """
    packages = {package for program, package in _PACKAGES.items() if shutil.which(program, path=path) is None}
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if ctypes.util.find_library(python) is None:  # Debian's Python does without; the folder takes it along
        packages.add(f"lib{python}")
    return f"programs are missing here; type: sudo apt-get install {' '.join(sorted(packages))}" if packages else None
