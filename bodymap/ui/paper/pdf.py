"""Writes PDFs without a window: pages that are SVG texts, and pages that are blocks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from bodymap.publish.blocks import TITLE, Page, Paper
from bodymap.ui.paper.page import LaidPage, lay_out
from bodymap.ui.paper.sheet_painting import paint_sheet

_DOTS_PER_INCH = 300
PAGE_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def page_pdf(page: Page, paper: Paper, *, text: float = 1.0) -> tuple[bytes, LaidPage]:
    """A page of blocks as a PDF, and how it was laid out; nothing of what stands on it is repeated in its metadata.

    Parameters
    ----------
    text : float
        How large the letters are, 1 for normal.
    """
    application = QGuiApplication.instance() or QGuiApplication([])
    laid = lay_out(page, paper, text=text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, TITLE, paper)
    painter = QPainter(writer)
    try:
        for number, sheet in enumerate(laid.sheets):
            if number:
                writer.newPage()
            paint_sheet(painter, sheet, dots_per_inch=_DOTS_PER_INCH)
    finally:
        painter.end()
    data = bytes(buffer.data().data())
    buffer.close()
    del application
    return data, laid


def _writer(buffer: QBuffer, title: str, paper: Paper) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("bodymap")
    writer.setPageSize(QPageSize(PAGE_SIZES[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DOTS_PER_INCH)
    return writer


def pdf_of(pages: Iterable[str], *, title: str) -> bytes:
    """The pages of a PDF, each filling a sheet of A4, upright or lying as it is wide; lines and text are kept as such.

    Raises
    ------
    ValueError
        If there is no page, or one is no SVG.
    """
    # Text needs an application for its fonts; where none runs, this one ends with the function.
    application = QGuiApplication.instance() or QGuiApplication([])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, title, Paper.A4)
    painter = QPainter()
    try:
        for page in pages:
            renderer = QSvgRenderer(QByteArray(page.encode()))
            if not renderer.isValid():
                raise ValueError("a page is no SVG")
            size = renderer.defaultSize()
            lying = size.width() > size.height()
            writer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
            if painter.isActive():
                writer.newPage()
            else:
                painter.begin(writer)
            renderer.render(painter)
        if not painter.isActive():
            raise ValueError("no page to print")
    finally:
        # A painter that is still at work when its device goes would end the program.
        if painter.isActive():
            painter.end()
    data = bytes(buffer.data().data())
    buffer.close()
    del application
    return data
