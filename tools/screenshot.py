"""Makes the README's screenshot: the window after a touch on the front of the left hip.

python -m tools.screenshot OUT.png [--size 1440x900] [--dark] [--clinician]

Needs no screen: offscreen and on X11 the window is the same, pixel by pixel.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.atlas.atlas import Atlas
from bodymap.core.vocabulary import MapName, PartId, Root, Side, View, Voice
from bodymap.ui.bridge import Bridge
from bodymap.ui.look import Look
from bodymap.ui.theme import ThemeChoice
from bodymap.ui.window.main_window import MainWindow

_ABOVE_BORDER_MM = 6


def main() -> None:
    """Show the window offscreen, touch the hip, save what is seen."""
    asked = _asked()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    bridge = Bridge()
    window = MainWindow(bridge, Look(application, ThemeChoice.DARK if asked.dark else ThemeChoice.LIGHT))
    window.resize(*map(int, asked.size.split("x")))
    window.show()
    _wait_until_found(bridge)
    _go_on_until(lambda: window.preparing.is_done)
    body = window.body_card.body_view(View.FRONT)
    assert body is not None  # noqa: S101
    assert bridge.atlas is not None  # noqa: S101
    pixel = body.mapFromScene(hip(bridge.atlas))
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel)
    _wait_until_found(bridge)
    if asked.clinician:
        window.choose_voice(Voice.CLINICIAN)
    _go_on_until(lambda: not (window.mark_editing.is_behind or window.presenter.way_drawing.is_running))
    application.processEvents()
    window.grab().save(str(asked.out))


def hip(atlas: Atlas) -> QPointF:
    """A point at the front of the left hip, in L1 but near its border with L2."""
    part = next(
        region.geometry
        for region in atlas.part_regions(View.FRONT)
        if (region.part, region.side) == (PartId("hip-front"), Side.LEFT)
    )
    above, below = (
        territory.geometry
        for root in (Root.L1, Root.L2)
        for territory in atlas.territories(MapName.FOERSTER, View.FRONT)
        if (territory.root, territory.side) == (root, Side.LEFT)
    )
    border = shapely.line_merge(shapely.intersection(shapely.intersection(above, below), part))
    middle = shapely.line_interpolate_point(border, 0.5, normalized=True)
    return QPointF(middle.x, middle.y - _ABOVE_BORDER_MM)


def _wait_until_found(bridge: Bridge) -> None:
    found: list[object] = []
    bridge.found.connect(found.append)
    _go_on_until(lambda: bool(found))


def _go_on_until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        QApplication.processEvents()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshot", description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT.png")
    parser.add_argument("--size", default="1440x900", metavar="WIDTHxHEIGHT")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    parser.add_argument("--clinician", action="store_true", help="in the clinician's words")
    return parser.parse_args()


if __name__ == "__main__":
    main()
