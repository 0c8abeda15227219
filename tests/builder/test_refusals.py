"""The builder refuses torn roots, strangers that touch, stray parts and skin that no nerve feeds, on body and picture.

That it does not refuse the shipped tables is shown by `test_rebuild.py`, which builds them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely

from bodymap.builder import body, charts, labels, tables
from bodymap.builder.refusals import pictures, rules, surface
from bodymap.builder.scene import Scene, scene_of
from bodymap.builder.territory import Territory
from bodymap.core.vocabulary import Figure, View
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
    found = list(surface.map_faults("keegan-garrett", (*tables.map_table("keegan-garrett", Figure.NEUTRAL), island)))
    assert "keegan-garrett: S1 is in 2 pieces" in found
    assert any(fault.startswith("keegan-garrett: L") and "touches S1" in fault for fault in found)


def test_a_stray_piece_of_a_part_is_refused() -> None:
    stray = stamp("belly-lower", "leg", (-20, 0, 0.4, 0.412))
    found = list(surface.part_faults((*tables.parts_table(Figure.NEUTRAL), stray)))
    assert "parts: belly-lower is in 2 pieces" in found
    assert any(fault.startswith("parts: a piece of belly-lower has") for fault in found)


def test_skin_that_no_nerve_feeds_is_refused() -> None:
    (fault,) = surface.nerve_faults((*tables.nerves_table(Figure.NEUTRAL), stamp("", "leg", (-20, 0, 0.4, 0.5))))
    assert "belong to nobody" in fault


def test_a_piece_is_measured_on_every_figure() -> None:
    owner = surface.owners((stamp("L1", "front", (-1.0, 1.0, 0.0, 3.0)),), tables.ROOT_NAMES)
    areas = [surface.pieces(owner, tables.ROOT_NAMES, figure)[0].area_mm2 for figure in Figure]
    assert len({round(area) for area in areas}) == len(Figure)


def picture_faults(scene: Scene, layer: str, *added: Territory) -> list[str]:
    """What is refused in a view of the shipped table of a layer with more rows."""
    table, names = tables.layer(layer, scene.figure)
    drawn = labels.painted(scene, (*table, *added), names)
    return list(pictures.faults(scene, pictures.seams_of(scene), layer, drawn))


@pytest.fixture(scope="module")
def hands() -> Scene:
    return scene_of(Figure.NEUTRAL, View.HANDS)


@pytest.mark.parametrize("layer", tables.LAYERS)
def test_a_picture_of_the_shipped_tables_is_not_refused(hands: Scene, layer: str) -> None:
    assert picture_faults(hands, layer) == []


def test_a_root_in_two_pieces_is_refused_in_a_picture(hands: Scene) -> None:
    (fault,) = picture_faults(hands, "foerster", stamp("C6", "hand", (3.9, 4.4, 0.2, 0.4)))
    assert fault.startswith("foerster: C6 is in")


def test_a_root_that_touches_a_stranger_is_refused_in_a_picture(hands: Scene) -> None:
    found = picture_faults(hands, "foerster", stamp("T1", "hand", (-9, 2.2, -0.1, 0.3)))
    assert any(fault.startswith("foerster: C7 touches T1") for fault in found)


def test_a_tiny_piece_is_refused_in_a_picture(hands: Scene) -> None:
    found = picture_faults(hands, "parts", stamp("thumb", "hand", (2.8, 3.2, 0.2, 0.27)))
    assert any(fault.startswith("parts: thumb is in") for fault in found)
    assert any(fault.startswith("parts: a piece of thumb has") for fault in found)


@pytest.mark.parametrize("layer", [tables.PARTS, tables.NERVES])
def test_bare_skin_is_refused_in_a_picture(hands: Scene, layer: str) -> None:
    found = picture_faults(hands, layer, stamp("", "hand", (2.5, 3.5, 0.1, 0.4)))
    assert any("belong to nobody" in fault for fault in found)


def test_a_piece_that_the_outline_cuts_is_no_fault(hands: Scene) -> None:
    assert picture_faults(hands, "foerster", stamp("T1", "arm", (-400, 400, 1.7, 1.8))) == []


def test_a_plate_of_refused_tables_is_not_drawn(hands: Scene) -> None:
    drawn = labels.painted(
        hands, (*tables.nerves_table(Figure.NEUTRAL), stamp("", "hand", (2.5, 3.5, 0.1, 0.4))), tables.nerve_names()
    )
    with pytest.raises(rules.DrawingRefused, match=r"neutral figure, hands view: cutaneous-nerves: \d+ mm² of skin"):
        pictures.refuse_faults(hands, {tables.NERVES: drawn})


def test_a_build_of_refused_tables_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surface, "faults", lambda: iter(["foerster: C5 touches T3 for 41 mm"]))
    with pytest.raises(rules.DrawingRefused, match="C5 touches T3"):
        surface.refuse_faults()


def test_every_exception_is_still_needed() -> None:
    allowed = rules.exceptions()
    for layer in ("foerster", "keegan-garrett"):
        owner = surface.owners(tables.map_table(layer, Figure.NEUTRAL), tables.ROOT_NAMES)
        met = surface.contacts_mm(owner, tables.ROOT_NAMES)
        names = [piece.name for piece in surface.pieces(owner, tables.ROOT_NAMES)]
        assert {pair for each, pair, view in allowed.contacts if each == layer and not view} <= met.keys()
        assert all(names.count(name) > 1 for each, name in allowed.torn if each == layer)
    assert len(allowed.torn) < 20
