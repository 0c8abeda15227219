"""What Qt misses on a machine is found, named, and mended or explained."""

from __future__ import annotations

import shutil

import pytest

from tools import qt_libraries

LOADER_OUTPUT = """/venv/PySide6/QtGui.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd)
\tlibGL.so.1 => not found
\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f)
/venv/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibGL.so.1 => not found
"""


@pytest.fixture
def _nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda _platform: ("libGL.so.1", "libxcb-cursor.so.0"))


def test_missing_libraries_are_read_from_the_loader() -> None:
    assert qt_libraries.not_found(LOADER_OUTPUT) == ("libGL.so.1", "libxcb-cursor.so.0")


def test_libraries_are_translated_to_packages_once_each() -> None:
    libraries = ("libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1")
    assert qt_libraries.packages_for(libraries) == ("libegl1", "libglib2.0-0")


def test_this_machine_can_run_tests() -> None:
    assert qt_libraries.missing_libraries("offscreen") == ()


@pytest.mark.usefixtures("_nothing_is_installed")
def test_who_may_not_install_is_told_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(qt_libraries, "may_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    assert qt_libraries.main("xcb") == 1
    assert "sudo apt-get install -y libgl1 libxcb-cursor0\n" in capsys.readouterr().err


@pytest.mark.usefixtures("_nothing_is_installed")
def test_other_systems_are_told_the_libraries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert qt_libraries.main("xcb") == 1
    assert "libGL.so.1, libxcb-cursor.so.0" in capsys.readouterr().err


@pytest.mark.usefixtures("_nothing_is_installed")
def test_root_gets_them_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(qt_libraries, "may_install", lambda: True)
    monkeypatch.setattr(qt_libraries, "install", asked.extend)
    qt_libraries.main("xcb")
    assert asked == ["libgl1", "libxcb-cursor0"]
