"""Puts the parts of the window together and runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from bodymap.library import resources
from bodymap.state.case import Case
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow
from bodymap.ui.window.placement import restore_inside
from bodymap.ui.window.safekeeping import Safekeeping
from bodymap.ui.window.settings import Settings


def run(case_path: Path | None = None) -> int:
    """Open the window, with a case if one is given, and stay until it is closed; the exit code.

    Raises
    ------
    CaseFileError
        If the case cannot be read; no window has been opened then.
    """
    bridge = _opened_case(case_path) if case_path is not None else None
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError(f"{type(application).__name__} is running; a window needs a QApplication")
    application.setApplicationName("bodymap")
    application.setDesktopFileName("bodymap")
    application.setWindowIcon(QIcon(str(resources.icon_file())))
    settings = Settings(application)
    look = Look(application, settings.theme, settings.text_percent)
    look.chosen.connect(settings.keep_theme)
    look.resized.connect(settings.keep_text_percent)
    window = MainWindow(bridge or Bridge(case=Case(figure=settings.figure)), look)
    _remember(window, settings)
    _log_crashes(window)
    _keep_safe(window, settings)
    sys.excepthook = tell_unexpected
    window.show()
    return application.exec()


def tell_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log and tell where the program failed, but not the values it failed on, which may be a patient's."""
    import logging
    import traceback

    from bodymap.library.fault_log import FaultLog

    del error
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    places = "".join(traceback.format_list(traceback.extract_tb(trace)))
    details = f"{kind.__name__}\n{places}"
    logging.getLogger(__name__).error("unexpected %s", details)
    log = FaultLog()
    log.write(details)
    messages.tell_unexpected(QApplication.activeWindow(), f"{details}\n{log.path}")


def _log_crashes(window: MainWindow) -> None:
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


def _remember(window: MainWindow, settings: Settings) -> None:
    """Open the window as it was left, and keep how it is left."""
    window.choose_voice(settings.audience)
    window.voice_chosen.connect(settings.keep_audience)
    window.figure_menu.chosen.connect(settings.keep_figure)
    restore_inside(window, settings.place)
    window.placed.connect(settings.keep_place)


def _keep_safe(window: MainWindow, settings: Settings) -> None:
    """Keep the unsaved case of a window for the case of a crash, unless the user switched that off."""
    keeping = Safekeeping(window.bridge, window, is_on=settings.keeps_unsaved)
    action = window.commands.keep_unsaved
    window.commands.show_keeping(is_on=keeping.is_on)
    action.toggled.connect(keeping.turn)
    action.toggled.connect(settings.keep_unsaved)
    window.closed.connect(keeping.finish)


def _opened_case(path: Path) -> Bridge:
    from bodymap.state.origin import open_case_file

    case, origin = open_case_file(path)
    return Bridge(case=case, origin=origin)
