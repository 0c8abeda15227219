"""What the complaints of a case are called where several are told: by the numbers that their marks have on the body."""

from __future__ import annotations

from collections.abc import Mapping

from bodymap.core.marks.mark import MarkId
from bodymap.core.vocabulary import Voice
from bodymap.core.words.message import Message, message, sides
from bodymap.core.words.patient_story import place_words
from bodymap.core.words.told_complaints import ToldComplaint, mark_numbers, marks_title, told_complaints
from bodymap.publish.told import Told


def complaint_titles(told: Told, *, with_place: bool = False) -> Mapping[int, str]:
    """The title of each complaint by its number, such as "Marks 1, 3"; none where no more than one is told.

    Parameters
    ----------
    with_place : bool
        Whether the place of the complaint follows, as where no list of the marks is near.
    """
    told_of = set(told.explanation.complaints)
    if len(told_of) < 2:
        return {}
    return {
        one.number: _title(one, told, with_place=with_place)
        for one in told_complaints(told.findings)
        if one.number in told_of
    }


def marks_of_complaints(told: Told) -> Mapping[int, tuple[MarkId, ...]]:
    """The marks of each complaint that has a number of its own, with those that are told together with it."""
    order = [mark.id for mark in told.case.marks]
    return {one.number: tuple(mark for mark in order if mark in one.marks) for one in told_complaints(told.findings)}


def _title(complaint: ToldComplaint, told: Told, *, with_place: bool) -> str:
    numbers = mark_numbers(complaint.marks, [mark.id for mark in told.case.marks])
    title = told.language.text(marks_title(numbers))
    place = _place(complaint, told) if with_place else None
    return title if place is None else told.language.named(title, told.language.text(place))


def _place(complaint: ToldComplaint, told: Told) -> Message | None:
    if complaint.story is None:
        return None
    lead = complaint.story.lead
    if told.explanation.audience is Voice.PATIENT:
        return place_words(lead, told.evidence)
    return message("{side} {term}", side=sides(lead.sides), term=Message(told.evidence.part(lead.part).clinical_term))
