"""How long the pictures of marks are kept."""

from __future__ import annotations

import pytest

from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.vocabulary import View
from bodymap.state.case import Case
from bodymap.ui.body.mark_pictures import MarkPictures
from bodymap.ui.bridge import Bridge
from bodymap.ui.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def spots(count: int, y: float) -> tuple[Mark, ...]:
    return tuple(Mark(MarkId(number + 1), Spot(View.FRONT, 90 + number / 50, y, 8)) for number in range(count))


def test_pictures_of_marks_that_stand_are_kept_and_others_let_go(bridge: Bridge) -> None:
    bridge.load_atlas()
    pictures = MarkPictures(bridge)
    for y in range(50):
        bridge.take_over(Case(spots(8, y)))
        shown = pictures.shown(View.FRONT, LIGHT)
        assert len(shown) == 8
        assert all(one is other for one, other in zip(pictures.shown(View.FRONT, LIGHT), shown, strict=True))
    assert len(pictures._areas) < 200
    assert len(pictures._kept) < 200


def test_case_of_many_marks_is_worked_out_once(bridge: Bridge) -> None:
    bridge.load_atlas()
    pictures = MarkPictures(bridge)
    bridge.take_over(Case(spots(400, 0)))
    first = pictures.shown(View.FRONT, LIGHT)
    again = pictures.shown(View.FRONT, LIGHT)
    assert len(first) == 400
    assert all(one is other for one, other in zip(first, again, strict=True))
