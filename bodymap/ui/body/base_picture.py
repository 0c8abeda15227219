"""The body itself: skin, shading and outline of one drawing, painted in the colours of a theme."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter, QTransform
from PySide6.QtSvg import QSvgRenderer

from bodymap.library.picture_cache import cached_picture, keep_picture
from bodymap.ui.body.zoomed_view import Ground
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.svg_path import ring_boxes, view_box
from bodymap.ui.widgets.tint import tinted

_MARGIN_MM = 20.0
_SEEN = ("shade", "contours", "outline")
_END = "</g>"
# Width of the outline as a part of the drawing's longer side, so that a detail is not drawn with a thicker pen.
_OUTLINE_PART = 1 / 700
# Width of a fold's line beside that of the outline.
_CONTOUR_WEIGHT = 0.5
# Another number whenever the same lines and colours are painted in another way.
_PAINTED_AS = 1
# Of 100, so that it is written and read fast rather than small.
_PNG_COMPRESSION = 20


class BasePicture:
    """One drawing, ready to be painted.

    Only the layers that are seen are read; the regions are most of the file. To paint it from its lines takes 25 ms,
    from a picture that was kept of it 3: so the one that the window begins with is kept from one start to the next.

    Parameters
    ----------
    name : str
        Under which a picture of it may be kept; empty where none is.
    """

    def __init__(self, svg_text: str, theme: Theme, name: str = "") -> None:
        self._text = _seen_layers(svg_text)
        self._theme = theme
        self._name = name
        self._first: Ground | None = None

    @cached_property
    def box(self) -> QRectF:
        """The drawing's view box, in mm."""
        return view_box(self._text)

    @cached_property
    def _renderer(self) -> QSvgRenderer:
        return _renderer(self._text, self._theme)

    @cached_property
    def pieces(self) -> tuple[QRectF, ...]:
        """The rows of figures that lie one under the other with nothing between, each with its margin; from above."""
        skin = ring_boxes(self._text, "body")
        rows = _rows(skin)
        if len(rows) > 1:  # a limb's cut face stands out over its skin
            rows = _rows((*skin, *ring_boxes(self._text, "outline")))
        return tuple(row.adjusted(-_MARGIN_MM, -_MARGIN_MM, _MARGIN_MM, _MARGIN_MM) for row in rows)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme from now on."""
        self._theme = theme
        self._renderer = _renderer(self._text, theme)

    def paint(self, painter: QPainter) -> None:
        """Paint in mm, the painter's own units being the drawing's."""
        self._renderer.render(painter, self.box)

    def paint_on(self, painter: QPainter, ground: Ground) -> None:
        """Paint where the painter already lies as the ground says; the first time, from a picture that was kept of it.

        Later there is no hurry, and the picture of a zoomed drawing is mostly painted in strips.
        """
        kept = self._kept(ground) if self._first is None else None
        self._first = self._first or ground
        if kept is None:
            self.paint(painter)
            return
        painter.resetTransform()
        painter.drawImage(0, 0, kept)

    def keep(self) -> None:
        """Keep the picture as it was first painted for the next start, unless it came from there."""
        if not self._name or self._first is None or self._kept(self._first) is not None:
            return
        picture = self._picture(self._first)
        file = QBuffer()
        writer = QImageWriter(file, QByteArray(b"png"))
        writer.setCompression(_PNG_COMPRESSION)
        writer.write(picture)
        keep_picture(self._name, self._key(self._first), bytes(file.data().data()))

    def _kept(self, ground: Ground) -> QImage | None:
        data = cached_picture(self._name, self._key(ground)) if self._name else None
        picture = QImage.fromData(data or b"")
        if (picture.width(), picture.height()) != ground.size:
            return None
        picture.setDevicePixelRatio(ground.ratio)
        return picture

    def _picture(self, ground: Ground) -> QImage:
        picture = QImage(QSize(*ground.size), QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(ground.ratio)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(QTransform(ground.per_mm, 0, 0, ground.per_mm, ground.left, ground.top))
        self.paint(painter)
        painter.end()
        return picture

    def _key(self, ground: Ground) -> str:
        """Says all that a picture is painted from."""
        painted = f"{_PAINTED_AS} {self._theme} {ground}"
        return f"{zlib.crc32(self._text.encode(), zlib.crc32(painted.encode())):08x}"


def _rows(boxes: Iterable[QRectF]) -> list[QRectF]:
    """The boxes that lie beside each other, or overlap, as one; from above."""
    rows: list[QRectF] = []
    for box in sorted(boxes, key=QRectF.top):
        if rows and box.top() <= rows[-1].bottom():
            rows[-1] = rows[-1].united(box)
        else:
            rows.append(box)
    return rows


def _renderer(svg_text: str, theme: Theme) -> QSvgRenderer:
    box = view_box(svg_text)
    width = _OUTLINE_PART * max(box.height(), box.width())
    colours = {
        "shade": {"color": theme.shade},
        "body": {"fill": theme.skin},
        "contours": {"color": theme.outline, "stroke-width": f"{_CONTOUR_WEIGHT * width:.2f}"},
        "outline": {"color": theme.outline, "stroke-width": f"{width:.2f}"},
    }
    return QSvgRenderer(QByteArray(tinted(svg_text, colours).encode()))


def _seen_layers(svg_text: str) -> str:
    """The drawing with the layers that are seen and no others, as layers lie one level deep."""
    starts = [start for name in _SEEN if (start := svg_text.find(f'<g id="{name}"')) >= 0]
    layers = [svg_text[start : svg_text.index(_END, start) + len(_END)] for start in starts]
    return svg_text[: svg_text.index("<g ")] + "".join(layers) + "</svg>"
