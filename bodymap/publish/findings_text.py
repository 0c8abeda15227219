"""What the command line prints about a case: fields for JSON, and lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bodymap.core.marks.reply import Reply
from bodymap.core.reasoning.candidates import Candidate
from bodymap.core.reasoning.examinations import NextTest
from bodymap.core.reasoning.exposs import ExpossFigure
from bodymap.core.reasoning.findings import Complaint, shown
from bodymap.core.reasoning.knowledge import Evidence
from bodymap.core.reasoning.nerve_patterns import NerveShare
from bodymap.core.reasoning.nerve_territories import NerveArea
from bodymap.core.reasoning.pain_generators import OtherSource
from bodymap.core.reasoning.red_flags import RedFlag
from bodymap.core.reasoning.root_pain import PainRoot
from bodymap.core.tables.literature import OWN_WORDS, SourceId
from bodymap.core.vocabulary import NerveId, PartId, Side, Voice
from bodymap.core.words.explanation import AskedFact, AskedQuestion, Item, Notice, Section, SectionKind, heading
from bodymap.core.words.language import ENGLISH, Language
from bodymap.core.words.message import Sentence, side_word
from bodymap.core.words.results import not_added_up, result_sentence
from bodymap.core.words.told_complaints import told_complaints
from bodymap.publish.complaint_titles import complaint_titles, marks_of_complaints
from bodymap.publish.told import Told
from bodymap.state.mark_fields import examined_fields, mark_fields

_DECIMALS = 4
SCHEMA_VERSION = 2
"""Of the JSON of an explanation: version 1 knew no complaints, and not why a root is a candidate."""


def explanation_fields(told: Told) -> dict[str, object]:
    """An explanation as JSON fields, described in ``bodymap/data/explain.schema.json``; all lists are always there."""
    findings = told.findings
    return {
        "schema_version": SCHEMA_VERSION,
        "marks": [mark_fields(mark) for mark in told.case.marks],
        "complaints": [_complaint_fields(complaint) for complaint in findings.complaints],
        "red_flags": [
            _flag_fields(flag, notice, told.language)
            for flag, notice in zip(findings.red_flags, told.explanation.red_flags, strict=True)
        ],
        "person": {
            **{fact.id: None for fact in findings.wanted},
            **{known.fact: known.value for known in findings.person.known},
        },
        "candidates": _reasoned_fields(findings.candidates, findings.shown, findings.pain_roots),
        "evidence": [_exposs_fields(figure) for figure in findings.exposs],
        "nerves": _nerve_fields(findings.nerves, findings.nerve_areas),
        "other_sources": _other_fields(findings.other_sources),
        "provoked": [
            {"id": pain.id, "root": pain.root.value, "area": pain.area, "x": pain.x, "n": pain.n}
            for pain in findings.provoked
        ],
        "next_tests": [_test_fields(test) for test in findings.next_tests],
        "examined": [
            examined_fields(weight.examined)
            | {
                "speaks_for": weight.speaks_for,
                "roots": [root.value for root in weight.roots],
                "conditions": list(weight.conditions),
            }
            for weight in findings.weights
        ],
        "codes": [
            {"code": code.code, "title": code.title, "side": code.side and code.side.value} for code in findings.codes
        ],
        "extent": {
            "body": round(findings.extent.body, _DECIMALS),
            "parts": [
                {"part": one.part, "side": one.side.value, "share": round(one.share, _DECIMALS)}
                for one in findings.extent.parts
            ],
        },
        "safety_net": [
            {"id": net.id, "text": told.language.sentence(sentence)}
            for net, sentence in zip(findings.safety_net, _watched(told), strict=True)
        ],
        "sections": [_section_fields(section, told) for section in told.explanation.sections],
        "disclaimer": told.language.sentence(told.explanation.disclaimer),
    }


def _watched(told: Told) -> list[Sentence]:
    sections = (section for section in told.explanation.sections if section.kind is SectionKind.WATCH)
    return [sentence for section in sections for sentence in section.sentences]


def _section_fields(section: Section, told: Told) -> dict[str, object]:
    return {
        "complaint": section.complaint,
        "marks": list(marks_of_complaints(told)[section.complaint]) if section.complaint is not None else [],
        "kind": section.kind.value,
        "folded": section.folded,
        "sentences": [
            {
                "about": item.id or None,
                "text": told.language.sentence(sentence),
                "message": sentence.message.id,
                "sources": list(sentence.sources),
                "sure": sentence.sure.value,
            }
            for item in section.items
            for sentence in item.sentences
        ],
    }


def candidate_fields(candidates: Iterable[Candidate]) -> list[dict[str, object]]:
    """Candidates as JSON fields, in the order given."""
    return [
        {
            "root": candidate.root.value,
            "side": candidate.side.value,
            "share": round(candidate.share, _DECIMALS),
            "low": round(candidate.low, _DECIMALS),
            "high": round(candidate.high, _DECIMALS),
            "maps_for": candidate.maps_for,
            "maps_total": candidate.maps_total,
            "maps": [name.value for name in candidate.maps],
        }
        for candidate in candidates
    ]


def _complaint_fields(complaint: Complaint) -> dict[str, object]:
    return {
        "marks": [mark.id for mark in complaint.marks],
        "over_midline": [far.over.value for far in complaint.reaches if far.over is not None],
        "spans": [
            {"from": _place_fields(far.span[0]), "to": _place_fields(far.span[1])}
            for far in complaint.reaches
            if far.span is not None
        ],
        "candidates": _reasoned_fields(complaint.candidates, shown(complaint.candidates), complaint.pain_roots),
        "nerves": _nerve_fields(complaint.nerves, complaint.nerve_areas),
        "other_sources": _other_fields(complaint.other_sources),
    }


def _place_fields(place: tuple[PartId, Side]) -> dict[str, str]:
    part, side = place
    return {"part": part, "side": side.value}


def _reasoned_fields(
    candidates: Sequence[Candidate], on_screen: Iterable[Candidate], pain_roots: Sequence[PainRoot]
) -> list[dict[str, object]]:
    """Candidates with why they are: first those that the maps of the skin name, then those by their pain alone."""
    lit = {(one.root, one.side) for one in on_screen}
    felt = {(one.root, one.side): [row.id for row in one.rows] for one in pain_roots}
    by_skin = {
        (one.root, one.side): fields for one, fields in zip(candidates, candidate_fields(candidates), strict=True)
    }
    maps = max((one.maps_total for one in candidates), default=0)
    nothing = {"share": 0.0, "low": 0.0, "high": 0.0, "maps_for": 0, "maps_total": maps, "maps": []}
    by_pain = {
        (root, side): {"root": root.value, "side": side.value, **nothing}
        for root, side in felt
        if (root, side) not in by_skin
    }
    return [
        {
            **fields,
            "shown": key in lit,
            "why": [*(["skin"] if key in by_skin else []), *(["pain"] if key in felt else [])],
            "felt": felt.get(key, []),
        }
        for key, fields in (by_skin | by_pain).items()
    ]


def _other_fields(others: Iterable[OtherSource]) -> list[dict[str, object]]:
    return [{"id": other.id, "name": other.name, "sides": [side.value for side in other.sides]} for other in others]


def explanation_lines(told: Told) -> tuple[str, ...]:
    """An explanation as lines of text: warnings first, complaint by complaint what is shown, then what is folded.

    Several complaints are told under the numbers of their marks and their place.
    """
    said, language, label = told.explanation, told.language, told.language.label
    cited = [source for sentence in said.sentences for source in sentence.sources]
    shown = [section for section in said.sections if section.kind is not SectionKind.URGENT and not section.folded]
    more = [section for section in said.sections if section.kind is not SectionKind.URGENT and section.folded]
    notices, answer = _notice_lines(said.red_flags, said.facts, language), list(_shown_lines(shown, told))
    return (
        language.sentence(said.disclaimer),
        "",
        *notices,
        *([""] if notices and answer else []),
        *answer,
        *_headed(label("Examined:"), _result_lines(told)),
        *_headed(label("More:"), list(_more_lines(more, told))),
        *_headed(label("Shares of the marked skin on the nerve maps:"), _share_lines(told)),
        "",
        language.sentence(said.disclaimer),
        *_source_lines(cited, told),
        *([label("Translation: {state}.", state=label(language.state))] if language.state else []),
    )


def _share_lines(told: Told) -> tuple[str, ...]:
    """Every share for a clinician, complaint by complaint; none for a patient, who would read it as a chance."""
    if told.explanation.audience is Voice.PATIENT:
        return ()
    titles = complaint_titles(told, with_place=True)
    if not titles:
        return candidate_lines(told.findings.candidates, told.language)
    lines: list[str] = []
    for together in told_complaints(told.findings):
        shares = candidate_lines(together.candidates, told.language)
        if together.number in titles and shares:
            lines += [titles[together.number], *(f"  {line}" for line in shares)]
    return tuple(lines)


def _result_lines(told: Told) -> list[str]:
    weights = told.findings.weights
    said = [told.language.sentence(result_sentence(one, told.evidence)) for one in weights]
    return [*said, told.language.sentence(not_added_up())] if said else []


def _shown_lines(sections: Sequence[Section], told: Told) -> Iterator[str]:
    """Sections with their headings; the story, which comes first, has that of its complaint only."""
    titles = complaint_titles(told, with_place=True)
    for complaint, several in groupby(sections, key=lambda section: section.complaint):
        if complaint in titles:
            yield titles[complaint]
        for section in several:
            if section.kind is not SectionKind.STORY:
                yield told.language.title(heading(section.kind, told.explanation.audience))
            yield from (f"  {line}" for line in _item_lines(section.items, told.language))


def _more_lines(sections: Sequence[Section], told: Told) -> Iterator[str]:
    """Sections without headings; of several complaints each under its title, and what belongs to none under its own."""
    titles, language = complaint_titles(told, with_place=True), told.language
    for complaint, several in groupby(sections, key=lambda section: section.complaint):
        if complaint in titles:
            yield titles[complaint]
            yield from (f"  {line}" for section in several for line in _item_lines(section.items, language))
            continue
        for section in several:
            if titles:
                yield language.title(heading(section.kind, told.explanation.audience))
            yield from (f"{'  ' if titles else ''}{line}" for line in _item_lines(section.items, language))


def candidate_lines(candidates: Iterable[Candidate], language: Language = ENGLISH) -> tuple[str, ...]:
    """Candidates as lines of text, such as ``L1   left    54 in 100 of the skin (range 40 to 61), 3 of 3 maps``."""
    return tuple(
        f"{candidate.root.value:<4} {language.label(side_word(candidate.side)):<6} "
        + language.label(
            "{share} in 100 of the skin (range {low} to {high}), {maps_for} of {maps_total} maps",
            share=f"{100 * candidate.share:3.0f}",
            low=round(100 * candidate.low),
            high=round(100 * candidate.high),
            maps_for=candidate.maps_for,
            maps_total=candidate.maps_total,
        )
        for candidate in candidates
    )


def cited_names(sources: Sequence[SourceId], evidence: Evidence, language: Language = ENGLISH) -> tuple[str, ...]:
    """Short forms of the sources, each once, in the order cited; the program's own words cite nothing."""
    return tuple(language.cited(evidence.source(source)) for source in dict.fromkeys(sources) if source != OWN_WORDS)


