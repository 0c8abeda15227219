"""What every killed program needs, loaded once: the server that forks them loads this (`tools.reliability.kills`)."""

from __future__ import annotations

from bodymap.core.vocabulary import Figure
from bodymap.library.loading import load_atlas, load_evidence
from tools.reliability import use

__all__ = ["use"]

load_atlas(Figure.NEUTRAL)
load_evidence(Figure.NEUTRAL)
