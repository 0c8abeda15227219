"""What a command is asked about: the marks given on the command line or in a file, the figure, the maps."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bodymap.cli.arguments import ALL_MAPS
from bodymap.cli.mark_text import MARK_FORM, SPOT_FORM, member, part_marks, spot
from bodymap.core.errors import CommandError
from bodymap.core.marks.mark import Mark, MarkId
from bodymap.core.vocabulary import Figure, MapName, Voice
from bodymap.state.case import Case
from bodymap.state.json_fields import quoted

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas
    from bodymap.core.reasoning.findings import Findings
    from bodymap.core.reasoning.knowledge import Evidence
    from bodymap.core.tables.person import Person
    from bodymap.core.words.language import Language
    from bodymap.publish.told import Told


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A case with what was found in it.

    Attributes
    ----------
    entered : tuple of Mark
        Those that did not come from a file.
    left_out : tuple of str
        A line about each mark of the file that lies on no drawing.
    """

    case: Case
    findings: Findings
    atlas: Atlas
    evidence: Evidence
    maps: tuple[MapName, ...] | None
    entered: tuple[Mark, ...]
    left_out: tuple[str, ...]

    def told(self, voice: Voice, language: Language) -> Told:
        """All of it, put into words for a reader."""
        from bodymap.core.words.explain import explain
        from bodymap.publish.told import Told

        said = explain(self.findings, self.evidence, voice)
        return Told(self.case, self.findings, said, self.atlas, self.evidence, self.maps, language)


def language_asked(chosen: argparse.Namespace, reader: Voice = Voice.CLINICIAN) -> Language:
    """The language of the option, else that of the environment, else English.

    Raises
    ------
    CommandError
        If the program does not speak the language of the option to this reader.
    """
    from bodymap.library.languages import language_of, languages, load_language

    if chosen.lang is None:
        settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        return language_of(next(filter(None, settings), ""), reader)
    known = sorted(languages(reader))
    if chosen.lang not in known:
        raise CommandError(f"--lang {quoted(chosen.lang)}: unknown to a {reader.value}; known: {', '.join(known)}")
    return load_language(chosen.lang)


def language_of_case(case: Case, chosen: argparse.Namespace, reader: Voice) -> Language:
    """The language of the option; else, for a patient, the one that the case names; else as `language_asked`."""
    from bodymap.library.languages import languages, load_language

    if chosen.lang is None and reader is Voice.PATIENT and case.language in languages(reader):
        return load_language(case.language)
    return language_asked(chosen, reader)


def ask(chosen: argparse.Namespace) -> Asked:
    """Find what the marks mean that were given.

    Raises
    ------
    BodymapError
        If what was given is not as expected; nothing heavy was imported if that can be seen without.
    """
    figure, maps = member(Figure, chosen.figure, "figure") if chosen.figure is not None else None, maps_of(chosen)
    case, in_file = case_of(chosen, figure)

    from bodymap.core.reasoning.findings import find
    from bodymap.core.tables.person import read_person
    from bodymap.library.loading import load_atlas, load_evidence

    atlas, evidence = load_atlas(case.figure), load_evidence(case.figure)
    check_maps(maps, atlas)
    case, left_out = on_the_drawings(case, len(case.marks) - in_file, atlas)
    if chosen.person:
        case = replace(case, person=_told_more(case.person, read_person(chosen.person, evidence.facts)))
    given = case.marks, atlas, evidence, maps, case.answers, case.person
    findings = find(*given, joined=case.joined, parted=case.parted, examined=case.examined)
    return Asked(case, findings, atlas, evidence, maps, case.marks[in_file - len(left_out) :], left_out)


def case_of(chosen: argparse.Namespace, figure: Figure | None) -> tuple[Case, int]:
    """The marks of the case file, then the parts, then the spots that were asked for.

    They are on this figure; without one, on that of the case file. Also how many of the marks came from the file.
    """
    from bodymap.cli.password import read_case_asking

    if not (chosen.case or chosen.mark or chosen.at):
        raise CommandError(f"nothing to explain; give --mark {MARK_FORM}, --at {SPOT_FORM} or a case file")
    case = read_case_asking(Path(chosen.case), chosen.password_file) if chosen.case else Case()
    case = _moved(case, figure or case.figure)
    in_file = len(case.marks)
    marks = [mark for text in chosen.mark for mark in part_marks(text)]
    marks += [Mark(MarkId(1), spot(text)) for text in chosen.at]
    for mark in marks:
        case = replace(case, marks=(*case.marks, replace(mark, id=case.next_id)))
    return case, in_file


def maps_of(chosen: argparse.Namespace) -> tuple[MapName, ...] | None:
    """The map that was asked for; None for all there are."""
    return None if chosen.map == ALL_MAPS else (member(MapName, chosen.map, "map", also=(ALL_MAPS,)),)


def check_maps(maps: Sequence[MapName] | None, atlas: Atlas) -> None:
    """Refuse a map that the atlas does not have."""
    for name in maps or ():
        atlas.map(name)


def on_the_drawings(case: Case, entered: int, atlas: Atlas) -> tuple[Case, tuple[str, ...]]:
    """The case without those marks of its file that lie on no drawing, and a line about each.

    The last marks were entered with the command and must be right; so must one mark at least.
    """
    from bodymap.cli.drawn_marks import why_not_drawn

    reasons = {mark.id: why_not_drawn(mark, atlas) for mark in case.marks}
    wrong = [mark.id for mark in case.marks if reasons[mark.id]]
    if wrong and (len(wrong) == len(case.marks) or any(mark.id in wrong for mark in case.marks[-entered:] if entered)):
        raise CommandError(reasons[wrong[-1]])
    kept = tuple(mark for mark in case.marks if mark.id not in wrong)
    return replace(case, marks=kept), tuple(f"Mark {one} of the case is left out: {reasons[one]}." for one in wrong)


def _told_more(person: Person, given: Person) -> Person:
    """The person with what was given in addition; where both know a fact, with what was given."""
    for one in given.known:
        person = person.with_answer(one.fact, one.value)
    return person


def _moved(case: Case, figure: Figure) -> Case:
    """The case on a figure, each mark at its place on the body."""
    if figure is case.figure:
        return case
    from bodymap.library.loading import moved_marks

    return replace(case, figure=figure, marks=moved_marks(case.marks, case.figure, figure))
