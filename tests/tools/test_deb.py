"""The Debian package puts everything where a desktop looks for it."""

from __future__ import annotations

import configparser
import gzip
import hashlib
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bodymap.cli.arguments import COMMANDS
from bodymap.core.version import VERSION
from tools.bundle import deb
from tools.bundle.licences import licences_of
from tools.bundle.man_page import man_page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Debian packages are made on Linux")
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package laid out around a bundle that holds a program and one library under two names."""
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "bodymap").write_text("#!/bin/sh\n")
    (bundle / "bodymap").chmod(0o700)
    (bundle / "_internal/libone.so.1").write_text("library")
    (bundle / "_internal/libone.so").symlink_to("libone.so.1")
    monkeypatch.setattr(deb, "BUNDLE", bundle)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    deb.lay_out(tmp_path / "tree")
    return tmp_path / "tree"


def test_program_is_on_the_path_and_may_be_run_by_everybody(tree: Path) -> None:
    command = tree / "usr/bin/bodymap"
    assert command.resolve() == tree / "usr/lib/bodymap/bodymap"
    assert command.stat().st_mode & 0o777 == 0o755
    assert (tree / "usr/lib/bodymap/_internal/libone.so").is_symlink()


def test_a_case_file_opens_in_the_program(tree: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(tree / "usr/share/applications/bodymap.desktop")
    kind = ET.parse(tree / "usr/share/mime/packages/bodymap.xml").find(f"{MIME}mime-type")
    assert kind is not None
    assert entry["Desktop Entry"]["MimeType"].split(";")[0] == kind.get("type")
    assert entry["Desktop Entry"]["Exec"] == "bodymap %f"
    glob = kind.find(f"{MIME}glob")
    assert glob is not None
    assert glob.get("pattern") == "*.case.json"


def test_icon_of_the_menu_is_the_one_of_the_window(tree: Path) -> None:
    icon = tree / "usr/share/icons/hicolor/scalable/apps/bodymap.svg"
    assert icon.read_bytes() == (deb.ROOT / "assets/icon/bodymap.svg").read_bytes()


def test_system_is_told_version_needs_and_sums(tree: Path) -> None:
    control = dict(line.split(": ", 1) for line in (tree / "DEBIAN/control").read_text().splitlines() if ": " in line)
    assert control["Version"] == VERSION
    assert {"libegl1", "libgl1", "xkb-data"} <= set(control["Depends"].split(", "))
    sums = dict(line.split("  ")[::-1] for line in (tree / "DEBIAN/md5sums").read_text().splitlines())
    assert sums["usr/lib/bodymap/bodymap"] == hashlib.md5(b"#!/bin/sh\n").hexdigest()  # noqa: S324
    assert not any(name.startswith("DEBIAN") for name in sums)


def test_man_page_tells_every_command_and_option(tree: Path) -> None:
    page = gzip.decompress((tree / "usr/share/man/man1/bodymap.1.gz").read_bytes()).decode()
    assert page == man_page("2023-11-14")
    told = page.replace(r"\-", "-").replace(r"\&", "")
    assert f'"bodymap {VERSION}"' in told
    assert all(f".SS {name}\n" in page for name in COMMANDS)
    assert all(word in told for word in ("--mark PART@SIDE", "--voice", "--sheet OUT.pdf"))


@pytest.mark.parametrize("place", ["bash-completion/completions/bodymap", "fish/vendor_completions.d/bodymap.fish"])
def test_shells_can_fill_in_the_commands(tree: Path, place: str) -> None:
    assert "explain" in (tree / "usr/share" / place).read_text()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Files: *\nLicense: Expat\n\nLicense: GPL-2+\n text\n\nLicense: Expat\n", ("Expat", "GPL-2+")),
        ("License: Permission is hereby granted, free of charge\n", ("see the text",)),
        ("This library is free.\n", ("see the text",)),
    ],
)
def test_licences_of_a_library_of_the_system_are_read(text: str, names: tuple[str, ...]) -> None:
    assert licences_of(text) == names
