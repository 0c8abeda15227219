"""Where numbers of marks and names of roots stand in a view that is exported: none covers a mark that it is not of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from bodymap.core.atlas.label_margin import place_labels_outside
from bodymap.core.atlas.label_placement import Label, LabelRequest, place_labels
from bodymap.core.atlas.number_placement import NumberRequest, box_of, place_numbers
from bodymap.core.atlas.orientation import MIDLINE_VIEWS, half_of
from bodymap.core.atlas.svg import ViewBox
from bodymap.core.marks.mark import Mark, Stroke
from bodymap.core.vocabulary import Root, Side, View

_ROOMY: Final = 2.5
"""A name stands on skin that is so many times as large as its frame, and beside smaller skin, not to hide it."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Sizes in the units of a view.

    Attributes
    ----------
    frame : float
        Height of the frame round a name or number, and its least width.
    character : float
        Width of a character.
    clear : float
        What stays free between a name and a mark.
    """

    frame: float
    character: float
    clear: float

    def width(self, text: str) -> float:
        """Of the frame round a text."""
        return max(self.frame, self.character * len(text) + 0.5 * self.frame)


def number_labels(
    marked: Sequence[tuple[int, Mark, BaseGeometry]], view: View, box: ViewBox, letters: Lettering
) -> tuple[Label, ...]:
    """The number of each mark on its skin or touching it, on the side of the body on which most of it lies."""
    requests = [
        NumberRequest(str(number), area, letters.width(str(number)), letters.frame, _start(mark, view))
        for number, mark, area in marked
    ]
    return place_numbers(requests, has_middle=view in MIDLINE_VIEWS, room=_room(box))


def name_labels(
    named: Sequence[tuple[Root, Side, BaseGeometry]],
    numbers: Sequence[Label],
    taken: Sequence[BaseGeometry],
    *,
    view: View,
    box: ViewBox,
    body: BaseGeometry,
    letters: Lettering,
) -> tuple[Label, ...]:
    """The name of each root on its skin, or beside it with a `tip` on it; on its own side, clear of all that is taken.

    Taken are the numbers, the marks, and the letters of the sides.
    """
    requests = [
        LabelRequest(root.value, area, letters.width(root.value), letters.frame, half_of(side, view))
        for root, side, area in named
    ]
    taken = [*taken, *(box_of(number) for number in numbers)]
    roomy = [asked for asked, one in enumerate(requests) if one.area.area > _ROOMY * one.width * one.height]
    on_skin = _numbered(place_labels([requests[asked] for asked in roomy], avoid=taken, clear=letters.clear), roomy)
    placed = {label.asked for label in on_skin}
    others = [asked for asked in range(len(requests)) if asked not in placed]
    beside = place_labels_outside(
        [requests[asked] for asked in others],
        avoid=[area.buffer(letters.clear) for area in (*taken, *map(box_of, on_skin))],
        body=body,
        room=shapely.box(*_room(box)),
    )
    return (*on_skin, *_numbered(beside, others))


def _numbered(labels: Sequence[Label], asked: Sequence[int]) -> tuple[Label, ...]:
    """Labels of some of the requests with their numbers among all."""
    return tuple(replace(label, asked=asked[label.asked]) for label in labels)


def _start(mark: Mark, view: View) -> tuple[float, float] | None:
    is_here = isinstance(mark.shape, Stroke) and mark.shape.view is view
    return mark.shape.points[0] if isinstance(mark.shape, Stroke) and is_here else None


def _room(box: ViewBox) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height
