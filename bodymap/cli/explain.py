"""``bodymap explain``: which roots feel the marks, as text, JSON and picture."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from bodymap.cli.asked import ask, language_asked, language_of_case
from bodymap.cli.mark_text import member, spot_words
from bodymap.cli.output import output_path, print_json, write_file
from bodymap.core.errors import CommandError
from bodymap.core.marks.mark import Spot
from bodymap.core.vocabulary import Voice

PICTURE_WIDTH_PX: Final = 1600
"""Width of a PNG written by ``--out``."""


def explain_marks(chosen: argparse.Namespace) -> int:
    """Say which roots feel the marks; the exit code."""
    out = output_path(chosen.out, (".png", ".svg"), "--out") if chosen.out else None
    voice = member(Voice, chosen.voice, "audience")
    language_asked(chosen, voice)  # refused before anything is looked into
    asked = ask(chosen)
    language = language_of_case(asked.case, chosen, voice)

    from bodymap.publish.findings_text import explanation_fields, explanation_lines
    from bodymap.publish.picture import picture_text

    if out is not None:
        in_picture = language_of_case(asked.case, chosen, Voice.PATIENT)
        _write_picture(picture_text(asked.told(Voice.PATIENT, in_picture)), out)
    if chosen.json:
        print(*asked.left_out, sep="\n", end="\n" if asked.left_out else "", file=sys.stderr)
        print_json(explanation_fields(asked.told(voice, language)))
    else:
        read = (spot_words(mark.shape, language) for mark in asked.entered if isinstance(mark.shape, Spot))
        print(*read, *asked.left_out, *explanation_lines(asked.told(voice, language)), sep="\n")
    return 0


def _write_picture(svg_text: str, path: Path) -> None:
    is_svg = path.suffix.lower() == ".svg"
    write_file(path, "--out", lambda: svg_text.encode("utf-8") if is_svg else _png(svg_text))


def _png(svg_text: str) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.paper.png import png_of
    except ImportError as error:
        raise CommandError(f"a .png needs Qt, which cannot be loaded: {error}; a .svg does not need it") from error
    return png_of(svg_text, PICTURE_WIDTH_PX)
