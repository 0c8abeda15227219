"""The card with the body: the question, and the drawings that answer it side by side."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core.anatomy import View
from bodymap.ui.body_view import BodyView
from bodymap.ui.cards.card import text_label

_ZOOM_STEP = 1.5


class BodyCard(QFrame):
    """The drawings in sight; the owner connects each drawing's signals."""

    def __init__(self, views: tuple[BodyView, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Body"))
        self.views = views
        self._prompt = text_label("prompt", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self._prompt)
        _align(views)
        drawings = QHBoxLayout()
        drawings.setSpacing(0)
        for view in views:
            drawings.addLayout(_captioned(view))
        column.addLayout(drawings, stretch=1)

    @property
    def prompt(self) -> str:
        """What is asked above the drawings."""
        return self._prompt.text()

    def set_prompt(self, text: str) -> None:
        """Ask this above the drawings."""
        self._prompt.setText(text)

    def zoom_in(self) -> None:
        """Come closer in all drawings."""
        for view in self.views:
            view.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Step back in all drawings."""
        for view in self.views:
            view.zoom_by(1 / _ZOOM_STEP)

    def show_whole(self) -> None:
        """Show all of each drawing."""
        for view in self.views:
            view.zoom_by(0)

    def body_view(self, view: View) -> BodyView | None:
        """The widget that shows a drawing, if it is in sight."""
        return next((shown for shown in self.views if shown.view is view), None)


def view_title(view: View) -> str:
    """What a drawing is called on screen."""
    return {
        View.FRONT: QCoreApplication.translate("View", "Front"),
        View.BACK: QCoreApplication.translate("View", "Back"),
        View.LEFT: QCoreApplication.translate("View", "Left"),
        View.RIGHT: QCoreApplication.translate("View", "Right"),
        View.FEET: QCoreApplication.translate("View", "Feet"),
        View.HANDS: QCoreApplication.translate("View", "Hands"),
        View.SADDLE: QCoreApplication.translate("View", "Saddle"),
    }[view]


def _align(views: tuple[BodyView, ...]) -> None:
    """Give all drawings the same frame, so that they are shown at one scale and stand on one line."""
    frame = QRectF()
    for view in views:
        frame = frame.united(view.sceneRect())
    for view in views:
        view.body_scene().setSceneRect(frame)


def _captioned(view: BodyView) -> QVBoxLayout:
    caption = QLabel(view_title(view.view))
    caption.setProperty("role", "caption")
    caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    view.setAccessibleName(caption.text())
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(view, stretch=1)
    column.addWidget(caption)
    return column
