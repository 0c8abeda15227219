"""What one study found about the marked place and the spine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from bodymap.ui.cards.card import Card, text_label
from bodymap.ui.cards.interval_line import IntervalLine
from bodymap.ui.theme import Theme

if TYPE_CHECKING:
    from bodymap.core.evidence import Evidence
    from bodymap.core.exposs import ExpossFigure
    from bodymap.core.sources import SourceId
    from bodymap.core.words import Sentence


class StudyCard(Card):
    """The study's sentences, and for a place that it has a figure for, the figure as a drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("How often is it the back?"))
        self._text = text_label("normal", parent=self)
        self._interval = IntervalLine(theme, self)
        self._more = QPushButton(self)
        self._more.setProperty("role", "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more_toggled)
        self._source = text_label("small", parent=self)
        self._source.hide()
        self._names = ""
        for widget in (self._text, self._interval, self._more, self._source):
            self.add(widget)

    @property
    def text(self) -> str:
        """What the card says."""
        return self._text.text()

    @property
    def has_interval(self) -> bool:
        """Whether a figure is drawn."""
        return not self._interval.isHidden()

    @property
    def more(self) -> QPushButton:
        """The button that shows where the figure comes from."""
        return self._more

    @property
    def source(self) -> str:
        """Where the figure comes from, in full; empty while it is not asked for."""
        return "" if self._source.isHidden() else self._source.text()

    def show_study(
        self, sentences: tuple[Sentence, ...], figures: tuple[ExpossFigure, ...], evidence: Evidence, theme: Theme
    ) -> None:
        """Show these sentences, and as a drawing the figure of the largest marked place."""
        self._text.setText("\n\n".join(sentence.text for sentence in sentences))
        for widget in (self._interval, self._more):
            widget.setVisible(bool(figures))
        self._interval.set_theme(theme)
        if not figures:
            self._more.setChecked(False)
            return
        self._show_figure(figures[0])
        sources = [evidence.source(source) for source in dict.fromkeys(_sources_of(sentences))]
        self._names = sources[0].short
        self._source.setText("\n\n".join(f"{source.title}. {source.where}\n{source.note}" for source in sources))
        self._on_more_toggled(self._more.isChecked())

    def _show_figure(self, figure: ExpossFigure) -> None:
        self._interval.show_interval(percent=figure.percent, low=figure.low, high=figure.high)
        words = self.tr("{x} of {n}, plausible range {low} to {high} in 100")
        low, high = round(figure.low), round(figure.high)
        self._interval.setAccessibleName(words.format(x=figure.x, n=figure.n, low=low, high=high))

    def _on_more_toggled(self, is_open: bool) -> None:  # noqa: FBT001
        text = self.tr("{study} · less ‹") if is_open else self.tr("{study} · where this comes from ›")
        self._more.setText(text.format(study=self._names))
        self._source.setVisible(is_open)


def _sources_of(sentences: tuple[Sentence, ...]) -> list[SourceId]:
    return [source for sentence in sentences for source in sentence.sources]
