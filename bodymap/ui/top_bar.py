"""The bar above everything: name, views, voice, and the commands on the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from bodymap.core.anatomy import View, Voice
from bodymap.ui.body_card import view_title


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """Drawings that are shown together under one button."""

    views: tuple[View, ...]

    @property
    def title(self) -> str:
        """The button's text, such as "Front + back"."""
        first, *others = (view_title(view) for view in self.views)
        return " + ".join((first, *(title.lower() for title in others)))


class TopBar(QFrame):
    """The program's name and its controls.

    Signals
    -------
    views_chosen : ViewChoice
        When other drawings are asked for.
    voice_chosen : Voice
        When the texts are to speak to somebody else.
    """

    #: ViewChoice the user asked for
    views_chosen = Signal(object)
    #: Voice the user asked for
    voice_chosen = Signal(object)

    def __init__(
        self,
        choices: Sequence[ViewChoice],
        *,
        actions: Sequence[QAction],
        menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._choices = tuple(choices)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 11, 16, 11)
        self._row.setSpacing(8)
        title = QLabel(self.tr("Body Map"))
        title.setProperty("role", "title")
        self._row.addWidget(title)
        self._row.addSpacing(16)
        self._views = self._add_view_switch()
        self._row.addStretch(1)
        self._voices = self._add_voice_switch()
        self._row.addSpacing(8)
        for action in actions:
            self._row.addWidget(_action_button(action, self))
        self._row.addWidget(_menu_button(menu, self))

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._views.button(0)

    def show_voice(self, voice: Voice) -> None:
        """Show who the texts speak to."""
        self._voices.button(list(Voice).index(voice)).setChecked(True)

    def _add_view_switch(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, choice in enumerate(self._choices):
            button = _SwitchButton(choice.title, self)
            button.setChecked(number == 0)
            group.addButton(button, number)
            self._row.addWidget(button)
        group.idClicked.connect(self._on_view_clicked)
        return group

    def _add_voice_switch(self) -> QButtonGroup:
        frame = QFrame(self)
        frame.setProperty("role", "segments")
        frame.setAccessibleName(self.tr("Who reads this"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        group = QButtonGroup(self)
        titles = {Voice.PATIENT: self.tr("Patient"), Voice.CLINICIAN: self.tr("Clinician")}
        for number, voice in enumerate(Voice):
            button = _SwitchButton(titles[voice], frame)
            button.setProperty("role", "segment")
            button.setChecked(number == 0)
            group.addButton(button, number)
            row.addWidget(button)
        group.idClicked.connect(self._on_voice_clicked)
        self._row.addWidget(frame)
        return group

    def _on_view_clicked(self, number: int) -> None:
        self.views_chosen.emit(self._choices[number])

    def _on_voice_clicked(self, number: int) -> None:
        self.voice_chosen.emit(list(Voice)[number])


class _SwitchButton(QPushButton):
    """A button of a switch, wide enough for its text in bold, which it turns to when it is chosen."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """As wide chosen as not chosen."""
        self.ensurePolished()
        bold = QFont(self.font())
        bold.setBold(True)
        plain, chosen = (QFontMetrics(font).horizontalAdvance(self.text()) for font in (self.font(), bold))
        return super().sizeHint() + QSize(max(chosen - plain, 0), 0)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()


class _ActionButton(QPushButton):
    """A button that shows an action as a menu would: its text, its tip, and whether it can be used now."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.iconText())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text().replace("&", ""))
        self.setEnabled(self._action.isEnabled())


def _action_button(action: QAction, parent: QWidget) -> QPushButton:
    return _ActionButton(action, parent)


def _menu_button(menu: QMenu, parent: QWidget) -> QPushButton:
    button = QPushButton("☰", parent)
    button.setMenu(menu)
    button.setToolTip(menu.title())
    button.setAccessibleName(menu.title())
    return button
