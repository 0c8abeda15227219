"""What is said of the face, on the drawings and tables that ship."""

from __future__ import annotations

import pytest

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.reasoning.findings import find
from bodymap.core.vocabulary import PartId, Root, Side, Voice
from bodymap.core.words.explain import explain
from bodymap.core.words.explanation import SectionKind
from bodymap.library.loading import load_atlas, load_evidence


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("part", ["forehead", "temple", "face"])
def test_the_face_is_the_trigeminal_nerves_and_no_roots(part: str, side: Side, voice: Voice) -> None:
    mark = Mark(MarkId(1), WholePart(PartId(part), side))
    said = explain(find([mark], load_atlas(), load_evidence()), load_evidence(), voice)
    assert [sentence.text for item in said.of(SectionKind.MAP, folded=False) for sentence in item.sentences] == [
        "This skin is felt by a nerve of the head, the trigeminal nerve, not by a spinal nerve."
    ]
    texts = " ".join(sentence.text for section in said.sections if not section.folded for sentence in section.sentences)
    assert not any(root.value in texts.split() for root in Root)


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("side", list(Side))
def test_the_jaw_is_mostly_the_trigeminal_nerves_and_its_angle_the_necks(side: Side, voice: Voice) -> None:
    mark = Mark(MarkId(1), WholePart(PartId("jaw"), side))
    said = explain(find([mark], load_atlas(), load_evidence()), load_evidence(), voice)
    first, *_ = said.of(SectionKind.MAP, folded=False)
    assert first.sentences[0].text == (
        "Most of this skin is felt by a nerve of the head, the trigeminal nerve; C2 has the rest."
    )
    assert "can be felt here" not in " ".join(sentence.text for sentence in said.sentences)
