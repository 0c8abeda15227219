"""Puts the parts of the window together and runs it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from bodymap.core.vocabulary import Voice
from bodymap.library import resources
from bodymap.library.memory import keep_large_blocks_apart
from bodymap.state.case import Case
from bodymap.ui.bridge import Bridge
from bodymap.ui.language.spoken import speak, speaks_as_written
from bodymap.ui.look import Look
from bodymap.ui.widgets.passing_note import PassingNote
from bodymap.ui.window import messages
from bodymap.ui.window.ending import Ending
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.placement import restore_inside
from bodymap.ui.window.safekeeping import Safekeeping
from bodymap.ui.window.settings import Settings

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

    from bodymap.library.fault_log import FaultLog

_AS_WRITTEN = ("en", "C")


def run(case_path: Path | None = None) -> int:
    """Open the window, with a case if one is given, and stay until it is closed; the exit code.

    Raises
    ------
    CaseFileError
        If the case cannot be read; no window has been opened then.
    """
    bridge = _opened_case(case_path) if case_path is not None else None
    # By this word and not by `setStyle`, which hands out the style, and to learn all of that takes PySide 5 ms.
    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(application, QApplication):
        raise TypeError(f"{type(application).__name__} is running; a window needs a QApplication")
    application.setApplicationName("bodymap")
    application.setDesktopFileName("bodymap")
    application.setWindowIcon(QIcon(str(resources.icon_file())))
    settings = Settings(application)
    _speak_as_kept(settings)
    look = Look(application, settings.theme, settings.text_percent)
    look.chosen.connect(settings.keep_theme)
    look.resized.connect(settings.keep_text_percent)
    if bridge is None and case_path is not None:
        bridge = _unlocked_case(case_path)
    program = Program(look, settings)
    window = program.open(bridge or Bridge(case=Case(figure=settings.figure)))
    _collect_garbage_after(window.preparing.done)
    keep_large_blocks_apart()
    Unexpected(program.keep_now).listen()
    ending = program.ending(application)
    ending.listen()
    try:
        return application.exec()
    finally:
        ending.stop_listening()
        gc.enable()


class Program(QObject):
    """Holds the window, and opens it anew when another language is chosen; the case stays as it is."""

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__(settings)
        self._look = look
        self._settings = settings
        self._keeping: Safekeeping | None = None
        self._log: FaultLog | None = None
        self.window: MainWindow | None = None

    def open(self, bridge: Bridge) -> MainWindow:
        """Open the window for the first time."""
        window = self._made(bridge)
        restore_inside(window, self._settings.place)
        self._log = _logged_crashes(window)
        self._keeping = _kept_safe(window, self._settings)
        window.show()
        return window

    def keep_now(self) -> None:
        """Keep the unsaved case as it is, if it is to be kept."""
        if self._keeping is not None:
            self._keeping.keep_now()

    def ending(self, application: QApplication) -> Ending:
        """What ends the program, once it is open, when the system asks for it."""
        if self._keeping is None:
            raise RuntimeError("not open yet")
        return Ending(application, self._keeping, lambda: self.window, self)

    def speak(self, code: str) -> None:
        """Show the window in another language; nothing that was entered or chosen is lost."""
        self._settings.keep_language(code)
        _speak_as_kept(self._settings)
        old = self.window
        if old is None:
            return
        place, choice, is_maximised = old.saveGeometry(), old.presenter.choice, old.isMaximized()
        old.take_over_typed()
        old.patient_screen.close()
        window = self._made(old.bridge)
        window.choose_views(choice)
        window.alarm_banner.take_over(old.alarm_banner.raised, old.alarm_banner.open_notice)
        window.side_panel.take_over(old.side_panel.asked_in_spite_of)
        window.restoreGeometry(place)
        if self._keeping is not None:
            self._keeping.move_to(window)
            _offer_keeping(window, self._keeping, self._settings)
        if self._log is not None:
            window.closed.connect(self._log.end)
        window.showMaximized() if is_maximised else window.show()
        old.hide()
        old.deleteLater()

    def _made(self, bridge: Bridge) -> MainWindow:
        settings = self._settings
        self.window = window = MainWindow(bridge, self._look)
        window.choose_voice(settings.audience)
        window.voice_chosen.connect(settings.keep_audience)
        window.figure_menu.chosen.connect(settings.keep_figure)
        window.placed.connect(settings.keep_place)
        window.bridge.atlas_loaded.connect(self._add_languages)
        return window

    def _add_languages(self) -> None:
        """Offer the languages in the menu of the window, once it has one."""
        from bodymap.library.languages import languages
        from bodymap.ui.language.menu import LanguageMenu

        settings, window = self._settings, self.window
        if window is None:
            return
        window.bridge.atlas_loaded.disconnect(self._add_languages)
        menu = LanguageMenu(window, code=settings.language, patient_code=window.patient_language.code)
        if len(languages(Voice.PATIENT)) > 1:
            window.commands.menu.insertMenu(window.commands.close, menu)
            window.commands.menu.insertSeparator(window.commands.close)
        menu.chosen.connect(self.speak, Qt.ConnectionType.QueuedConnection)
        menu.patient_chosen.connect(window.patient_language.choose)
        window.patient_language.changed.connect(menu.show_patient)


def _speak_as_kept(settings: Settings) -> None:
    """Speak the language that was chosen, else that of the desktop.

    The English that all is written in takes no sheet, and so no time.
    """
    wanted = settings.language or QLocale.system().name()
    if speaks_as_written() and wanted.split("_")[0] in _AS_WRITTEN:
        return
    from bodymap.library.languages import language_of, languages, load_language

    known = languages()
    speak(load_language(settings.language) if settings.language in known else language_of(QLocale.system().name()))


def _collect_garbage_after(signal: SignalInstance) -> None:
    """Look for garbage only from this signal on, and never in what is there by then.

    What is made at the start stays to the end. To look through it again and again while it grows takes an eighth of
    the time until the first touch is answered.
    """
    gc.disable()

    def begin() -> None:
        gc.freeze()
        gc.enable()

    signal.connect(begin, Qt.ConnectionType.SingleShotConnection)


class Unexpected:
    """The hook for every error that nobody foresaw: what was done is kept first, then it is logged and told.

    It is told where the program failed, but not the values it failed on, which may be a patient's. A dialog tells the
    same fault once; later it is logged and said in passing, and while such a dialog is open only logged.

    Parameters
    ----------
    keep : callable
        Keeps the unsaved case as it is now.
    """

    def __init__(self, keep: Callable[[], None]) -> None:
        self._keep = keep
        self._told: set[str] = set()
        self._is_telling = False

    def listen(self) -> None:
        """Be the hook from now on, also for errors where Python can only complain, such as while an object goes."""
        sys.excepthook = self.tell
        sys.unraisablehook = self._log_unraisable

    def tell(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep, log and tell."""
        del error
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details, log = self._logged(kind, trace)
        try:
            self._keep()
        except Exception as failed:
            self._logged(type(failed), failed.__traceback__)
        window = QApplication.activeWindow()
        if self._is_telling:
            return
        if details in self._told:
            if window is not None:
                PassingNote(window).say(
                    QCoreApplication.translate("Unexpected", "Something went wrong inside the program again.")
                )
            return
        self._told.add(details)
        self._is_telling = True
        try:
            messages.tell_unexpected(window, f"{details}\n{log.path}")
        finally:
            self._is_telling = False

    def _log_unraisable(self, unraisable: UnraisableHookArgs) -> None:
        self._logged(unraisable.exc_type, unraisable.exc_traceback)

    def _logged(self, kind: type[BaseException], trace: TracebackType | None) -> tuple[str, FaultLog]:
        import logging

        from bodymap.library.fault_log import FaultLog, details_of

        details, log = details_of(kind, trace), FaultLog()
        logging.getLogger(__name__).error("unexpected %s", details)
        log.write(details)
        return details, log


