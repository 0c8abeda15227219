"""What the program is, what it is made of with versions and licences, and the licences themselves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from bodymap.library import resources
from bodymap.library.about import about
from bodymap.library.languages import language_states
from bodymap.ui.help.text_dialog import HelpPage, Section
from bodymap.ui.language.spoken import label


def about_page() -> HelpPage:
    """The page, with every licence in full at its end."""
    told = about()
    own = (
        _tr("Version {version}.").format(version=told.version),
        _tr("Not a medical device, and not a diagnosis. It works offline."),
    )
    parts = tuple(
        (
            " ".join(filter(None, (one.name, one.version))),
            _tr("{what_for}. {licence}, {holder}.").format(
                what_for=one.what_for, licence=one.licence, holder=one.holder
            ),
        )
        for one in told.components
    )
    licences = tuple(
        Section(name, tuple(resources.licence_text(name).split("\n\n"))) for name in resources.licence_names()
    )
    states = tuple((name, label(state)) for name, state in language_states())
    return HelpPage(
        "bodymap",
        (
            Section("", own),
            Section(_tr("Languages for the patient"), pairs=states),
            Section(_tr("What it is made of"), pairs=parts),
            *licences,
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("AboutPage", text)
