"""Prints pages that are SVG texts into a PDF, without a window; nothing needs to be wired."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

_DOTS_PER_INCH = 300


def pdf_of(pages: Iterable[str], *, title: str) -> bytes:
    """The pages of a PDF, each filling a sheet of A4, with lines and text kept as such.

    Raises
    ------
    ValueError
        If there is no page, or one is no SVG.
    """
    # Text needs an application for its fonts; where none runs, this one ends with the function.
    application = QGuiApplication.instance() or QGuiApplication([])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DOTS_PER_INCH)
    painter = QPainter()
    try:
        for page in pages:
            renderer = QSvgRenderer(QByteArray(page.encode()))
            if not renderer.isValid():
                raise ValueError("a page is no SVG")
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
