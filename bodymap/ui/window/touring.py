"""The tour of the window: which parts it points at, and what it says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollArea, QWidget

from bodymap.core.vocabulary import Quality

if TYPE_CHECKING:
    from bodymap.ui.help.tour import Tour, TourStep
    from bodymap.ui.window.main_window import MainWindow


class Touring(QObject):
    """Makes the tour when it is asked for; it changes nothing of the case.

    A touch on the body is what the first step speaks of, so the tour then goes on by itself to the next.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tour: Tour | None = None
        window.commands.help.tour_asked.connect(self.begin)
        window.answer_column.start_card.tour_asked.connect(self.begin)
        window.bridge.case_changed.connect(self._on_case_changed)
        window.bridge.said.connect(self._on_said)

    @property
    def tour(self) -> Tour | None:
        """The tour while it is shown."""
        return self._tour

    def begin(self) -> None:
        """Begin the tour, or begin it again."""
        from bodymap.ui.help.tour import Tour

        self.end()
        page = self._window.centralWidget()
        if page is None:
            return
        self._tour = Tour(self._steps(), page, coming=(self._window.mark_editing.popup,))
        self._tour.ended.connect(self._on_ended)
        self._tour.begin()

    def end(self) -> bool:
        """Leave the tour; whether there was one."""
        was_on = self._tour is not None
        if self._tour is not None:
            self._tour.end()
        return was_on

    def _steps(self) -> tuple[TourStep, ...]:
        from bodymap.ui.help.tour import TourStep

        window = self._window
        column, popup, rail = window.answer_column, window.mark_editing.popup, window.tool_rail
        feelings = (*(rail.quality_button(quality) for quality in Quality), rail.strength)

        def show_answer() -> None:
            window.side_panel.turn_to(0)
            column.verticalScrollBar().setValue(0)

        def answer() -> tuple[QWidget, ...]:
            return (window.side_panel,)

        def spine() -> tuple[QWidget, ...]:
            panel = column.story_card.panel
            return (panel,) if panel.isVisible() else answer()

        def show_spine() -> None:
            show_answer()
            column.ensureWidgetVisible(column.story_card.panel, 0, 0)

        def show_feelings() -> None:
            for scroll in rail.findChildren(QScrollArea):
                scroll.ensureWidgetVisible(feelings[0], 0, 0)

        return (
            TourStep(self.tr("Touch where it hurts, on the front or the back."), lambda: (window.body_card,), _nothing),
            TourStep(
                self.tr("Say how it feels and how strong it is."),
                lambda: (popup,) if popup.isVisible() else feelings,
                show_feelings,
            ),
            TourStep(self.tr("Read what feels that place, and what to do next."), answer, show_answer),
            TourStep(self.tr("See where those nerves leave the spine."), spine, show_spine),
            TourStep(
                self.tr("At the end, take a page home, on paper or as a file."),
                lambda: (window.top_bar.button_of(window.handing_out.handout),),
                _nothing,
            ),
        )

    def _on_case_changed(self) -> None:
        if self._tour is not None and self._tour.number == 1 and not self._window.bridge.case.is_empty:
            self._tour.go(1)

    def _on_said(self) -> None:
        if self._tour is not None:
            self._tour.place_soon()

    def _on_ended(self) -> None:
        self._tour = None
        self._window.presenter.entrance.setFocus()


def _nothing() -> None:
    """All that is spoken of is in sight."""
