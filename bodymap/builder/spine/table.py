"""The table of vertebral dimensions, `bodymap/data/spine.csv`, as one value per element and measure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from bodymap.core.errors import TableError
from bodymap.library import resources

CERVICAL = tuple(f"C{number}" for number in range(1, 8))
THORACIC = tuple(f"T{number}" for number in range(1, 13))
LUMBAR = tuple(f"L{number}" for number in range(1, 6))
SACRAL = tuple(f"S{number}" for number in range(1, 6))
VERTEBRAE = CERVICAL + THORACIC + LUMBAR
"""The vertebrae that stay apart, from head to tail."""

_TABLE = "spine.csv"


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Measures of every element of the column, in mm or degrees.

    Attributes
    ----------
    values : mapping of (str, str) to float
        Keyed by element (``L4``, ``L4-L5``, ``sacrum``) and measure (``body_depth``).
    """

    values: Mapping[tuple[str, str], float]

    def of(self, element: str, measure: str) -> float:
        """One measure of one element in mm.

        Raises
        ------
        TableError
            If the table has no such row.
        """
        try:
            return self.values[element, measure]
        except KeyError:
            raise TableError(f"{_TABLE}: no row for {measure!r} of {element!r}") from None

    def get(self, element: str, measure: str, otherwise: float) -> float:
        """One measure of one element in mm, or another value where the table has none."""
        return self.values.get((element, measure), otherwise)

    def mean(self, element: str, first: str, second: str) -> float:
        """The mean of two measures of one element in mm."""
        return (self.of(element, first) + self.of(element, second)) / 2


def dimensions() -> Dimensions:
    """Read the table of vertebral dimensions."""
    rows = csv.DictReader(io.StringIO(resources.table_text(_TABLE)))
    return Dimensions({(row["element"], row["measure"]): float(row["value"]) for row in rows})
