"""The legend under the drawings, which becomes a button where its words would take too many lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget, QWidgetAction

from bodymap.ui.around.legend import Legend, Meaning
from bodymap.ui.theme import Theme

_MOST_LINES = 2


class FoldingLegend(QWidget):
    """A legend of a line or two; where it needs more, a button that opens it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend = Legend(theme, self)
        self.button = QPushButton(self.tr("Legend"), self)
        self.button.setProperty("role", "chip")
        menu = QMenu(self.tr("Legend"), self.button)
        self._opened = Legend(theme, menu)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._opened)
        menu.addAction(action)
        menu.aboutToShow.connect(self._on_opening)
        self.button.setMenu(menu)
        self.button.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def shown(self) -> tuple[Meaning, ...]:
        """What is explained, in this order."""
        return self._legend.shown

    @property
    def is_folded(self) -> bool:
        """Whether it is to be opened."""
        return not self.button.isHidden()

    @property
    def letters_px(self) -> int:
        """The size of its texts."""
        return self._legend.fontInfo().pixelSize()

    @property
    def opened(self) -> Legend:
        """What the button opens."""
        return self._opened

    def explain(self, meanings: frozenset[Meaning]) -> None:
        """Explain these ways of drawing, and solid skin with hatched skin."""
        for legend in (self._legend, self._opened):
            legend.explain(meanings)
        self.updateGeometry()
        self._fold()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for legend in (self._legend, self._opened):
            legend.set_theme(theme)
        self.updateGeometry()
        self._fold()

    def sizeHint(self) -> QSize:
        """As high as it must be as wide as it is."""
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as there is room; the card gives it a line of its own before the button would be cut."""
        return QSize(0, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the more lines it takes, up to where it folds."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As much as its lines need, or the button."""
        if self._folds_at(width):
            return self.button.sizeHint().height()
        return self._legend.heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Write the legend in the letters that it was given, as on the patient display."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_legend"):
            self._legend.setFont(self.font())
            self.updateGeometry()
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._fold()

    def _folds_at(self, width: int) -> bool:
        return bool(self.shown) and (self._legend.lines_at(width) > _MOST_LINES or self._legend.widest > width)

    def _fold(self) -> None:
        is_folded = self._folds_at(self.width())
        self._legend.setVisible(not is_folded)
        self.button.setVisible(is_folded)
        height = self.button.sizeHint().height()
        self.button.setGeometry(0, self.height() - height, self.button.sizeHint().width(), height)
        self._legend.setGeometry(self.rect())

    def _on_opening(self) -> None:
        """Give each meaning a line of its own."""
        self._opened.setFont(self.font())
        width = self._opened.widest
        self._opened.setFixedSize(width, self._opened.heightForWidth(width))
