"""The builder refuses torn roots, strangers that touch, stray parts and skin that no nerve feeds.

That it does not refuse the shipped tables is shown by `test_rebuild.py`, which builds them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely

from bodymap.builder import body, charts, refusals, tables
from bodymap.builder.territory import Territory
from bodymap.core.vocabulary import Figure
from tests.builder.test_rebuild import mesh_cache


@pytest.fixture(scope="module", autouse=True)
def _mesh() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BODYMAP_MESH_CACHE", str(mesh_cache()))
        try:
            body.load(charts.REFERENCE)
        except body.MeshUnavailable as unavailable:
            pytest.skip(f"no body mesh: {unavailable}")
        yield


def stamp(name: str, chart: str, box: tuple[float, float, float, float]) -> Territory:
    return Territory(name, chart, shapely.box(box[0], box[2], box[1], box[3]), None, ("anatomy_general",))


def test_a_root_in_two_pieces_that_touches_strangers_is_refused() -> None:
    island = stamp("S1", "leg", (-20, 20, 0.4, 0.5))
    found = list(refusals.map_faults("keegan-garrett", (*tables.map_table("keegan-garrett"), island)))
    assert "keegan-garrett: S1 is in 2 pieces" in found
    assert any(fault.startswith("keegan-garrett: L") and "touches S1" in fault for fault in found)


def test_a_stray_piece_of_a_part_is_refused() -> None:
    stray = stamp("belly-lower", "leg", (-20, 0, 0.4, 0.412))
    found = list(refusals.part_faults((*tables.parts_table(Figure.NEUTRAL), stray)))
    assert "parts: belly-lower is in 2 pieces" in found
    assert any(fault.startswith("parts: a piece of belly-lower has") for fault in found)


def test_skin_that_no_nerve_feeds_is_refused() -> None:
    (fault,) = refusals.nerve_faults((*tables.nerves_table(), stamp("", "leg", (-20, 0, 0.4, 0.5))))
    assert "belong to nobody" in fault


def test_a_build_of_refused_tables_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "faults", lambda: iter(["foerster: C5 touches T3 for 41 mm"]))
    with pytest.raises(refusals.DrawingRefused, match="C5 touches T3"):
        refusals.refuse_faults()


def test_every_exception_is_still_needed() -> None:
    allowed = refusals.exceptions()
    for layer in ("foerster", "keegan-garrett"):
        owner = refusals.owners(tables.map_table(layer), tables.ROOT_NAMES)
        met = refusals.contacts_mm(owner, tables.ROOT_NAMES)
        names = [piece.name for piece in refusals.pieces(owner, tables.ROOT_NAMES)]
        assert {pair for each, pair in allowed.contacts if each == layer} <= met.keys()
        assert all(names.count(name) > 1 for each, name in allowed.torn if each == layer)
    assert len(allowed.torn) < 20
