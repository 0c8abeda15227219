"""``bodymap report`` as a user meets it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from bodymap.cli import main, report
from bodymap.library import loading, resources
from tests.cli.test_main import refused
from tests.core.small_body import back_svg, front_svg, small_atlas

HIP = ("report", "--mark", "hip-front@left")


@pytest.fixture(autouse=True)
def _small_body(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = {"neutral-front": front_svg(), "neutral-back": back_svg()}
    shipped = resources.svg_text
    monkeypatch.setattr(loading, "load_atlas", lambda _figure=None: small_atlas(with_lee=True))
    monkeypatch.setattr(resources, "svg_text", lambda name: drawings.get(name) or shipped(name))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_a_page_is_written_for_each_audience_and_paper(paper: str, audience: str, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert main.main([*HIP, "--out", str(out), "--paper", paper, "--audience", audience]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


@pytest.mark.parametrize("audience", ["patient", "clinician"])
def test_an_accessible_page_is_tagged_and_names_nobody_about_itself(audience: str, tmp_path: Path) -> None:
    for name, options in (("seen", ()), ("heard", ("--accessible",))):
        out = tmp_path / f"{name}.pdf"
        command = [*HIP, "--name", "Kowalczyk", "--out", str(out), "--audience", audience, *options]
        assert main.main(command) == 0
    seen, heard = (pikepdf.open(tmp_path / f"{name}.pdf") for name in ("seen", "heard"))
    assert "/StructTreeRoot" not in seen.Root
    assert heard.Root.MarkInfo.Marked
    assert len(seen.pages) == len(heard.pages) == 1
    assert not any("Kowalczyk" in str(value) for value in heard.docinfo.values())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--out", "page.txt"), "unknown kind of file"),
        (("--out", "nowhere/page.pdf"), "there is no folder"),
        (("--out", "page.pdf", "--paper", "a5"), "unknown paper"),
        (("--out", "page.pdf", "--audience", "nobody"), "unknown audience"),
        (("--out", "page.pdf", "--text", "900"), "expected a whole number from 80 to 150"),
        (("--out", "page.pdf", "--logo", "none.png"), "cannot be read"),
        (("--out", "page.pdf", "--name", 201 * "x"), "at most 200 fit"),
        ((), "--out"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_nothing_is_written(
    wrong: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused(capsys, *HIP, *wrong)
    assert not list(tmp_path.iterdir())


def test_a_name_is_on_the_paper_and_not_in_the_file_about_itself(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert main.main([*HIP, "--out", str(out), "--name", "Kowalczyk 4711"]) == 0
    data = out.read_bytes()
    assert not any("Kowalczyk".encode(coded) in data for coded in ("utf-8", "utf-16-be", "utf-16-le"))
    assert re.search(rb"/Title", data)


def test_no_display_is_needed(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    command = [sys.executable, "-m", "bodymap", *HIP, "--out", str(out)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, cwd=root, check=True, capture_output=True, text=True, env={"PATH": "", "HOME": str(tmp_path)}
    )
    assert out.read_bytes().startswith(b"%PDF-")
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("code", "words"), [("de", "Die Seite ist voll"), ("es", "La página está llena"), ("en", "The page is full")]
)
def test_that_a_second_page_is_needed_is_said_in_the_language_of_the_page(
    code: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "_pdf", lambda *_: (b"%PDF", "Mark 2"))
    assert main.main([*HIP, "--lang", code, "--out", str(tmp_path / "x.pdf")]) == 0
    said = capsys.readouterr().err
    assert words in said
    assert "Mark 2" in said
