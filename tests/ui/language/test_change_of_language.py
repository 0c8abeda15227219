"""Another language while the window is open: what was entered stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.app import Program
from bodymap.core.marks.touch import BodyPoint
from bodymap.core.vocabulary import Figure, PartId, Quality, Root, Side, View, Voice
from bodymap.core.words.language import ENGLISH
from bodymap.library import languages as library
from bodymap.state.case_file import read_case, write_case
from bodymap.state.example import HIP_EXAMPLE
from bodymap.state.session import RootOfSide
from bodymap.ui.bridge import Bridge
from bodymap.ui.help.about_page import about_page
from bodymap.ui.language.menu import LanguageMenu
from bodymap.ui.language.spoken import patient_language, speak, speak_to_patient, window_language
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.settings import Settings
from tests.languages.pseudo import MARK, english_left, pseudo_language
from tests.languages.test_pseudo import NAMES
from tests.ui.language.test_window_languages import said

SPEAKING = ("library.languages", "ui.language.menu", "ui.window.handout_dialog")
KEPT = NAMES | {"Ctrl"}


@pytest.fixture(autouse=True)
def _two_languages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    names = {"en": "English", "qps": "Pseudo"}
    known = {"en": ENGLISH, "qps": pseudo_language()}
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)
    for place in SPEAKING:
        monkeypatch.setattr(f"bodymap.{place}.languages", lambda _reader=Voice.CLINICIAN: names)
    monkeypatch.setattr("bodymap.library.languages.load_language", known.__getitem__)
    yield
    Settings().keep_language("")
    speak(ENGLISH)
    speak_to_patient(None)


def test_case_choice_and_undo_outlive_a_change_of_language(qtbot: QtBot, qapp: QApplication) -> None:
    settings = Settings(qapp)
    program = Program(Look(qapp), settings)
    window = program.open(Bridge())
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.load_atlas()
    window.bridge.say_quality(Quality.NUMB)
    window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    window.choose_voice(Voice.CLINICIAN)
    case, settled = window.bridge.case, window.presenter.choice
    program.speak("qps")
    new = program.window
    assert new is not None
    assert new is not window
    assert window.isHidden()
    qtbot.addWidget(new)
    with qtbot.waitSignal(new.bridge.found, timeout=20_000):
        new.bridge.load_atlas()
    assert new.bridge.case == case
    assert new.bridge.workspace.can_undo
    assert new.presenter.choice == settled
    assert new.windowTitle().startswith(MARK)
    assert settings.language == "qps"
    program.speak("en")
    again = program.window
    assert again is not None
    qtbot.addWidget(again)
    assert again.windowTitle() == "Body Map"
    assert again.bridge.case == case


def _of_patient(window: MainWindow) -> LanguageMenu:
    if not window.findChildren(LanguageMenu):
        window.bridge.load_atlas()  # which the menu comes with
    return next(menu for menu in window.findChildren(LanguageMenu))


def _ticked(menu: LanguageMenu) -> set[object]:
    return {action.data() for action in menu.patient_actions if action.isChecked()}


def _choose(window: MainWindow, code: str) -> None:
    next(action for action in _of_patient(window).patient_actions if action.data() == code).trigger()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Program:
    speak(ENGLISH)
    program = Program(Look(qapp), Settings(qapp))
    window = program.open(Bridge())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.load_atlas()
    return program


def test_the_patient_can_read_another_language_than_the_window(program: Program) -> None:
    window = program.window
    assert window is not None
    _choose(window, "qps")
    assert window_language() is ENGLISH
    assert patient_language() is pseudo_language()
    assert _ticked(_of_patient(window)) == {"qps"}
    window.commands.undo.trigger()
    assert patient_language() is ENGLISH
    assert _ticked(_of_patient(window)) == {""}


@pytest.mark.parametrize("way", ["new", "example", "open"])
def test_the_next_person_does_not_get_the_language_of_the_last(
    program: Program, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window
    assert window is not None
    path = tmp_path / "next.case.json"
    write_case(HIP_EXAMPLE, path)
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: path)
    _choose(window, "qps")
    commands = {"new": window.commands.new, "open": window.commands.open}
    commands[way].trigger() if way in commands else window.commands.help.example_asked.emit()
    assert patient_language() is ENGLISH
    assert _ticked(_of_patient(window)) == {""}


def test_a_case_keeps_the_language_of_its_person(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.window
    assert window is not None
    path = tmp_path / "hers.case.json"
    monkeypatch.setattr(messages, "ask_file_to_open", lambda _parent: path)
    monkeypatch.setattr(messages, "ask_file_to_save", lambda _parent, _path: path)
    window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    _choose(window, "qps")
    window.commands.save.trigger()
    window.commands.new.trigger()
    assert patient_language() is ENGLISH
    window.commands.open.trigger()
    assert patient_language() is pseudo_language()
    program.speak("qps")  # in a new window
    assert program.window is not None
    assert _ticked(_of_patient(program.window)) == {"qps"}


def test_a_language_that_is_not_spoken_stays_in_the_file_and_changes_nothing(program: Program, tmp_path: Path) -> None:
    window = program.window
    assert window is not None
    path = tmp_path / "theirs.case.json"
    write_case(replace(HIP_EXAMPLE, language="tlh"), path)
    window.bridge.open_file(path)
    assert patient_language() is ENGLISH
    window.bridge.save_file(path)
    assert read_case(path).language == "tlh"


def test_the_language_of_a_patient_is_not_kept_over_a_restart(
    program: Program, qtbot: QtBot, qapp: QApplication
) -> None:
    window = program.window
    assert window is not None
    _choose(window, "qps")
    window.close()
    again = Program(Look(qapp), Settings(qapp)).open(Bridge())
    qtbot.addWidget(again)
    assert patient_language() is ENGLISH
    assert _ticked(_of_patient(again)) == {""}


@pytest.mark.qt_log_ignore("propagateSizeHints")  # what the screen of a test cannot do
def test_the_handout_shows_and_changes_the_language_of_the_patient(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert window is not None
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    dialog = window.handing_out.handout_dialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.language.currentText() == "As in the window"
    assert "Not a diagnosis." in str(dialog.page)
    QTest.keyClicks(dialog.language, "Pseudo")
    assert dialog.language.currentText() == "Pseudo"
    assert repr(MARK)[1:-1] in str(dialog.page)
    assert "Not a diagnosis." not in str(dialog.page)
    assert _ticked(_of_patient(window)) == {"qps"}
    dialog.audience.setCurrentIndex(1)
    assert not dialog.language.isEnabled()
    assert "Not a diagnosis." in str(dialog.page)


def test_a_language_is_offered_only_to_those_for_whom_no_text_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # of the languages that there are
    for reader in Voice:
        assert "en" in library.languages(reader)
        assert set(library.languages(Voice.CLINICIAN)) <= set(library.languages(reader))


def test_the_program_says_of_each_language_who_checked_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    del qapp
    monkeypatch.undo()  # of the languages that there are
    told = {name: state for section in about_page().sections for name, state in section.pairs}
    for name in ("Deutsch", "Español", "Français"):
        assert told[name] == "machine-assisted, not reviewed by a native clinician"


def test_the_patient_display_speaks_to_the_patient_throughout(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert window is not None
    bridge = window.bridge

    def settle(do: Callable[[], object]) -> None:
        with qtbot.waitSignal(bridge.found, timeout=20_000):
            do()
        QApplication.processEvents()

    settle(lambda: bridge.toggle_part(PartId("hip-front"), Side.LEFT))
    settle(lambda: bridge.toggle_part(PartId("shin-front"), Side.RIGHT))
    window.commands.patient_display.setChecked(True)
    assert bridge.evidence is not None
    left: set[str] = set()

    def look() -> None:
        display = window.patient_screen.display
        assert display is not None
        for body in display.body_card.views:
            at = BodyPoint(View.FRONT, 90.0, 0.0)
            body.pointed.emit(at if body.view is View.FRONT else None)
        left.update(text for text in said(display) if english_left(text, KEPT))

    _choose(window, "qps")  # while the display stands open
    look()
    bridge.show_nerves(is_on=True)
    QApplication.processEvents()
    look()
    bridge.look_at(RootOfSide(Root.L5, Side.RIGHT))
    look()
    settle(lambda: bridge.choose_figure(Figure.MALE))  # its drawings are made anew
    look()
    window.choose_voice(Voice.CLINICIAN)
    window.commands.theme_chosen.emit(ThemeChoice.DARK)
    look()
    display = window.patient_screen.display
    assert display is not None
    assert display.text.startswith("1  ")
    assert MARK in display.footer
    assert not window.body_card.prompt.startswith(MARK)
    assert not left
    settle(bridge.new_case)
    assert display is not window.patient_screen.display
    shown = window.patient_screen.display
    assert shown is not None
    assert shown.footer == "Not a diagnosis."
    shown.close()
