"""How large the pill is in which a name stands, on the body and beside the spine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF


def pill_size(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a name's pill in pixels."""
    metrics = QFontMetricsF(font)
    height = metrics.height() + 6
    return max(metrics.horizontalAdvance(text) + 16, height * 1.3), height
