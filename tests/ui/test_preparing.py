"""What is made after the first frame: bit by bit, and in its order."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.ui.preparing import Preparing
from bodymap.ui.window.main_window import MainWindow


class Answering(QObject):
    found = Signal(object)


def test_steps_are_taken_in_their_order_after_the_answer(qtbot: QtBot, qapp: QApplication) -> None:
    answering, taken = Answering(), list[str]()
    steps = [lambda name=name: taken.append(name) for name in ("cards", "pictures", "rest")]
    preparing = Preparing(answering, steps, after=answering.found)
    qapp.processEvents()
    assert not taken
    with qtbot.waitSignal(preparing.done):
        answering.found.emit(None)
        qapp.processEvents()
        assert not taken
        assert not preparing.is_done
    assert taken == ["cards", "pictures", "rest"]
    assert preparing.is_done


def test_steps_let_another_answer_pass(qtbot: QtBot) -> None:
    answering, taken = Answering(), list[str]()

    def touched_again() -> None:
        taken.append("first")
        answering.found.emit(None)
        QTimer.singleShot(0, answering, lambda: taken.append("what the touch asks for"))

    preparing = Preparing(answering, [touched_again, lambda: taken.append("second")], after=answering.found)
    with qtbot.waitSignal(preparing.done):
        answering.found.emit(None)
    assert taken == ["first", "what the touch asks for", "second"]


def test_second_answer_begins_nothing_anew(qtbot: QtBot) -> None:
    answering, taken = Answering(), list[str]()
    preparing = Preparing(answering, [lambda: taken.append("cards")], after=answering.found)
    with qtbot.waitSignal(preparing.done):
        answering.found.emit(None)
    with qtbot.assertNotEmitted(preparing.done, wait=20):
        answering.found.emit(None)
    assert taken == ["cards"]


def test_cards_of_an_answer_are_there_before_the_first_touch(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.preparing.is_done)
    made = vars(window.answer_column)
    assert {"levels_card", "study_card", "record_card"} <= made.keys()
    assert window.answer_column.start_card.isVisible()
    assert not window.answer_column.levels_card.isVisible()