def _logged_crashes(window: MainWindow) -> FaultLog:
    """Tell where the program stood when it last ended by itself, before what was kept is offered; note it from now on.

    It begins when the atlas is loaded, so that the first frame does not wait for it.
    """
    from bodymap.library.fault_log import FaultLog

    log = FaultLog()

    def begin() -> None:
        window.bridge.atlas_loaded.disconnect(begin)
        if where := log.begin():
            messages.tell_crashed(window, f"{where}\n{log.path}")

    def end() -> None:
        log.end()

    window.bridge.atlas_loaded.connect(begin)
    window.closed.connect(end)  # a signal keeps a function alive, but not the object of a bound method
    return log


def _kept_safe(window: MainWindow, settings: Settings) -> Safekeeping:
    """Keep the unsaved case of a window for the case of a crash, unless the user switched that off."""
    keeping = Safekeeping(window.bridge, window, is_on=settings.keeps_unsaved)
    _offer_keeping(window, keeping, settings)
    return keeping


def _offer_keeping(window: MainWindow, keeping: Safekeeping, settings: Settings) -> None:
    action = window.commands.keep_unsaved
    window.commands.show_keeping(is_on=keeping.is_on)
    action.toggled.connect(keeping.turn)
    action.toggled.connect(settings.keep_unsaved)
    window.closed.connect(keeping.finish)


def _opened_case(path: Path) -> Bridge | None:
    """What begins with the case in a file; None when it needs a password, which can be asked for later."""
    from bodymap.core.errors import PasswordNeeded
    from bodymap.state.origin import open_case_file

    try:
        case, origin = open_case_file(path)
    except PasswordNeeded:
        return None
    return Bridge(case=case, origin=origin)


def _unlocked_case(path: Path) -> Bridge | None:
    """What begins with the case in a file that has a password; None when the user does not give it."""
    from bodymap.state.origin import open_case_file
    from bodymap.ui.window.filing import question_for, with_password

    opened: list[Bridge] = []

    def open_it(password: str | None) -> None:
        case, origin = open_case_file(path, password)
        opened.append(Bridge(case=case, origin=origin))

    with_password(None, question_for(path), open_it)
    return opened[0] if opened else None
