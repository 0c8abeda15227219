"""What is remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from bodymap.ui.theme import ThemeChoice
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
