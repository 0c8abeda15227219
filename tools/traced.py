"""Watches with strace what a program asks the system for: sockets, and files that it writes.

Python's own audit hook sees what Python does; this sees what Qt, Typst and the libraries do as well. It needs strace, a
package of Debian: as root this installs it when it is missing, otherwise it prints the command to type. Without it the
tests that watch are skipped, but not where the variable CI is set.

    python -m tools.traced
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools import qt_libraries

#: Debian's packages; an X server for the window as it is on a desktop.
PACKAGES: Final = ("strace", "xvfb")

_CALL: Final = re.compile(r"^(?:\[[^]]*\] )?(?P<name>\w+)\((?P<given>.*)")
_PATH: Final = re.compile(r'(?:(?P<folder>AT_FDCWD|\d+)(?:<(?P<place>[^>]*)>)?, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_NETWORK: Final = frozenset(
    {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg"}
)
_OPENING: Final = frozenset({"open", "openat", "openat2", "creat"})
_WRITING: Final = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND")
_CHANGING: Final = frozenset(
    {"mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "symlink"}
    | {"symlinkat", "truncate", "chmod", "fchmodat", "chown", "lchown", "fchownat", "mknod", "mknodat", "utimensat"}
)

#: What a link points to is not written.
_LINKING: Final = frozenset({"link", "linkat", "symlink", "symlinkat"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the system.

    Attributes
    ----------
    network : tuple of str
        The calls that have to do with a network or another program, as strace writes them.
    written : tuple of str
        Files that were opened for writing, made, moved, changed or removed, each once; what failed is left out.
    """

    network: tuple[str, ...]
    written: tuple[str, ...]


def main() -> int:
    """Look, and install what is missing where that may be done; always 0."""
    if sys.platform != "linux":
        return 0
    if missing() and qt_libraries.may_install():
        print("Installing what watches the program:", *PACKAGES, flush=True)
        qt_libraries.install(PACKAGES)
    if lacking := missing():
        print(f"Tests are skipped without {', '.join(lacking)}: sudo apt-get install -y {' '.join(PACKAGES)}")
    return 0


def missing() -> tuple[str, ...]:
    """What of it is not there."""
    return tuple(name for name in ("strace", "Xvfb") if shutil.which(name) is None)


def traced(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str]) -> Asked:
    """Run a program to its end, with all that it starts.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        # seccomp-bpf: the program stops for these calls only, and so runs about as fast as unwatched.
        watch = [
            "strace",
            "-ff",
            "--seccomp-bpf",
            "-qq",
            "-y",
            "-s",
            "4096",
            "-e",
            "trace=network,file",
            "-e",
            "signal=none",
        ]
        subprocess.run(
            [*watch, "-o", f"{folder}/calls", *command],
            cwd=cwd,
            env=dict(environment),
            umask=0o022,
            capture_output=True,
            check=True,
        )
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).iterdir())]
    return asked_in(texts, cwd)


def asked_in(texts: Sequence[str], cwd: Path) -> Asked:
    """What stands in the output of strace, one text a process or thread."""
    network: list[str] = []
    written: set[str] = set()
    for line in (line for text in texts for line in text.splitlines()):
        call = _CALL.match(line)
        if call is None:
            continue
        if call["name"] in _NETWORK:
            network.append(line)
        elif " = -1 " not in line and _changes(call["name"], call["given"]):
            paths = tuple(_paths(call["given"], cwd))
            written.update(paths[-1:] if call["name"] in _LINKING else paths)
    return Asked(tuple(network), tuple(sorted(written)))


def _changes(name: str, given: str) -> bool:
    return name in _CHANGING or (name in _OPENING and any(flag in given for flag in _WRITING))


def _paths(given: str, cwd: Path) -> Iterator[str]:
    for found in _PATH.finditer(given):
        path = found["path"].encode("latin-1", "replace").decode("unicode_escape")
        yield os.path.normpath(Path(found["place"] or cwd, path))


if __name__ == "__main__":
    sys.exit(main())
