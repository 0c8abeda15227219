"""Which drawings of the body are shown together, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from PySide6.QtCore import QCoreApplication

from bodymap.core.vocabulary import Figure, MapName, View
from bodymap.library import resources


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """Drawings that are shown together under one button.

    Attributes
    ----------
    maps : tuple of MapName
        If there are any, the one drawing is shown once for each, lit by that map alone.
    """

    views: tuple[View, ...]
    maps: tuple[MapName, ...] = ()

    @property
    def title(self) -> str:
        """The button's text, such as "Front + back"."""
        if self.maps:
            words = QCoreApplication.translate("View", "Maps side by side: {view}")
            return words.format(view=view_title(self.views[0]).lower())
        first, *others = (view_title(view) for view in self.views)
        return " + ".join((first, *(title.lower() for title in others)))


CHOICES = (
    ViewChoice((View.FRONT, View.BACK)),
    ViewChoice((View.LEFT, View.RIGHT)),
    ViewChoice((View.FEET,)),
    ViewChoice((View.HANDS,)),
    ViewChoice((View.SADDLE,)),
)
"""What the window offers, in the order of its buttons; the first is shown at the start."""

DETAILS = frozenset({View.FEET, View.HANDS, View.SADDLE})
"""Drawings that show a piece of the body, larger than it is in the drawings of all of it."""


def drawn_choices(figure: Figure) -> tuple[ViewChoice, ...]:
    """The choices whose drawings there are of a figure."""
    drawn = resources.drawn_views(figure)
    return tuple(choice for choice in CHOICES if all(view in drawn for view in choice.views))


def drawn_figures() -> tuple[Figure, ...]:
    """The figures that are drawn at least from the front and from the back."""
    return tuple(figure for figure in Figure if CHOICES[0] in drawn_choices(figure))


def pairs(figure: Figure) -> tuple[ViewChoice, ...]:
    """Any two drawings of a figure side by side, but for those that are offered together already."""
    drawn = [view for view in View if view in resources.drawn_views(figure)]
    offered = {frozenset(choice.views) for choice in CHOICES}
    found = (ViewChoice(two) for two in combinations(drawn, 2) if frozenset(two) not in offered)
    return tuple(found)


def map_choices(figure: Figure) -> tuple[ViewChoice, ...]:
    """The drawings of the whole body that can be shown once for each map."""
    drawn = (view for view in resources.drawn_views(figure) if view not in DETAILS)
    return tuple(ViewChoice((view,), tuple(MapName)) for view in drawn)


def map_title(name: MapName) -> str:
    """A map's name where there is little room."""
    return {
        MapName.FOERSTER: QCoreApplication.translate("maps", "Foerster"),
        MapName.KEEGAN_GARRETT: QCoreApplication.translate("maps", "Keegan"),
        MapName.LEE: QCoreApplication.translate("maps", "Lee"),
    }[name]


def view_title(view: View) -> str:
    """What a drawing is called on a button."""
    return {
        View.FRONT: QCoreApplication.translate("View", "Front"),
        View.BACK: QCoreApplication.translate("View", "Back"),
        View.LEFT: QCoreApplication.translate("View", "Left"),
        View.RIGHT: QCoreApplication.translate("View", "Right"),
        View.FEET: QCoreApplication.translate("View", "Feet"),
        View.HANDS: QCoreApplication.translate("View", "Hands"),
        View.SADDLE: QCoreApplication.translate("View", "Saddle"),
    }[view]


def view_caption(view: View, piece: int = 0) -> str:
    """What stands under a drawing or a piece of it: what it shows, where the button's word leaves that open."""
    pieces = {
        View.FEET: (
            QCoreApplication.translate("View", "Feet: tops"),
            QCoreApplication.translate("View", "Feet: soles"),
        ),
        View.HANDS: (
            QCoreApplication.translate("View", "Hands: palms"),
            QCoreApplication.translate("View", "Hands: backs"),
        ),
    }
    if view in pieces:
        return pieces[view][piece]
    return {
        View.LEFT: QCoreApplication.translate("View", "The patient's left side"),
        View.RIGHT: QCoreApplication.translate("View", "The patient's right side"),
        View.SADDLE: QCoreApplication.translate("View", "Saddle: lying, legs drawn up"),
    }.get(view, view_title(view))


def figure_title(figure: Figure) -> str:
    """What a figure is called in the menu."""
    return {
        Figure.NEUTRAL: QCoreApplication.translate("Figure", "Neutral"),
        Figure.FEMALE: QCoreApplication.translate("Figure", "Female"),
        Figure.MALE: QCoreApplication.translate("Figure", "Male"),
    }[figure]
