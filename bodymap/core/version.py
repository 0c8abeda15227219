"""The version of bodymap, written here and nowhere else: wheel, bundle and the program itself take it from here."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
