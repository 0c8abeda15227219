"""Shows how a page will look on paper, sheet under sheet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.publish.blocks import SIZES_MM
from bodymap.ui.paper.page import LaidPage
from bodymap.ui.paper.sheet_painting import paint_sheet
from bodymap.ui.widgets.paint_guard import guarded

_GAP = 16
_EDGE = "#B8C0C8"


class SheetPreview(QWidget):
    """The sheets of a page, as wide as the widget; the widget grows as tall as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid: LaidPage | None = None
        self._sheets: list[QPixmap] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def laid(self) -> LaidPage | None:
        """What is shown."""
        return self._laid

    def show_page(self, laid: LaidPage) -> None:
        """Show this page and no other."""
        self._laid = laid
        self._sheets.clear()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to read the headings."""
        return QSize(520, self.heightForWidth(520))

    def heightForWidth(self, width: int) -> int:
        """As tall as all sheets under each other."""
        if self._laid is None:
            return width
        return len(self._laid.sheets) * (self._sheet_height(self._laid, width) + _GAP)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the sheets, painted once for a size."""
        if self._laid is None:
            return
        painter = QPainter(self)
        size = QSize(self.width(), self._sheet_height(self._laid, self.width()))
        if not self._sheets or self._sheets[0].size() != size * self.devicePixelRatioF():
            self._sheets = [self._painted(self._laid, number, size) for number in range(len(self._laid.sheets))]
        for number, picture in enumerate(self._sheets):
            frame = QRect(QPoint(0, number * (size.height() + _GAP)), size)
            if event.rect().intersects(frame):
                painter.drawPixmap(frame.topLeft(), picture)
                painter.setPen(QColor(_EDGE))
                painter.drawRect(frame.adjusted(0, 0, -1, -1))

    def _sheet_height(self, laid: LaidPage, width: int) -> int:
        wide, high = SIZES_MM[laid.paper]
        return round(width * high / wide)

    def _painted(self, laid: LaidPage, number: int, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        dots_per_inch = picture.width() / SIZES_MM[laid.paper][0] * 25.4
        paint_sheet(painter, laid.sheets[number], dots_per_inch=dots_per_inch)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
