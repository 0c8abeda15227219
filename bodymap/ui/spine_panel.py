"""The spine seen from behind, with the nerve roots that feel the marked skin lit and named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap import resources
from bodymap.core.anatomy import Root, Side
from bodymap.ui.body_items import pill_size
from bodymap.ui.paint_guard import guarded
from bodymap.ui.svg_path import element_path, view_box
from bodymap.ui.theme import CandidateColours, Theme
from bodymap.ui.tint import tinted

_LOW_BACK = "spine-lumbosacral"
_WHOLE = "spine-column"
_FIRST_LOW = Root.T12
_HEIGHT_LINES = 15.5
_MARGIN_PX = 4.0
_NAME_GAP_PX = 6.0
_APART_PX = 2.0
# Names stand this far from the middle, as a fraction of the drawing's width: just outside the transverse processes.
_NAMES_AT = 0.42


@dataclass(frozen=True, slots=True)
class LitRoot:
    """A root to light up on the spine.

    Attributes
    ----------
    is_leading : bool
        Whether the drawing must show it; the others are lit where they can be seen.
    """

    root: Root
    side: Side
    colours: CandidateColours
    is_leading: bool = True


class SpinePanel(QWidget):
    """The low back in close-up, or the whole column when a leading root leaves it higher up.

    Seen from behind: the patient's left is on the viewer's left.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lit: tuple[LitRoot, ...] = ()
        self._bones: dict[str, QPixmap] = {}
        self._may_load = False
        # A fixed height, so that the picture of the bones is kept while the words beside it grow and shrink.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Seen from behind: left is the patient's left."))

    @property
    def lit(self) -> tuple[LitRoot, ...]:
        """The roots that are lit, strongest first."""
        return self._lit

    @property
    def is_painted(self) -> bool:
        """Whether the bones have been painted, a moment after the window's first frame."""
        return bool(self._bones)

    @property
    def drawing(self) -> str:
        """Name of the drawing that is shown."""
        is_low = all(lit.root.position >= _FIRST_LOW.position for lit in self._lit if lit.is_leading)
        return _LOW_BACK if is_low else _WHOLE

    def show_roots(self, lit: tuple[LitRoot, ...], theme: Theme) -> None:
        """Light these roots and no others."""
        if theme != self._theme:
            self._bones.clear()
        self._lit, self._theme = lit, theme
        self.setAccessibleName(self._in_words())
        self.update()

    def sizeHint(self) -> QSize:
        """Tall enough to tell the vertebrae apart."""
        return QSize(170, self._height())

    def minimumSizeHint(self) -> QSize:
        """As small as it can be read."""
        return QSize(118, self._height())

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bones, light the roots, write the names; all of it after the window's first frame."""
        if not self._may_load:
            QTimer.singleShot(0, self, self._begin)
            return
        spine = _load(self.drawing)
        fit = self._fit(spine.box)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture(spine, fit))
        painter.setTransform(fit, combine=True)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for lit in reversed(self._lit):
            painter.fillPath(spine.path(f"vertebra-{lit.root.value}"), QColor(lit.colours.fill))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for lit in reversed(self._lit):
            path = spine.path(_root_id(lit.root, lit.side))
            line = QPen(QColor(lit.colours.line), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            line.setCosmetic(True)
            painter.fillPath(path, QColor(lit.colours.line))
            painter.strokePath(path, line)
        painter.resetTransform()
        self._write_sides(painter)
        self._write_names(painter, spine, fit)

    def _begin(self) -> None:
        self._may_load = True
        self.update()

    def _height(self) -> int:
        """Room for the names of all levels under each other, and some more."""
        return round(_HEIGHT_LINES * self._text_height())

    def _fit(self, box: QRectF) -> QTransform:
        height = self.height() - 2 * _MARGIN_PX
        beside_bones = self.width() / 2 - self._name_room()
        scale = min(height / box.height(), self.width() / box.width(), beside_bones / (_NAMES_AT * box.width()))
        left = (self.width() - scale * box.width()) / 2
        top = (self.height() - scale * box.height()) / 2
        return QTransform.fromTranslate(left, top).scale(scale, scale).translate(-box.left(), -box.top())

    def _name_room(self) -> float:
        return pill_size("T12", self._bold())[0] + _NAME_GAP_PX

    def _picture(self, spine: _Spine, fit: QTransform) -> QPixmap:
        """The bones at the screen's resolution, painted once for a size and a theme."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        kept = self._bones.get(self.drawing)
        if kept is not None and kept.size() == size:
            return kept
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(fit, combine=True)
        spine.renderer(self._theme).render(painter, spine.box)
        painter.end()
        self._bones[self.drawing] = picture
        return picture

    def _write_sides(self, painter: QPainter) -> None:
        painter.setFont(self._bold())
        painter.setPen(QColor(self._theme.side_letter))
        room = QRectF(self.rect()).adjusted(0, 0, -1, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.tr("L"))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, self.tr("R"))

    def _write_names(self, painter: QPainter, spine: _Spine, fit: QTransform) -> None:
        lit = {(lit.root, lit.side): lit for lit in self._lit}
        for side in Side:
            tips = {root: tip for root in Root if (tip := _tip(fit.map(spine.path(_root_id(root, side))), side))}
            named = [root for root in tips if (root, side) in lit or (side is Side.RIGHT and spine.is_close_up)]
            heights = [self._pill_height() if (root, side) in lit else self._text_height() - 2 for root in named]
            for root, y in zip(
                named, spread([tips[root].y() for root in named], heights, self.height() - 2), strict=True
            ):
                if (root, side) in lit:
                    self._write_pill(painter, lit[root, side], tips[root], y, fit)
                else:
                    self._write_faint(painter, root.value, y, fit)

    def _write_pill(self, painter: QPainter, lit: LitRoot, tip: QPointF, y: float, fit: QTransform) -> None:
        font = self._bold()
        width, height = pill_size(lit.root.value, font)
        near = self._names_x(lit.side, fit)
        pill = QRectF(near - width if lit.side is Side.LEFT else near, y - height / 2, width, height)
        painter.setPen(QPen(QColor(lit.colours.line), 1.5))
        painter.drawLine(tip, QPointF(near, y))
        painter.setPen(QPen(QColor(lit.colours.text), 1.5))
        painter.setBrush(QColor(self._theme.pill))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, lit.root.value)

    def _write_faint(self, painter: QPainter, text: str, y: float, fit: QTransform) -> None:
        metrics = QFontMetricsF(self.font())
        box = QRectF(self._names_x(Side.RIGHT, fit) + 4, y - metrics.height() / 2, self._name_room(), metrics.height())
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text_faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _names_x(self, side: Side, fit: QTransform) -> float:
        """Where the names of a side begin, on the edge towards the bones."""
        box = fit.mapRect(_load(self.drawing).box)
        away = min(_NAMES_AT * box.width() + _NAME_GAP_PX, self.width() / 2 - self._name_room() + _NAME_GAP_PX - 1)
        return box.center().x() + (away if side is Side.RIGHT else -away)

    def _pill_height(self) -> float:
        return pill_size("", self._bold())[1]

    def _text_height(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold

    def _in_words(self) -> str:
        if not self._lit:
            return self.tr("Spine, seen from behind")
        sides = {Side.LEFT: self.tr("left"), Side.RIGHT: self.tr("right")}
        names = ", ".join(f"{lit.root.value} {sides[lit.side]}" for lit in self._lit)
        return self.tr("Spine, seen from behind; lit: {names}").format(names=names)


class _Spine:
    """One drawing of the spine, with the paths of its elements."""

    def __init__(self, name: str) -> None:
        self._text = resources.svg_text(name)
        self._paths: dict[str, QPainterPath] = {}
        self.is_close_up = name == _LOW_BACK
        self.box = view_box(self._text)

    def renderer(self, theme: Theme) -> QSvgRenderer:
        solid = {"fill-opacity": "1"}
        colours = {
            "canal": {"color": theme.canal, **solid},
            "discs": {"color": theme.disc, **solid},
            "bones": {"color": theme.bone, **solid},
            "roots": {"color": theme.nerve, **solid},
            "shade": {"color": theme.shade},
            "outline": {"color": theme.bone_line},
        }
        return QSvgRenderer(QByteArray(tinted(self._text, colours).encode()))

    def path(self, element: str) -> QPainterPath:
        if element not in self._paths:
            self._paths[element] = element_path(self._text, element)
        return self._paths[element]


@lru_cache(maxsize=4)
def _load(name: str) -> _Spine:
    return _Spine(name)


def _tip(path: QPainterPath, side: Side) -> QPointF | None:
    """The outer lower end of a root; None when the drawing does not show it."""
    if path.isEmpty():
        return None
    box = path.boundingRect()
    return box.bottomLeft() if side is Side.LEFT else box.bottomRight()


def spread(wished: list[float], heights: list[float], room: float) -> list[float]:
    """Middles of names under each other, as near to where they are wished as they can be without overlap."""
    placed: list[float] = []
    for index, (y, height) in enumerate(zip(wished, heights, strict=True)):
        above = placed[-1] + (heights[index - 1] + height) / 2 + _APART_PX if placed else height / 2
        placed.append(max(y, above))
    limit = room
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit - heights[index] / 2)
        limit = placed[index] - heights[index] / 2 - _APART_PX
    return placed


def _root_id(root: Root, side: Side) -> str:
    return f"root-{root.value}-{side.value}"
