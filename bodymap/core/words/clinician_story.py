"""The likely story as a clinician reads it: sources with their figures and populations, and the spine's one count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.story import LikelySource, Story
from bodymap.core.reasoning.story_table import Basis, Spine
from bodymap.core.tables.literature import Certainty
from bodymap.core.words.explanation import MARKED_ITEM, SPINE_ITEM, Item, plain
from bodymap.core.words.message import Message, Sentence, listed, message, united

_BASIS: Final[Mapping[Basis, str]] = {
    Basis.FIGURE: "Commonest here: {source}.",
    Basis.LIST: "First on a published list: {source}.",
    Basis.PLACE: "First by where volunteers felt it: {source}.",
    Basis.JUDGEMENT: "First by judgement: {source}.",
}

_SPINE: Final[Mapping[Spine, str]] = {
    Spine.NECK: "cervical spine",
    Spine.UPPER_BACK: "thoracic spine",
    Spine.LOW_BACK: "lumbar spine",
}

_MOST_OTHERS: Final = 3


def story_items(story: Story, marked: Sentence) -> tuple[Item, ...]:
    """What is marked, the first source with its figure, the next ones by name, and the spine."""
    lead, *others = story.sources
    row = lead.row
    first = message(_BASIS[row.basis], source=_source(lead))
    named = [_name(source) for source in others[:_MOST_OTHERS]]
    sources = united(*(source.row.sources for source in others[:_MOST_OTHERS]))
    then = (Sentence(message("Then {sources}.", sources=listed(named)), sources),) if named else ()
    local = (Sentence(first, row.sources, row.certainty), *then)
    return (*plain((marked,), item_id=MARKED_ITEM), *plain(local), *plain(_spine(story), item_id=SPINE_ITEM))


def other_sources_line(story: Story) -> tuple[Sentence, ...]:
    """The figures of those that come after the first; figures of different populations are not comparable."""
    figures = [source for source in story.sources[1:] if source.row.how_common]
    if not figures:
        return ()
    sources = united(*(source.row.sources for source in figures))
    said = message("Not comparable with each other: {sources}.", sources=tuple(_source(source) for source in figures))
    return (Sentence(said, sources),)


def _name(source: LikelySource) -> Message:
    name = Message(source.row.condition.short_name)
    if not source.is_open or source.row.switch is None:
        return name
    return message("{name} ({when})", name=name, when=Message(source.row.switch.words.lower()))


def _source(source: LikelySource) -> Message:
    row = source.row
    if not row.how_common:
        return _name(source)
    text = "{name} ({figure}; {population})" if row.population else "{name} ({figure})"
    if row.certainty is not Certainty.SEEN:
        text = "{name} ({figure}; {population}; second-hand)" if row.population else "{name} ({figure}; second-hand)"
    values = {"population": Message(row.population)} if row.population else {}
    return message(text, name=_name(source), figure=Message(row.how_common), **values)


def _spine(story: Story) -> tuple[Sentence, ...]:
    if story.figure is not None:
        return (_count(story.figure),)
    spine = Message(_SPINE[story.spine.spine])
    if any(source.row.condition.spine for source in story.sources[:2]):
        return ()
    text = "The {spine} is seldom the source here; screen it."
    if not story.spine.is_rare:
        text = "The {spine} can refer here; no count for this place."
    return (Sentence(message(text, spine=spine), story.spine.sources),)


def _count(figure: ExpossFigure) -> Sentence:
    said = message(
        "EXPOSS {location}: {x}/{n} ({percent} %, Wilson 95 % CI {low}–{high}) classed as spinal by response to "
        "loading; MDT clinics, no controls.",
        location=Message(figure.location.value),
        x=figure.x,
        n=figure.n,
        percent=round(figure.percent),
        low=round(figure.low),
        high=round(figure.high),
    )
    sources = (figure.source,) if figure.via is None else (figure.source, figure.via)
    return Sentence(said, sources, figure.certainty)
