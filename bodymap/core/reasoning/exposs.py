"""The figures of the EXPOSS study: how often isolated limb pain answered to treatment of the spine."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bodymap.core.errors import TableError
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import ExpossLocation

_COLUMNS: Final = ("id", "location", "x", "n", "percent", "low", "high", "source", "via", "certainty")
_Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution, for a 95 % interval."""


@dataclass(frozen=True, slots=True)
class ExpossFigure:
    """What the study found for one place.

    Attributes
    ----------
    x, n : int
        `x` of `n` people were classed as having pain of spinal source by how they answered to spinal loading.
    percent, low, high : float
        `x` in a hundred with its Wilson 95 % interval, to one decimal.
    via : SourceId or None
        The second-hand source the counts were read in, if the study itself was not seen that far.

    References
    ----------
    Rosedale R, Rastogi R, Kidd J, Lynch G, Supp G, Robbins SM. A study exploring the prevalence of Extremity Pain
    of Spinal Source (EXPOSS). J Man Manip Ther 2020;28(4):222-230.
    """

    id: str
    location: ExpossLocation
    x: int
    n: int
    percent: float
    low: float
    high: float
    source: SourceId
    via: SourceId | None
    certainty: Certainty


def parse_exposs(text: str, *, file: str, sources: Iterable[SourceId]) -> tuple[ExpossFigure, ...]:
    """The figures of a CSV text, one for each of the eight places.

    Raises
    ------
    TableError
        If a place is missing or a duplicate, a source is not known, or percent and interval do not follow from the
        counts.
    """
    known = tuple(sources)
    rows = read_rows(text, file=file, columns=_COLUMNS)
    refuse_repeats(rows, "id")
    refuse_repeats(rows, "location")
    figures = tuple(_figure(row, known) for row in rows)
    missing = [location.value for location in ExpossLocation if location not in {row.location for row in figures}]
    if missing:
        raise TableError(f"{file}: no row for {', '.join(missing)}")
    return figures


def wilson_interval(x: int, n: int) -> tuple[float, float]:
    """The Wilson 95 % interval of `x` out of `n`, as fractions.

    References
    ----------
    Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212.

    Examples
    --------
    >>> [round(100 * limit, 1) for limit in wilson_interval(22, 31)]
    [53.4, 83.9]
    """
    share, weight = x / n, _Z * _Z / n
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * math.sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def _figure(row: Row, sources: tuple[SourceId, ...]) -> ExpossFigure:
    figure = ExpossFigure(
        id=row.text("id"),
        location=row.member("location", ExpossLocation),
        x=row.count("x"),
        n=row.count("n"),
        percent=row.number_in("percent"),
        low=row.number_in("low"),
        high=row.number_in("high"),
        source=SourceId(row.known("source", sources)),
        via=SourceId(row.known("via", sources)) if row.optional("via") else None,
        certainty=row.member("certainty", Certainty),
    )
    if not 0 <= figure.x <= figure.n or figure.n == 0:
        raise TableError(f"{row.file} row {row.number}: {figure.x} of {figure.n}; expected x from 0 to n")
    expected = tuple(round(100 * share, 1) for share in (figure.x / figure.n, *wilson_interval(figure.x, figure.n)))
    if (figure.percent, figure.low, figure.high) != expected:
        came = f"{figure.percent}, {figure.low} to {figure.high}"
        right = f"{expected[0]}, {expected[1]} to {expected[2]}"
        raise TableError(f"{row.file} row {row.number}: {figure.x} of {figure.n} is {right} percent, not {came}")
    return figure
