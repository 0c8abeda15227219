"""The choices of the two menus in the bar: which maps are asked, and which body is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from bodymap.core.vocabulary import Figure, MapName
from bodymap.ui.body.view_choice import figure_title, map_title
from bodymap.ui.language.spoken import label
from bodymap.ui.window.choice_menu import Option

if TYPE_CHECKING:
    from bodymap.core.atlas.maps import DermatomeMap


def map_options(known: Sequence[DermatomeMap]) -> tuple[Option, ...]:
    """All maps compared, then each alone; the value is a tuple of maps, None for all."""
    if not known:
        return ()
    return _all_and_each([(one.name, label(one.title), label(one.note)) for one in known])


def awaited_maps() -> tuple[Option, ...]:
    """The same as far as it is known before the atlas is loaded, so that the bar has room for them from the start."""
    return _all_and_each([(name, map_title(name), "") for name in MapName])


def _all_and_each(maps: Sequence[tuple[MapName, str, str]]) -> tuple[Option, ...]:
    compared = QCoreApplication.translate("maps", "All {count} compared").format(count=len(maps))
    together = QCoreApplication.translate("maps", "Map: {count} compared").format(count=len(maps))
    note = QCoreApplication.translate("maps", "Shows where the published maps agree and where they differ.")
    alone = QCoreApplication.translate("maps", "Map: {name}")
    each = (Option((name,), title, alone.format(name=map_title(name)), told) for name, title, told in maps)
    return (Option(None, compared, together, note), *each)


def figure_options(figures: Sequence[Figure]) -> tuple[Option, ...]:
    """The figures that are drawn."""
    summary = QCoreApplication.translate("Figure", "Figure: {name}")
    return tuple(
        Option(figure, figure_title(figure), summary.format(name=figure_title(figure).lower())) for figure in figures
    )
