"""The menu says in words what it takes back and does again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from bodymap.state.case import Case
from bodymap.state.workspace import Step, Workspace

if TYPE_CHECKING:
    from bodymap.ui.window.main_window import MainWindow

UNDONE = [step for step in Step if step not in {Step.NONE, Step.OPEN_CASE}]


@dataclass(frozen=True)
class History:
    """A workspace in which one step was done, and the same one taken back."""

    undo_label: Step
    redo_label: Step
    can_undo: bool = True
    can_redo: bool = True
    case: Case = field(default_factory=Case)


def test_every_step_that_can_be_taken_back_has_words_of_its_own(window: MainWindow) -> None:
    told = set()
    for step in UNDONE:
        window.commands.show_history(cast("Workspace", History(step, step)))
        undone, redone = window.commands.undo.toolTip(), window.commands.redo.toolTip()
        assert undone.startswith("Take back: ")
        assert undone.removeprefix("Take back: ").split(" (")[0]
        assert undone.removeprefix("Take back: ").split(" (")[0] == redone.removeprefix("Do again: ").split(" (")[0]
        told.add(undone)
    assert len(told) == len(UNDONE)
