"""The card with the body: the question, and the drawings that answer it, a page for each choice of views."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.vocabulary import View
from bodymap.ui.around.folding_legend import FoldingLegend
from bodymap.ui.around.legend import Meaning
from bodymap.ui.around.zoom_buttons import ZoomButtons
from bodymap.ui.body.body_view import BodyView
from bodymap.ui.body.scale_line import ScaleLine
from bodymap.ui.body.view_choice import DETAILS, ViewChoice, map_title, view_caption
from bodymap.ui.body.zoomed_view import Outlook
from bodymap.ui.theme import Theme
from bodymap.ui.widgets.card import text_label

_ZOOM_STEP = 1.5
_EDGE, _TOP, _FOOT_GAP = 20, 14, 12
# Each holds pictures as large as it is; one that was let go is made again in a tenth of a second.
_PAGES_KEPT = 3


class BodyCard(QFrame):
    """The drawings in sight; the owner makes the pages and connects each drawing's signals.

    Signals
    -------
    all_asked : None
        When all roots are to be shown again.
    rearranged : None
        When other drawings are in sight, or what is in sight of them moved.
    """

    #: all roots are to be shown again
    all_asked = Signal()
    #: what is in sight moved
    rearranged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Body"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._pages: dict[ViewChoice, BodyPage] = {}
        self._outlooks: dict[tuple[ViewChoice, int], Outlook] = {}
        self._take_key: Callable[[QKeyEvent], bool] = _takes_nothing
        self._prompt = text_label("prompt", parent=self)
        self.legend = FoldingLegend(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, _TOP, 14, 3)
        column.setSpacing(8)
        column.addWidget(self._prompt)
        # Stands over the end of the question: a line as high as a button would move the body.
        self.all_roots = QPushButton(self.tr("Show all roots"), self)
        self.all_roots.setProperty("role", "chip")
        self.all_roots.clicked.connect(self.all_asked)
        self.all_roots.hide()
        self._stack = QStackedLayout()
        column.addLayout(self._stack, stretch=1)
        column.addSpacing(-column.spacing())  # the buttons below have margins of their own
        self._foot = foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(_FOOT_GAP)
        foot.addWidget(self.legend, stretch=1, alignment=Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(foot)
        self.zoom_buttons = ZoomButtons(self)
        foot.addWidget(self.zoom_buttons, alignment=Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.zoom_buttons.closer.clicked.connect(self.zoom_in)
        self.zoom_buttons.back.clicked.connect(self.zoom_out)
        self.zoom_buttons.whole.clicked.connect(self.show_whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the legend over the buttons where there is no room beside them."""
        super().resizeEvent(event)
        self._place_all_roots()
        needed = self.legend.button.sizeHint().width() + _FOOT_GAP + self.zoom_buttons.sizeHint().width()
        is_narrow = needed > self.contentsRect().width() - 2 * _EDGE
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def offer_all_roots(self, *, is_offered: bool) -> None:
        """Show the button that brings all roots back, or hide it."""
        self.all_roots.setVisible(is_offered)
        self._place_all_roots()

    def _place_all_roots(self) -> None:
        button, size = self.all_roots, self.all_roots.sizeHint()
        line = self._prompt.fontMetrics().height()
        top = _TOP + (line - size.height()) // 2
        button.setGeometry(self.width() - size.width() - _EDGE, max(top, 0), size.width(), size.height())
        button.raise_()
        self._prompt.setContentsMargins(0, 0, 0 if button.isHidden() else size.width() + _EDGE, 0)

    @property
    def views(self) -> tuple[BodyView, ...]:
        """The drawings in sight."""
        page = self._stack.currentWidget()
        return page.views if isinstance(page, BodyPage) else ()

    @property
    def preparations(self) -> tuple[Callable[[], object], ...]:
        """Steps that let the next start paint less."""
        return tuple(view.body_scene().keep_picture for view in self.views)

    @property
    def prompt(self) -> str:
        """What is asked above the drawings."""
        return self._prompt.text()

    def set_prompt(self, text: str) -> None:
        """Ask this above the drawings."""
        self._prompt.setText(text)

    def show_legend(self, meanings: frozenset[Meaning]) -> None:
        """Explain these ways of drawing under the drawings."""
        self.legend.explain(meanings)

    def has_page(self, choice: ViewChoice) -> bool:
        """Whether the drawings of a choice have been made."""
        return choice in self._pages

    def add_page(self, choice: ViewChoice, views: tuple[BodyView, ...]) -> None:
        """Take the drawings of a choice, to be shown when it is turned to."""
        page = BodyPage(views, self)
        self._pages[choice] = page
        self._stack.addWidget(page)
        for number, view in enumerate(views):
            outlook = self._outlooks.get((choice, number))
            if outlook is not None:
                view.take_outlook(outlook)
            view.scaled.connect(self._on_scaled)
            view.looked.connect(self._on_looked)

    def turn_to(self, choice: ViewChoice) -> None:
        """Show the drawings of a choice that has its page."""
        self._pages[choice] = page = self._pages.pop(choice)  # now the last
        self._stack.setCurrentWidget(page)
        self._on_scaled()

    def make_room(self) -> list[ViewChoice]:
        """Forget the drawings that were not turned to for the longest time, if there are many; those that are gone."""
        return self.drop_pages(but=_PAGES_KEPT - 1)

    def drop_pages(self, *, but: int = 0) -> list[ViewChoice]:
        """Forget all drawings but those turned to last, not which part of each was in sight; those that are gone."""
        gone = list(self._pages)[: max(len(self._pages) - but, 0)]
        for choice in gone:
            page = self._pages.pop(choice)
            self._outlooks |= {(choice, number): view.outlook for number, view in enumerate(page.views)}
            self._stack.removeWidget(page)
            page.deleteLater()
        return gone

    def set_theme(self, theme: Theme) -> None:
        """Draw the scales of all pages and the legend in these colours."""
        self.legend.set_theme(theme)
        for page in self._pages.values():
            page.set_theme(theme)

    def zoom_in(self) -> None:
        """Zoom in on all drawings in sight."""
        self._zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out of all drawings in sight."""
        self._zoom_by(1 / _ZOOM_STEP)

    def show_whole(self) -> None:
        """Show all of each drawing in sight."""
        self._zoom_by(0)

    def _zoom_by(self, factor: float) -> None:
        """Zoom the first drawing to the middle of what is seen; the others follow it."""
        done: list[BodyView] = []
        for view in self.views:
            if not any(_move_together(view, other) for other in done):
                view.zoom_by(factor)
                done.append(view)

    def body_view(self, view: View, at: QPointF | None = None) -> BodyView | None:
        """The widget that shows a drawing, or the piece of it with a point, if it is in sight."""
        shown = [body for body in self.views if body.view is view]
        holding = (body for body in shown if at is None or body.sceneRect().contains(at))
        return next(holding, shown[0] if shown else None)

    def set_keys(self, take: Callable[[QKeyEvent], bool]) -> None:
        """Offer the keys that are pressed while the body has the focus to this from now on."""
        self._take_key = take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer a key that no part of the body took."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _on_looked(self) -> None:
        """Let the other drawings in sight follow the one that a hand zoomed or moved."""
        moved = self.sender()
        if isinstance(moved, BodyView):
            for view in self.views:
                if view is not moved and _move_together(view, moved):
                    is_other_side = {view.view, moved.view} in ({View.FRONT, View.BACK}, {View.LEFT, View.RIGHT})
                    view.take_outlook(moved.outlook.mirrored if is_other_side else moved.outlook)

    def _on_scaled(self) -> None:
        self.zoom_buttons.show_zoom(max((view.zoom for view in self.views), default=1.0))
        self.rearranged.emit()


class BodyPage(QWidget):
    """Drawings side by side, each with a line under it that says what it shows."""

    def __init__(self, views: tuple[BodyView, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = views
        self._scales: list[ScaleLine] = []
        _align(views)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, view in enumerate(views):
            piece = sum(1 for before in views[:number] if before.view is view.view)
            row.addLayout(
                self._captioned(view, piece), stretch=round(100 * view.sceneRect().width() / view.sceneRect().height())
            )

    def set_theme(self, theme: Theme) -> None:
        """Draw the scales in these colours."""
        for scale in self._scales:
            scale.set_theme(theme)

    def _captioned(self, view: BodyView, piece: int) -> QVBoxLayout:
        told = " + ".join(map_title(name) for name in view.maps) or view_caption(view.view, piece)
        caption = QLabel(told, self)
        caption.setProperty("role", "caption")
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        view.setAccessibleName(caption.text())
        line = QHBoxLayout()
        line.setSpacing(20)
        line.addStretch(1)
        line.addWidget(caption)
        if view.view in DETAILS and not piece:
            scale = ScaleLine(view, self)
            self._scales.append(scale)
            line.addWidget(scale)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(view, stretch=1)
        column.addLayout(line)
        return column


def _takes_nothing(_event: QKeyEvent) -> bool:
    return False


def _align(views: tuple[BodyView, ...]) -> None:
    """Show drawings of the whole body at one scale, standing on one line; of others each row of figures by itself.

    The common frame is as high as the highest and as wide as the widest.
    """
    shown = [view for view in views if not view.piece.isNull()]
    whole = [view.piece for view in shown if view.view not in DETAILS]
    for view in shown:
        frame = view.piece
        if view.view not in DETAILS:
            top, bottom = min(piece.top() for piece in whole), max(piece.bottom() for piece in whole)
            width = max(piece.width() for piece in whole)
            frame = QRectF(frame.center().x() - width / 2, top, width, bottom - top)
        view.show_piece(frame)


def _move_together(one: BodyView, other: BodyView) -> bool:
    """Whether two drawings are looked at alike: both of the whole body, or both of the same detail."""
    return one.view is other.view or not DETAILS & {one.view, other.view}
