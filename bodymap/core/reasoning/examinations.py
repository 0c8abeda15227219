"""Examinations that tell the candidates in play apart.

In play are the leading candidates and the two roots beside the strongest one, because neighbours overlap and maps
differ by about one level. A test is chosen when it *points to* some of the roots in play but not to all of them (a
stretch test also when to all of them, because it tells a root from a joint), or when it points to, or speaks against,
another source, a nerve or a raised alarm that goes with the marks. So the list follows the candidates; there is no
fixed one. It goes by the strongest root a test points to, and for one root as in the table: strength, reflex, feeling,
stretch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from bodymap.core.errors import TableError
from bodymap.core.tables.literature import Certainty, SourceId
from bodymap.core.tables.rows import Row, read_rows, refuse_repeats
from bodymap.core.vocabulary import Root

if TYPE_CHECKING:
    from bodymap.core.reasoning.candidates import Candidate

MOST_ROOTS: Final = 4
"""More leading roots than these are not told apart by tests: the marks are too wide for that."""

MOST_TOLD: Final = 5
"""More tests than these are no choice any more."""

_SOURCES_TESTED: Final = 3

_TESTS: Final = (
    "id",
    "name",
    "patient_name",
    "kind",
    "how",
    "roots",
    "conditions",
    "against",
    "source_ids",
    "certainty",
)
_FIGURES: Final = ("id", "test", "figures", "lr_plus", "population", "source_ids", "certainty")


class TestKind(Enum):
    """What a test looks at."""

    __test__ = False

    STRENGTH = "strength"
    REFLEX = "reflex"
    FEELING = "feeling"
    STRETCH = "stretch"
    JOINT = "joint"
    NERVE = "nerve"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How good a test was in a study.

    Attributes
    ----------
    figures : str
        Sensitivity, specificity or likelihood ratio, with interval where there is one.
    lr_plus : float or None
        The positive likelihood ratio, given or worked out from the two; None where neither stands.
    population : str
        Who was tested.
    certainty : Certainty
        A recalled figure is marked unconfirmed for the clinician, and no figure reaches a patient.
    """

    id: str
    figures: str
    lr_plus: float | None
    population: str
    sources: tuple[SourceId, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Examination:
    """A row of the table of tests.

    Attributes
    ----------
    name, patient_name : str
        What a clinician calls it, and what it is for a patient: "lifting the big toe against a hand".
    how : str
        How it is done and what counts, for a clinician.
    roots : tuple of Root
        Roots that a positive test points to.
    conditions : tuple of str
        Ids of other sources, nerves or alarms that a positive test points to.
    against : tuple of str
        Ids of those that it speaks against: hip abduction is weak in L5 and normal in fibular neuropathy.
    accuracy : tuple of Accuracy
        May be empty.
    """

    id: str
    name: str
    patient_name: str
    kind: TestKind
    how: str
    roots: tuple[Root, ...]
    conditions: tuple[str, ...]
    against: tuple[str, ...]
    accuracy: tuple[Accuracy, ...]
    sources: tuple[SourceId, ...]
    certainty: Certainty

    @property
    def strongest(self) -> Accuracy | None:
        """The accuracy with the highest likelihood ratio; None when nothing is known."""
        return max(self.accuracy, key=lambda one: one.lr_plus or 0.0, default=None)

    @property
    def lr_plus(self) -> float:
        """The highest likelihood ratio of a positive test; 1, which tells nothing, where none is known."""
        return max((one.lr_plus or 1.0 for one in self.accuracy), default=1.0)


@dataclass(frozen=True, slots=True)
class NextTest:
    """A test worth doing for these marks.

    Attributes
    ----------
    points_to : tuple of Root
        Roots in play that a positive test speaks for, from head to tail.
    tells_apart : tuple of Root
        All roots in play when the test separates `points_to` from the others, from head to tail; empty for a test of
        another source or nerve.
    conditions : tuple of str
        Ids of other sources, nerves or alarms among the findings that a positive test speaks for.
    against : tuple of str
        Ids of those among the findings that it speaks against.
    """

    test: Examination
    points_to: tuple[Root, ...]
    tells_apart: tuple[Root, ...]
    conditions: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Stable name, such as ``big-toe-strength``."""
        return self.test.id

    @property
    def name(self) -> str:
        """What a clinician calls it."""
        return self.test.name


def roots_in_play(candidates: Sequence[Candidate]) -> tuple[Root, ...]:
    """The leading roots, at most `MOST_ROOTS`, the strongest first, then the neighbours of the strongest."""
    from bodymap.core.reasoning.candidates import leading_roots  # here, because the tables are read before numpy is

    roots = leading_roots(candidates)[:MOST_ROOTS]
    if not roots:
        return ()
    beside = [root for root in Root if root.is_consecutive(roots[0]) and root not in roots]
    return (*roots, *beside)


def next_tests(
    candidates: Sequence[Candidate],
    conditions: Collection[str],
    tests: Iterable[Examination],
    felt: Sequence[Root] = (),
) -> tuple[NextTest, ...]:
    """The tests that tell the candidates in play, and other sources and nerves, apart.

    Parameters
    ----------
    conditions : collection of str
        Ids of the other sources, nerves and raised alarms that go with the marks.
    felt : sequence of Root
        Roots whose pain is felt there, the likeliest first; at most `MOST_ROOTS` of them are in play too.
    """
    in_play = tuple(dict.fromkeys((*roots_in_play(candidates), *felt[:MOST_ROOTS])))
    chosen = [test for row in tests if (test := _chosen(row, in_play, conditions)) is not None]
    return tuple(sorted(chosen, key=lambda test: _rank(test, in_play)))


def telling(
    tests: Sequence[NextTest], *, conditions: Sequence[str], spine: str | None, roots: Sequence[Root]
) -> tuple[NextTest, ...]:
    """The few tests that tell the sources in play apart best, at most `MOST_TOLD`.

    The best test for the first source comes first, then the repeated movements that the EXPOSS study rests on; the rest
    is chosen by likelihood ratio, from the best one for each next source and for each set of leading roots.

    Parameters
    ----------
    conditions : sequence of str
        Ids of the likely sources, the likeliest first.
    spine : str or None
        Id of what the spine can send there; None where it is rare.
    roots : sequence of Root
        The leading roots.
    """
    ranked = sorted(tests, key=lambda test: -test.test.lr_plus)
    first = _best(ranked, conditions[:1])
    moved = _best(ranked, () if spine is None else (spine,))
    nexts = [test for condition in conditions[1:_SOURCES_TESTED] for test in _best(ranked, (condition,))]
    by_roots = {test.points_to: test for test in reversed(ranked) if set(roots) & set(test.points_to)}
    rest = sorted((*nexts, *by_roots.values()), key=lambda test: -test.test.lr_plus)
    return tuple(dict.fromkeys((*first, *moved, *rest)))[:MOST_TOLD]


def _best(ranked: Iterable[NextTest], conditions: Collection[str]) -> tuple[NextTest, ...]:
    """The first test for a condition, if there is one."""
    return tuple(test for test in ranked if not set(conditions).isdisjoint(test.conditions))[:1]


def _chosen(row: Examination, in_play: Sequence[Root], conditions: Collection[str]) -> NextTest | None:
    points_to = tuple(sorted((root for root in row.roots if root in in_play), key=lambda root: root.position))
    separates = bool(points_to) and len(points_to) < len(in_play)
    is_stretch = bool(points_to) and row.kind is TestKind.STRETCH
    met = tuple(condition for condition in row.conditions if condition in conditions)
    against = tuple(condition for condition in row.against if condition in conditions) if points_to else ()
    if not (separates or is_stretch or met or against):
        return None
    everyone = tuple(sorted(in_play, key=lambda root: root.position)) if separates else ()
    return NextTest(row, points_to if separates or is_stretch or against else (), everyone, met, against)


def _rank(test: NextTest, in_play: Sequence[Root]) -> int:
    return min((in_play.index(root) for root in test.points_to), default=len(in_play))


def parse_tests(
    tables: Mapping[str, str], *, sources: Iterable[SourceId], conditions: Iterable[str]
) -> tuple[Examination, ...]:
    """The tests in the texts of `next_tests.csv` and `test_accuracy.csv`.

    Raises
    ------
    TableError
        If a row is not as expected, names a root, condition, test or source that does not exist, or a test points to
        nothing.
    """
    known, named = tuple(sources), tuple(conditions)
    rows = read_rows(tables["next_tests.csv"], file="next_tests.csv", columns=_TESTS)
    figures = read_rows(tables["test_accuracy.csv"], file="test_accuracy.csv", columns=_FIGURES)
    refuse_repeats(rows, "id")
    refuse_repeats(figures, "id")
    ids = [row.text("id") for row in rows]
    accuracy = [(row.known("test", ids), _accuracy(row, known)) for row in figures]
    return tuple(_test(row, known, named, [one for test, one in accuracy if test == row.text("id")]) for row in rows)


def _test(
    row: Row, sources: tuple[SourceId, ...], conditions: tuple[str, ...], accuracy: Sequence[Accuracy]
) -> Examination:
    by_name = {root.value: root for root in Root}
    roots = row.known_list("roots", by_name) if row.optional("roots") else ()
    found = row.known_list("conditions", conditions) if row.optional("conditions") else ()
    against = row.known_list("against", conditions) if row.optional("against") else ()
    if not roots and not found:
        raise TableError(f"{row.file} row {row.number}: {row.text('id')!r} points to nothing")
    return Examination(
        id=row.text("id"),
        name=row.text("name"),
        patient_name=row.text("patient_name"),
        kind=row.member("kind", TestKind),
        how=row.text("how"),
        roots=tuple(by_name[name] for name in roots),
        conditions=found,
        against=against,
        accuracy=tuple(accuracy),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )


def _accuracy(row: Row, sources: tuple[SourceId, ...]) -> Accuracy:
    return Accuracy(
        id=row.text("id"),
        figures=row.text("figures"),
        lr_plus=row.optional_number("lr_plus"),
        population=row.text("population"),
        sources=tuple(map(SourceId, row.known_list("source_ids", sources))),
        certainty=row.member("certainty", Certainty),
    )
