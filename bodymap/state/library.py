"""Loads the atlas and the clinical tables from the files that come with bodymap."""

from __future__ import annotations

from bodymap.core.anatomy import Figure
from bodymap.core.atlas import Atlas
from bodymap.core.evidence import Evidence


def load_atlas(figure: Figure = Figure.NEUTRAL) -> Atlas:
    """The atlas of a figure."""
    raise NotImplementedError


def load_evidence() -> Evidence:
    """The clinical tables."""
    raise NotImplementedError
