"""What reading anything from outside may take at most, whatever it is."""

from __future__ import annotations

from typing import Final

MOST_S: Final = 2.0
"""Seconds of the processor."""
MOST_MB: Final = 500.0
"""Memory of the whole process."""
