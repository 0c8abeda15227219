"""Territories: which root, part or nerve owns each point of the skin, from a table of polygons in charts.

A table's rows are painted in order, later rows over earlier ones, on one side of the body; the other side is the
mirror image. A row names its chart and its outline there:

- `border`, a list of points joined by a smooth curve, then `beyond`, corners that close the polygon with straight
  lines (they usually lie far outside, so that only the border is seen); or
- `box`, the chart coordinates [across from, across to, along from, along to]; or
- `ring`, as a box of a round limb, its cross-cuts a gentle arc as on a limb that is seen from the front; or
- neither, for all the skin that the chart covers.

A row may say `only`, the names it may paint over, and `figures`, the figures that it is for; else it is for all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from bodymap.builder.body import Floats, Ints
from bodymap.builder.charts import CHARTS, ROUND_LIMBS, Flat, Skin, flatten
from bodymap.core.errors import TableError
from bodymap.core.vocabulary import Figure

Points = tuple[tuple[float, float], ...]

_CURVE_STEPS = 12
_RING_STEP = 3.0
"""Degrees between the points of a ring's cross-cut."""
_RING_SAG = 0.02
"""How far a cross-cut hangs down in front and behind and stands up at the sides, as a share of the limb's segment."""
_ROW_KEYS = {"name", "chart", "border", "beyond", "box", "ring", "only", "figures", "sources", "note"}


@dataclass(frozen=True, slots=True)
class Territory:
    """One row of a table.

    Attributes
    ----------
    name : str
        Root, part or nerve; an empty name leaves the skin blank.
    chart : str
    outline : Polygon or None
        In chart coordinates; None for all that the chart covers.
    only : frozenset of str or None
        Names it may paint over; None for any.
    figures : frozenset of Figure
        The figures whose skin it paints.
    sources : tuple of str
    """

    name: str
    chart: str
    outline: shapely.Polygon | None
    only: frozenset[str] | None
    sources: tuple[str, ...]
    figures: frozenset[Figure] = frozenset(Figure)


def read_table(text: str, *, file: str, known: Sequence[str], needs_source: bool) -> tuple[Territory, ...]:
    """The rows `[[territory]]` of a TOML table.

    Parameters
    ----------
    text : str
    file : str
        Name for error messages.
    known : sequence of str
        Names that may own skin.
    needs_source : bool
        Whether a row without a source is refused.

    Raises
    ------
    TableError
        If a row has an unknown key, name or chart, a bad outline, or no source.
    """
    try:
        rows = tomllib.loads(text).get("territory", [])
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{file}: not valid TOML: {error}") from error
    table = tuple(_read_row(row, f"{file} territory {number}", known) for number, row in enumerate(rows, 1))
    for number, territory in enumerate(table, 1):
        if needs_source and not territory.sources:
            raise TableError(f"{file} territory {number}: '{territory.name}' names no source")
    return table


def paint(table: Sequence[Territory], skin: Skin, names: Sequence[str]) -> Ints:
    """For each point the number of its owner in `names`, counted from 1; 0 where nobody owns it."""
    owner = np.zeros(len(skin.position), dtype=np.int64)
    for row in table:
        inside = _inside(row, flatten(row.chart, skin))
        if row.only is not None:
            inside = inside[np.isin(owner[inside], [names.index(name) + 1 for name in row.only])]
        owner[inside] = names.index(row.name) + 1 if row.name else 0
    return owner


def curve(points: Points) -> Points:
    """A smooth curve through points (centripetal Catmull-Rom), which meets its end points straight on."""
    if len(points) < 3:
        return points
    known = np.array(points)
    ends = np.vstack((2 * known[0] - known[1], known, 2 * known[-1] - known[-2]))
    scale = np.ptp(known, axis=0)
    scale[scale == 0] = 1.0
    knots = np.r_[0.0, np.cumsum(np.sqrt(np.linalg.norm(np.diff(ends / scale, axis=0), axis=1)) + 1e-9)]
    pieces = [_span(ends[k : k + 4], knots[k : k + 4]) for k in range(len(known) - 1)]
    return tuple(map(tuple, np.vstack((*pieces, known[-1:]))))


