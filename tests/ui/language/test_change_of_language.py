"""Another language while the window is open: what was entered stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bodymap.app import Program
from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.core.words.language import ENGLISH
from bodymap.library import languages as library
from bodymap.ui.bridge import Bridge
from bodymap.ui.help.about_page import about_page
from bodymap.ui.language.spoken import patient_language, speak, speak_to_patient, window_language
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.settings import Settings
from tests.languages.pseudo import MARK, pseudo_language


@pytest.fixture(autouse=True)
def _two_languages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    names = {"en": "English", "qps": "Pseudo"}
    known = {"en": ENGLISH, "qps": pseudo_language()}
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda _parent: messages.Unsaved.DISCARD)
    for place in ("bodymap.app", "bodymap.ui.language.menu"):
        monkeypatch.setattr(f"{place}.languages", lambda _reader=Voice.CLINICIAN: names)
    monkeypatch.setattr("bodymap.app.load_language", known.__getitem__)
    yield
    Settings().keep_language("")
    Settings().keep_patient_language("")
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
    qtbot.addWidget(new)
    with qtbot.waitSignal(new.bridge.found, timeout=20_000):
        new.bridge.load_atlas()
    assert new.bridge.case == case
    assert new.bridge.workspace.can_undo
    assert new.presenter.choice == settled
    assert new.windowTitle().startswith(MARK)
    assert settings.language == "qps"
    assert window.isHidden()
    program.speak("en")
    again = program.window
    assert again is not None
    qtbot.addWidget(again)
    assert again.windowTitle() == "Body Map"
    assert again.bridge.case == case


def test_the_patient_can_read_another_language_than_the_window(qapp: QApplication) -> None:
    speak(ENGLISH)
    program = Program(Look(qapp), Settings(qapp))
    program.speak_to_patient("qps")
    assert window_language() is ENGLISH
    assert patient_language() is pseudo_language()


def test_a_language_is_offered_only_to_those_for_whom_no_text_lacks() -> None:
    for reader in Voice:
        assert "en" in library.languages(reader)
        assert set(library.languages(Voice.CLINICIAN)) <= set(library.languages(reader))


def test_the_program_says_of_each_language_who_checked_it(qapp: QApplication) -> None:
    del qapp
    told = {name: state for section in about_page().sections for name, state in section.pairs}
    for name in ("Deutsch", "Español", "Français"):
        assert told[name] == "machine-assisted, not reviewed by a native clinician"


def test_the_patient_display_speaks_to_the_patient_also_after_a_touch(qtbot: QtBot, qapp: QApplication) -> None:
    speak(ENGLISH)
    speak_to_patient(pseudo_language())
    window = MainWindow(Bridge(), Look(qapp))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.load_atlas()
    window.commands.patient_display.setChecked(True)
    display = window.patient_screen.display
    assert display is not None
    with qtbot.waitSignal(window.bridge.found, timeout=20_000):
        window.bridge.toggle_part(PartId("hip-front"), Side.LEFT)
    assert display.text.startswith(MARK)
    assert display.body_card.prompt.startswith(MARK)
    assert not window.body_card.prompt.startswith(MARK)
    display.close()
