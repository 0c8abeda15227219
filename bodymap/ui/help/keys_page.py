"""All keys of the window: those of its commands as they are now, and those that only mean something on the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from bodymap.core.vocabulary import Quality
from bodymap.ui.help.text_dialog import HelpPage, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


def keys_page(
    actions: Sequence[QAction], letter_of: Callable[[Quality], str], word_of: Callable[[Quality], str]
) -> HelpPage:
    """The page that lists the keys.

    Parameters
    ----------
    actions : sequence of QAction
        The window's commands; those without a key are left out.
    letter_of, word_of : callable
        Give the key of a feeling, and its word.
    """
    feelings = tuple((letter_of(quality), word_of(quality)) for quality in Quality)
    return HelpPage(
        _tr("Keys"),
        (
            Section(_tr("On the body"), pairs=_body_keys()),
            Section(_tr("While a mark is selected"), pairs=(*feelings, *_mark_keys())),
            Section(_tr("Everywhere"), pairs=(*_command_keys(actions), (_tr("F10"), _tr("Menu")))),
        ),
    )


def _body_keys() -> tuple[tuple[str, str], ...]:
    return (
        (_tr("Tab, Shift+Tab"), _tr("next part of the body, part before")),
        (_tr("Arrows"), _tr("the neighbouring part in that direction")),
        (_tr("Enter"), _tr("marks the part; once more, the mark is done")),
        (_tr("Space"), _tr("marks the part, or takes its mark away")),
    )


def _mark_keys() -> tuple[tuple[str, str], ...]:
    return (
        (_tr("0 to 9; 1, 0"), _tr("how strong it is; 1 and then 0 say ten")),
        (_tr("Backspace"), _tr("takes the number back")),
        (_tr("Ctrl+arrows"), _tr("move the mark; with Shift farther")),
        (_tr("+ and −"), _tr("make the mark larger or smaller")),
        (_tr("Page Up, Page Down"), _tr("the mark before, the next mark")),
        (_tr("Delete"), _tr("removes the mark")),
    )


def _command_keys(actions: Sequence[QAction]) -> tuple[tuple[str, str], ...]:
    shape = QKeySequence.SequenceFormat.NativeText
    return tuple(
        (action.shortcut().toString(shape), action.text().rstrip("…"))
        for action in actions
        if not action.shortcut().isEmpty()
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