def _notice_lines(notices: Sequence[Notice], facts: Sequence[AskedFact], language: Language) -> list[str]:
    """Warnings with what to do, now or after a yes, then what is wanted about the person.

    What was answered by yes or no is not asked again; what somebody was unsure of is. A warning with nothing else to
    ask is not told yet.
    """
    lines: list[str] = []
    for notice in notices:
        title = language.title(notice.name)
        open_ones = [question for question in notice.questions if question.reply not in {Reply.NO, Reply.YES}]
        questions = [f"  - {language.sentence(question.sentence)}" for question in open_ones]
        if notice.raised:
            told = [f"  {language.sentence(sentence)}" for sentence in notice.sentences]
            lines += [f"! {title}", *told, *questions]
        elif questions:
            lines += [f"? {title}", *questions, f"  {language.sentence(notice.action)}"]
    if facts:
        asked = [f"  - {language.sentence(fact.sentence)}" for fact in facts]
        lines += [language.label("About the person, because it decides what to ask:"), *asked]
    return lines


def _item_lines(items: Iterable[Item], language: Language) -> list[str]:
    lines: list[str] = []
    for item in items:
        texts = [language.sentence(sentence) for sentence in item.sentences]
        lines += [language.named(language.title(item.name), texts[0]), *texts[1:]] if item.title else texts
    return lines


