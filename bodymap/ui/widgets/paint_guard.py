"""Keeps a mistake in painting from ending the program."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter

_P = ParamSpec("_P")
_told: set[str] = set()


def guarded(paint: Callable[_P, None]) -> Callable[_P, None]:
    """A paint method that leaves out what it cannot paint, and tells so once, when the painting is over.

    The program ends when a painter is at work after its paint event, as one is in the frames of an uncaught error, and
    when a dialog opens in the middle of painting. So such painters are ended, and `sys.excepthook` is called later. As
    a window paints again and again, each method tells of its first mistake only.
    """

    @functools.wraps(paint)
    def paint_or_tell(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            paint(*args, **kwargs)
        except Exception as error:
            _end_painters(error.__traceback__, lent=args)
            if paint.__qualname__ not in _told:
                _told.add(paint.__qualname__)
                QTimer.singleShot(0, functools.partial(_tell, error))

    return paint_or_tell


def _end_painters(trace: TracebackType | None, *, lent: tuple[object, ...]) -> None:
    """End what was begun in the frames of an error, the innermost first; a painter that Qt lent stays at work."""
    for frame, _line in reversed(list(traceback.walk_tb(trace))):
        for painter in frame.f_locals.values():
            if isinstance(painter, QPainter) and painter.isActive() and not any(painter is one for one in lent):
                painter.end()


def _tell(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
