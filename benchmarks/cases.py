"""How often cases from print come out as their sources say: ``python -m benchmarks.cases``.

Two sets: the vignettes of ``tests/data/cases.json`` and the reported cases of ``tests/data/reported_cases.csv``. For
both sets and all together: a *hit at k* is a case with a proven root of which one is among the first k candidates of a
marked side; *offered* counts the other sources and nerves that had to be offered, *asked* the warnings that had to be
raised or asked about, *named* the cases in which a word had to stand. Cases that say they disagree with the maps count
as what they are, misses. `SERIES` is no score: the figures of these cases stand in the tables of the program.

Last, the weight of numb and tingling places is chosen anew without the cases of each source in turn, and those are
ranked with it: what the figures are worth on cases that had no say in the constant.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bodymap.cli.mark_text import part_marks
from bodymap.core.coverage.counted_places import counted_places
from bodymap.core.coverage.readings import Reading, readings
from bodymap.core.marks.mark import Mark, MarkId
from bodymap.core.reasoning.candidates import Candidate, candidates_of
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.vocabulary import Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas, load_evidence

CASES: Final = Path(__file__).parents[1] / "tests" / "data" / "cases.json"
REPORTED: Final = CASES.parent / "reported_cases.csv"

SERIES: Final = frozenset({"R07", "R09", "R81", "R83"})
"""Reported series that the table of root pain rests on: to be kept there, but no score."""

WEIGHTS: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""What the weight of a numb or tingling place is chosen among."""

_TOLD: Final = frozenset({SectionKind.URGENT, SectionKind.STORY, SectionKind.CHECK})


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case; what the fields mean is said in the file of vignettes.

    Attributes
    ----------
    named : str
        A pattern of which something must begin a word of what is told, see `is_named`; empty when nothing must.
    """

    id: str
    source: str
    marks: tuple[Mark, ...]
    roots: tuple[Root, ...] = ()
    offered: tuple[str, ...] = ()
    nerves: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    disagrees: str = ""
    named: str = ""

    @property
    def is_scored(self) -> bool:
        """Whether its root counts in the figures."""
        return bool(self.roots) and self.id not in SERIES

    def found(self) -> Findings:
        """What the program finds for its marks."""
        return find(self.marks, load_atlas(), load_evidence())

    def rank(self, findings: Findings) -> int | None:
        """Place of the first expected root among the candidates of a side, from 1; None when none is there."""
        return self.place_in(findings.candidates)

    def place_in(self, candidates: Iterable[Candidate]) -> int | None:
        """As `rank`, among some candidates."""
        found = tuple(candidates)
        sides = [[one.root for one in found if one.side is side] for side in Side]
        return min((ranked.index(root) + 1 for ranked in sides for root in self.roots if root in ranked), default=None)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many."""

    met: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; 1 when nothing was wanted."""
        return self.met / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.met} of {self.of} ({100 * self.share:.0f} %)"


def read_vignettes(text: str) -> tuple[Vignette, ...]:
    """The cases in the text of the file of vignettes."""
    return tuple(_vignette(fields) for fields in json.loads(text)["cases"])


def read_reported(path: Path = REPORTED) -> tuple[Vignette, ...]:
    """The reported cases."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_reported(row) for row in csv.DictReader(lines, strict=True))


def missing(vignette: Vignette, findings: Findings) -> tuple[str, ...]:
    """What of the expected warnings, other sources, nerves and tests is not there; roots are told by the rank."""
    raised = {flag.id for flag in findings.red_flags if flag.raised}
    there = (
        ("raised", vignette.raised, raised),
        ("asked", vignette.asked, {flag.id for flag in findings.red_flags}),
        ("offered", vignette.offered, {other.id for other in findings.other_sources}),
        ("nerve", vignette.nerves, {nerve.id for nerve in findings.nerves}),
        ("test", vignette.tests, {test.id for test in findings.next_tests}),
    )
    return tuple(f"{kind} {name}" for kind, wanted, found in there for name in wanted if name not in found)


def is_named(vignette: Vignette, findings: Findings) -> bool:
    """Whether its pattern begins a word of what is told.

    Looked for in the names of the other sources, nerves and warnings, and in what is urgent, the story and what is to
    be checked, in both voices; nowhere else, so that a word in passing does not count.
    """
    evidence = load_evidence()
    names = [
        *(other.name for other in findings.other_sources),
        *(nerve.name for nerve in findings.nerves),
        *(flag.alarm.name for flag in findings.red_flags),
    ]
    said = [
        sentence.text
        for voice in Voice
        for section in explain(findings, evidence, voice).sections
        if section.kind in _TOLD
        for sentence in section.sentences
    ]
    pattern = re.compile(rf"\b(?:{vignette.named})", re.IGNORECASE)
    return any(pattern.search(text) for text in (*names, *said))


def hits(ranks: Sequence[int | None], most: int) -> int:
    """How many of the ranks are at most so many."""
    return sum(rank is not None and rank <= most for rank in ranks)


def figures(vignettes: Sequence[Vignette], found: Callable[[Vignette], Findings]) -> dict[str, Count]:
    """The figures of some cases by their names: hit@1, hit@3, offered, asked, named."""
    ranks = [vignette.rank(found(vignette)) for vignette in vignettes if vignette.is_scored]
    lacking = [name for vignette in vignettes for name in missing(vignette, found(vignette))]

    def met(wanted: int, *kinds: str) -> Count:
        return Count(wanted - sum(name.split()[0] in kinds for name in lacking), wanted)

    patterns = [vignette for vignette in vignettes if vignette.named]
    return {
        "hit@1": Count(hits(ranks, 1), len(ranks)),
        "hit@3": Count(hits(ranks, 3), len(ranks)),
        "offered": met(sum(len(one.offered) + len(one.nerves) for one in vignettes), "offered", "nerve"),
        "asked": met(sum(len(one.raised) + len(one.asked) for one in vignettes), "raised", "asked"),
        "named": Count(sum(is_named(one, found(one)) for one in patterns), len(patterns)),
    }


