"""How large the pill is in which a name stands, on the body and beside the spine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF


def pill_size(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a name's pill in pixels; the name may have several lines."""
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    height = len(lines) * metrics.height() + 6
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    return max(widest + 16, (metrics.height() + 6) * 1.3), height
