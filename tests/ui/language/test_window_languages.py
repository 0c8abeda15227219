"""The window in a language that nobody speaks, and its change of language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bodymap.core.words.language import ENGLISH
from bodymap.ui.bridge import Bridge
from bodymap.ui.language.spoken import speak, speaking, window_language
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from tests.languages.pseudo import english_left, pseudo_language
from tests.languages.states import states
from tests.languages.test_pseudo import NAMES, without_sources

_SAYING = ("text", "title", "toolTip", "accessibleName", "windowTitle", "placeholderText", "accessibleDescription")
#: What no language changes: keys, names of maps and of the notation of scores.
_KEYS = ("Ctrl", "Shift", "Alt", "Backspace", "Esc", "Del")
_KEPT = NAMES | {*_KEYS, "Language", "Foerster", "Keegan", "Garrett", "Lee", "pdf"}


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)


@pytest.fixture
def _pseudo(qapp: QApplication) -> Iterator[None]:
    del qapp
    speak(pseudo_language())
    yield
    speak(ENGLISH)


def said(root: QWidget) -> Iterator[str]:
    """Every text of a window and of what is in it."""
    things: list[QObject] = [root, *root.findChildren(QWidget), *root.findChildren(QAction)]
    for thing in things:
        for name in _SAYING:
            say = getattr(thing, name, None)
            if callable(say) and isinstance(text := say(), str) and text:
                yield re.sub(r"<[^>]*>", " ", text)


@pytest.mark.usefixtures("_pseudo")
def test_no_text_of_the_window_stays_english(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Bridge(), Look(qapp))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.load_atlas()
    evidence = window.bridge.evidence
    assert evidence is not None
    left: set[str] = set()

    for _ in states(window, qtbot):
        if not window.bridge.case.is_empty:
            window.answer_column.more.setChecked(True)
        left.update(text for text in said(window) if english_left(without_sources(text, evidence), _KEPT))
    assert not {text for text in left if not _is_of_a_source(text)}


def _is_of_a_source(text: str) -> bool:
    """Whether it is the full citation of a study, which keeps its own words."""
    return "doi" in text or "seen:" in text or "Ĥóŵ šúŕé" in text


def test_another_language_for_a_moment_leaves_that_of_the_window(qapp: QApplication) -> None:
    del qapp
    speak(ENGLISH)
    with speaking(pseudo_language()):
        assert window_language() is pseudo_language()
    assert window_language() is ENGLISH


@pytest.mark.usefixtures("_pseudo")
def test_from_right_to_left_the_window_is_mirrored_and_the_body_is_not(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow(Bridge(), Look(qapp))
    qtbot.addWidget(window)
    window.show()
    points = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        qapp.processEvents()
        view = window.body_card.views[0]
        left, right = (view.mapFromScene(x, 0.0).x() for x in (-10.0, 10.0))
        points[direction] = (window.side_panel.mapTo(window, window.side_panel.rect().center()).x(), left < right)
    (ltr_x, ltr), (rtl_x, rtl) = points.values()
    assert rtl_x < ltr_x
    assert ltr is rtl is True
