"""The bundle has what the program needs, and nothing that came in only for what is left out."""

from __future__ import annotations

import pytest

from tools.bundle.left_out import FILES, MODULES, kept, reason

QT = "PySide6/Qt/lib/libQt6Core.so.6"
GTK = "PySide6/Qt/plugins/platformthemes/libqgtk3.so"
LINKS = {
    "/w/core": ["libglib.so.0"],
    "/lib/libglib.so.0": ["libpcre.so.0", "libc.so.6"],
    "/w/gtk": ["libgtk.so.3", "libglib.so.0"],
}
ENTRIES = [
    (QT, "/w/core", "BINARY"),
    (GTK, "/w/gtk", "BINARY"),
    ("libglib.so.0", "/lib/libglib.so.0", "BINARY"),
    ("libpcre.so.0", "/lib/libpcre.so.0", "BINARY"),
    ("libgtk.so.3", "/lib/libgtk.so.3", "BINARY"),
    ("libpython3.11.so.1.0", "/lib/libpython3.11.so.1.0", "BINARY"),
    ("base_library.zip", "/built/base_library.zip", "DATA"),
    ("libQt6Core.so.6", QT, "SYMLINK"),
    ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK"),
]


def test_library_of_the_system_stays_only_where_something_that_stays_is_linked_to_it() -> None:
    places = [place for place, *_ in kept(ENTRIES, lambda file: LINKS.get(file, []))]
    assert places == [QT, "libglib.so.0", "libpcre.so.0", "libpython3.11.so.1.0", "base_library.zip", "libQt6Core.so.6"]


@pytest.mark.parametrize("name", ["xcb", "wayland", "offscreen"])
def test_screens_that_people_have_stay(name: str) -> None:
    assert reason(f"PySide6/Qt/plugins/platforms/libq{name}.so") is None


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_texts_of_qt_stay_in_every_language(language: str) -> None:
    assert reason(f"PySide6/Qt/translations/qtbase_{language}.qm") is None


@pytest.mark.parametrize("name", ["Qt/lib/libQt6Network.so.6", "Qt/plugins/tls/libqopensslbackend.so"])
def test_nothing_that_reaches_a_network_comes_along(name: str) -> None:
    assert reason(f"PySide6/{name}") == "the program holds no network code"
    assert {"ssl", "_ssl", "PySide6.QtNetwork"} <= MODULES.keys()


def test_printing_goes_through_the_system() -> None:
    assert reason("libcups.so.2")
    assert reason("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so") is None


def test_every_thing_left_out_has_its_reason() -> None:
    assert all((FILES | MODULES).values())
