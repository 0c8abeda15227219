"""Carries results of examinations from their panel to the case, and what they speak for back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from bodymap.core.marks.examined import Examined, TestId
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.vocabulary import Side
    from bodymap.ui.answer.examination_panel import ExaminationPanel
    from bodymap.ui.bridge import Bridge


class Examining(QObject):
    """Makes the panel when it is first turned to."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._panel: ExaminationPanel | None = None
        self._findings: Findings | None = None
        bridge.found.connect(self._on_found)

    def panel(self) -> ExaminationPanel:
        """The panel, which shows the newest findings from now on."""
        if self._panel is None:
            from bodymap.ui.answer.examination_panel import ExaminationPanel

            self._panel = ExaminationPanel()
            self._panel.examined.connect(self._on_examined)
            self._show()
        return self._panel

    def _on_examined(self, said: tuple[TestId, Side, Examined | None]) -> None:
        self._bridge.examine(*said)

    def _on_found(self, findings: Findings) -> None:
        self._findings = findings
        self._show()

    def _show(self) -> None:
        evidence = self._bridge.evidence
        if self._panel is not None and self._findings is not None and evidence is not None:
            self._panel.show_findings(self._findings, evidence)
