"""The standing column: where every vertebra, disc and root lies and how it is tilted, from the sacrum upwards."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bodymap.builder.spine.table import VERTEBRAE, Dimensions


@dataclass(frozen=True, slots=True)
class Pose:
    """Place of an element's own frame in the column's.

    Attributes
    ----------
    y, z : float
        Where its origin lies: down and backwards of the middle of the upper face of the sacrum, mm.
    tilt : float
        Degrees by which its upper face leans forward.
    """

    y: float
    z: float
    tilt: float

    @property
    def down(self) -> tuple[float, float]:
        """The element's downward direction as (y, z)."""
        angle = math.radians(self.tilt)
        return math.cos(angle), math.sin(angle)

    def moved(self, down: float, back: float) -> Pose:
        """The same tilt at another place, given along the element's own directions."""
        cosine, sine = self.down
        return Pose(self.y + down * cosine - back * sine, self.z + down * sine + back * cosine, self.tilt)

    def tilted(self, tilt: float) -> Pose:
        """The same place with another tilt."""
        return Pose(self.y, self.z, tilt)


@dataclass(frozen=True, slots=True)
class DiscShape:
    """Height and wedge of a disc as it stands."""

    height_front: float
    height_back: float


def wedge(name: str, table: Dimensions) -> float:
    """Degrees by which a vertebra's upper face leans forward more than its lower face; negative when it opens."""
    back, front = table.of(name, "height_posterior"), table.of(name, "height_anterior")
    return math.degrees(math.atan2(back - front, table.of(name, "body_depth")))


def disc_name(above: str) -> str:
    """The disc below a vertebra, named as in `L4-L5`."""
    below = {"C7": "T1", "T12": "L1", "L5": "S1"}.get(above) or f"{above[0]}{int(above[1:]) + 1}"
    return f"{above}-{below}"


def disc_shape(above: str, table: Dimensions) -> DiscShape:
    """Heights of the disc below a vertebra at its front and back."""
    name = disc_name(above)
    height = table.of(name, "disc_height")
    opening = table.of(above, "body_depth") / 2 * math.tan(math.radians(table.of(name, "disc_lordosis")))
    return DiscShape(height + opening, height - opening)


def poses(table: Dimensions) -> dict[str, Pose]:
    """Poses of `sacrum`, all vertebrae from L5 up to C1 and the discs between them."""
    slope = table.of("sacrum", "slope")
    found: dict[str, Pose] = {}
    face = Pose(0.0, 0.0, slope)
    found["sacrum"] = face.moved(table.of("S1", "height") / 2, 0.0)
    for name in reversed(VERTEBRAE[1:]):
        disc = disc_name(name)
        tilt = face.tilt - table.of(disc, "disc_lordosis") / 2
        found[disc] = face.tilted(tilt).moved(-table.of(disc, "disc_height") / 2, 0.0)
        face = found[disc].moved(-table.of(disc, "disc_height") / 2, 0.0)
        face = face.tilted(face.tilt - table.of(disc, "disc_lordosis") / 2)
        middle = (table.of(name, "height_posterior") + table.of(name, "height_anterior")) / 2
        lean = wedge(name, table)
        found[name] = face.tilted(face.tilt + lean / 2).moved(-middle / 2, 0.0)
        face = found[name].moved(-middle / 2, 0.0).tilted(face.tilt + lean)
    found["C1"] = face.tilted(face.tilt - 4).moved(-table.of("C1", "height") / 2 - 1.0, 0.0)
    return found
