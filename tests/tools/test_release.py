"""A release does not go out half made."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bodymap.core.version import VERSION
from tools import release
from tools.release import FILES, SUMS, changelog_problem, python_problem


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that a release is made of, and a wheel that is built again as it was."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for pattern in FILES.values():
        (folder / pattern.replace("*", "amd64")).write_text("wheel")
    monkeypatch.setattr(release, "DIST", folder)
    monkeypatch.setattr(release, "_built_again", lambda: b"wheel")
    monkeypatch.setattr(release, "_is_whole", lambda _package: True)
    return folder


@pytest.mark.parametrize("heading", ["0.1.0, not released yet", "0.2.0, 2026-12-01", "0.1.0"])
def test_changelog_must_name_version_and_day(heading: str) -> None:
    assert heading in (changelog_problem(f"# Changes\n\n## {heading}\n", "0.1.0") or "")


def test_changelog_without_an_entry_is_told() -> None:
    assert '"none"' in (changelog_problem("# Changes\n", "0.1.0") or "")


def test_checksums_are_those_that_sha256sum_checks(dist: Path) -> None:
    assert release.main("built") == 0
    program = shutil.which("sha256sum")
    assert program
    subprocess.run([program, "--check", "--strict", SUMS], cwd=dist, check=True, capture_output=True)
    assert len((dist / SUMS).read_text().splitlines()) == len(FILES)


@pytest.mark.parametrize("what", FILES)
def test_missing_file_stops_the_release(dist: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    (dist / FILES[what].replace("*", "amd64")).unlink()
    assert release.main("built") == 1
    assert f"{what} is missing" in capsys.readouterr().err


def test_wheel_that_cannot_be_built_again_stops_the_release(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dist / FILES["the wheel"]).write_text("another")
    assert release.main("built") == 1
    assert "other bytes" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="Debian packages are made and read on Debian")
def test_package_that_was_not_written_to_its_end_stops_the_release(
    dist: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(release, "DIST", dist)
    monkeypatch.setattr(release, "_built_again", lambda: b"wheel")
    assert release.main("built") == 1
    assert "cut off or damaged" in capsys.readouterr().err


def test_checkout_must_be_clean_and_tagged(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(release, "changelog_problem", lambda _text, _version: None)
    monkeypatch.setattr(release, "python_problem", lambda _base_prefix: None)
    monkeypatch.setattr(release, "missing_programs", lambda: None)
    monkeypatch.setattr(release, "_git", lambda *arguments: " M README.md\n" if "status" in arguments else "v0.0.1\n")
    assert release.main("ready") == 1
    told = capsys.readouterr().err
    assert "not clean: M README.md" in told
    assert f"no tag v{VERSION}" in told
    monkeypatch.setattr(release, "_git", lambda *arguments: "" if "status" in arguments else f"v{VERSION}\n")
    assert release.main("ready") == 0


def test_only_the_python_of_the_system_has_a_licence_for_every_library() -> None:
    assert python_problem("/usr") is None
    assert "PYTHON=/usr/bin/python3" in (python_problem("/home/anna/.pyenv/versions/3.11.7") or "")


def test_programs_that_the_bundle_needs_are_asked_for_before_the_tests_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(release, "_git", lambda *_arguments: "")
    assert release.main("ready") == 1
    assert "apt-get install binutils" in capsys.readouterr().err
