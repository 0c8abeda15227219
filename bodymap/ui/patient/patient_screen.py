"""Opens the patient display on a second screen, if there is one, and closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from bodymap.ui.body.body_view import BodyView
from bodymap.ui.language.spoken import patient_language, speaking

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.reasoning.findings import Findings
    from bodymap.ui.bridge import Bridge
    from bodymap.ui.look import Look
    from bodymap.ui.patient.patient_display import PatientDisplay


class PatientScreen(QObject):
    """Opens and closes the patient display with its command."""

    def __init__(
        self, window: QWidget, bridge: Bridge, look: Look, action: QAction, make: Callable[..., BodyView]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._look = look
        self._action = action
        self._make = make
        self._findings: Findings | None = None
        self.display: PatientDisplay | None = None
        action.toggled.connect(self._on_toggled)
        bridge.found.connect(self._on_found)
        bridge.atlas_loaded.connect(self._on_atlas_loaded)

    def speak_anew(self) -> None:
        """Show the display in the language that the patient reads from now on, where it stands."""
        if (old := self.display) is not None:
            box = old.geometry()
            old.closed.disconnect(self._on_closed)
            self._open(box)
            old.hide()
            old.deleteLater()

    def _on_found(self, findings: Findings) -> None:
        self._findings = findings

    def _on_atlas_loaded(self, _atlas: Atlas) -> None:
        self._findings = None

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001
        if not is_on:
            self.close()
        elif self.display is None:
            others = [screen for screen in QGuiApplication.screens() if screen is not self._window.screen()]
            self._open(others[0].geometry() if others else None)

    def _open(self, box: QRect | None) -> None:
        from bodymap.ui.patient.patient_display import PatientDisplay

        with speaking(patient_language()):
            self.display = display = PatientDisplay(self._bridge, self._look, self._make)
        display.closed.connect(self._on_closed)
        if box is not None:
            display.setGeometry(box)
        display.showFullScreen()
        if self._findings is not None:
            display.show_findings(self._findings)

    def close(self) -> None:
        """Close the display, as when the window is closed."""
        if self.display is not None:
            self.display.close()

    def _on_closed(self) -> None:
        if self.display is not None:
            self.display.deleteLater()
            self.display = None
        self._action.setChecked(False)
