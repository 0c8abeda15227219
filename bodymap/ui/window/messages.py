"""What is told and asked in small dialogs: what happened, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from bodymap.state.origin import Obstacle
from bodymap.ui.window.settings import remember_no_folders

_SUFFIX = ".case.json"
"""What a case file is known by, so that the system can open it in bodymap rather than in an editor."""


class Unsaved(Enum):
    """What to do with marks that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    KEEP = "keep"


class Replace(Enum):
    """What to do with a file that holds something else than the case that is to be saved to it."""

    SAVE_AS = "save as"
    REPLACE = "replace"
    LOOK = "look"
    CANCEL = "cancel"


class Found(Enum):
    """What to do with a case that a crash left behind."""

    OPEN = "open"
    DISCARD = "discard"
    LATER = "later"


def ask_file_to_open(parent: QWidget) -> Path | None:
    """The case file to open; None when the user thinks better of it."""
    title = QCoreApplication.translate("messages", "Open a case")
    remember_no_folders()
    name, _ = QFileDialog.getOpenFileName(parent, title, "", _file_filter())
    return Path(name) if name else None


def ask_file_to_save(parent: QWidget, path: Path | None) -> Path | None:
    """The file to save the case to, starting from where it lies now; None when the user thinks better of it."""
    start = str(path) if path else QCoreApplication.translate("messages", "pain") + _SUFFIX
    title = QCoreApplication.translate("messages", "Save the case")
    remember_no_folders()
    while name := QFileDialog.getSaveFileName(parent, title, start, _file_filter())[0]:
        chosen = Path(name)
        if chosen.suffix:
            return chosen
        chosen = chosen.with_name(chosen.name + _SUFFIX)
        if not chosen.exists():
            return chosen
        start = str(chosen)  # shown again with its whole name, so that the dialog asks about replacing it
    return None


def ask_password(parent: QWidget | None, lead: str, problem: str = "") -> str | None:
    """The password of a case, after a problem with the one before, if there was one; None when it is not given."""
    from bodymap.ui.window.password_dialog import PasswordDialog

    dialog = PasswordDialog(QCoreApplication.translate("messages", "Password"), lead, parent)
    dialog.tell(problem)
    return dialog.password if dialog.exec() else None


def ask_new_password(parent: QWidget) -> str | None:
    """A password for a case, typed twice; None when the user thinks better of it."""
    from bodymap.ui.window.password_dialog import PasswordDialog

    title = QCoreApplication.translate("messages", "Save with a password")
    lead = QCoreApplication.translate(
        "messages",
        "Only this password opens the file, and what is kept of the case after a crash. If it is lost, nobody can read "
        "the case again.",
    )
    dialog = PasswordDialog(title, lead, parent, is_new=True)
    return dialog.password if dialog.exec() else None


def ask_where_to_write(parent: QWidget, title: str, name: str, kinds: Mapping[str, str]) -> Path | None:
    """The file to write something to; None when the user thinks better of it.

    Parameters
    ----------
    name : str
        What the file is called when the user does not care; never a person's name.
    kinds : mapping of str to str
        Endings with the words for them; the first is taken where none is given.
    """
    remember_no_folders()
    first = next(iter(kinds))
    chosen, words = QFileDialog.getSaveFileName(parent, title, name + first, ";;".join(kinds.values()))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in kinds:
        return path
    ending = next((ending for ending, kind in kinds.items() if kind == words), first)
    return path.with_name(path.name + ending)


def ask_picture(parent: QWidget) -> Path | None:
    """The file of a picture; None when the user thinks better of it."""
    title = QCoreApplication.translate("messages", "Choose a picture")
    remember_no_folders()
    kinds = QCoreApplication.translate("messages", "Pictures (*.png *.jpg *.jpeg *.svg)")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def ask_folder(parent: QWidget, start: str) -> Path | None:
    """A folder; None when the user thinks better of it."""
    remember_no_folders()
    name = QFileDialog.getExistingDirectory(parent, QCoreApplication.translate("messages", "Choose a folder"), start)
    return Path(name) if name else None


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


