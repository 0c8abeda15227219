"""How sure what is said can be: figures of studies about pain drawings and nerve maps, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from bodymap.core.tables.literature import Certainty
from bodymap.ui.help.text_dialog import HelpPage, Section
from bodymap.ui.language.spoken import window_language

if TYPE_CHECKING:
    from bodymap.core.reasoning.knowledge import Evidence

CLAIMS: Final = ("E009", "E054", "E055", "E092", "E093", "E121", "E122")
"""Rows of the table of figures that the page tells."""


def sure_page(evidence: Evidence) -> HelpPage:
    """The page, with its numbers read from the tables."""
    return HelpPage(
        _tr("How sure is this?"),
        (
            Section("", (_tr("Body Map shows what can hurt in a place. It does not find out what it is."),)),
            Section(_tr("Nerve maps"), _about_maps(evidence)),
            Section(_tr("Drawings of pain"), _about_drawings(evidence)),
            Section(_tr("The spine"), _about_spine(evidence)),
            Section(_tr("What must not wait"), _about_warnings(evidence)),
            Section(_tr("Where the sentences come from"), _about_sources(evidence)),
        ),
    )


def _about_maps(evidence: Evidence) -> tuple[str, ...]:
    return (
        _tr(
            "Published maps of the nerve roots disagree. Three are compared here, and each root is shown with the "
            "number of maps that name it."
        ),
        _tr(
            "The maps were drawn for this program from published descriptions. They are no copies of the original "
            "plates, and no clinician has checked them yet."
        ),
        _told(
            evidence,
            _tr(
                "Pain often leaves its map: it did so in about {neck} of 100 people with an irritated root at the "
                "neck, and in about {back} of 100 at the low back."
            ),
            neck="E054",
            back="E055",
        ),
    )


def _about_drawings(evidence: Evidence) -> tuple[str, ...]:
    return (
        _told(
            evidence,
            _tr("From the drawing alone, about {right} of 100 people with a pressed nerve were recognised."),
            right="E092",
        ),
        _told(
            evidence,
            _tr("Where one disc pressed on one root, the drawing gave the right level in about {right} of 100."),
            right="E093",
        ),
        _tr("So a drawing is where talking and examining begin. It cannot name one root, and the program never does."),
    )


def _about_spine(evidence: Evidence) -> tuple[str, ...]:
    return (
        _told(
            evidence,
            _tr(
                "Of people who hurt in an arm or a leg alone, about {share} of 100 got better by moving the spine. "
                "That is a sign of where the pain came from, and no proof."
            ),
            share="E009",
        ),
    )


def _about_warnings(evidence: Evidence) -> tuple[str, ...]:
    return (
        _told(
            evidence,
            _tr(
                "Something serious is rare: it was found in about {found} of 100 people with new low back pain, while "
                "about {asked} of 100 said yes to at least one warning question. A yes is a reason to look, and no "
                "finding."
            ),
            found="E121",
            asked="E122",
        ),
        _tr("No list of questions finds everything. If you are worried, ask someone who can examine you."),
    )


def _about_sources(evidence: Evidence) -> tuple[str, ...]:
    counts = {certainty: sum(one.certainty is certainty for one in evidence.sources) for certainty in Certainty}
    return (
        _tr("Each sentence names its source. Works that are cited: {all}.").format(all=len(evidence.sources)),
        _tr(
            "Read for this program: {seen}; known through others who quote them: {via}; cited from memory: {recalled}. "
            "No number from memory is told to a patient."
        ).format(seen=counts[Certainty.SEEN], via=counts[Certainty.SEEN_VIA], recalled=counts[Certainty.RECALLED]),
    )


def _told(evidence: Evidence, text: str, **claims: str) -> str:
    """A sentence with percentages as numbers of 100 people, and behind it its sources and whom they counted."""
    rows = {name: evidence.claim(claim) for name, claim in claims.items()}
    cited = {source.id: window_language().cited(source) for source in evidence.sources}
    counted = {cited[row.source]: row.n for row in rows.values()}
    sources = (
        _tr("{source}, {count} people").format(source=source, count=count) if count is not None else source
        for source, count in counted.items()
    )
    said = text.format(**{name: f"{row.value:.0f}" for name, row in rows.items()})
    return f"{said} ({window_language().semicolon.join(sources)})"


def _tr(text: str) -> str:
    return QCoreApplication.translate("How sure", text)
