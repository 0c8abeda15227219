"""``bodymap atlas``: what is drawn, as a list or as pages for review."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable

from bodymap.cli.asked import check_maps, maps_of
from bodymap.cli.mark_text import member
from bodymap.cli.output import output_path, print_json, write_file
from bodymap.core.errors import CommandError
from bodymap.core.vocabulary import Figure


def atlas(chosen: argparse.Namespace) -> int:
    """List the drawings, or print them for review; the exit code."""
    if not (chosen.list or chosen.sheet):
        raise CommandError("nothing to do; give --list or --sheet OUT.pdf")
    out = output_path(chosen.sheet, (".pdf",), "--sheet") if chosen.sheet else None
    figure, maps = member(Figure, chosen.figure, "figure"), maps_of(chosen)

    from bodymap.library.loading import load_atlas, load_evidence
    from bodymap.publish.atlas_list import contents_fields, contents_lines
    from bodymap.publish.review_pages import sheet_pages

    atlas, evidence = load_atlas(figure), load_evidence(figure)
    check_maps(maps, atlas)
    if out is not None:
        write_file(out, "--sheet", lambda: _pdf(sheet_pages(atlas, evidence, maps=maps)))
    if chosen.list and chosen.json:
        print_json(contents_fields(atlas))
    elif chosen.list:
        print(*contents_lines(atlas, evidence), sep="\n")
    return 0


def _pdf(pages: Iterable[str]) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.paper.pdf import pdf_of
    except ImportError as error:
        raise CommandError(f"a .pdf needs Qt, which cannot be loaded: {error}; --list works without") from error
    return pdf_of(pages, title="bodymap: the atlas for review")
