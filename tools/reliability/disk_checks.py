"""What is thrown at saving and keeping, each check with one case; how often it was done is given back."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from unittest import mock

from bodymap.library.folders import state_folder
from bodymap.state.autosave import Autosave
from bodymap.state.case_file import case_text, write_case
from tools.reliability.desk import Desk

Check = Callable[[Desk, Path], int]

_ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
_PAGE: Final = 4096
_PIECE: Final = 512
"""Bytes that are written at once, so that a disk fills within a file."""

_NAMES: Final = (
    b"a name with spaces.case.json",
    b'it\'s "quoted".case.json',
    b"two\nlines\t.case.json",
    b"-rf $(x) `y` %s {0} \\ * ?.case.json",
    "Müller 痛み 🙂 \u202e.case.json".encode(),
    b"bytes \xff\xfe\xe9.case.json",
    b".case.json",
    b"end. ",
    b"x" * 245 + b".case.json"[-10:],
    "痛".encode() * 81 + b".case.json",
)


def _writes_fail(desk: Desk, folder: Path) -> int:
    """Every call that writes fails, one after the other; the next try, with nothing in the way, must do."""
    path = folder / "a.case.json"
    desk.expect_saved(path)
    held = desk.case
    desk.change()
    other = folder / "b.case.json"
    write_case(desk.case, other)
    with _failing(0, 0) as calls:
        write_case(desk.case, other)  # over a file, as below: that takes a call more
    other.unlink()
    for place in range(1, calls[0] + 1):
        with _failing(place, desk.chance.choice(_ERRORS)):
            desk.expect_refused(path, held=held)
    desk.expect_saved(path)
    return calls[0]


def _keeping_fails(desk: Desk, _folder: Path) -> int:
    """The same with the copy for a crash: told once, the copy of before is whole, and the next is written."""
    desk.keeping.keep_now()
    with _failing(0, 0) as calls:
        desk.keeping.keep_now()
    for place in range(1, calls[0] + 1):
        held = desk.case
        desk.change()
        desk.told.clear()
        with _failing(place, desk.chance.choice(_ERRORS)):
            desk.keeping.keep_now()
            desk.keeping.keep_now()
        copies = _copies()
        desk.check(len(copies) == 1 and len(desk.told) <= 1, f"was told {len(desk.told)} times")
        if len(copies) == 1:
            # The second try meets no fault: there the newest case lies, else that of before.
            desk.check(copies[0].read_text(encoding="utf-8") in map(case_text, (held, desk.case)), "the copy is torn")
        desk.keeping.keep_now()
        desk.check([case_text(desk.case)] == [one.read_text(encoding="utf-8") for one in _copies()], "no copy is there")
    return calls[0]


def _size_limited(desk: Desk, folder: Path) -> int:
    """The system lets no file grow beyond some bytes."""
    path = folder / "a.case.json"
    desk.expect_saved(path)
    held = desk.case
    desk.change()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = len(case_text(desk.case).encode())
    resource.setrlimit(resource.RLIMIT_FSIZE, (desk.chance.randrange(size), limits[1]))
    try:
        desk.expect_refused(path, held=held)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    desk.expect_saved(path)
    return 1


def _disk_full(desk: Desk, folder: Path) -> int:
    """A disk of its own is full, has room again, and is read-only."""
    if not mounted(folder):
        return 0
    try:
        path = folder / "a.case.json"
        desk.expect_saved(path)
        held = desk.case
        desk.change()
        pages = (len(case_text(desk.case).encode()) - 1) // _PAGE
        _fill(folder / "filler", leave=desk.chance.randint(0, pages) * _PAGE)
        desk.expect_refused(path, held=held)
        (folder / "filler").unlink()
        desk.expect_saved(path)
        held = desk.case
        desk.change()
        _run("mount", "-o", "remount,ro", str(folder))
        desk.expect_refused(path, held=held)
    finally:
        unmount(folder)
    return 2


def _state_disk_full(desk: Desk, _folder: Path) -> int:
    """The disk of the folder with the copies is full: told once, and kept as soon as there is room."""
    if not state_folder().is_mount():
        return 0
    desk.keeping.keep_now()
    _fill(state_folder() / "filler", leave=0)
    desk.told.clear()
    for _ in range(3):
        desk.change()
        desk.keeping.keep_now()
    desk.check(len(desk.told) == 1, f"was told {len(desk.told)} times")
    (state_folder() / "filler").unlink()
    desk.keeping.keep_now()
    desk.check([case_text(desk.case)] == [one.read_text(encoding="utf-8") for one in _copies()], "no copy is there")
    return 1


def _read_only(desk: Desk, folder: Path) -> int:
    """A file and a folder may be read only."""
    path = folder / "a.case.json"
    desk.expect_saved(path)
    held = desk.case
    desk.change()
    path.chmod(0o444)
    desk.expect_refused(path, held=held)
    path.chmod(0o600)
    folder.chmod(0o555)
    is_kept_out = not os.access(folder, os.W_OK)
    if is_kept_out:
        desk.expect_refused(path, held=held)
        desk.expect_refused(folder / "new.case.json", held=None)
    folder.chmod(0o700)
    desk.expect_saved(path)
    return 3 if is_kept_out else 1


def _deleted(desk: Desk, folder: Path) -> int:
    """A file goes, then its folder, then the folder becomes a file."""
    inner = folder / "inner"
    inner.mkdir()
    path = inner / "a.case.json"
    desk.expect_saved(path)
    path.unlink()
    desk.change()
    desk.check(desk.saves() and not desk.told, "was not saved anew")
    desk.expect_whole(path, desk.case)
    desk.change()
    shutil.rmtree(inner)
    desk.expect_refused(path, held=None)
    inner.write_text("no folder any more", encoding="utf-8")
    desk.expect_refused(path, held=None)
    desk.expect_saved(folder / "b.case.json")
    return 3


def _changed(desk: Desk, folder: Path) -> int:
    """Another window writes to the file: it is asked about before it is replaced."""
    path = folder / "a.case.json"
    desk.expect_saved(path)
    desk.change()
    write_case(desk.case, path)
    desk.change()
    desk.asked.clear()
    desk.saves()
    desk.check(len(desk.asked) == 1, f"was asked about {len(desk.asked)} times")
    desk.expect_whole(path, desk.case)
    return 1


def _odd_names(desk: Desk, folder: Path) -> int:
    """Names that programs trip over are saved to, opened, and saved to again; one that is too long is refused."""
    for name in _NAMES:
        path = folder / os.fsdecode(name)
        desk.expect_saved(path)
        case = desk.case
        desk.window.bridge.open_file(path)
        desk.check(desk.case == case, "was opened as something else")
        desk.change()
        desk.check(desk.saves() and not desk.told, "was not saved again")
        desk.expect_whole(path, desk.case)
        desk.change()
    desk.expect_refused(folder / ("x" * 256), held=None)
    desk.expect_refused(Path(f"{folder}{'/x' * 2200}"), held=None)
    return len(_NAMES) + 2


def _clock_set_back(desk: Desk, folder: Path) -> int:
    """A program kept a case and crashed, the clock is set back, another does the same: the later one comes first."""
    first, second, third = (Autosave(folder=folder / "state") for _ in range(3))
    first.keep(desk.case)
    (copy,) = (folder / "state").glob("[!.]*unsaved.json")
    ahead = copy.stat().st_mtime + desk.chance.uniform(1, 1e8)
    os.utime(copy, (ahead, ahead))
    desk.change()
    second.keep(desk.case)
    first.let_go()
    second.let_go()
    offered = [one.case for one in third.left_over()]
    desk.check(len(offered) == 2 and offered[0] == desk.case, "the older case is offered first")
    return 1


CHECKS: Final[Mapping[str, Check]] = {
    "saves of which one call failed": _writes_fail,
    "copies of which one call failed": _keeping_fails,
    "saves beyond a limit of size": _size_limited,
    "saves to a full or read-only disk": _disk_full,
    "full disks for the copies": _state_disk_full,
    "saves to read-only files and folders": _read_only,
    "saves to what was deleted": _deleted,
    "saves over what another wrote": _changed,
    "saves to odd names": _odd_names,
    "clocks set back": _clock_set_back,
}


@contextmanager
def _failing(place: int, error: int) -> Iterator[list[int]]:
    """Let the call of this place among those that write fail; how many there were is counted in what is given."""
    calls = [0]

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] == place:
                raise OSError(error, os.strerror(error))
            return call(*given, **named)

        return called

    class Slow(io.FileIO):
        """Writes a piece at a time, each of which may fail."""

        write = counted(lambda self, data: io.FileIO.write(self, bytes(data)[:_PIECE]))

    opened = os.fdopen

    def slowly(handle: int, mode: str) -> Any:
        return io.BufferedWriter(Slow(handle, mode)) if mode == "wb" else opened(handle, mode)

    with ExitStack() as patched:
        patched.enter_context(mock.patch.object(os, "fdopen", slowly))
        replacing = ((Path, name) for name in ("chmod", "hardlink_to", "replace"))
        for owner, name in ((tempfile, "mkstemp"), (os, "fsync"), *replacing):
            patched.enter_context(mock.patch.object(owner, name, counted(getattr(owner, name))))
        yield calls


def _copies() -> list[Path]:
    return list(state_folder().glob("[!.]*unsaved.json"))


def mounted(folder: Path, size: str = "256k") -> bool:
    """Make a disk of that size for a folder, where the system lets that be done and nobody else sees it."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        spaces = {Path(f"/proc/{process}/ns/mnt").readlink() for process in (os.getpid(), os.getppid())}
    except OSError:
        return False
    return len(spaces) > 1 and _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))


def unmount(folder: Path) -> None:
    """Take it away again."""
    _run("umount", str(folder))


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _fill(path: Path, *, leave: int) -> None:
    """Fill the disk of a file but for some bytes."""
    status = os.statvfs(path.parent)
    room = status.f_bavail * status.f_frsize
    path.write_bytes(b"x" * max(room - leave, 0))
