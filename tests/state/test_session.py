"""What is selected while the program is used."""

from __future__ import annotations

from bodymap.core.marks.mark import Mark, MarkId, WholePart
from bodymap.core.vocabulary import MapName, PartId, Root, Side
from bodymap.state.case import Case
from bodymap.state.session import RootOfSide, Session

_CASE = Case(
    marks=tuple(
        Mark(MarkId(number), WholePart(PartId("shin"), side)) for number, side in ((4, Side.LEFT), (7, Side.RIGHT))
    )
)


def test_selected_mark_has_the_number_of_the_list() -> None:
    session = Session(selected=MarkId(7))
    assert session.mark(_CASE) == _CASE.marks[1]
    assert session.number(_CASE) == 2


def test_mark_that_is_gone_is_not_selected() -> None:
    session = Session(selected=MarkId(9))
    assert session.mark(_CASE) is None
    assert session.number(_CASE) == 0


def test_all_known_maps_are_asked_until_some_are_chosen() -> None:
    known = (MapName.FOERSTER, MapName.LEE)
    assert Session().maps(known) == known
    assert Session(chosen_maps=(MapName.LEE, MapName.KEEGAN_GARRETT)).maps(known) == (MapName.LEE,)


def test_root_without_a_side_is_that_of_both() -> None:
    assert all(RootOfSide(Root.L5).holds(Root.L5, side) for side in Side)
    assert not RootOfSide(Root.L5, Side.LEFT).holds(Root.L5, Side.RIGHT)
    assert not RootOfSide(Root.L5).holds(Root.L4, Side.LEFT)
