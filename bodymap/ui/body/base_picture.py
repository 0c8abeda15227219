"""The body itself: skin, shading and outline of one drawing, painted in the colours of a theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from bodymap.ui.theme import Theme
from bodymap.ui.widgets.svg_path import element_path, view_box
from bodymap.ui.widgets.tint import tinted

_MARGIN_MM = 20.0
_SEEN = ("shade", "contours", "outline")
_END = "</g>"
# Width of the outline as a part of the drawing's longer side, so that a detail is not drawn with a thicker pen.
_OUTLINE_PART = 1 / 700
_CONTOUR_WEIGHT = 0.5
"""Width of a fold's line beside that of the outline."""


class BasePicture:
    """One drawing, ready to be painted.

    Only the layers that are seen are read; the regions are most of the file.
    """

    def __init__(self, svg_text: str, theme: Theme) -> None:
        self._text = _seen_layers(svg_text)
        self._renderer = _renderer(self._text, theme)

    @property
    def box(self) -> QRectF:
        """The drawing's view box, in mm."""
        return self._renderer.viewBoxF()

    @property
    def pieces(self) -> tuple[QRectF, ...]:
        """The rows of figures that lie one under the other with nothing between, each with its margin; from above."""
        boxes = [ring.boundingRect() for ring in element_path(self._text, "body").toSubpathPolygons()]
        rows: list[QRectF] = []
        for box in sorted(boxes, key=QRectF.top):
            if rows and box.top() <= rows[-1].bottom():
                rows[-1] = rows[-1].united(box)
            else:
                rows.append(box)
        return tuple(row.adjusted(-_MARGIN_MM, -_MARGIN_MM, _MARGIN_MM, _MARGIN_MM) for row in rows)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme from now on."""
        self._renderer = _renderer(self._text, theme)

    def paint(self, painter: QPainter) -> None:
        """Paint in mm, the painter's own units being the drawing's."""
        self._renderer.render(painter, self.box)


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