def _span(points: Floats, knots: Floats) -> Floats:
    """Barry and Goldman's pyramid for one span of a Catmull-Rom curve, without its last point."""
    at = np.linspace(knots[1], knots[2], _CURVE_STEPS, endpoint=False)[:, None]

    def mix(first: Floats, second: Floats, start: int, end: int) -> Floats:
        share = (at - knots[start]) / (knots[end] - knots[start])
        return np.asarray((1 - share) * first + share * second)

    a1, a2, a3 = (mix(points[k], points[k + 1], k, k + 1) for k in range(3))
    return mix(mix(a1, a2, 0, 2), mix(a2, a3, 1, 3), 1, 2)


def _inside(row: Territory, flat: Flat) -> Ints:
    """Numbers of the points inside a row's outline."""
    if row.outline is None:
        return flat.points
    inside = np.zeros(len(flat.points), dtype=bool)
    west, south, east, north = row.outline.bounds
    shapely.prepare(row.outline)
    level = np.flatnonzero((flat.along >= south) & (flat.along <= north))
    for turn in (-360.0, 0.0, 360.0) if row.chart in ROUND_LIMBS else (0.0,):
        across = flat.across[level] + turn
        near = (across >= west) & (across <= east)
        where = level[near]
        inside[where] |= shapely.contains_xy(row.outline, across[near], flat.along[where])
    return flat.points[inside]


def _read_row(row: Mapping[str, object], where: str, known: Sequence[str]) -> Territory:
    unknown = set(row) - _ROW_KEYS
    if unknown:
        raise TableError(f"{where}: unknown key {sorted(unknown)}; known: {sorted(_ROW_KEYS)}")
    name, chart = str(row.get("name", "")), str(row.get("chart", ""))
    only = _texts(row, "only", where)
    for each in (name, *only):
        if each and each not in known:
            raise TableError(f"{where}: unknown name '{each}'; known: {', '.join(known)}")
    if chart not in CHARTS:
        raise TableError(f"{where}: unknown chart '{chart}'; known: {', '.join(CHARTS)}")
    sources, figures = _texts(row, "sources", where), _texts(row, "figures", where)
    unknown_figures = set(figures) - {figure.value for figure in Figure}
    if unknown_figures:
        raise TableError(f"{where}: unknown figure {sorted(unknown_figures)}; known: {[each.value for each in Figure]}")
    outline, whose = _outline(row, where), frozenset(map(Figure, figures)) or frozenset(Figure)
    return Territory(name, chart, outline, frozenset(only) or None, sources, whose)


def _outline(row: Mapping[str, object], where: str) -> shapely.Polygon | None:
    if "box" in row:
        low, high, start, end = _numbers(row["box"], 4, f"{where}: box")
        return shapely.box(low, start, high, end)
    if "ring" in row:
        return _ring(*_numbers(row["ring"], 4, f"{where}: ring"))
    if "border" not in row:
        return None
    outline = shapely.Polygon((*curve(_points(row, "border", where)), *_points(row, "beyond", where)))
    if not outline.is_valid:
        raise TableError(f"{where}: the outline crosses itself: {shapely.is_valid_reason(outline)}")
    return outline


def _ring(low: float, high: float, start: float, end: float) -> shapely.Polygon:
    """A box of a round limb whose cross-cuts follow one wave round it, so that those of neighbours meet."""
    across = np.linspace(low, high, int((high - low) / _RING_STEP) + 2)
    wave = _RING_SAG * np.cos(2 * np.radians(across))
    first, last = np.column_stack((across, start + wave)), np.column_stack((across, end + wave))
    return shapely.Polygon(np.vstack((first, last[::-1])))


def _points(row: Mapping[str, object], key: str, where: str) -> Points:
    """A list of pairs of numbers, empty where the row has none."""
    pairs = row.get(key, [])
    if not isinstance(pairs, list):
        raise TableError(f"{where}: {key} is {pairs!r}; expected a list of points")
    return tuple((x, y) for x, y in (_numbers(pair, 2, f"{where}: {key}") for pair in pairs))


def _numbers(value: object, count: int, where: str) -> tuple[float, ...]:
    numbers = value if isinstance(value, list) else []
    if len(numbers) != count or not all(isinstance(number, int | float) for number in numbers):
        raise TableError(f"{where} holds {value!r}; expected {count} numbers")
    return tuple(map(float, numbers))


def _texts(row: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    """A list of texts, empty where the row has none."""
    texts = row.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TableError(f"{where}: {key} is {texts!r}; expected a list of texts")
    return tuple(texts)
