"""The window's commands with their texts and keys, for the bar, the menu and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from bodymap.core.vocabulary import Root
from bodymap.state.pen import Tool
from bodymap.state.session import RootOfSide
from bodymap.state.workspace import Step
from bodymap.ui.body.view_choice import ViewChoice
from bodymap.ui.help.help_menu import HelpMenu
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.tools.mark_keys import quality_letter
from bodymap.ui.tools.tool_rail import quality_word

if TYPE_CHECKING:
    from bodymap.state.workspace import Workspace

_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_CTRL_AND_SHIFT: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
# What a key says with Shift held, on keyboards from the United States to Japan: plus, minus and zero, or what stands
# above them. The keys above "=" and "-" there, "+" and "_", and "*" and "=" over "+" and "0" on a German keyboard.
_TEXT_KEYS: Final = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Asterisk: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Underscore: -1,
    Qt.Key.Key_0: 0,
    Qt.Key.Key_ParenRight: 0,
    Qt.Key.Key_Equal: 0,
}


class Commands(QObject):
    """One action for each command; the window holds them all, so that their keys work everywhere in it.

    Signals
    -------
    views_chosen : ViewChoice
        When other drawings are asked for by key or from the menu.
    tool_chosen : Tool
        When a tool is asked for by key.
    text_stepped : int
        When texts are to be larger, 1, smaller, -1, or as on the desktop, 0.
    root_chosen : RootOfSide
        When a root is to be looked at alone.
    theme_chosen : ThemeChoice
        When the user picks an appearance from the menu.
    """

    #: ViewChoice by key or from the menu
    views_chosen = Signal(object)
    #: Tool by key
    tool_chosen = Signal(object)
    #: 1 for larger texts, -1 for smaller ones, 0 for those of the desktop
    text_stepped = Signal(int)
    #: RootOfSide from the menu
    root_chosen = Signal(object)
    #: ThemeChoice from the menu
    theme_chosen = Signal(object)

    def __init__(
        self,
        window: QWidget,
        choices: Sequence[ViewChoice],
        pairs: Sequence[ViewChoice] = (),
        by_map: Sequence[ViewChoice] = (),
    ) -> None:
        super().__init__(window)
        self._window = window
        self.views = self._view_actions(choices)
        self.pairs = self._pair_actions(pairs)
        self.by_map = self._pair_actions(by_map)
        self.undo = self._action(self.tr("Undo"), "Ctrl+Z")
        self.redo = self._action(self.tr("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        self.clear = self._action(self.tr("Remove all marks"), "Ctrl+Shift+Backspace")
        self.new = self._action(self.tr("New case"), "Ctrl+N")
        self.new.setIconText(self.tr("New"))  # what its button says, where there is little room
        self._show(self.new, is_on=True, tip=self.tr("Begin with the next person, with nothing entered"), step="")
        self.open = self._action(self.tr("Open a case…"), "Ctrl+O")
        self.save = self._action(self.tr("Save the case"), "Ctrl+S")
        self.save_as = self._action(self.tr("Save the case as…"), "Ctrl+Shift+S")
        self.save_with_password = self._action(self.tr("Save with a password…"))
        self.save_with_password.setToolTip(self.tr("The file can then be opened with this password only"))
        self.save_without_password = self._action(self.tr("Save without the password…"))
        self.save_without_password.setVisible(False)
        self.zoom_in = self._action(self.tr("Zoom in"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._action(self.tr("Zoom out"), "Ctrl+-")
        for zoom in (self.zoom_in, self.zoom_out):
            zoom.setToolTip(self.tr("On the picture: Ctrl and the wheel, or two fingers"))
        self.whole_body = self._action(self.tr("Whole body"), "Ctrl+0")
        self.larger_text = self._action(self.tr("Larger text"), "Ctrl+Shift++")
        self.smaller_text = self._action(self.tr("Smaller text"), "Ctrl+Shift+-")
        self.normal_text = self._action(self.tr("Text as on the desktop"), "Ctrl+Shift+0")
        for action, step in ((self.larger_text, 1), (self.smaller_text, -1), (self.normal_text, 0)):
            action.setData(step)
            action.triggered.connect(self._on_text_triggered)
        self.patient_display = self._action(self.tr("Patient display"), "F11")
        self.patient_display.setCheckable(True)
        self.patient_display.setToolTip(self.tr("Body, spine and story in large, on a second screen if there is one"))
        self.tools = self._tool_actions()
        self.parts = self._action(self.tr("Parts of the body…"), "Ctrl+F")
        self.parts.setToolTip(self.tr("All parts in a list, to be looked for by name and marked"))
        self.leave = self._action(self.tr("Done"), "Esc")
        self.next_area = self._action(self.tr("Next area"), "F6")
        self.close = self._action(self.tr("Close"), "Ctrl+Q")
        self.keep_unsaved = self._action(self.tr("Recover unsaved marks after a crash"))
        self.keep_unsaved.setCheckable(True)
        self.keep_unsaved.setVisible(False)
        self.nerves = self._action(self.tr("Skin nerves"), "Alt+N")
        self.nerves.setCheckable(True)
        self.nerves.setToolTip(self.tr("Outline the skin of each nerve, and name it"))
        self.themes = self._theme_actions()
        self.roots = self._root_actions()
        self.help = HelpMenu(window, letter_of=quality_letter, word_of=quality_word)
        self.menu = self._filled_menu()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys for the size of texts before the shortcuts do.

        Where plus needs Shift, Ctrl, Shift and plus would mean the body's Ctrl and plus as well, and so neither.
        """
        if isinstance(event, QKeyEvent) and event.modifiers() & ~_KEYPAD == _CTRL_AND_SHIFT:
            step = _TEXT_KEYS.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self.text_stepped.emit(step)
                return True
        return super().eventFilter(watched, event)

    @property
    def in_bar(self) -> tuple[QAction, ...]:
        """The commands that have a button."""
        return self.new, self.undo

    def show_history(self, workspace: Workspace) -> None:
        """Enable what can be done now, and say in the tips what it would do."""
        names = {
            Step.ADD_MARK: self.tr("add a mark"),
            Step.REMOVE_MARK: self.tr("remove a mark"),
            Step.CLEAR_ALL_MARKS: self.tr("remove all marks"),
            Step.ERASE: self.tr("erase"),
            Step.CHANGE_FEELING: self.tr("change how it feels"),
            Step.CHANGE_STRENGTH: self.tr("change how strong it is"),
            Step.CHANGE_NOTE: self.tr("change a note"),
            Step.MOVE_MARK: self.tr("move a mark"),
            Step.RESIZE_MARK: self.tr("resize a mark"),
            Step.CHANGE_SINCE_WHEN: self.tr("change since when"),
            Step.CHANGE_WHAT_HELPS: self.tr("change what helps"),
            Step.CHANGE_WHAT_MAKES_IT_WORSE: self.tr("change what makes it worse"),
            Step.ANSWER_QUESTION: self.tr("answer a question"),
            Step.WRITE_DOWN_A_RESULT: self.tr("write down a result"),
            Step.CHANGE_FIGURE: self.tr("change the figure"),
            Step.CHANGE_LANGUAGE: self.tr("change the patient's language"),
            Step.JOIN_MARKS: self.tr("say that marks belong together"),
            Step.PART_MARKS: self.tr("say that marks do not belong together"),
            Step.GROUP_MARKS_ANEW: self.tr("let the program group the marks"),
            Step.ANSWER_ABOUT_THE_PERSON: self.tr("answer about the person"),
            Step.ANSWER_QUESTIONS: self.tr("answer questions"),
        }
        undone = names.get(workspace.undo_label, "")
        redone = names.get(workspace.redo_label, "")
        self._show(self.undo, is_on=workspace.can_undo, tip=self.tr("Take back: {step}"), step=undone)
        self._show(self.redo, is_on=workspace.can_redo, tip=self.tr("Do again: {step}"), step=redone)
        cleared = self.tr("Remove all marks; notes and answers stay. For the next person take New case.")
        self._show(self.clear, is_on=not workspace.case.is_empty, tip=cleared, step="")

    def show_views(self, choice: ViewChoice) -> None:
        """Tick the drawings that are in sight."""
        for action in self.view_group.actions():
            action.setChecked(action.data() == choice)

    def show_keeping(self, *, is_on: bool) -> None:
        """Offer to switch on or off that unsaved marks are kept."""
        self.keep_unsaved.setVisible(True)
        self.keep_unsaved.setChecked(is_on)

    def show_theme(self, choice: ThemeChoice) -> None:
        """Tick the theme that was chosen."""
        self.themes[choice].setChecked(True)

    def _show(self, action: QAction, *, is_on: bool, tip: str, step: str) -> None:
        action.setEnabled(is_on)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = tip.format(step=step) if is_on else action.text()
        action.setToolTip(f"{text} ({key})")

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)
        return action

    def _theme_actions(self) -> dict[ThemeChoice, QAction]:
        titles = {
            ThemeChoice.SYSTEM: self.tr("Same as system"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.DARK: self.tr("Dark"),
            ThemeChoice.HIGH_CONTRAST: self.tr("High contrast"),
        }
        group = QActionGroup(self)
        actions = {choice: QAction(titles[choice], group) for choice in ThemeChoice}
        for choice, action in actions.items():
            action.setCheckable(True)
            action.setData(choice)
        group.triggered.connect(self._on_theme_triggered)
        return actions

    def _tool_actions(self) -> dict[Tool, QAction]:
        keys = {
            Tool.SPOT: (self.tr("Spot"), "Alt+S"),
            Tool.PAINT: (self.tr("Paint"), "Alt+P"),
            Tool.ERASE: (self.tr("Erase"), "Alt+E"),
        }
        actions = {tool: self._action(*keys[tool]) for tool in Tool}
        for tool, action in actions.items():
            action.setData(tool)
            action.triggered.connect(self._on_tool_triggered)
        return actions

    def _on_tool_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.tool_chosen.emit(action.data())

    def _view_actions(self, choices: Sequence[ViewChoice]) -> dict[ViewChoice, QAction]:
        group = QActionGroup(self)
        actions = {}
        for number, choice in enumerate(choices, start=1):
            action = self._action(choice.title, f"Ctrl+{number}")
            action.setCheckable(True)
            action.setData(choice)
            actions[choice] = group.addAction(action)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        group.triggered.connect(self._on_views_triggered)
        self.view_group = group
        return actions

    def _pair_actions(self, pairs: Sequence[ViewChoice]) -> tuple[QAction, ...]:
        actions = tuple(QAction(pair.title, self) for pair in pairs)
        for pair, action in zip(pairs, actions, strict=True):
            action.setCheckable(True)
            action.setData(pair)
            self.view_group.addAction(action)
        return actions

    def _on_views_triggered(self, action: QAction) -> None:
        self.views_chosen.emit(action.data())

    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _root_actions(self) -> tuple[QAction, ...]:
        actions = tuple(QAction(root.value, self) for root in Root)
        for root, action in zip(Root, actions, strict=True):
            action.setData(root)
            action.triggered.connect(self._on_root_triggered)
        return actions

    def _on_text_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.text_stepped.emit(action.data())

    def _on_root_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.root_chosen.emit(RootOfSide(action.data()))

    def _roots_menu(self, parent: QMenu) -> QMenu:
        """All roots, by the parts of the spine."""
        roots = QMenu(self.tr("What a root feels"), parent)
        titles = {"C": self.tr("Neck"), "T": self.tr("Chest"), "L": self.tr("Low back"), "S": self.tr("Sacrum")}
        for letter, title in titles.items():
            part = roots.addMenu(title)
            part.addActions([action for action in self.roots if action.text().startswith(letter)])
        return roots

    def _drawings_menu(self, parent: QMenu) -> QMenu:
        drawings = QMenu(self.tr("Drawing"), parent)
        drawings.addActions(list(self.views.values()))
        pairs = drawings.addMenu(self.tr("Two side by side"))
        pairs.addActions(list(self.pairs))
        drawings.addSeparator()
        drawings.addActions(list(self.by_map))
        return drawings

    def _filled_menu(self) -> QMenu:
        menu = QMenu(self.tr("Menu"), self._window)
        menu.setToolTipsVisible(True)
        menu.addActions([self.new, self.open, self.save, self.save_as])
        menu.addActions([self.save_with_password, self.save_without_password, self.keep_unsaved])
        menu.addSeparator()
        menu.addActions([self.redo, self.clear])
        menu.addSeparator()
        if len(self.views) > 1:
            menu.addMenu(self._drawings_menu(menu))
        menu.addMenu(self._roots_menu(menu))
        menu.addActions([self.parts, self.nerves, self.zoom_in, self.zoom_out, self.whole_body, self.next_area])
        menu.addSeparator()
        appearance = menu.addMenu(self.tr("Appearance"))
        appearance.addActions(list(self.themes.values()))
        appearance.addSeparator()
        appearance.addActions([self.larger_text, self.smaller_text, self.normal_text])
        menu.addAction(self.patient_display)
        menu.addSeparator()
        menu.addMenu(self.help)
        menu.addAction(self.close)
        return menu
