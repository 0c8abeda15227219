"""Paints the picture of a case as a PNG, without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def write_png(svg_text: str, path: Path, width_px: int) -> None:
    """Save what `png_of` gives.

    Raises
    ------
    ValueError
        If the text is no SVG with a view box.
    OSError
        If the file cannot be written.
    """
    data = png_of(svg_text, width_px)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OSError(f"{path}: cannot be written") from error


def png_of(svg_text: str, width_px: int) -> bytes:
    """An SVG on white paper, as tall as its view box asks for, as the bytes of a PNG.

    Raises
    ------
    ValueError
        If the text is no SVG with a view box.
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
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub takes bytes, the library wants text
    data = bytes(buffer.data().data())
    buffer.close()
    del application
    return data
