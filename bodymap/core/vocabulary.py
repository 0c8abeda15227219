"""The closed vocabulary of the body map: sides, roots, views, figures, maps and qualities."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import Final, NewType

PartId = NewType("PartId", str)
"""Id of a place on the body, the `part` column of `parts.csv`; a public interface."""

NerveId = NewType("NerveId", str)
"""Id of a nerve of the skin, the `id` column of `nerves.csv`; a public interface."""


class Word(Enum):
    """A word of the closed vocabulary; hashed by identity, because words are keys in all that is worked out."""

    __hash__ = object.__hash__


class Side(Word):
    """Side of the body, always the patient's own: in the front view the patient's right is on the viewer's left."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def opposite(self) -> Side:
        """The other side.

        Examples
        --------
        >>> Side.LEFT.opposite
        <Side.RIGHT: 'right'>
        """
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Root(Word):
    """A spinal nerve root that feeds skin, C2 to S5, in order from head to tail.

    C1 has no skin of its own, so the list starts at C2.

    Examples
    --------
    >>> sorted([Root.S1, Root.C7, Root.L5], key=lambda root: root.position)
    [<Root.C7: 'C7'>, <Root.L5: 'L5'>, <Root.S1: 'S1'>]
    """

    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    C7 = "C7"
    C8 = "C8"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"
    T9 = "T9"
    T10 = "T10"
    T11 = "T11"
    T12 = "T12"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"

    @cached_property
    def position(self) -> int:
        """Place in the order from head (C2 is 0) to tail (S5 is 28)."""
        return list(Root).index(self)

    def is_consecutive(self, other: Root) -> bool:
        """Whether the two roots follow each other in the order, as L5 and S1 do.

        Examples
        --------
        >>> Root.L5.is_consecutive(Root.S1), Root.L4.is_consecutive(Root.S2)
        (True, False)
        """
        return abs(self.position - other.position) == 1


class View(Word):
    """A drawing of the body, seen from one direction."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    FEET = "feet"
    HANDS = "hands"
    SADDLE = "saddle"


VIEW_GROUPS: Final = (
    (View.FRONT, View.BACK),
    (View.LEFT, View.RIGHT),
    (View.FEET,),
    (View.HANDS,),
    (View.SADDLE,),
)
"""Views that show different skin stand in one group; the groups overlap, so skin is measured within one of them."""


class Figure(Word):
    """The body that is drawn; all figures carry the same atlas."""

    NEUTRAL = "neutral"
    FEMALE = "female"
    MALE = "male"


class MapName(Word):
    """A published family of dermatome maps that a drawing layer is named after."""

    FOERSTER = "foerster"
    KEEGAN_GARRETT = "keegan-garrett"
    LEE = "lee"


class Quality(Word):
    """How a mark feels, in the words a person uses."""

    ACHING = "aching"
    BURNING = "burning"
    SHOOTING = "shooting"
    TINGLING = "tingling"
    NUMB = "numb"


class ExpossLocation(Word):
    """One of the eight places for which the EXPOSS study gives a figure (Rosedale 2020)."""

    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST_HAND = "wrist/hand"
    ARM_FOREARM = "arm/forearm"
    HIP = "hip"
    THIGH_LEG = "thigh/leg"
    KNEE = "knee"
    ANKLE_FOOT = "ankle/foot"


class Voice(Word):
    """Who a text speaks to."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


EMERGENCY: Final = 1
"""Tier of a warning that cannot wait until tomorrow."""

SOON: Final = 2
"""Tier of a warning that a clinician should see soon."""
