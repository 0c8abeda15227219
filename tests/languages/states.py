"""What a window shows on a short way through it, for tests that look at every text of it."""

from __future__ import annotations

from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from bodymap.core.vocabulary import PartId, Quality, Side, Voice
from bodymap.ui.window.main_window import MainWindow


def states(window: MainWindow, qtbot: QtBot) -> Iterator[None]:
    """Bring a window from the empty case by an ache and an emergency, told to each reader, to its other pages."""
    yield
    for part, side, quality in (("hip-front", Side.LEFT, Quality.ACHING), ("perineum", Side.RIGHT, Quality.NUMB)):
        window.bridge.select(None)
        window.bridge.say_quality(quality)
        window.bridge.say_intensity(6)
        with qtbot.waitSignal(window.bridge.found, timeout=20_000):
            window.bridge.toggle_part(PartId(part), side)
        for voice in Voice:
            window.choose_voice(voice)
            yield
    for panel in (1, 2):
        window.side_panel.turn_to(panel)
        yield
