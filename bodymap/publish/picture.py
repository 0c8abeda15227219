"""The picture of a case: the views side by side with lit territories, marks and captions, as the text of an SVG.

It keeps to what Qt's SVG reader draws (no patterns, no clip paths), so that the same text gives the PNG. Colours are
those of a white page.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from bodymap.core.words.explanation import SectionKind
from bodymap.publish.body_panels import (
    CHARACTER,
    FONT,
    INK,
    LINE,
    MARGIN,
    PAPER,
    TEXT,
    pale_words,
    panel_text,
    panels,
    text_line,
    views_of,
)
from bodymap.publish.complaint_titles import complaint_titles
from bodymap.publish.findings_text import cited_names
from bodymap.publish.mark_line import mark_line
from bodymap.publish.told import Told

_URGENT: Final = "#8A1C1C"
_SHADES: Final = "Full colour: the maps agree on this skin. Faint colour: only some maps give it to the nerve."


def picture_text(told: Told) -> str:
    """The SVG of a case.

    It shows the candidates' territories with their names, full where all maps asked agree and faint where some do, the
    marks with their numbers, and the letters of the sides; under them first what is urgent, then what the marks are,
    the sentences of the summary, the disclaimer and the sources.
    """
    shown = panels(views_of(told.case.marks, told.atlas), told.atlas)
    top = shown[0].top - MARGIN
    bottom = shown[0].bottom + 1.5 * LINE
    width = shown[-1].left + shown[-1].width + MARGIN
    most = int(width / (TEXT * CHARACTER))
    urgent = _wrapped(_warnings(told), most)
    lines = urgent + _wrapped(_captions(told), most)
    height = bottom - top + LINE * (len(lines) + 1)
    size = f'width="{width:g}" height="{height:g}"'
    pieces = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {FONT} viewBox="0 {top:g} {width:g} {height:g}" {size}>',
        f'<rect x="0" y="{top:g}" {size} fill="{PAPER}"/>',
        *(panel_text(panel, told) for panel in shown),
        *(
            text_line(
                line,
                MARGIN,
                bottom + LINE * (row + 0.5),
                anchor="start",
                colour=_URGENT if row < len(urgent) else INK,
            )
            for row, line in enumerate(lines)
        ),
        "</svg>\n",
    )
    return "\n".join(pieces)


_CAPTIONED: Final = frozenset({SectionKind.STORY, SectionKind.DO, SectionKind.MAP})
"""What stands under the picture, beside what is urgent."""


def _warnings(told: Told) -> Iterator[str]:
    """What is urgent: the raised warnings with what to do, as the text report says them."""
    for notice in told.explanation.red_flags:
        if notice.raised:
            yield f"! {told.language.title(notice.name)}"
            yield from map(told.language.sentence, notice.sentences)


def _captions(told: Told) -> Iterator[str]:
    said, label = told.explanation, told.language.label
    cited = cited_names(
        [source for sentence in said.summary for source in sentence.sources], told.evidence, told.language
    )
    yield from (
        told.language.named(str(number), mark_line(mark, told)) for number, mark in enumerate(told.case.marks, start=1)
    )
    if max((one.maps_total for one in told.findings.candidates), default=0) > 1:
        yield " ".join((label(_SHADES), *pale_words(told)))
    short = (section for section in said.sections if section.kind in _CAPTIONED and not section.folded)
    titles = complaint_titles(told)
    for complaint, several in groupby(short, key=lambda section: section.complaint):
        sentences = [told.language.sentence(sentence) for section in several for sentence in section.sentences]
        if complaint in titles:
            yield told.language.named(titles[complaint], " ".join(sentences))
        else:
            yield from sentences
    yield told.language.sentence(said.disclaimer)
    if cited:
        yield label("Sources: {names}.", names=told.language.semicolon.join(cited))


def _wrapped(texts: Iterable[str], most: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, most)]
