"""The programs beside Python that making the folder takes."""

from __future__ import annotations

import shutil
from typing import Final

_PACKAGES: Final = {"objdump": "binutils", "ldd": "libc-bin", "dpkg-query": "dpkg", "dpkg-deb": "dpkg"}


def missing_programs(path: str | None = None) -> str | None:
    """What to type where some are not found on a path, by default that of the system; None when all are there.

    Examples
    --------
    >>> missing_programs("/nowhere")
    'programs are missing here; type: sudo apt-get install binutils dpkg libc-bin'
    """
    packages = {package for program, package in _PACKAGES.items() if shutil.which(program, path=path) is None}
    return f"programs are missing here; type: sudo apt-get install {' '.join(sorted(packages))}" if packages else None
