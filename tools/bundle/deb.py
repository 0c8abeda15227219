"""Makes the Debian package out of the folder that `make bundle` made."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bodymap.cli.arguments import parser
from bodymap.cli.completion import script
from bodymap.core.version import VERSION
from tools.bundle.man_page import man_page

ROOT: Final = Path(__file__).parents[2]
BUNDLE: Final = ROOT / "build/bundle/bodymap"
MOST_BYTES: Final = 75_000_000
"""Largest package that is let through."""
DEPENDS: Final = ("fontconfig-config", "libegl1", "libgl1", "libx11-data", "xkb-data")
"""What the bundle opens by name and does not bring; the C library comes on top, in the version it was built with."""

_DESKTOP: Final = Path(__file__).with_name("desktop")
_ICON: Final = ROOT / "assets/icon/bodymap.svg"


def main() -> int:
    """Build the package into `dist/`; 1 if it is too large."""
    tree, made = ROOT / "build/deb", ROOT / f"dist/bodymap_{VERSION}_{architecture()}.deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree)
    made.parent.mkdir(exist_ok=True)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": _epoch()})
    size = made.stat().st_size
    print(f"{made.relative_to(ROOT)}: {size / 1e6:.1f} MB")
    if size > MOST_BYTES:
        print(f"That is more than {MOST_BYTES / 1e6:.0f} MB.", file=sys.stderr)
    return int(size > MOST_BYTES)


def lay_out(tree: Path) -> None:
    """Put everything where it will stand on a system, below `tree`."""
    share = tree / "usr/share"
    shutil.copytree(BUNDLE, tree / "usr/lib/bodymap", symlinks=True)
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/bodymap").symlink_to("../lib/bodymap/bodymap")
    _copy(_DESKTOP / "bodymap.desktop", share / "applications/bodymap.desktop")
    _copy(_DESKTOP / "bodymap.xml", share / "mime/packages/bodymap.xml")
    _copy(_ICON, share / "icons/hicolor/scalable/apps/bodymap.svg")
    _compressed(
        man_page(datetime.fromtimestamp(int(_epoch()), UTC).date().isoformat()), share / "man/man1/bodymap.1.gz"
    )
    _compressed((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), share / "doc/bodymap/changelog.gz")
    _copy(ROOT / "LICENSE", share / "doc/bodymap/copyright")
    _write(script("bash", parser()), share / "bash-completion/completions/bodymap")
    _write(script("fish", parser()), share / "fish/vendor_completions.d/bodymap.fish")
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    debian = tree / "DEBIAN"
    debian.mkdir()
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files)  # noqa: S324
    (debian / "md5sums").write_text("".join(sums), encoding="utf-8")
    size_kib = sum(-(-path.stat().st_size // 1024) for path in files)
    (debian / "control").write_text("".join(f"{line}\n" for line in control(size_kib)), encoding="utf-8")


def control(size_kib: int) -> Iterator[str]:
    """The lines that tell the system about the package."""
    libc = platform.libc_ver()[1]
    yield from ("Package: bodymap", f"Version: {VERSION}", f"Architecture: {architecture()}")
    yield from ("Section: science", "Priority: optional", "Maintainer: The bodymap authors")
    yield f"Installed-Size: {size_kib}"
    yield f"Depends: {', '.join((f'libc6 (>= {libc})', *DEPENDS))}"
    yield "Recommends: desktop-file-utils, hicolor-icon-theme, libcups2, shared-mime-info"
    yield "Description: point at where it hurts, see which nerve roots feel that spot"
    yield " For a clinician and a patient who look at one screen. Touch the place that hurts; the"
    yield " nerve roots that feed the skin there light up, with where they leave the spine, what"
    yield " the studies found, and what must not wait."
    yield " ."
    yield " It works offline, gives no diagnosis and is not a medical device."


def architecture() -> str:
    """Debian's name for the machine that builds."""
    return {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]


def _epoch() -> str:
    return os.environ.get("SOURCE_DATE_EPOCH", "1577836800")


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def _write(text: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text + "\n", encoding="utf-8")


def _compressed(text: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


if __name__ == "__main__":
    sys.exit(main())
