"""``bodymap report``: a page about a case as a PDF, for the patient or the clinician."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bodymap.cli.asked import ask, language_asked, language_of_case
from bodymap.cli.mark_text import member
from bodymap.cli.output import output_path, write_file
from bodymap.core.errors import CommandError
from bodymap.core.vocabulary import Voice
from bodymap.publish.blocks import TITLE, Paper
from bodymap.state.json_fields import quoted

if TYPE_CHECKING:
    from bodymap.publish.blocks import Page

_SMALLEST, _LARGEST = 80, 150
_MOST_TYPED: Final = 200


def report(chosen: argparse.Namespace) -> int:
    """Write the page; the exit code."""
    out = output_path(chosen.out, (".pdf",), "--out")
    paper, audience = member(Paper, chosen.paper, "paper"), member(Voice, chosen.audience, "audience")
    text = _text_size(chosen.text)
    for option, typed in (
        ("--name", chosen.name),
        ("--clinic", chosen.clinic),
        ("--emergency-number", chosen.emergency_number),
    ):
        if len(typed) > _MOST_TYPED:
            raise CommandError(f"{option}: {len(typed)} characters; at most {_MOST_TYPED} fit on the page")
    logo = _logo(chosen.logo) if chosen.logo else b""
    language_asked(chosen, audience)  # refused before anything is looked into
    asked = ask(chosen)
    language = language_of_case(asked.case, chosen, audience)

    from bodymap.publish.handout import Letterhead, handout

    letterhead = Letterhead(
        language.date(datetime.now().astimezone().date().isoformat()),
        clinic=chosen.clinic,
        emergency_number=chosen.emergency_number,
        logo=logo,
        person=chosen.name,
    )
    page = handout(asked.told(audience, language), letterhead, audience)
    data, gone_on = _tagged_pdf(page, paper, text, language.code) if chosen.accessible else _pdf(page, paper, text)
    write_file(out, "--out", lambda: data)
    print(*asked.left_out, sep="\n", end="\n" if asked.left_out else "", file=sys.stderr)
    if gone_on:
        full = language.label("The page is full; on a second one stands what begins with “{title}”.", title=gone_on)
        print(f"bodymap: {full}", file=sys.stderr)
    return 0


def _text_size(text: str) -> float:
    if not (text.isascii() and text.isdigit() and _SMALLEST <= int(text) <= _LARGEST):
        raise CommandError(f"--text {quoted(text)}: expected a whole number from {_SMALLEST} to {_LARGEST}")
    return int(text) / 100


def _logo(name: str) -> bytes:
    from bodymap.library.logo import read_logo

    try:
        return read_logo(Path(name))
    except OSError as error:
        raise CommandError(f"--logo {quoted(name)}: cannot be read: {error.strerror or error}") from error


def _tagged_pdf(page: Page, paper: Paper, text: float, language: str) -> tuple[bytes, str]:
    from bodymap.publish.tagged_page import tagged_pdf

    return tagged_pdf(page, paper, title=TITLE, language=language, text=text)


def _pdf(page: Page, paper: Paper, text: float) -> tuple[bytes, str]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.paper.pdf import page_pdf
    except ImportError as error:
        raise CommandError(f"a .pdf needs Qt, which cannot be loaded: {error}; explain works without") from error
    data, laid = page_pdf(page, paper, text=text)
    return data, laid.gone_on
