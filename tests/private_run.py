"""Runs the program under an audit hook that notes each file written and each socket; started by `test_private.py`.

python -m tests.private_run FOLDER

The window once: a mark, words in every field, a fault, a save, a clean close. Then every command.
What was noted is printed as JSON; a line for a person's words is what the test looks for afterwards.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

MARKER = "Zoe-Quandary"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def main() -> None:
    """Note what everything does below a folder that holds the home and the user's documents."""
    documents = Path(sys.argv[1], "documents")
    written: set[str] = set()
    sockets: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            sockets.append(event)
        elif event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            written.add(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else "")
        elif event in {"os.mkdir", "os.rename"}:
            written.add(os.path.abspath(os.fsdecode(arguments[event == "os.rename"])))  # type: ignore[arg-type]  # noqa: PTH100

    sys.addaudithook(note)
    _window(documents)  # first: a page makes a lesser application when there is none
    _commands(documents)
    sys.stdout.write(json.dumps({"written": sorted(written - {""}), "sockets": sockets}) + "\n")


def _commands(documents: Path) -> None:
    from bodymap.cli.main import main as run

    picture, page = str(documents / "picture.svg"), str(documents / "page.pdf")
    commands = (
        ["parts"],
        ["locate", "--view", "front", "--x", "100", "--y", "0"],
        ["explain", "--mark", "hip-front@left", "--json"],
        ["explain", "--mark", "hip-front@left", "--out", picture],
        ["report", "--mark", "hip-front@left", "--name", "Somebody", "--out", page],
        ["atlas", "--list"],
        ["schema", "case"],
        ["doctor"],
    )
    with redirect_stdout(StringIO()):
        for command in commands:
            if run(command) != 0:
                raise RuntimeError(f"{command} failed")


def _window(documents: Path) -> None:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from bodymap import app
    from bodymap.core.vocabulary import PartId, Side
    from bodymap.ui.window import messages
    from bodymap.ui.window.main_window import MainWindow

    def use(*_: object) -> int:
        (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        bridge, loop = window.bridge, QEventLoop()
        bridge.found.connect(loop.quit)
        QTimer.singleShot(60_000, loop.quit)
        loop.exec()
        bridge.toggle_part(PartId("hip-front"), Side.LEFT)
        bridge.tell_history(since=MARKER, better=MARKER, worse=MARKER, note=MARKER)
        bridge.say_note(bridge.case.marks[0].id, MARKER)
        loop.exec()
        _fail(MARKER)
        QTimer.singleShot(600, loop.quit)
        loop.exec()
        bridge.save_file(documents / "saved.case.json")
        window.close()
        return 0

    setattr(QApplication, "exec", use)  # noqa: B010 -- nobody sits before this window
    setattr(messages, "tell_unexpected", lambda *_: None)  # noqa: B010
    app.run()


def _fail(words: str) -> None:
    from bodymap import app

    try:
        int(words)
    except ValueError as error:
        app.tell_unexpected(type(error), error, error.__traceback__)


if __name__ == "__main__":
    main()
