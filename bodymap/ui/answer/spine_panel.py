"""The spine seen from behind, with the nerve roots that feel the marked skin lit and named."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.vocabulary import Root, Side
from bodymap.state.palette import RootColours
from bodymap.ui.answer.spine_drawing import FIRST_LOW, LOW_BACK, WHOLE, SpineDrawing, spine_drawing
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded
from bodymap.ui.widgets.pill import pill_size

_HEIGHT_LINES = 18.5
_MARGIN_PX = 4.0
_NAME_GAP_PX = 6.0
_APART_PX = 2.0
_DOT_PX = 2.5
# Names stand this far from the middle, as a fraction of the drawing's width: just outside the transverse processes.
_NAMES_AT = 0.42


@dataclass(frozen=True, slots=True)
class LitRoot:
    """A root to light up on the spine."""

    root: Root
    side: Side
    colours: RootColours


class SpinePanel(QWidget):
    """The low back in close-up, or the whole column when a lit root leaves it higher up.

    Seen from behind: the patient's left is on the viewer's left, in a window that is laid out from right to left too.
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
        is_low = all(lit.root.position >= FIRST_LOW.position for lit in self._lit)
        return LOW_BACK if is_low else WHOLE

    def pill(self, root: Root, side: Side) -> QRectF:
        """Where the name of a lit root stands; empty for a root that is not lit or not drawn."""
        return self._pills(spine_drawing(self.drawing)).get((root, side), QRectF())

    @property
    def vertebrae(self) -> dict[str, QPointF]:
        """Where the names on the bones stand."""
        spine = spine_drawing(self.drawing)
        fit = self._fit(spine.box)
        return {name: fit.map(middle) for name, middle in spine.vertebrae()}

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
        spine = spine_drawing(self.drawing)
        fit = self._fit(spine.box)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture(spine, fit))
        painter.setTransform(fit, combine=True)
        self._light_up(painter, spine)
        painter.resetTransform()
        self._write_around(painter)
        self._write_vertebrae(painter)
        self._write_pills(painter, spine, fit)

    def _light_up(self, painter: QPainter, spine: SpineDrawing) -> None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        # A bone with lit roots on both sides takes the colour of the stronger one.
        for root, colours in {lit.root: lit.colours for lit in reversed(self._lit)}.items():
            painter.fillPath(spine.path(f"vertebra-{root.value}"), QColor(colours.fill))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for lit in reversed(self._lit):
            path = spine.root(lit.root, lit.side)
            line = QPen(QColor(lit.colours.line), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            line.setCosmetic(True)
            painter.fillPath(path, QColor(lit.colours.line))
            painter.strokePath(path, line)

    def _begin(self) -> None:
        self._may_load = True
        self.update()

    def _height(self) -> int:
        """Room for the names of all levels under each other, and some more."""
        return round(_HEIGHT_LINES * self._text_height())

    def _fit(self, box: QRectF) -> QTransform:
        room = self._bones_room()
        beside_bones = self.width() / 2 - self._name_room()
        scale = min(room.height() / box.height(), room.width() / box.width(), beside_bones / (_NAMES_AT * box.width()))
        left = (self.width() - scale * box.width()) / 2
        top = room.center().y() - scale * box.height() / 2
        return QTransform.fromTranslate(left, top).scale(scale, scale).translate(-box.left(), -box.top())

    def _bones_room(self) -> QRectF:
        """What the words above and below leave to the bones and the pills."""
        above, below = 2 * self._text_height() + _MARGIN_PX, self._text_height() + _MARGIN_PX
        return QRectF(self.rect()).adjusted(0, above, 0, -below)

    def _name_room(self) -> float:
        return pill_size("T12", self._bold())[0] + _NAME_GAP_PX

    def _picture(self, spine: SpineDrawing, fit: QTransform) -> QPixmap:
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

    def _write_around(self, painter: QPainter) -> None:
        """Say whose left and right these are, and from where one looks."""
        absolute, line = Qt.AlignmentFlag.AlignAbsolute, self._text_height()
        words = self._side_words()
        for side, edge in ((Side.LEFT, Qt.AlignmentFlag.AlignLeft), (Side.RIGHT, Qt.AlignmentFlag.AlignRight)):
            painter.setFont(self._bold())
            painter.setPen(QColor(self._theme.side_letter))
            painter.drawText(QRectF(0, 0, self.width() - 1, line), edge | absolute, self._letters()[side])
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.text_faint))
            painter.drawText(QRectF(0, line, self.width() - 1, line), edge | absolute, words[side])
        foot = QRectF(0, self.height() - line, self.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.tr("Seen from behind"))

    def _letters(self) -> dict[Side, str]:
        return {Side.LEFT: self.tr("L"), Side.RIGHT: self.tr("R")}

    def _side_words(self) -> dict[Side, str]:
        """Whose left and right these are; where there is no room for that, the sides alone."""
        full = {Side.LEFT: self.tr("patient's left"), Side.RIGHT: self.tr("patient's right")}
        metrics = QFontMetricsF(self.font())
        needed = sum(metrics.horizontalAdvance(text) for text in full.values()) + _NAME_GAP_PX
        return full if needed <= self.width() else {Side.LEFT: self.tr("left"), Side.RIGHT: self.tr("right")}

    def _write_vertebrae(self, painter: QPainter) -> None:
        """Name the bones, each on its own body, with a rim that sets the name apart from the bone's lines."""
        colours = {lit.root.value: lit.colours.fill for lit in reversed(self._lit)}
        font = self._bold()
        metrics = QFontMetricsF(font)
        for name, middle in self.vertebrae.items():
            letters = QPainterPath()
            letters.addText(0, 0, font, name)
            letters.translate(middle - letters.boundingRect().center())
            rim = QPen(QColor(colours.get(name, self._theme.bone)), metrics.height() / 4)
            rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(letters, rim)
            painter.fillPath(letters, QColor(self._theme.bone_text))

    def _write_pills(self, painter: QPainter, spine: SpineDrawing, fit: QTransform) -> None:
        pills = self._pills(spine)
        for lit in self._lit:
            leaves = spine.exit(lit.root, lit.side)
            pill = pills.get((lit.root, lit.side))
            if leaves is not None and pill is not None:
                self._write_pill(painter, lit, fit.map(leaves), pill)

    def _pills(self, spine: SpineDrawing) -> dict[tuple[Root, Side], QRectF]:
        """The pills beside the bones; both sides share one spacing, so that a root's two pills stand level."""
        fit = self._fit(spine.box)
        levels = {lit.root: fit.map(leaves).y() for lit in self._lit if (leaves := spine.exit(lit.root, lit.side))}
        roots = sorted(levels, key=lambda root: root.position)
        room, height = self._bones_room(), self._pill_height()
        wished = [levels[root] - room.top() for root in roots]
        middles = spread(wished, [height] * len(roots), room.height())
        at = {root: room.top() + middle for root, middle in zip(roots, middles, strict=True)}
        return {(lit.root, lit.side): self._box(lit, at[lit.root], fit) for lit in self._lit if lit.root in at}

    def _box(self, lit: LitRoot, y: float, fit: QTransform) -> QRectF:
        width, height = pill_size(lit.root.value, self._bold())
        near = self._names_x(lit.side, fit)
        return QRectF(near - width if lit.side is Side.LEFT else near, y - height / 2, width, height)

    def _write_pill(self, painter: QPainter, lit: LitRoot, leaves: QPointF, pill: QRectF) -> None:
        near = pill.right() if lit.side is Side.LEFT else pill.left()
        painter.setPen(QPen(QColor(lit.colours.line), 1.5))
        painter.drawLine(leaves, QPointF(near, pill.center().y()))
        painter.setBrush(QColor(lit.colours.line))
        painter.drawEllipse(leaves, _DOT_PX, _DOT_PX)
        painter.setPen(QPen(QColor(lit.colours.text), 1.5))
        painter.setBrush(QColor(self._theme.pill))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._bold())
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, lit.root.value)

    def _names_x(self, side: Side, fit: QTransform) -> float:
        """Where the names of a side begin, on the edge towards the bones."""
        box = fit.mapRect(spine_drawing(self.drawing).box)
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
