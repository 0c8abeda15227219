"""The window in each language that is shipped: nothing is cut off where there is least room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.words.language import ENGLISH
from bodymap.library.languages import language_codes, load_language
from bodymap.ui.bridge import Bridge
from bodymap.ui.language.spoken import speak
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from tests.languages.states import states

LEAST = (1024, 700)


@pytest.fixture(params=language_codes())
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window in a language, as small as it is promised to work, a moment after its first frame."""
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)
    speak(load_language(request.param))
    window = MainWindow(Bridge(), Look(qapp))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.show()
        window.resize(*LEAST)
    yield window
    speak(ENGLISH)


def cut_off(window: QWidget) -> list[str]:
    """What does not fit into the place it has, or reaches beyond the window."""
    for _ in range(3):
        QApplication.processEvents()
    buttons = [one for one in window.findChildren(QAbstractButton) if one.text() or not one.icon().isNull()]
    lines = [one for one in window.findChildren(QLabel) if one.text() and not one.wordWrap()]
    return [
        f"{type(one).__name__} {one.property('text')!r}: {one.width()} × {one.height()} px"
        for one in (*buttons, *lines)
        if one.isVisible()
        and (
            one.width() < _least_width(one)
            or one.height() < one.fontMetrics().height()
            or one.mapTo(window, one.rect().topRight()).x() > window.width()
        )
    ]


def _least_width(one: QWidget) -> int:
    """What it needs; Qt asks for two spaces beside the text of a tool button, which a small one does without."""
    if isinstance(one, QToolButton):
        written = one.fontMetrics().horizontalAdvance(one.text().replace("&", ""))
        return max(written + 4, one.iconSize().width() + 4 if not one.icon().isNull() else 0)
    return one.minimumSizeHint().width()


def test_nothing_is_cut_off_in_the_smallest_window(window: MainWindow, qtbot: QtBot) -> None:
    cut = [text for _ in states(window, qtbot) for text in cut_off(window)]
    assert not dict.fromkeys(cut)
    assert (window.width(), window.height()) == LEAST


@pytest.mark.parametrize("code", language_codes())
def test_dialog_for_files_speaks_the_language_of_the_window(qapp: QApplication, code: str) -> None:
    assert qapp is not None
    texts = ("Look in:", "File &name:", "Files of type:", "Create New Folder", "Save As", "&Save", "Computer")
    speak(load_language(code))
    said = {text: QCoreApplication.translate("QFileDialog", text) for text in texts}
    speak(ENGLISH)
    assert {text for text, spoken in said.items() if spoken == text} <= {"Computer"}  # German has the English word
    assert QCoreApplication.translate("QFileDialog", "File &name:") == "File &name:"
