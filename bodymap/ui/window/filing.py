"""Begins, opens and saves cases, and asks before one is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget

from bodymap.core.errors import BodymapError, PasswordNeeded, WrongPassword
from bodymap.core.marks.kept import forget_kept
from bodymap.library.encryption import FileKey, new_key, require_encryption
from bodymap.library.memory import give_back_memory
from bodymap.state.example import HIP_EXAMPLE
from bodymap.ui.widgets.passing_note import PassingNote
from bodymap.ui.window import messages
from bodymap.ui.window.messages import Replace, Unsaved

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.marks.mark import Mark
    from bodymap.state.case import Case
    from bodymap.ui.bridge import Bridge
    from bodymap.ui.window.commands import Commands


def question_for(path: Path) -> str:
    """What is said of a file when its password is asked for."""
    return QCoreApplication.translate("Filing", "{file} was saved with a password.").format(file=path.name)


def _let_go() -> None:
    """Let go of what was worked out for the case that stood, as another one begins."""
    forget_kept()
    QTimer.singleShot(0, give_back_memory)  # once all that showed the case before is gone


def with_password(parent: QWidget | None, lead: str, open_it: Callable[[str | None], None]) -> bool:
    """Open something, and ask for a password as often as it needs another one; whether it was opened.

    Parameters
    ----------
    lead : str
        What the password is asked for.
    open_it : callable
        Is given the password, None at first.

    Raises
    ------
    BodymapError
        If it cannot be opened, whatever the password.
    """
    password, problem = None, ""
    while True:
        try:
            open_it(password)
        except PasswordNeeded:
            problem = ""
        except WrongPassword:
            problem = QCoreApplication.translate("Filing", "That is not its password. Type it again.")
        else:
            return True
        password = messages.ask_password(parent, lead, problem)
        if password is None:
            return False


class Filing(QObject):
    """Carries out the commands on the case as a whole.

    Parameters
    ----------
    take_over_typed : callable
        Called before anything is asked, so that what is being typed belongs to the case that it was typed into.
    mark_name : callable
        Gives a mark in words, for whoever wants to look before a file is replaced.
    """

    def __init__(
        self,
        bridge: Bridge,
        window: QWidget,
        commands: Commands,
        *,
        take_over_typed: Callable[[], None],
        mark_name: Callable[[Mark], str],
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._take_over_typed = take_over_typed
        self._mark_name = mark_name
        self._agreed: Case | None = None
        self._commands = commands
        self.note = PassingNote(window)
        commands.open.triggered.connect(self.open)
        commands.save.triggered.connect(self.save)
        commands.save_as.triggered.connect(self.save_as)
        commands.save_with_password.triggered.connect(self.save_with_password)
        commands.save_without_password.triggered.connect(self.save_without_password)
        commands.menu.aboutToShow.connect(self._show_offers)

    def new(self) -> bool:
        """Begin with the next person; whether it was done."""
        if not self.may_drop():
            return False
        _let_go()
        self._bridge.new_case()
        return True

    def show_example(self) -> None:
        """Go on with the example, instead of the case that is there."""
        if self.may_drop():
            _let_go()
            self._bridge.take_over(replace(HIP_EXAMPLE, figure=self._bridge.figure), may_be_lost=True)

    def open(self) -> None:
        """Ask for a case file and go on with it."""
        if not self.may_drop():
            return
        path = messages.ask_file_to_open(self._window)
        if path is None:
            return
        try:
            if with_password(self._window, question_for(path), lambda password: self._bridge.open_file(path, password)):
                _let_go()
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The case could not be opened."), str(error))

    def save(self) -> bool:
        """Save to the case's own file, or ask for one; whether the case is saved now."""
        self._take_over_typed()
        path = self._bridge.path
        if path is None:
            return self.save_as()
        while (obstacle := self._bridge.origin.obstacle()) is not None:
            match messages.ask_about_replacing(self._window, path.name, obstacle):
                case Replace.SAVE_AS:
                    return self.save_as()
                case Replace.REPLACE:
                    return self._save_to(path, self._bridge.origin.key)
                case Replace.LOOK:
                    messages.tell_contents(self._window, path.name, self._contents(path))
                case Replace.CANCEL:
                    return False
        return self._save_to(path, self._bridge.origin.key)

    def save_as(self) -> bool:
        """Ask for a file and save to it, with the password there is; whether the case is saved now."""
        self._take_over_typed()
        path = messages.ask_file_to_save(self._window, self._bridge.path)
        return path is not None and self._save_to(path, self._bridge.origin.key)

    def save_with_password(self) -> bool:
        """Ask for a new password and a file; from then on every copy of the case has this password."""
        self._take_over_typed()
        try:
            require_encryption()
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("Cases cannot have a password here."), str(error))
            return False
        password = messages.ask_new_password(self._window)
        path = None if password is None else messages.ask_file_to_save(self._window, self._bridge.path)
        return password is not None and path is not None and self._save_to(path, new_key(password))

    def save_without_password(self) -> bool:
        """Ask for a file; from then on the case has no password."""
        self._take_over_typed()
        path = messages.ask_file_to_save(self._window, self._bridge.path)
        return path is not None and self._save_to(path, None)

    def may_drop(self) -> bool:
        """Ask before the case is lost; whether it may go now."""
        self._take_over_typed()
        if self._bridge.is_saved or self._bridge.case.is_blank or self._bridge.case is self._agreed:
            return True
        match messages.ask_about_unsaved(self._window):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case Unsaved.KEEP:
                return False

    def agree(self) -> None:
        """Do not ask about the case as it is now: somebody has answered already, or nobody can."""
        self._agreed = self._bridge.case

    def _show_offers(self) -> None:
        self._commands.save_without_password.setVisible(self._bridge.origin.key is not None)

    def _save_to(self, path: Path, key: FileKey | None) -> bool:
        try:
            self._bridge.save_file(path, key)
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The case could not be saved."), str(error))
            return False
        said = self.tr("Saved to {file}.") if key is None else self.tr("Saved to {file}, with the password.")
        self.note.say(said.format(file=path.name))
        return True

    def _contents(self, path: Path) -> str:
        """A case in words, line by line."""
        from bodymap.state.case_file import read_case

        try:
            case = read_case(path, self._bridge.origin.key)
        except BodymapError as error:
            return str(error)
        marks = (f"{number}  {self._mark_name(mark)}" for number, mark in enumerate(case.marks, start=1))
        return "\n".join((*marks, *filter(None, (case.since, case.better, case.worse, case.note))))
