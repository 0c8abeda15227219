"""How often warnings are raised and asked about, and what they ask: ``python -m benchmarks.alarms``.

For each part, marked on one side and on both with each feeling and nothing known about the person: what is raised, what
is asked about, and how many questions stand open. A fact about the person is counted apart. Then, over the vignettes of
``tests/data/cases.json`` and the reported cases of ``tests/data/reported_cases.csv``: of the warnings that a case
needed, how many were raised or asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.cases import CASES, read_reported, read_vignettes
from bodymap.core.atlas.atlas import Atlas
from bodymap.core.coverage.pain_extent import marked_parts
from bodymap.core.coverage.skin_roots import marked_skin
from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.marks.reply import Answer
from bodymap.core.reasoning.red_flags import RedFlag, red_flags, wanted_facts
from bodymap.core.tables.person import Person
from bodymap.core.vocabulary import EMERGENCY, PartId, Quality, Side
from bodymap.library.loading import load_atlas, load_evidence

SADDLE: Final = frozenset(
    {
        "anus",
        "perineum",
        "genitals-front",
        "genitals-back",
        "buttock-lower-inner",
        "thigh-inner-upper",
        "sacrum",
        "tailbone",
    }
)
"""Parts on or beside the skin of the lowest roots, which may ask more."""

SIDES: Final = {"one": (Side.LEFT,), "both": tuple(Side)}
UNKNOWN: Final = Person()


def flags_of(
    marks: Sequence[Mark], answers: Iterable[Answer] = (), person: Person = UNKNOWN, atlas: Atlas | None = None
) -> tuple[RedFlag, ...]:
    """The warnings of some marks, on the neutral figure when no other is given."""
    atlas, evidence = atlas or load_atlas(), load_evidence()
    return red_flags(marked_parts(marks, atlas), answers, evidence.alarms, marked_skin(marks, atlas), person)


def part_mark(part: PartId, sides: Iterable[Side], quality: Quality | None) -> tuple[Mark, ...]:
    """A part marked whole on some sides."""
    return tuple(Mark(MarkId(number), WholePart(part, side), quality) for number, side in enumerate(sides, start=1))


def open_questions(flags: Iterable[RedFlag]) -> tuple[str, ...]:
    """The questions that stand open, each once."""
    return tuple(dict.fromkeys(question.id for flag in flags for question in flag.questions))


def main() -> None:
    """Print a line for each part and feeling, the sums, and what the cases needed."""
    print("part,sides,feeling,raised,asked,questions,facts")
    counted = [
        _counted(part.id, name, quality) for part in load_evidence().parts for name in SIDES for quality in Quality
    ]
    for one in counted:
        print(one.row)
    print("\n".join(_sums(counted)))
    _print_cases()


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one part marked whole with one feeling brings up."""

    part: PartId
    sides: str
    quality: Quality
    row: str
    is_emergency: bool
    questions: int


def _counted(part: PartId, sides: str, quality: Quality) -> _Counted:
    flags = flags_of(part_mark(part, SIDES[sides], quality))
    raised = ";".join(flag.id for flag in flags if flag.raised)
    asked = ";".join(flag.id for flag in flags if not flag.raised)
    facts = ";".join(fact.id for fact in wanted_facts(flags, load_evidence().facts))
    questions = len(open_questions(flags))
    row = f"{part},{sides},{quality.value},{raised},{asked},{questions},{facts}"
    is_emergency = any(flag.raised and flag.tier == EMERGENCY for flag in flags)
    return _Counted(part, sides, quality, row, is_emergency, questions)


def _sums(counted: Sequence[_Counted]) -> Iterable[str]:
    """One line for each group of parts, number of sides and feeling."""
    for group, is_saddle in (("outside the saddle", False), ("of the saddle", True)):
        for sides in SIDES:
            for quality in Quality:
                here = [
                    one
                    for one in counted
                    if (one.part in SADDLE, one.sides, one.quality) == (is_saddle, sides, quality)
                ]
                numbers = [one.questions for one in here]
                yield (
                    f"{quality.value}, {sides}: {len(here)} parts {group}, "
                    f"{sum(one.is_emergency for one in here)} raise an emergency, "
                    f"{sum(number > 0 for number in numbers)} ask, "
                    f"{sum(numbers) / len(here):.1f} questions on average, {max(numbers)} at most"
                )


def _print_cases() -> None:
    needed = met = 0
    vignettes = read_vignettes(CASES.read_text(encoding="utf-8"))
    cases = [*((one.id, one.marks, (*one.raised, *one.asked)) for one in vignettes)]
    cases += [(one.id, one.marks, one.asked) for one in read_reported()]
    for name, marks, wanted in cases:
        there = {flag.id for flag in flags_of(marks)}
        lacking = [flag for flag in wanted if flag not in there]
        needed, met = needed + len(wanted), met + len(wanted) - len(lacking)
        if lacking:
            print(f"{name}: not asked about {', '.join(lacking)}")
    print(f"cases: {met} of {needed} warnings that were needed are raised or asked about")


if __name__ == "__main__":
    main()
