"""The bar above everything: name, views, voice, and the commands on the marks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from bodymap.core.vocabulary import Voice
from bodymap.ui.body.view_choice import ViewChoice
from bodymap.ui.widgets.restyle import restyle
from bodymap.ui.widgets.signs import Sign, SignButton
from bodymap.ui.widgets.switch_button import SwitchButton
from bodymap.ui.window.choice_menu import ChoiceMenu

MENU_KEY: Final = "F10"
_GAP, _NARROW_GAP, _MARGIN = 8, 4, 6
# Of the commands in the bar: begin with the next person, take back, hand out.
_SIGNS = (Sign.NEW, Sign.UNDO, Sign.PRINT)


class _Form(Enum):
    """How much room the bar takes, from all it would like to the least."""

    WIDE = auto()
    NARROW = auto()
    SHORT = auto()
    SIGNS = auto()
    FOLDED = auto()


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
        menus: Sequence[ChoiceMenu],
        actions: Sequence[QAction],
        menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._choices = tuple(choices)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, _MARGIN, 16, _MARGIN)
        self._row.setSpacing(_GAP)
        self._title = QLabel(self.tr("Body Map"))
        self._title.setProperty("role", "title")
        self._row.addWidget(self._title)
        self._views = self._add_view_switch()
        self._folded = self._add_view_menu()
        self._row.addStretch(1)
        self._menus = [_ChoiceButton(choice_menu, self) for choice_menu in menus]
        for button in self._menus:
            self._row.addWidget(button)
        self._row.addSpacing(8)
        self._voices = self._add_voice_switch()
        self._row.addSpacing(8)
        self._actions = [_ActionButton(action, sign, self) for action, sign in zip(actions, _SIGNS, strict=True)]
        for shown in self._actions:
            self._row.addWidget(shown)
        self._row.addWidget(_menu_button(menu, self))
        self._room = 0
        self._counts: tuple[int, ...] = ()
        self._form: _Form | None = None
        self._needed: dict[_Form, int] = {}

    @property
    def entrance(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._views.button(0) if self._folded.isHidden() else self._folded

    def button_of(self, action: QAction) -> QPushButton:
        """The button that shows a command."""
        return next(button for button in self._actions if button.action is action)

    @property
    def view_texts(self) -> dict[ViewChoice, str]:
        """What stands on the button of each choice of drawings."""
        return {choice: button.text() for choice, button in zip(self._choices, self._views.buttons(), strict=True)}

    def show_views(self, choice: ViewChoice) -> None:
        """Show which drawings are in sight."""
        self._folded.setText(f"{choice.title} ▾")
        self._views.setExclusive(False)  # a pair that has no button is chosen in the menu
        for number, offered in enumerate(self._choices):
            with QSignalBlocker(self._views):
                self._views.button(number).setChecked(offered == choice)
        self._views.setExclusive(True)

    def show_counts(self, counts: Sequence[int]) -> None:
        """Say on the button of each choice how many marks are there and not in sight; 0 says nothing."""
        if counts == self._counts:
            return
        self._counts = tuple(counts)
        for choice, count, button in zip(self._choices, counts, self._views.buttons(), strict=True):
            button.setText(
                self.tr("{view} · {count}").format(view=choice.title, count=count) if count else choice.title
            )
            there = self.tr("{count} mark there") if count == 1 else self.tr("{count} marks there")
            button.setToolTip(there.format(count=count) if count else "")
        all_marks = sum(counts)
        elsewhere = self.tr("{count} mark elsewhere") if all_marks == 1 else self.tr("{count} marks elsewhere")
        self._folded.setToolTip(elsewhere.format(count=all_marks) if all_marks else "")

    def event(self, event: QEvent) -> bool:
        """Fit again when the bar comes to need more or less, as with other texts, menus or sizes of text."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._room:
            self._fit()
        return is_done

    def fit_width(self, window_width: int) -> None:
        """Save as much room as this width asks for, and no more; nothing is cut.

        First the name and some room in the buttons are left out, then the signs and what is chosen in the menus, then
        the words beside signs, and at last the drawings go into a menu.
        """
        self._room = window_width
        self._fit()

    def _fit(self) -> None:
        if self._form is None or self._row.sizeHint().width() != self._needed.get(self._form):
            self._needed = {}
        fitting = (form for form in _Form if self._needed_in(form) <= self._room)
        self._take(next(fitting, _Form.FOLDED))

    def _needed_in(self, form: _Form) -> int:
        if form not in self._needed:
            self._needed[form] = self._width_in(form)
        return self._needed[form]

    def _width_in(self, form: _Form) -> int:
        self._take(form)
        for shown in (self._title, *self.findChildren(QPushButton)):
            shown.ensurePolished()  # before the first frame it has not the size of its style yet
        self._row.invalidate()
        return self._row.sizeHint().width()

    def _take(self, form: _Form) -> None:
        if form is self._form:
            return
        self._form = form
        is_narrow = form is not _Form.WIDE
        if is_narrow != bool(self.property("narrow")):
            self.setProperty("narrow", is_narrow)
            self._title.setVisible(not is_narrow)
            self._row.setSpacing(_NARROW_GAP if is_narrow else _GAP)
            self._row.setContentsMargins(12 if is_narrow else 24, _MARGIN, 10 if is_narrow else 16, _MARGIN)
            for button in self.findChildren(QPushButton):
                restyle(button)
                button.updateGeometry()
        for choice in self._menus:
            choice.set_short(form in (_Form.SHORT, _Form.SIGNS, _Form.FOLDED))
        for action in self._actions:
            action.show_as(has_text=form not in (_Form.SIGNS, _Form.FOLDED), has_sign=form is not _Form.SHORT)
        for switch in self._views.buttons():
            switch.setVisible(form is not _Form.FOLDED)
        self._folded.setVisible(form is _Form.FOLDED)

    def show_voice(self, voice: Voice) -> None:
        """Show who the texts speak to."""
        with QSignalBlocker(self._voices):
            self._voices.button(list(Voice).index(voice)).setChecked(True)

    def _add_view_switch(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, choice in enumerate(self._choices):
            button = SwitchButton(choice.title, self)
            button.setChecked(number == 0)
            group.addButton(button, number)
            self._row.addWidget(button)
        group.idToggled.connect(self._on_view_toggled)
        return group

    def _add_voice_switch(self) -> QButtonGroup:
        frame = QFrame(self)
        frame.setProperty("role", "segments")
        frame.setAccessibleName(self.tr("Who reads this"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        titles = {Voice.PATIENT: self.tr("Patient"), Voice.CLINICIAN: self.tr("Clinician")}
        for number, voice in enumerate(Voice):
            button = SwitchButton(titles[voice], frame)
            button.setProperty("role", "segment")
            button.setChecked(number == 0)
            group.addButton(button, number)
            row.addWidget(button)
        group.idToggled.connect(self._on_voice_toggled)
        self._row.addWidget(frame)
        return group

    def _add_view_menu(self) -> QPushButton:
        button = QPushButton(f"{self._choices[0].title} ▾", self)
        menu = QMenu(self.tr("Drawings"), button)
        for number, choice in enumerate(self._choices):
            menu.addAction(choice.title).setData(number)
        menu.triggered.connect(self._on_view_picked)
        button.setMenu(menu)
        button.hide()
        self._row.addWidget(button)
        return button

    def _on_view_picked(self, action: QAction) -> None:
        self.views_chosen.emit(self._choices[action.data()])

    def _on_view_toggled(self, number: int, is_on: bool) -> None:  # noqa: FBT001
        if is_on:
            self.views_chosen.emit(self._choices[number])

    def _on_voice_toggled(self, number: int, is_on: bool) -> None:  # noqa: FBT001
        if is_on:
            self.voice_chosen.emit(list(Voice)[number])


class _ActionButton(SignButton):
    """A button that shows an action as a menu would: its text, its tip, and whether it can be used now."""

    def __init__(self, action: QAction, sign: Sign, parent: QWidget) -> None:
        super().__init__(action.iconText(), sign, parent, role="primary" if sign is Sign.PRINT else "")
        self.action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    def _follow(self) -> None:
        self.setToolTip(self.action.toolTip())
        self.setAccessibleName(self.action.text().replace("&", ""))
        self.setEnabled(self.action.isEnabled())


class _ChoiceButton(QPushButton):
    """A button that says what is chosen in its menu."""

    def __init__(self, menu: ChoiceMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = menu
        self._is_short = False
        self.setMenu(menu)
        menu.changed.connect(self._follow)
        self._follow()

    def set_short(self, is_short: bool) -> None:  # noqa: FBT001
        """Say only what the menu is about, or also what is chosen in it."""
        self._is_short = is_short
        self._follow()

    def _follow(self) -> None:
        self.setText(f"{self._menu.title() if self._is_short else self._menu.summary} ▾")
        self.setToolTip(self._menu.toolTip())
        self.setAccessibleName(f"{self._menu.title()}: {self._menu.summary}")
        self.setVisible(self._menu.has_choice)


def _menu_button(menu: QMenu, parent: QWidget) -> QPushButton:
    button = SignButton("", Sign.MENU, parent)
    button.setMenu(menu)
    button.setShortcut(QKeySequence(MENU_KEY))
    button.setToolTip(f"{menu.title()} ({MENU_KEY})")
    button.setAccessibleName(menu.title())
    return button
