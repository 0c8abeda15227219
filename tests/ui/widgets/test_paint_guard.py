"""A mistake in painting is told once, and neither ends the program nor loses the work."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bodymap.ui

UI = Path(bodymap.ui.__file__).parent

DRIVER = """
import sys
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QMessageBox
from bodymap import app
from bodymap.core.vocabulary import PartId, Side
import bodymap.ui.MODULE as module
from bodymap.ui.answer.interval_line import IntervalLine
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.window import messages
from bodymap.ui.window.main_window import MainWindow

told = []
def tell(parent, details):
    told.append(details)
    box = QMessageBox(parent)
    QTimer.singleShot(0, box.accept)
    box.exec()
messages.tell_unexpected = tell
sys.excepthook = app.Unexpected(lambda: None).tell

def broken(*_args, **_kwargs):
    raise ValueError("Jane Doe")

application = QApplication(sys.argv)
bridge = Bridge()
window = MainWindow(bridge, Look(application))
loop = QEventLoop()
bridge.found.connect(loop.quit)
window.show()
loop.exec()
PANEL = window.answer_column.story_card.panel
BREAK_IT
bridge.toggle_part(PartId("hip-front"), Side.LEFT)
loop.exec()
for _ in range(3):
    window.repaint()
    for line in window.findChildren(IntervalLine):
        line.grab()
    application.processEvents()
    window.grab()
    application.processEvents()
print(len(told), len(bridge.case.marks), "Jane" in "".join(told))
"""

BROKEN = {
    "names of the spine": ("answer.spine_panel", "module.SpinePanel._write_pills = broken"),
    "bones of the spine": (
        "answer.spine_panel",
        "module.SpineDrawing.renderer = broken; PANEL._bones.clear()",
    ),
    "body": ("body.body_scene", "module.BasePicture.paint = broken; window.body_card.views[0].redraw_picture()"),
    "interval": ("answer.interval_line", "module.IntervalLine._paint_scale = broken"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_mistake_in_painting_is_told_once_and_the_work_goes_on(broken: str) -> None:
    module, breaking = BROKEN[broken]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER.replace("MODULE", module).replace("BREAK_IT", breaking)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["1", "1", "False"], done.stderr


def paint_methods() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for path in sorted(UI.rglob("*.py")):
        for owner in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(owner, ast.ClassDef) and owner.bases:
                methods = (node for node in owner.body if isinstance(node, ast.FunctionDef))
                found += [(f"{path.stem}.{owner.name}", method) for method in methods if method.name in HOOKS]
    return found


HOOKS = ("paint", "paintEvent", "drawBackground", "drawForeground")


def test_every_paint_method_is_guarded() -> None:
    methods = [(name, method) for name, method in paint_methods() if len(method.body) > 1]
    assert len(methods) > 10
    bare = [name for name, method in methods if "guarded" not in [ast.unparse(one) for one in method.decorator_list]]
    assert bare == []