def _headed(title: str, lines: Sequence[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _source_lines(sources: Sequence[SourceId], told: Told) -> list[str]:
    names = cited_names(sources, told.evidence, told.language)
    return [told.language.label("Sources: {names}.", names=told.language.semicolon.join(names))] if names else []


def _flag_fields(flag: RedFlag, notice: Notice, language: Language) -> dict[str, object]:
    return {
        "id": flag.id,
        "tier": flag.tier,
        "name": flag.alarm.name,
        "raised": flag.raised,
        "action": language.sentence(notice.action),
        "questions": [_question_fields(question, language) for question in notice.questions],
        "folded_questions": [_question_fields(question, language) for question in notice.folded],
        "wanted": list(flag.wanted),
    }


def _question_fields(question: AskedQuestion, language: Language) -> dict[str, object]:
    reply = None if question.reply is None else question.reply.value
    return {"id": question.id, "text": language.sentence(question.sentence), "reply": reply}


def _nerve_fields(nerves: Sequence[NerveShare], areas: Sequence[NerveArea]) -> list[dict[str, object]]:
    """Nerves with drawn territories and nerves that hold the marked places; one that is both is told by its territory.

    Those that fit better than any root come first, then the largest shares.
    """
    shares = {(area.nerve.id, area.side): (area.nerve.name, area.share) for area in areas}
    named = {(NerveId(nerve.id), nerve.side): (nerve.name, nerve.share) for nerve in nerves}
    fitting = {(nerve.id, nerve.side) for nerve in nerves if nerve.fits_better}
    rows = [(key in fitting, *key, *facts) for key, facts in (named | shares).items()]
    rows.sort(key=lambda row: (not row[0], -row[4]))
    return [
        {"id": nerve, "name": name, "side": side.value, "share": round(share, _DECIMALS), "fits_better": fits_better}
        for fits_better, nerve, side, name, share in rows
    ]


def _test_fields(test: NextTest) -> dict[str, object]:
    return {
        "id": test.id,
        "name": test.name,
        "points_to": [root.value for root in test.points_to],
        "tells_apart": [root.value for root in test.tells_apart],
        "conditions": list(test.conditions),
        "against": list(test.against),
    }


def _exposs_fields(figure: ExpossFigure) -> dict[str, object]:
    return {
        "id": figure.id,
        "location": figure.location.value,
        "x": figure.x,
        "n": figure.n,
        "percent": figure.percent,
        "low": figure.low,
        "high": figure.high,
        "source": figure.source,
    }
