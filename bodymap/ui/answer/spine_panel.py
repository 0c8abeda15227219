"""The spine seen from behind, with the nerve roots that feel the marked skin lit and named."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.vocabulary import Root, Side
from bodymap.state.palette import RootColours
from bodymap.state.session import RootOfSide
from bodymap.ui.answer.spine_drawing import FIRST_LOW, LOW_BACK, WHOLE, SpineDrawing, spine_drawing
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.paint_guard import guarded
from bodymap.ui.widgets.pill import pill_size

_HEIGHT_LINES = 16.5
_MARGIN_PX = 4.0
_NAME_GAP_PX = 6.0
_APART_PX = 2.0
_DOT_PX = 2.5
_REACH_PX = 4.0
# Two drawings, each at the sizes that it has beside short and long words.
_BONES_KEPT = 8
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

    Signals
    -------
    root_chosen : RootOfSide or None
        When a root is to be looked at alone, by a click on its name, nerve or bone or by the arrow keys; None shows
        all again.
    """

    #: RootOfSide to be looked at alone, or None
    root_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: tuple[LitRoot, ...] = ()
        self._alone: RootOfSide | None = None
        self._bones: dict[tuple[str, float, float, float], QPixmap] = {}
        self._painted: QPixmap | None = None
        self._shown: object = None
        self._may_load = False
        # A fixed height, so that the picture of the bones is kept while the words beside it grow and shrink.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Said in the language in which the panel is made: the patient display may speak another one than the window.
        self._foot = self.tr("Seen from behind")
        self._short_sides = {Side.LEFT: self.tr("L"), Side.RIGHT: self.tr("R")}
        self._sides = {Side.LEFT: self.tr("left"), Side.RIGHT: self.tr("right")}
        self._full_sides = {Side.LEFT: self.tr("patient's left"), Side.RIGHT: self.tr("patient's right")}
        seen = self.tr("Seen from behind: left is the patient's left.")
        alone = self.tr("Click a name or a bone, or use the arrow keys, to see one root alone.")
        self.setToolTip(f"{seen}\n{alone}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self._in_words())

    @property
    def lit(self) -> tuple[LitRoot, ...]:
        """The roots that are lit, strongest first; while one is looked at, that one alone."""
        return self._lit

    @property
    def _lit(self) -> tuple[LitRoot, ...]:
        alone = self._alone
        if alone is None:
            return self._found
        sides = (side for side in Side if alone.holds(alone.root, side))
        return tuple(LitRoot(alone.root, side, self._theme.root(alone.root)) for side in sides)

    def show_alone(self, root: RootOfSide | None) -> None:
        """Light this root alone; None lights all that were found."""
        if root != self._alone:
            self._alone = root
            self.setAccessibleName(self._in_words())
            self.update()

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
        if (lit, theme) != (self._found, self._theme):
            self._found, self._theme = lit, theme
            self.setAccessibleName(self._in_words())
            self.update()

    def root_at(self, pixel: QPointF) -> RootOfSide | None:
        """The root whose name, nerve or bone lies at a pixel; of a bone that of the side that is lit, else both."""
        spine = spine_drawing(self.drawing)
        pills = self._pills(spine)
        named = next((key for key, box in pills.items() if box.contains(pixel)), None)
        if named is not None:
            return RootOfSide(*named)
        inverted, _ = self._fit(spine.box).inverted()
        at = inverted.map(pixel)
        reach = _REACH_PX * inverted.m11()
        touch = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        for root in Root:
            for side in Side:
                if spine.root(root, side).intersects(touch):
                    return RootOfSide(root, side)
            if spine.path(f"vertebra-{root.value}").contains(at):
                sides = [lit.side for lit in self._lit if lit.root is root]
                return RootOfSide(root, sides[0] if len(sides) == 1 else None)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the root under the pointer alone; beside the spine show all again."""
        if event.button() == Qt.MouseButton.LeftButton:
            root = self.root_at(event.position())
            if root is not None or self._alone is not None:
                self.root_chosen.emit(root)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from root to root with the arrow keys; Space shows all again."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.root_chosen.emit(self._next_root(steps[key]))
        elif key == Qt.Key.Key_Space and self._alone is not None:
            self.root_chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def _next_root(self, step: int) -> RootOfSide:
        """The next root of those that are found, or of all where none is."""
        known = sorted({(lit.root, lit.side) for lit in self._found}, key=lambda one: (one[0].position, one[1].value))
        found = [RootOfSide(*one) for one in known] or [RootOfSide(root) for root in Root]
        if self._alone not in found:
            at = found.index(RootOfSide(Root.L5)) if RootOfSide(Root.L5) in found else 0
            return found[at]
        return found[(found.index(self._alone) + step) % len(found)]

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
        shown = (self._lit, self._theme, self.size(), self.devicePixelRatioF(), self.font(), self.hasFocus())
        if self._painted is None or shown != self._shown:
            self._painted, self._shown = self._whole(), shown
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)

    def _whole(self) -> QPixmap:
        """All of it, kept because the cards around it make it paint again and again."""
        spine = spine_drawing(self.drawing)
        fit = self._fit(spine.box)
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(QColor(self._theme.card))  # what lies under it, so that colours mix as on the card itself
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.drawPixmap(0, 0, self._picture(spine, fit))
        painter.setTransform(fit, combine=True)
        self._light_up(painter, spine)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus_line), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._write_around(painter)
        self._write_vertebrae(painter)
        self._write_pills(painter, spine, fit)
        painter.end()
        return picture

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
        key = self.drawing, size.width(), size.height(), fit.m11()
        kept = self._bones.get(key)
        if kept is not None:
            return kept
        if len(self._bones) >= _BONES_KEPT:
            self._bones.clear()
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(fit, combine=True)
        spine.renderer(self._theme).render(painter, spine.box)
        painter.end()
        self._bones[key] = picture
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
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._foot)

    def _letters(self) -> dict[Side, str]:
        return self._short_sides

    def _side_words(self) -> dict[Side, str]:
        """Whose left and right these are; where there is no room for that, the sides alone."""
        full = self._full_sides
        metrics = QFontMetricsF(self.font())
        needed = sum(metrics.horizontalAdvance(text) for text in full.values()) + _NAME_GAP_PX
        return full if needed <= self.width() else self._sides

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
