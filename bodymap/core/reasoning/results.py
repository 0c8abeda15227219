"""What the results of examinations speak for and against, each by itself.

Results stand beside the candidates and are never added up to a probability: the tests are not independent of each
other, and their ratios come from different people. In 116 people with chronic radiculopathy no single neurological test
reached a likelihood ratio above 4.0 or below 0.4 (Iversen 2013, BMC Musculoskelet Disord 14:206, abstract).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bodymap.core.marks.examined import Examined
from bodymap.core.reasoning.examinations import Examination
from bodymap.core.vocabulary import Root, Side

Offered: TypeAlias = tuple[str, Side | None]
"""Id of what goes with the marks, and the side on which it does; None for what has no side, such as an alarm."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One result, and what the table says that it speaks about.

    Attributes
    ----------
    conditions : tuple of str
        Ids of other sources, nerves or alarms, which go with the marks of its side, that the test is about.
    opposed : tuple of str
        Ids of those that an abnormal result speaks against.
    """

    examined: Examined
    test: Examination
    conditions: tuple[str, ...] = ()
    opposed: tuple[str, ...] = ()

    @property
    def roots(self) -> tuple[Root, ...]:
        """The roots that the test is about."""
        return self.test.roots

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for `roots` and `conditions`; a normal or negative result speaks against them."""
        return self.examined.result.is_abnormal

    def is_about(self, root: Root, side: Side) -> bool:
        """Whether it speaks for or against a root of one side."""
        return root in self.roots and side is self.examined.side


def weighed(
    examined: Iterable[Examined], offered: Collection[Offered], tests: Iterable[Examination]
) -> tuple[Weight, ...]:
    """The results with what they speak about, in the order of the tests; a test that is not known is left out.

    Parameters
    ----------
    offered : collection of (str, Side or None)
        The other sources, nerves and raised alarms that go with the marks. A result of the side that is not marked says
        nothing of what is offered for the marked one.
    """
    results = tuple(examined)
    return tuple(
        Weight(
            one,
            test,
            conditions=_met(test.conditions, one.side, offered),
            opposed=_met(test.against, one.side, offered),
        )
        for test in tests
        for one in results
        if one.test == test.id
    )


def _met(conditions: Iterable[str], side: Side, offered: Collection[Offered]) -> tuple[str, ...]:
    """Those of some conditions that are offered for a side, or for none."""
    return tuple(one for one in conditions if (one, side) in offered or (one, None) in offered)
