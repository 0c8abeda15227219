"""The only place that opens dialogs: what happened, what was kept, what to do next."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_SUFFIX = ".json"


class Unsaved(Enum):
    """What to do with marks that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    KEEP = "keep"


class Found(Enum):
    """What to do with a case that a crash left behind."""

    OPEN = "open"
    DISCARD = "discard"
    LATER = "later"


def ask_file_to_open(parent: QWidget) -> Path | None:
    """The case file to open; None when the user thinks better of it."""
    title = QCoreApplication.translate("messages", "Open a case")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", _file_filter())
    return Path(name) if name else None


def ask_file_to_save(parent: QWidget, path: Path | None) -> Path | None:
    """The file to save the case to, starting from where it lies now; None when the user thinks better of it."""
    start = str(path) if path else QCoreApplication.translate("messages", "case") + _SUFFIX
    title = QCoreApplication.translate("messages", "Save the case")
    name, _ = QFileDialog.getSaveFileName(parent, title, start, _file_filter())
    if not name:
        return None
    chosen = Path(name)
    return chosen if chosen.suffix else chosen.with_suffix(_SUFFIX)


def ask_about_unsaved(parent: QWidget) -> Unsaved:
    """Whether to save the marks before they go."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(QCoreApplication.translate("messages", "The marks are not saved."))
    box.setInformativeText(QCoreApplication.translate("messages", "Save them to a file first?"))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    chosen = box.exec()
    return {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}.get(buttons(chosen), Unsaved.KEEP)


def ask_about_left_over(parent: QWidget, marks: int) -> Found:
    """Whether to go on with a case that was not saved when the program ended last."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(QCoreApplication.translate("messages", "The program ended before the marks were saved."))
    kept = QCoreApplication.translate("messages", "They were kept (marks: {count}). Go on with them?")
    box.setInformativeText(kept.format(count=marks))
    roles = QMessageBox.ButtonRole
    go_on = box.addButton(QCoreApplication.translate("messages", "Go on"), roles.AcceptRole)
    discard = box.addButton(QCoreApplication.translate("messages", "Throw away"), roles.DestructiveRole)
    box.addButton(QCoreApplication.translate("messages", "Ask again later"), roles.RejectRole)
    box.setDefaultButton(go_on)
    box.exec()
    clicked = box.clickedButton()
    return Found.OPEN if clicked is go_on else Found.DISCARD if clicked is discard else Found.LATER


def tell_problem(parent: QWidget | None, title: str, problem: str) -> None:
    """Say that something could not be done, and that the marks are as they were."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(title)
    box.setInformativeText(QCoreApplication.translate("messages", "Your marks are as they were."))
    box.setDetailedText(problem)
    box.exec()


def tell_unexpected(parent: QWidget | None, details: str) -> None:
    """Say that the program made a mistake, and that the work can go on."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(QCoreApplication.translate("messages", "Something went wrong inside the program."))
    box.setInformativeText(
        QCoreApplication.translate(
            "messages",
            "Your marks are kept and you can go on. To be safe, save them now. The details hold no patient data.",
        )
    )
    box.setDetailedText(details)
    box.exec()


def _file_filter() -> str:
    return QCoreApplication.translate("messages", "Case files (*.json)")
