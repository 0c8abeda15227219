"""What Qt finds on this computer, for a report about a fault."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication


@dataclass(frozen=True, slots=True)
class Machine:
    """What Qt finds.

    Attributes
    ----------
    font : str
        The family in which text is shown when no other is asked for; empty if there is none.
    families : int
        How many font families there are.
    """

    qt: str
    font: str
    families: int


def machine() -> Machine:
    """What Qt finds; starts a Qt of its own, without a window, if none is running."""
    application = QGuiApplication.instance() or QGuiApplication([])
    families = QFontDatabase.families()
    font = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()
    del application
    return Machine(qVersion(), font if families else "", len(families))
