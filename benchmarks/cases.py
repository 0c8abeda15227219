"""How often the vignettes of ``tests/data/cases.json`` come out as their sources say: ``python -m benchmarks.cases``.

A *hit at k* is a case with expected roots of which one is among the first k candidates of a marked side. Cases that say
they disagree with the maps count as what they are, misses.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bodymap.cli.mark_text import part_marks
from bodymap.core.marks.mark import Mark, MarkId
from bodymap.core.reasoning.findings import Findings, find
from bodymap.core.vocabulary import Root, Side
from bodymap.library.loading import load_atlas, load_evidence

CASES: Final = Path(__file__).parents[1] / "tests" / "data" / "cases.json"


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case of the file; what its fields mean is said in the file."""

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

    def found(self) -> Findings:
        """What the program finds for its marks."""
        return find(self.marks, load_atlas(), load_evidence())

    def rank(self, findings: Findings) -> int | None:
        """Place of the first expected root among the candidates of a side, from 1; None when none is there."""
        sides = [[one.root for one in findings.candidates if one.side is side] for side in Side]
        return min((ranked.index(root) + 1 for ranked in sides for root in self.roots if root in ranked), default=None)


def read_vignettes(text: str) -> tuple[Vignette, ...]:
    """The cases in the text of the file."""
    return tuple(_vignette(fields) for fields in json.loads(text)["cases"])


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


def hits(ranks: Sequence[int | None], most: int) -> int:
    """How many of the ranks are at most so many."""
    return sum(rank is not None and rank <= most for rank in ranks)


def main() -> None:
    """Print every case that does not come out, and how many do."""
    vignettes = read_vignettes(CASES.read_text(encoding="utf-8"))
    ranks: list[int | None] = []
    lacking = 0
    for vignette in vignettes:
        findings = vignette.found()
        absent = missing(vignette, findings)
        lacking += bool(absent)
        if absent:
            print(f"{vignette.id}: lacks {', '.join(absent)}")
        if not vignette.roots:
            continue
        rank = vignette.rank(findings)
        ranks.append(rank)
        if rank != 1:
            first = ", ".join(f"{one.root.value} {one.share:.2f}" for one in findings.candidates[:4])
            wanted = " or ".join(root.value for root in vignette.roots)
            why = f" ({vignette.disagrees})" if vignette.disagrees else ""
            print(f"{vignette.id}: {wanted} at {rank or 'no place'}; first {first}{why}")
    print(f"{len(vignettes)} cases, {len(ranks)} with a root; {lacking} lack something else")
    for most in (1, 3):
        print(f"hit@{most}: {hits(ranks, most)} of {len(ranks)} ({100 * hits(ranks, most) / len(ranks):.0f} %)")


def _vignette(fields: dict[str, object]) -> Vignette:
    def names(field: str) -> tuple[str, ...]:
        values = fields.get(field, [])
        return tuple(map(str, values)) if isinstance(values, list) else ()

    marks = [mark for text in names("marks") for mark in part_marks(text)]
    return Vignette(
        id=str(fields["id"]),
        source=str(fields["source"]),
        marks=tuple(
            Mark(MarkId(number), mark.shape, mark.quality, mark.intensity) for number, mark in enumerate(marks, start=1)
        ),
        roots=tuple(map(Root, names("roots"))),
        offered=names("offered"),
        nerves=names("nerves"),
        raised=names("raised"),
        asked=names("asked"),
        tests=names("tests"),
        disagrees=str(fields.get("disagrees", "")),
    )


if __name__ == "__main__":
    main()
