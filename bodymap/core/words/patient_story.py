"""The likely story as a patient reads it: what it most often is there, and the part that the spine can have in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.story import LikelySource, Story, StoryPlace
from bodymap.core.reasoning.story_table import Basis, Effect, Spine, StoryRow
from bodymap.core.tables.literature import OWN_WORDS, Certainty
from bodymap.core.vocabulary import ExpossLocation, Quality
from bodymap.core.words.explanation import SPINE_ITEM, Item, plain
from bodymap.core.words.mark_words import reaching, span_words
from bodymap.core.words.message import Message, Sentence, either, listed, message, placed, united

SMALL_STUDY: Final = 75
"""Below so many people in a cell the text calls the study small (EXPOSS: all places but shoulder and knee)."""

PAIN_WORDS: Final[Mapping[ExpossLocation, str]] = {
    ExpossLocation.SHOULDER: "shoulder pain",
    ExpossLocation.ELBOW: "elbow pain",
    ExpossLocation.WRIST_HAND: "wrist or hand pain",
    ExpossLocation.ARM_FOREARM: "arm or forearm pain",
    ExpossLocation.HIP: "hip pain",
    ExpossLocation.THIGH_LEG: "thigh or leg pain",
    ExpossLocation.KNEE: "knee pain",
    ExpossLocation.ANKLE_FOOT: "ankle or foot pain",
}

SPINE_WORDS: Final[Mapping[Spine, str]] = {
    Spine.NECK: "the neck",
    Spine.UPPER_BACK: "the upper back",
    Spine.LOW_BACK: "the low back",
}

REFERRAL: Final = frozenset({"neck-referral", "low-back-referral"})
"""Conditions that the sentence of the spine tells, unless they lead."""

_FEELINGS: Final[Mapping[Quality, str]] = {
    Quality.NUMB: "numbness",
    Quality.TINGLING: "tingling",
    Quality.BURNING: "burning pain",
    Quality.SHOOTING: "shooting pain",
}
"""The nerve-like feelings as a sentence begins with them, the one that says most first; an ache is pain."""

MOST_OTHERS: Final = 2

_ALSO: Final = "It can also come from {sources}."
_NEED_NOT_HURT: Final = "{spine} can be behind it too, even if it does not hurt."

LONGEST_SENTENCE: Final = 20
"""Words of a sentence that a worried person reads in one go."""

_MOST_PLACES: Final = 4


def story_items(story: Story, evidence: Evidence, *, others: int = MOST_OTHERS) -> tuple[Item, ...]:
    """What leads there, what depends on something that was not asked, what comes after it, and the spine.

    Parameters
    ----------
    others : int
        How many sources after the first are named.
    """
    known = [source for source in story.sources if not source.is_open and source.row.condition.id not in REFERRAL]
    lead = story.sources[0]
    after = [source for source in known if source is not lead][:others]
    if_so = next((source for source in story.sources[1:] if source.is_open), None)
    told = (lead, *after, *(() if if_so is None else (if_so,)))
    also = _others(_readable(after, lead.row), lead.row)
    local = (*_lead(lead, story, evidence), *(() if if_so is None else (_if_so(if_so),)), *also)
    spine = _spine(story, told, is_short=not others)
    return (*plain(local), *plain(spine, item_id=SPINE_ITEM))


def left_out(story: Story, *, others: int = MOST_OTHERS) -> tuple[Sentence, ...]:
    """The sources that `story_items` would name after the first, were there room for all; in short sentences."""
    known = [source for source in story.sources if not source.is_open and source.row.condition.id not in REFERRAL]
    lead = story.sources[0]
    after = [source for source in known if source is not lead]
    told = _readable(after[:others], lead.row)
    left = after[len(told) : MOST_OTHERS]
    short = () if others else _spine(story, story.sources[:1], is_short=False)
    said = [one for one in short if one.message.id == _NEED_NOT_HURT]
    while left:
        together = next(count for count in range(len(left), 0, -1) if count == 1 or not _is_long(left[:count]))
        said.append(_also(left[:together]))
        left = left[together:]
    return tuple(said)


def _also(sources: Sequence[LikelySource], text: str = _ALSO) -> Sentence:
    said = message(text, sources=either([source.row.condition.patient_name for source in sources]))
    return Sentence(said, united(*(source.row.sources for source in sources)))


def _is_long(sources: Sequence[LikelySource]) -> bool:
    return len(_also(sources).text.split()) > LONGEST_SENTENCE


def place_words(place: StoryPlace, evidence: Evidence) -> Message:
    """A place as it stands in a sentence: "the front of the left hip"."""
    return placed(evidence.part(place.part).place, place.sides)


def lead_words(story: Story, evidence: Evidence) -> Message:
    """The place that a story is told of, and that its mark lies over the midline too, if it does."""
    return reaching(place_words(story.lead, evidence), story.reach)


def feeling_words(story: Story) -> Message:
    """What is felt, as a sentence begins: "pain", "numbness and tingling"."""
    words = [word for quality, word in _FEELINGS.items() if quality in story.feelings]
    return listed(words[:2]) if words else Message("pain")


def other_places(story: Story, evidence: Evidence) -> tuple[Sentence, ...]:
    """The places that the story was not told of."""
    if not story.others:
        return ()
    places = [place_words(place, evidence) for place in story.others]
    if len(places) > _MOST_PLACES:
        more = message("{count} other places", count=len(places) - _MOST_PLACES + 1)
        places = [*places[: _MOST_PLACES - 1], more]
    return (Sentence(message("You also pointed to {places}.", places=listed(places)), (OWN_WORDS,)),)


def _lead(lead: LikelySource, story: Story, evidence: Evidence) -> tuple[Sentence, ...]:
    """What it most often comes from; where that would be long, the place has a sentence of its own."""
    span = span_words(story.reach, evidence)
    painted = () if span is None else (Sentence(message("You painted {span}.", span=span), (OWN_WORDS,)),)
    place = lead_words(story, evidence)
    first = _lead_of(lead, story, message("at {place}", place=place))
    if len(first.text.split()) <= LONGEST_SENTENCE:
        return (*painted, first)
    pointed = Sentence(message("You pointed to {place}.", place=place), (OWN_WORDS,))
    return (*painted, pointed, _lead_of(lead, story, Message("here")))


def _lead_of(lead: LikelySource, story: Story, where: Message) -> Sentence:
    row = lead.row
    values = {
        "feeling": feeling_words(story),
        "where": where,
        "source": Message(row.condition.patient_name),
    }
    if row.condition.patient_lead and not lead.is_open and not story.is_nerve_like:
        return Sentence(message(row.condition.patient_lead, where=where), row.sources, row.certainty)
    if lead.is_open and row.switch is not None:
        values["when"] = Message(row.switch.words)
    return Sentence(message(_lead_text(row, is_open=lead.is_open), **values), row.sources, row.certainty)


def _lead_text(row: StoryRow, *, is_open: bool) -> str:
    """How sure the first sentence is: by a figure, by a list, or by judgement."""
    if row.basis is Basis.FIGURE and row.certainty is not Certainty.RECALLED:
        if is_open:
            return "{when}, {feeling} {where} most often comes from {source}."
        return "{feeling} {where} most often comes from {source}."
    if row.basis is not Basis.JUDGEMENT:
        if is_open:
            return "{when}, {feeling} {where} often comes from {source}."
        return "{feeling} {where} often comes from {source}."
    if is_open:
        return "{when}, {feeling} {where} can come from {source}."
    return "{feeling} {where} can come from {source}."


def _if_so(source: LikelySource) -> Sentence:
    row = source.row
    is_last = row.switch is not None and row.switch.effect is Effect.ONLY
    text = "{when}, think of {source} too." if is_last else "{when}, think of {source} first."
    words = "" if row.switch is None else row.switch.words
    said = message(text, when=Message(words), source=Message(row.condition.patient_name))
    return Sentence(said, row.sources, row.certainty)


def _readable(others: Sequence[LikelySource], lead: StoryRow) -> Sequence[LikelySource]:
    """As many of the sources, from the first on, as can be read in one go."""
    while len(others) > 1 and len(_others(others, lead)[0].text.split()) > LONGEST_SENTENCE:
        others = others[:-1]
    return others


def _others(others: Sequence[LikelySource], lead: StoryRow) -> tuple[Sentence, ...]:
    if not others:
        return ()
    is_ranked = Basis.JUDGEMENT not in {lead.basis, *(source.row.basis for source in others)}
    is_ranked = is_ranked and not lead.condition.patient_lead
    text = "Less often it comes from {sources}." if is_ranked else _ALSO
    return (_also(others, text),)


def _spine(story: Story, told: Sequence[LikelySource], *, is_short: bool) -> tuple[Sentence, ...]:
    """The spine, unless it was told, and its one count."""
    is_told = any(source.row.condition.spine is story.spine.spine for source in told)
    spine, sources = Message(SPINE_WORDS[story.spine.spine]), story.spine.sources
    said: list[Sentence] = []
    if not is_told and story.spine.is_rare:
        said.append(Sentence(message("{spine} is seldom the reason, but have it checked too.", spine=spine), sources))
    elif not is_told:
        text = "{spine} can be behind it too." if is_short else _NEED_NOT_HURT
        said.append(Sentence(message(text, spine=spine), sources))
    return (*said, *_count(story, is_told=is_told))


def _count(story: Story, *, is_told: bool) -> tuple[Sentence, ...]:
    figure = story.figure
    if figure is None:
        return ()
    if not is_told:
        text = "In one study that was so in {x} of {n} people."
        if figure.n < SMALL_STUDY:
            text = "In one small study that was so in {x} of {n} people."
    else:
        text = "In one study of {pain} it was the spine in {x} of {n}."
        if figure.n < SMALL_STUDY:
            text = "In one small study of {pain} it was the spine in {x} of {n}."
    values = {"pain": Message(PAIN_WORDS[figure.location])} if is_told else {}
    sources = (figure.source,) if figure.via is None else (figure.source, figure.via)
    return (Sentence(message(text, x=figure.x, n=figure.n, **values), sources, figure.certainty),)
