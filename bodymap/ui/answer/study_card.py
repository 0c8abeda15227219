"""What one study found about the marked places and the spine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bodymap.ui.answer.interval_line import IntervalLine
from bodymap.ui.answer.interval_plot import IntervalPlot
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import Card, text_label

if TYPE_CHECKING:
    from bodymap.core.reasoning.exposs import ExpossFigure
    from bodymap.core.words.message import Sentence
    from bodymap.ui.answer.answer import Answer


class StudyCard(Card):
    """The study's sentences, and for a place that it has a figure for, the figure as a drawing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_heading(self.tr("How often is it the back?"))
        self._findings: list[_StudyFinding] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._more = QPushButton(self)
        self._more.setProperty("role", "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more_toggled)
        self._source = text_label("small", parent=self)
        self._plot: IntervalPlot | None = None
        self._names = ""
        self._shown: tuple[tuple[ExpossFigure, ...], tuple[ExpossFigure, ...], Theme]
        self._on_more_toggled(False)
        self._column.addLayout(self._rows)
        self.add(self._more)
        self.add(self._source)

    @property
    def text(self) -> str:
        """What the card says, a paragraph for each place."""
        return "\n".join(finding.text for finding in self._findings if finding.text)

    @property
    def intervals(self) -> int:
        """How many figures are drawn."""
        return sum(finding.has_interval for finding in self._findings)

    @property
    def more(self) -> QPushButton:
        """The button that shows where the figures come from."""
        return self._more

    @property
    def source(self) -> str:
        """Where the figures come from, in full; empty while it is not asked for."""
        return "" if self._source.isHidden() else self._source.text()

    @property
    def plot(self) -> IntervalPlot | None:
        """All places of the study beside each other; None while they are not asked for."""
        return None if self._plot is None or self._plot.isHidden() else self._plot

    def show_study(
        self, sentences: tuple[Sentence, ...], figures: tuple[ExpossFigure, ...], answer: Answer, theme: Theme
    ) -> None:
        """Show each sentence with its figure, or the one sentence that there is no figure."""
        while len(self._findings) < len(sentences):
            self._findings.append(_StudyFinding(self._rows, theme, self))
        for index, finding in enumerate(self._findings):
            text = sentences[index].text if index < len(sentences) else ""
            finding.show_finding(text, figures[index] if index < len(figures) else None, theme)
        sources = tuple(dict.fromkeys(id_ for said in sentences for id_ in said.sources))
        self._names = answer.evidence.source(sources[0]).short if sources else ""
        self._source.setText("\n\n".join(map(answer.full_source, sources)))
        self._shown = figures, answer.evidence.exposs, theme
        self._more.setVisible(bool(figures))
        self._on_more_toggled(self._more.isChecked() and bool(figures))

    def _on_more_toggled(self, is_open: bool) -> None:  # noqa: FBT001
        text = self.tr("{study} · less ‹") if is_open else self.tr("{study} · where this comes from ›")
        self._more.setText(text.format(study=self._names))
        self._source.setVisible(is_open)
        if is_open and self._plot is None:
            self._plot = IntervalPlot(self._shown[2], self)
            self._column.addWidget(self._plot)
        if self._plot is not None:
            marked, figures, theme = self._shown
            self._plot.setVisible(is_open)
            self._plot.show_figures(figures, [figure.location for figure in marked], theme)


class _StudyFinding(QObject):
    """A sentence with the figure it tells of."""

    def __init__(self, rows: QVBoxLayout, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text_label("normal", parent=parent)
        self._interval = IntervalLine(theme, parent)
        rows.addWidget(self._text)
        rows.addWidget(self._interval)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def has_interval(self) -> bool:
        return not self._interval.isHidden()

    def show_finding(self, text: str, figure: ExpossFigure | None, theme: Theme) -> None:
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._interval.setVisible(figure is not None)
        if figure is None:
            return
        self._interval.set_theme(theme)
        self._interval.show_interval(percent=figure.percent, low=figure.low, high=figure.high)
        low, high = round(figure.low), round(figure.high)
        words = self.tr("{x} of {n}, plausible range {low} to {high} in 100")
        self._interval.setAccessibleName(words.format(x=figure.x, n=figure.n, low=low, high=high))
