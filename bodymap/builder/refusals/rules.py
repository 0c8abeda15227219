"""What the builder refuses to draw: torn or tiny pieces, strangers that touch, and skin that nobody owns.

What may be in spite of that stands in `plate_exceptions.toml`, each with its reason.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bodymap.core.errors import BodymapError, TableError
from bodymap.core.vocabulary import Root
from bodymap.library import resources

FILE = "plate_exceptions.toml"
SMALLEST_MM2 = 150.0
NARROWEST_MM = 7.0
NOBODY = ""
"""The name of skin that nobody owns."""

_SHORTEST_CONTACT_MM = 8.0
_EVERY = "*"


class DrawingRefused(BodymapError):
    """The tables describe what may not be drawn."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A connected piece of one name on one side.

    Attributes
    ----------
    name : str
    area_mm2 : float
    width_mm : float
        At its widest place.
    is_cut : bool
        Whether the outline of a picture or another limb cuts it, so that it is only a part of what is drawn.
    """

    name: str
    area_mm2: float
    width_mm: float
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What is allowed although the rules refuse it, by layer and name (`*` for every name) or pair of names.

    A contact also by the view it is allowed in, empty for the body and every view.
    """

    torn: frozenset[tuple[str, str]]
    small: frozenset[tuple[str, str]]
    contacts: frozenset[tuple[str, frozenset[str], str]]

    def may_be_torn(self, layer: str, name: str) -> bool:
        """Whether a name of a layer may be in several pieces on one side."""
        return (layer, name) in self.torn or (layer, _EVERY) in self.torn

    def may_be_small(self, layer: str, name: str) -> bool:
        """Whether a piece of a name may be too small to be seen or touched well."""
        return (layer, name) in self.small or (layer, _EVERY) in self.small


@lru_cache(maxsize=1)
def exceptions() -> Exceptions:
    """The table of exceptions.

    Raises
    ------
    TableError
        If a row has no reason.
    """
    rows = tomllib.loads(resources.table_text(FILE))
    for kind, found in rows.items():
        for number, row in enumerate(found, 1):
            if not row.get("reason"):
                raise TableError(f"{FILE} {kind} {number}: no reason is given")

    def named(kind: str) -> frozenset[tuple[str, str]]:
        return frozenset((row["layer"], name) for row in rows.get(kind, []) for name in row["names"])

    return Exceptions(
        torn=named("torn"),
        small=named("small"),
        contacts=frozenset(
            (row["layer"], frozenset(pair), row.get("view", ""))
            for row in rows.get("contact", [])
            for pair in row["pairs"]
        ),
    )


def refuse(found: Iterable[str]) -> None:
    """Say all faults at once.

    Raises
    ------
    DrawingRefused
        If there are any.
    """
    faults = list(dict.fromkeys(found))
    if faults:
        raise DrawingRefused("the tables of the drawings are refused: " + "; ".join(faults))


def torn(layer: str, found: Sequence[Piece]) -> Iterator[str]:
    """Names in several pieces. Pieces that are cut may hang together behind what cuts them; a whole one does not."""
    counts = Counter(piece.name for piece in found if piece.name != NOBODY)
    whole = {piece.name for piece in found if not piece.is_cut}
    for name, count in sorted(counts.items()):
        if count > 1 and name in whole and not exceptions().may_be_torn(layer, name):
            yield f"{layer}: {name} is in {count} pieces"


def small(layer: str, found: Iterable[Piece]) -> Iterator[str]:
    """Whole pieces too small to be seen or touched well."""
    for piece in found:
        is_small = piece.area_mm2 < SMALLEST_MM2 or piece.width_mm < NARROWEST_MM
        if piece.name != NOBODY and is_small and not piece.is_cut and not exceptions().may_be_small(layer, piece.name):
            yield f"{layer}: a piece of {piece.name} has {piece.area_mm2:.0f} mm² and is {piece.width_mm:.1f} mm wide"


def bare(layer: str, found: Iterable[Piece]) -> Iterator[str]:
    """Skin that nobody owns."""
    for piece in found:
        if piece.name == NOBODY:
            yield f"{layer}: {piece.area_mm2:.0f} mm² of skin belong to nobody"


def strangers(layer: str, contacts_mm: Mapping[frozenset[str], float], view: str = "") -> Iterator[str]:
    """Roots that touch, on the body or in a view, but neither follow each other nor meet at an axial line."""
    known = exceptions().contacts
    for pair, length in sorted(contacts_mm.items(), key=lambda each: sorted(each[0])):
        first, second = (Root(name) for name in sorted(pair))
        is_known = (
            first.is_consecutive(second) or pair in _axial(layer) or {(layer, pair, ""), (layer, pair, view)} & known
        )
        if length > _SHORTEST_CONTACT_MM and not is_known:
            yield f"{layer}: {first.value} touches {second.value} for {length:.0f} mm"


@lru_cache(maxsize=3)
def _axial(layer: str) -> frozenset[frozenset[str]]:
    rows = tomllib.loads(resources.table_text(f"maps/{layer}.toml")).get("axial", [])
    return frozenset(frozenset(pair) for row in rows for pair in row["pairs"])
