"""Writes the picture of a case as a PNG, without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def write_png(svg_text: str, path: Path, width_px: int) -> None:
    """Paint an SVG on white paper and save it, as tall as its view box asks for.

    Raises
    ------
    ValueError
        If the text is no SVG with a view box.
    OSError
        If the file cannot be written.
    """
    # Text needs an application for its fonts; where none runs, this one ends with the function.
    application = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(QByteArray(svg_text.encode()))
    box = renderer.viewBoxF()
    if not renderer.isValid() or box.isEmpty():
        raise ValueError("the text is no SVG with a view box")
    image = QImage(width_px, round(width_px * box.height() / box.width()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    saved = image.save(str(path), "PNG")  # type: ignore[call-overload]  # the stub takes bytes, the library wants text
    del application
    if not saved:
        raise OSError(f"{path}: cannot be written")
