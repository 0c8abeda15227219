"""The pictures of a page and what they show: the marked bodies, closer views, the marks in words, and the spine.

Their letters are as large on paper as larger text asks for, however far a picture was shrunk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from bodymap.core.vocabulary import View, Voice
from bodymap.core.words.message import capitalised
from bodymap.publish.blocks import Block, Bullets, Paragraph, Picture, Tone
from bodymap.publish.body_panels import FAINT, FAMILIES, LINE, TEXT, VIEWS, closer_views, pale_words, panel_text, panels
from bodymap.publish.mark_line import mark_line
from bodymap.publish.spine_picture import spine_text
from bodymap.publish.told import Told

_LETTERS_MM: Final = 2.7
"""Size of the letters on paper beside text of normal size."""
_BODY_LETTERS, _CLOSER_LETTERS = 1 / 18, 1 / 11
"""How large the letters on skin may be as a part of the picture, so that names and numbers do not hide it."""
_HEIGHTS_MM: Final = {Voice.PATIENT: (80.0, 46.0, 84.0), Voice.CLINICIAN: (60.0, 38.0, 60.0)}
"""How tall bodies, closer views and spine are at most; a clinician's page has more to say."""
_THINNED: Final = 0.0004
"""How far lines may lie from where they are drawn, as a part of the height: 0.03 mm on paper."""


def pictures(told: Told, audience: Voice) -> Iterator[Block]:
    """The marked body, closer views, what the marks are, and the spine; for a clinician the spine beside the body."""
    marks, label = told.case.marks, told.language.label
    body_mm, closer_mm, spine_mm = _HEIGHTS_MM[audience]
    candidates = told.findings.shown
    draw_spine = partial(_spine, told)
    spine = [
        Picture(
            draw_spine(spine_mm),
            label("The spine from behind with the nerve roots lit."),
            spine_mm,
            is_beside=audience is Voice.CLINICIAN,
            drawn=draw_spine,
        )
        for _ in candidates[:1]
    ]
    draw = partial(_bodies, VIEWS, told, _BODY_LETTERS)
    yield Picture(draw(body_mm), label("The marked body from front and back."), body_mm, drawn=draw)
    yield from spine if audience is Voice.CLINICIAN else ()
    if views := closer_views(marks, told.atlas):
        draw = partial(_bodies, views, told, _CLOSER_LETTERS)
        yield Picture(draw(closer_mm), label("The marked places in other views."), closer_mm, drawn=draw)
    lines = (f"{number}  {capitalised(mark_line(mark, told))}" for number, mark in enumerate(marks, start=1))
    yield Bullets(tuple(lines), Tone.SMALL)
    if max((one.maps_total for one in candidates), default=0) > 1:
        text = label("Full colour: the maps agree on this skin. Faint colour: only some of them.")
        yield Paragraph(" ".join((text, *pale_words(told))), Tone.CAPTION)
    yield from spine if audience is Voice.PATIENT else ()


def _spine(told: Told, height_mm: float, text: float = 1.0) -> str:
    candidates = told.findings.shown
    return spine_text(candidates, told.language, height_mm=height_mm, text=text)


def _bodies(views: Sequence[View], told: Told, most: float, height_mm: float, text: float = 1.0) -> str:
    """The views side by side as one SVG, with letters that can be read when it is so tall.

    Parameters
    ----------
    most : float
        How large the letters on skin may be, as a part of the height.
    text : float
        How large the text around it is, 1 for normal.
    """
    plain = panels(views, told.atlas)[0]
    high, part = plain.bottom - plain.top, _LETTERS_MM * text / height_mm
    line = LINE / TEXT
    # The height of the picture holds a line of 1.2 for the names of the views.
    captions = part * high / (1 - 1.2 * line * part)
    per_mm = (high + 1.2 * line * captions) / height_mm
    letters = min(captions, most * height_mm * per_mm)
    shown = panels(views, told.atlas, letters=letters, captions=captions, tolerance=_THINNED * high)
    top, width = shown[0].top, shown[-1].left + shown[-1].width + shown[0].left
    height = high + 1.2 * line * captions
    pieces = (
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top:g} {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" font-family="{FAMILIES}" font-size="{captions:g}" fill="{FAINT}">'
        ),
        *(panel_text(panel, told) for panel in shown),
        "</svg>\n",
    )
    return "\n".join(pieces)
