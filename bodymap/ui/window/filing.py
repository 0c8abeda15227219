"""Begins, opens and saves cases, and asks before one is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from bodymap.core.errors import BodymapError
from bodymap.state.example import HIP_EXAMPLE
from bodymap.ui.widgets.passing_note import PassingNote
from bodymap.ui.window import messages
from bodymap.ui.window.messages import Replace, Unsaved

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.marks.mark import Mark
    from bodymap.state.case import Case
    from bodymap.ui.bridge import Bridge


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
        self.note = PassingNote(window)

    def new(self) -> bool:
        """Begin with the next person; whether it was done."""
        if not self.may_drop():
            return False
        self._bridge.new_case()
        return True

    def show_example(self) -> None:
        """Go on with the example, instead of the case that is there."""
        if self.may_drop():
            self._bridge.take_over(replace(HIP_EXAMPLE, figure=self._bridge.figure), may_be_lost=True)

    def open(self) -> None:
        """Ask for a case file and go on with it."""
        if not self.may_drop():
            return
        path = messages.ask_file_to_open(self._window)
        if path is None:
            return
        try:
            self._bridge.open_file(path)
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The case could not be opened."), str(error))

    def save(self) -> bool:
        """Save to the case's own file, or ask for one; whether the case is saved now."""
        self._take_over_typed()
        path = self._bridge.path
        if path is None:
            return self.save_as()
        while (obstacle := self._bridge.obstacle()) is not None:
            match messages.ask_about_replacing(self._window, path.name, obstacle):
                case Replace.SAVE_AS:
                    return self.save_as()
                case Replace.REPLACE:
                    return self._save_to(path)
                case Replace.LOOK:
                    messages.tell_contents(self._window, path.name, self._contents(path))
                case Replace.CANCEL:
                    return False
        return self._save_to(path)

    def save_as(self) -> bool:
        """Ask for a file and save to it; whether the case is saved now."""
        self._take_over_typed()
        path = messages.ask_file_to_save(self._window, self._bridge.path)
        return path is not None and self._save_to(path)

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

    def _save_to(self, path: Path) -> bool:
        try:
            self._bridge.save_file(path)
        except BodymapError as error:
            messages.tell_problem(self._window, self.tr("The case could not be saved."), str(error))
            return False
        self.note.say(self.tr("Saved to {file}.").format(file=path.name))
        return True

    def _contents(self, path: Path) -> str:
        """A case in words, line by line."""
        from bodymap.state.case_file import read_case

        try:
            case = read_case(path)
        except BodymapError as error:
            return str(error)
        marks = (f"{number}  {self._mark_name(mark)}" for number, mark in enumerate(case.marks, start=1))
        return "\n".join((*marks, *filter(None, (case.since, case.better, case.worse, case.note))))
