"""Paints sheets of a page that was laid out, on paper, into a file or on a screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from bodymap.publish.blocks import (
    Bullets,
    Heading,
    Logo,
    Note,
    Paragraph,
    Picture,
    Questions,
    Rule,
    Running,
    Table,
    Title,
)
from bodymap.ui.paper.page import NOTE_ROOM, Placed
from bodymap.ui.paper.page_text import LINE, UNITS_PER_POINT, URGENT, document_of

_URGENT_GROUND: Final = "#FBEFEF"


def paint_sheet(painter: QPainter, sheet: Iterable[Placed], *, dots_per_inch: float) -> None:
    """Paint one sheet; the painter stands at the upper left corner of the paper."""
    painter.save()
    scale = dots_per_inch / 72 / UNITS_PER_POINT
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for placed in sheet:
        painter.save()
        painter.translate(placed.x, placed.y)
        _paint(painter, placed)
        painter.restore()
    painter.restore()


def _paint(painter: QPainter, placed: Placed) -> None:
    block = placed.block
    match block:
        case Picture():
            frame = QRectF(0, 0, placed.width, placed.height)
            painter.setClipRect(frame)
            QSvgRenderer(QByteArray(block.svg.encode())).render(painter, frame)
        case Logo():
            painter.drawImage(QRectF(0, 0, placed.width, placed.height), QImage.fromData(block.data))
        case Rule():
            painter.setPen(QPen(QColor(LINE), 0.6 * UNITS_PER_POINT))
            painter.drawLine(QPointF(0, 0), QPointF(placed.width, 0))
        case Note():
            edge = 2.4 * UNITS_PER_POINT
            painter.fillRect(QRectF(0, 0, placed.width, placed.height), QColor(_URGENT_GROUND))
            painter.setPen(QPen(QColor(URGENT), edge, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(edge / 2, 0), QPointF(edge / 2, placed.height))
            painter.translate(NOTE_ROOM, NOTE_ROOM)
            document_of(block, placed.width - 2 * NOTE_ROOM, placed.text).drawContents(painter)
        case Title() | Running() | Heading() | Paragraph() | Bullets() | Questions() | Table():
            document_of(block, placed.width, placed.text).drawContents(painter)
        case _:
            assert_never(block)
