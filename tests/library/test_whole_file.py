from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from bodymap.library.whole_file import fingerprint, fingerprint_of, write_whole

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links as on POSIX")


def test_data_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@needs_posix
def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@needs_posix
def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o644)
    write_whole(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@needs_posix
def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"one")
    link.symlink_to(target)
    write_whole(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", b"one")
    assert list(tmp_path.iterdir()) == []


def test_with_a_spare_name_the_new_file_is_in_its_place_before_the_disk_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, spare = tmp_path / "a", tmp_path / "b"
    seen: list[tuple[bytes, bytes | None]] = []
    monkeypatch.setattr(
        "os.fsync", lambda _: seen.append((path.read_bytes(), spare.read_bytes() if spare.exists() else None))
    )
    write_whole(path, b"one", spare=spare)
    write_whole(path, b"two", spare=spare)
    assert seen == [(b"one", None), (b"two", b"one")]
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_until_the_disk_has_a_newer_one(tmp_path: Path) -> None:
    path, spare = tmp_path / "a", tmp_path / "b"
    write_whole(path, b"one")
    for data in (b"two", b"three"):
        write_whole(path, data, spare=spare, waits=False)
        assert (path.read_bytes(), spare.read_bytes()) == (data, b"one")
    write_whole(path, b"four", spare=spare)
    assert (path.read_bytes(), spare.exists()) == (b"four", False)


@pytest.mark.parametrize("old", [b"one", None])
def test_what_the_disk_does_not_take_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
) -> None:
    path = tmp_path / "a"
    if old is not None:
        path.write_bytes(old)

    def refuse(_: object) -> None:
        raise OSError(5, "broken")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="broken"):
        write_whole(path, b"two", spare=tmp_path / "b")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if old is None else [old])


@pytest.mark.parametrize("name", ["x" * 250 + ".json", "ä" * 125 + ".json", "痛" * 83 + ".json"])
def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path, name: str) -> None:
    assert len(name.encode()) in range(254, 256)
    write_whole(tmp_path / name, b"one")
    assert (tmp_path / name).read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]
    path.chmod(0o600)


@needs_posix
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "a"
    os.mkfifo(fifo)
    with pytest.raises(OSError, match="not an ordinary file"):
        write_whole(fifo, b"two")
    assert fifo.is_fifo()


@needs_posix
def test_links_in_a_ring_are_told_as_any_file_that_cannot_be_written(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OSError, match=r"[Ll]inks|symbolic"):
        write_whole(one, b"two")


def test_fingerprint_is_that_of_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert fingerprint(path) is None
    write_whole(path, b"one")
    assert fingerprint(path) == fingerprint_of(b"one") != fingerprint_of(b"two")


@needs_posix
def test_fingerprint_of_what_is_no_file_comes_to_an_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert fingerprint(tmp_path / "a") is None
    assert fingerprint(Path("/dev/zero")) is None
