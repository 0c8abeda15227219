"""Runs the program under an audit hook that notes each file written and each socket; started by `test_private.py`.

python -m tests.private_run FOLDER [window]

The window once: a mark, words in every field, a fault, a save, one with a password, a clean close. Then every command,
unless only the window is asked for. What was noted is printed as JSON; words of a person are what the test looks for.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from bodymap.library.core_dumps import forbid_core_dumps

MARKER = "Zoe-Quandary"
PASSWORD = f"{MARKER}-knows"
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
    forbid_core_dumps()
    kept = _window(documents)  # first: a page makes a lesser application when there is none
    commands = _commands(documents) if sys.argv[2:] != ["window"] else []
    found = {"written": sorted(written - {""}), "sockets": sockets, "commands": commands, "kept": kept}
    sys.stdout.write(json.dumps(found) + "\n")


def _commands(documents: Path) -> list[str]:
    from bodymap.cli.main import main as run

    picture, page, locked = (str(documents / name) for name in ("picture.svg", "page.pdf", "locked.case.json"))
    tagged, drawn, sheet = (str(documents / name) for name in ("tagged.pdf", "picture.png", "sheet.pdf"))
    read, write = os.pipe()  # a password that lies in no file
    os.write(write, f"{PASSWORD}\n".encode())
    os.close(write)
    commands = (
        ["parts"],
        ["explain", locked, "--password-file", f"/dev/fd/{read}", "--out", drawn],
        ["report", "--mark", "hip-front@left", "--name", MARKER, "--accessible", "--out", tagged],
        ["atlas", "--sheet", sheet, "--map", "lee"],
        ["completion", "bash"],
        ["locate", "--view", "front", "--x", "100", "--y", "0"],
        ["explain", "--mark", "hip-front@left", "--json"],
        ["explain", "--mark", "hip-front@left", "--out", picture],
        ["report", "--mark", "hip-front@left", "--name", MARKER, "--out", page],
        ["atlas", "--list"],
        ["schema", "case"],
        ["doctor"],
    )
    with redirect_stdout(StringIO()):
        for command in commands:
            if run(command) != 0:
                raise RuntimeError(f"{command} failed")
    return sorted({command[0] for command in commands})


def _window(documents: Path) -> list[str]:
    """Use the window; what stood in its folder for a crash each time it was looked into."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from bodymap import app
    from bodymap.core.vocabulary import PartId, Side
    from bodymap.library.folders import state_folder
    from bodymap.ui.window import messages
    from bodymap.ui.window.handout_dialog import HandoutDialog
    from bodymap.ui.window.main_window import MainWindow

    kept: list[str] = []

    def look() -> None:
        texts = (path.read_text(encoding="utf-8") for path in state_folder().glob("*unsaved.json"))
        kept.extend("in the clear" if MARKER in text else "encrypted" for text in texts)

    def name_on_page(dialog: HandoutDialog) -> int:
        dialog.name.setText(MARKER)
        return 0

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
        look()
        window.handing_out.handout.trigger()
        bridge.save_file(documents / "saved.case.json")
        window.commands.save_with_password.trigger()
        bridge.say_note(bridge.case.marks[0].id, f"{MARKER} again")
        QTimer.singleShot(600, loop.quit)
        loop.exec()
        look()
        window.commands.save.trigger()
        window.close()
        return 0

    setattr(QApplication, "exec", use)  # noqa: B010 -- nobody sits before this window
    setattr(messages, "tell_unexpected", lambda *_: None)  # noqa: B010
    setattr(messages, "ask_new_password", lambda _: PASSWORD)  # noqa: B010
    setattr(messages, "ask_file_to_save", lambda *_: documents / "locked.case.json")  # noqa: B010
    setattr(HandoutDialog, "exec", name_on_page)  # noqa: B010
    app.run()
    return kept


def _fail(words: str) -> None:
    try:
        int(words)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


if __name__ == "__main__":
    main()
