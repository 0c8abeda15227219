"""What is remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import Figure, Voice
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.placement import restore_inside
from bodymap.ui.window.settings import Settings


@pytest.fixture(autouse=True)
def place(tmp_path: Path) -> Path:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return tmp_path


def test_theme_is_the_desktops_until_one_is_chosen() -> None:
    assert Settings().theme is ThemeChoice.SYSTEM


@pytest.mark.parametrize("choice", ThemeChoice)
def test_chosen_theme_is_there_at_the_next_start(choice: ThemeChoice) -> None:
    Settings().keep_theme(choice)
    assert Settings().theme is choice


def test_nonsense_in_the_file_is_passed_over(place: Path) -> None:
    Settings().keep_theme(ThemeChoice.DARK)
    (file,) = place.rglob("*.ini")
    file.write_text(file.read_text(encoding="utf-8").replace("dark", "pink"), encoding="utf-8")
    assert Settings().theme is ThemeChoice.SYSTEM


@pytest.mark.parametrize("percent", [80, 125, 200])
def test_size_of_texts_is_there_at_the_next_start(percent: int) -> None:
    Settings().keep_text_percent(percent)
    assert Settings().text_percent == percent


def test_audience_and_figure_are_there_at_the_next_start() -> None:
    Settings().keep_audience(Voice.CLINICIAN)
    Settings().keep_figure(Figure.FEMALE)
    assert (Settings().audience, Settings().figure) == (Voice.CLINICIAN, Figure.FEMALE)


def test_window_opens_as_it_was_left(window: MainWindow, qtbot: QtBot) -> None:
    settings = Settings()
    window.placed.connect(settings.keep_place)
    window.resize(window.minimumSize() + QSize(0, 20))
    left = window.size()
    with qtbot.waitSignal(window.placed):
        window.close()
    other = QMainWindow()
    qtbot.addWidget(other)
    restore_inside(other, Settings().place)
    assert other.size() == left


def test_window_inside_the_screen_is_not_moved(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    left, other = QMainWindow(), QMainWindow()
    for window in (left, other):
        qtbot.addWidget(window)
    left.setGeometry(60, 70, 500, 400)
    place = left.saveGeometry()
    moved: list[object] = []
    monkeypatch.setattr(other, "move", lambda *to: moved.append(to))
    restore_inside(other, place)
    assert other.geometry() == left.geometry()
    assert not moved  # it would go down by the height of its frame at each start
