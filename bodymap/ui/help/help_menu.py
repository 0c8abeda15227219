"""The menu that helps: keys, how sure it is, the tour, an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.reasoning.knowledge import Evidence
    from bodymap.core.vocabulary import Quality
    from bodymap.ui.help.text_dialog import HelpPage


class HelpMenu(QMenu):
    """Opens its pages by itself; what changes the window it asks for.

    Parameters
    ----------
    letter_of, word_of : callable
        Give the key of a feeling, and its word.

    Signals
    -------
    example_asked : None
        When the example is to be shown.
    tour_asked : None
        When the tour is to begin.
    """

    #: the example is to be shown
    example_asked = Signal()
    #: the tour is to begin
    tour_asked = Signal()

    def __init__(
        self, window: QWidget, *, letter_of: Callable[[Quality], str], word_of: Callable[[Quality], str]
    ) -> None:
        super().__init__(window)
        self.setTitle(self.tr("Help"))
        self._window = window
        self._evidence: Evidence | None = None
        self._letter_of, self._word_of = letter_of, word_of
        self.keys = self._action(self.tr("Keys"), self.show_keys, "?", "F1")
        self.tour = self._action(self.tr("A short tour"), self.tour_asked.emit)
        self.example = self._action(self.tr("Example: pain at the hip"), self.example_asked.emit)
        self.sure = self._action(self.tr("How sure is this?"), self.show_sure)
        self.sure.setEnabled(False)
        self.about = self._action(self.tr("About bodymap"), self.show_about)

    def learn(self, evidence: Evidence | None) -> None:
        """Tell the figures of these tables from now on."""
        self._evidence = evidence
        self.sure.setEnabled(evidence is not None)

    def show_keys(self) -> None:
        """Open the list of keys."""
        from bodymap.ui.help.keys_page import keys_page

        self._show(keys_page(self._window.actions(), self._letter_of, self._word_of))

    def show_sure(self) -> None:
        """Open what studies say about maps and drawings, once that is known."""
        from bodymap.ui.help.sure_page import sure_page

        if self._evidence is not None:
            self._show(sure_page(self._evidence))

    def show_about(self) -> None:
        """Open versions and licences of all that the program is made of."""
        from bodymap.ui.help.about_page import about_page

        self._show(about_page())

    def _show(self, page: HelpPage) -> None:
        from bodymap.ui.help.text_dialog import TextDialog

        TextDialog(page, self._window).open()

    def _action(self, text: str, do: Callable[[], None], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(do)
        self._window.addAction(action)
        self.addAction(action)
        return action