def main() -> None:
    """Print every case that does not come out, and how many do."""
    sets = {"vignettes": read_vignettes(CASES.read_text(encoding="utf-8")), "reported cases": read_reported()}
    everything = tuple(vignette for some in sets.values() for vignette in some)
    found = cache(Vignette.found)
    for vignette in everything:
        for line in _told(vignette, found(vignette)):
            print(line)
    for name, some in {**sets, "both": everything}.items():
        counted = ", ".join(f"{figure} {count}" for figure, count in figures(some, found).items())
        print(f"{name}: {len(some)} cases; {counted}")
    scored = [one for one in everything if one.is_scored]
    print(
        ", ".join(f"weight {weight:g}: {first} {third}" for weight, (first, third) in by_weight(scored, found).items())
    )
    print(_without_each_source(scored, found))


def by_weight(
    vignettes: Sequence[Vignette], found: Callable[[Vignette], Findings] = Vignette.found
) -> dict[float, tuple[int, int]]:
    """For each weight that was tried the cases with a root of theirs in first place, and among the first three."""
    found = cache(found)
    ranks = {weight: [_rank_with(weight, one, found) for one in vignettes] for weight in WEIGHTS}
    return {weight: (hits(told, 1), hits(told, 3)) for weight, told in ranks.items()}


def _told(vignette: Vignette, findings: Findings) -> Iterable[str]:
    if absent := missing(vignette, findings):
        yield f"{vignette.id}: lacks {', '.join(absent)}"
    if vignette.named and not is_named(vignette, findings):
        yield f"{vignette.id}: nothing like {vignette.named!r} is named"
    rank = vignette.rank(findings) if vignette.is_scored else 1
    if rank != 1:
        first = ", ".join(f"{one.root.value} {one.share:.2f}" for one in findings.candidates[:4])
        wanted = " or ".join(root.value for root in vignette.roots)
        why = f" ({vignette.disagrees})" if vignette.disagrees else ""
        yield f"{vignette.id}: {wanted} at {rank or 'no place'}; first {first}{why}"


def _without_each_source(vignettes: Sequence[Vignette], found: Callable[[Vignette], Findings]) -> str:
    """The hits of the cases of each source with the weight that is best on those of all others."""
    ranks = {one.id: {weight: _rank_with(weight, one, found) for weight in WEIGHTS} for one in vignettes}
    chosen: list[float] = []
    left_out: list[int | None] = []
    for source in dict.fromkeys(one.source for one in vignettes):
        others = [ranks[one.id] for one in vignettes if one.source != source]
        weight = max(WEIGHTS, key=lambda weight: (_hits_of(others, weight), -weight))
        chosen.append(weight)
        left_out += [ranks[one.id][weight] for one in vignettes if one.source == source]
    first, third = (Count(hits(left_out, most), len(left_out)) for most in (1, 3))
    return f"without each source in turn: weight {min(chosen):g} to {max(chosen):g}; hit@1 {first}, hit@3 {third}"


def _hits_of(ranks: Iterable[dict[float, int | None]], weight: float) -> int:
    of_weight = [one[weight] for one in ranks]
    return hits(of_weight, 1) + hits(of_weight, 3)


def _rank_with(weight: float, vignette: Vignette, found: Callable[[Vignette], Findings]) -> int | None:
    read = [_readings(complaint.marks) for complaint in found(vignette).complaints]
    return vignette.place_in(one for some in read for one in candidates_of(some, sensory_weight=weight))


@cache
def _readings(marks: tuple[Mark, ...]) -> tuple[Reading, ...]:
    atlas = load_atlas()
    return readings(counted_places(marks, atlas), atlas, [known.name for known in atlas.maps])


def text_marks(texts: Iterable[str]) -> tuple[Mark, ...]:
    """Marks in the form of the command line, numbered from 1."""
    made = [mark for text in texts for mark in part_marks(text)]
    return tuple(
        Mark(MarkId(number), mark.shape, mark.quality, mark.intensity) for number, mark in enumerate(made, start=1)
    )


def _vignette(fields: dict[str, object]) -> Vignette:
    def names(field: str) -> tuple[str, ...]:
        values = fields.get(field, [])
        return tuple(map(str, values)) if isinstance(values, list) else ()

    return Vignette(
        id=str(fields["id"]),
        source=str(fields["source"]),
        marks=text_marks(names("marks")),
        roots=tuple(map(Root, names("roots"))),
        offered=names("offered"),
        nerves=names("nerves"),
        raised=names("raised"),
        asked=names("asked"),
        tests=names("tests"),
        disagrees=str(fields.get("disagrees", "")),
    )


def _reported(row: dict[str, str]) -> Vignette:
    def names(column: str) -> tuple[str, ...]:
        return tuple(filter(None, row[column].split(";")))

    offered = [name.partition(":") for name in names("offered")]
    return Vignette(
        id=row["id"],
        source=row["source"],
        marks=text_marks(row["marks"].split()),
        roots=tuple(map(Root, names("roots"))),
        offered=tuple(name for kind, _, name in offered if kind == "source"),
        nerves=tuple(name for kind, _, name in offered if kind == "nerve"),
        asked=names("asked"),
        named=row["named"],
    )


if __name__ == "__main__":
    main()