def ask_about_replacing(parent: QWidget, name: str, obstacle: Obstacle) -> Replace:
    """Whether to save over a file that may hold another version or another person."""
    reasons = {
        Obstacle.CHANGED: QCoreApplication.translate(
            "messages", "The file was changed elsewhere, perhaps in another window, since it was opened or saved here."
        ),
        Obstacle.EMPTIED: QCoreApplication.translate(
            "messages", "All marks that came from the file were removed. Are the new ones the same person's?"
        ),
    }
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    title = QCoreApplication.translate("messages", "{file} was not replaced.").format(file=name)
    _set_plain(box, title, reasons[obstacle])
    roles = QMessageBox.ButtonRole
    choices = {
        box.addButton(QCoreApplication.translate("messages", "Save as…"), roles.AcceptRole): Replace.SAVE_AS,
        box.addButton(QCoreApplication.translate("messages", "Replace it"), roles.DestructiveRole): Replace.REPLACE,
        box.addButton(QCoreApplication.translate("messages", "Look at it"), roles.ActionRole): Replace.LOOK,
    }
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(next(iter(choices)))
    box.exec()
    return next((choice for button, choice in choices.items() if button is box.clickedButton()), Replace.CANCEL)


def tell_contents(parent: QWidget, name: str, text: str) -> None:
    """Show what stands in a file."""
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    _set_plain(box, QCoreApplication.translate("messages", "In {file}:").format(file=name), text)
    box.exec()


def ask_about_left_over(parent: QWidget, marks: int | None) -> Found:
    """Whether to go on with a case that was not saved when the program ended last; None for one with a password."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(QCoreApplication.translate("messages", "The program ended before the marks were saved."))
    kept = QCoreApplication.translate("messages", "They were kept (marks: {count}). Go on with them?")
    locked = QCoreApplication.translate("messages", "They were kept, with the password of the case. Go on with them?")
    box.setInformativeText(locked if marks is None else kept.format(count=marks))
    roles = QMessageBox.ButtonRole
    go_on = box.addButton(QCoreApplication.translate("messages", "Go on"), roles.AcceptRole)
    discard = box.addButton(QCoreApplication.translate("messages", "Discard"), roles.DestructiveRole)
    box.addButton(QCoreApplication.translate("messages", "Ask again later"), roles.RejectRole)
    box.setDefaultButton(go_on)
    box.exec()
    clicked = box.clickedButton()
    return Found.OPEN if clicked is go_on else Found.DISCARD if clicked is discard else Found.LATER


def ask_about_unreadable(parent: QWidget, name: str, problem: str, text: str) -> bool:
    """Name a copy that a crash left behind and that cannot be read, show it when asked; whether to remove it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    title = QCoreApplication.translate("messages", "A copy of unsaved marks was left behind, but cannot be read.")
    _set_plain(box, title, f"{name}\n{problem}")
    if text:
        box.setDetailedText(text)
    roles = QMessageBox.ButtonRole
    remove = box.addButton(QCoreApplication.translate("messages", "Remove it"), roles.DestructiveRole)
    later = box.addButton(QCoreApplication.translate("messages", "Ask again later"), roles.RejectRole)
    box.setDefaultButton(later)
    box.exec()
    return box.clickedButton() is remove


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


def tell_crashed(parent: QWidget, details: str) -> None:
    """Say that the program ended by itself the last time, and that what was kept of the case is offered next."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("messages", "Body Map"))
    box.setText(QCoreApplication.translate("messages", "The program ended by itself the last time."))
    box.setInformativeText(
        QCoreApplication.translate(
            "messages",
            "What was kept of an unsaved case is offered next. The details say where the program stood and hold no "
            "patient data.",
        )
    )
    box.setDetailedText(details)
    box.exec()


def _set_plain(box: QMessageBox, text: str, more: str) -> None:
    """Texts that hold what somebody wrote, which is not to be read as markup."""
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)


def _file_filter() -> str:
    return QCoreApplication.translate("messages", "Case files (*.case.json *.json)")
