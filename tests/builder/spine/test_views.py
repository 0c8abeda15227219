"""The drawings of the spine: complete, anatomically in order, mirrored, true to the table and reproducible."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from bodymap.builder.spine import posture, views
from bodymap.builder.spine.table import CERVICAL, LUMBAR, SACRAL, THORACIC, VERTEBRAE, dimensions
from bodymap.core.errors import TableError
from bodymap.core.vocabulary import Root
from bodymap.library import resources

Point = tuple[float, float]
Ring = list[Point]

TABLE = dimensions()
LOWER = ("T12", *LUMBAR)
DISCS = [posture.disc_name(name) for name in VERTEBRAE if name != "C1"]
ROOTS = [root.value for root in Root]
DRAWN = {
    "spine-lumbosacral": (LOWER, "both"),
    "spine-lumbosacral-side": (LOWER, "left"),
    "spine-column": (VERTEBRAE, "both"),
    "spine-column-side": (VERTEBRAE, "left"),
}
"""Vertebrae and sides that each drawing shows."""
FROM_BEHIND = [name for name, (_, sides) in DRAWN.items() if sides == "both"]


class Drawing:
    """A shipped drawing with its elements by id."""

    def __init__(self, name: str) -> None:
        self.text = resources.svg_text(name)
        self.elements = {
            element.get("id", ""): element for element in ElementTree.fromstring(self.text).iter() if element.get("id")
        }

    def rings(self, name: str) -> list[Ring]:
        return [
            [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)]
            for part in self.elements[name].get("d", "").split("M")[1:]
        ]

    def points(self, name: str) -> Ring:
        return [point for ring in self.rings(name) for point in ring]

    def circle(self, name: str) -> tuple[float, float, float]:
        element = self.elements[name]
        return float(element.get("cx", "")), float(element.get("cy", "")), float(element.get("r", ""))


@pytest.fixture(scope="module")
def drawings() -> dict[str, Drawing]:
    return {name: Drawing(name) for name in DRAWN}


@pytest.fixture(scope="module")
def column(drawings: dict[str, Drawing]) -> Drawing:
    return drawings["spine-column"]


def roots_of(vertebrae: tuple[str, ...]) -> Iterator[str]:
    first = "C2" if vertebrae[0] == "C1" else vertebrae[0]
    yield from ROOTS[ROOTS.index(first) :]


@pytest.mark.parametrize("name", DRAWN)
def test_every_vertebra_disc_and_root_can_be_addressed(drawings: dict[str, Drawing], name: str) -> None:
    vertebrae, sides = DRAWN[name]
    expected = {f"vertebra-{vertebra}" for vertebra in vertebrae} | {"sacrum", "coccyx"}
    expected |= {f"disc-{disc}" for disc in DISCS if disc.split("-")[0] in vertebrae}
    expected |= {
        f"root-{root}-{side}" for root in roots_of(vertebrae) for side in ("left", "right") if sides in ("both", side)
    }
    assert {element for element in expected if len(drawings[name].points(element)) > 3} == expected


@pytest.mark.parametrize("name", DRAWN)
def test_elements_say_what_they_are(drawings: dict[str, Drawing], name: str) -> None:
    elements = drawings[name].elements
    assert elements["vertebra-L4"].get("data-vertebra") == "L4"
    assert elements["disc-L5-S1"].get("data-disc") == "L5-S1"
    assert elements["root-S5-left"].get("data-root") == "S5"
    assert elements["root-S5-left"].get("data-side") == "left"


@pytest.mark.parametrize("name", DRAWN)
def test_drawings_keep_to_the_svg_subset(drawings: dict[str, Drawing], name: str) -> None:
    text = drawings[name].text
    assert not re.search(r"<!DOCTYPE|<!ENTITY|<use|transform=|style=|#[0-9A-Fa-f]{3}", text)
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) == {"currentColor", "none"}
    for path in re.findall(r' d="([^"]*)"', text):
        assert re.fullmatch(r"(M-?[\d.]+ -?[\d.]+(L-?[\d.]+ -?[\d.]+)+Z?)+", path)


def levels_around(root: str) -> tuple[str, str]:
    """The landmarks between which a root leaves: above and below."""
    if root in CERVICAL:
        return f"pedicle-C{int(root[1:]) - 1}", f"pedicle-{root}"
    if root == "C8":
        return "pedicle-C7", "pedicle-T1"
    if root == "L5":
        return "pedicle-L5", "foramen-S1"
    return f"pedicle-{root}", f"pedicle-{VERTEBRAE[VERTEBRAE.index(root) + 1]}"


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("root", [root for root in ROOTS if root not in SACRAL])
def test_roots_leave_between_their_pedicles(column: Drawing, root: str, side: str) -> None:
    above, below = (column.circle(f"{level}-{side}") for level in levels_around(root))
    x, y, _ = column.circle(f"exit-{root}-{side}")
    assert above[1] < y < below[1]
    assert (x < 0) == (side == "left")
    highest = min(column.points(f"root-{root}-{side}"), key=lambda point: point[1])
    assert above[1] < highest[1] < below[1]


@pytest.mark.parametrize("root", ["S1", "S2", "S3", "S4"])
@pytest.mark.parametrize("name", FROM_BEHIND)
def test_sacral_roots_come_out_of_their_foramina(drawings: dict[str, Drawing], name: str, root: str) -> None:
    drawing = drawings[name]
    for side in ("left", "right"):
        x, y, radius = drawing.circle(f"foramen-{root}-{side}")
        assert any((px - x) ** 2 + (py - y) ** 2 < radius**2 for px, py in drawing.points(f"root-{root}-{side}"))


def test_the_last_root_comes_out_of_the_hiatus(column: Drawing) -> None:
    x, y, _ = column.circle("exit-S5-right")
    assert x < TABLE.of("sacrum", "cornua_distance") / 2
    assert column.circle("foramen-S4-right")[1] < y < max(y for _, y in column.points("coccyx"))


def test_lumbar_roots_run_more_steeply_than_thoracic_ones(column: Drawing) -> None:
    def fall(root: str) -> float:
        points = column.points(f"root-{root}-right")
        return (max(y for _, y in points) - min(y for _, y in points)) / (
            max(x for x, _ in points) - min(x for x, _ in points)
        )

    assert min(fall(root) for root in LUMBAR) > max(fall(root) for root in THORACIC[:11])


@pytest.mark.parametrize("name", FROM_BEHIND)
def test_left_is_the_mirror_of_right(drawings: dict[str, Drawing], name: str) -> None:
    drawing = drawings[name]
    for element in drawing.elements:
        if element.startswith("root-") and element.endswith("-left"):
            right = drawing.points(element.removesuffix("left") + "right")
            assert sorted((-x, y) for x, y in right) == sorted(drawing.points(element))
        elif element.startswith(("vertebra-", "disc-", "sacrum", "coccyx", "shade-")):
            points = set(drawing.points(element))
            assert {(-x + 0.0, y) for x, y in points} == points


@pytest.mark.parametrize("name", [*LUMBAR, "C1", "T1", "T6"])
def test_transverse_processes_span_what_the_table_says(column: Drawing, name: str) -> None:
    across = [x for x, _ in column.points(f"vertebra-{name}")]
    assert max(across) - min(across) == pytest.approx(TABLE.of(name, "transverse_span"), abs=1.0)


@pytest.mark.parametrize("name", FROM_BEHIND)
def test_sacrum_and_coccyx_are_as_wide_as_the_table_says(drawings: dict[str, Drawing], name: str) -> None:
    for bone in ("sacrum", "coccyx"):
        across = [x for x, _ in drawings[name].points(bone)]
        assert max(across) - min(across) == pytest.approx(TABLE.of(bone, "width"), abs=1.5)


@pytest.mark.parametrize("name", FROM_BEHIND)
def test_the_wings_of_the_sacrum_fall_off_to_the_side(drawings: dict[str, Drawing], name: str) -> None:
    points = drawings[name].points("sacrum")
    joint, wing, edge = (min(y for x, y in points if low < x < high) for low, high in ((18, 30), (32, 40), (46, 53)))
    assert wing - joint > 16
    assert edge > wing


def height_at(drawing: Drawing, element: str, back: float) -> float:
    """Extent of an element seen from the side, along its own axis, a way behind the middle of its body."""
    pose = posture.poses(TABLE)[element.partition("-")[2]]
    cosine, sine = pose.down
    crossings = []
    for ring in drawing.rings(element):
        own = [
            ((y - pose.y) * cosine + (z - pose.z) * sine, (z - pose.z) * cosine - (y - pose.y) * sine) for z, y in ring
        ]
        for (y1, z1), (y2, z2) in zip(own, own[1:] + own[:1], strict=True):
            if (z1 - back) * (z2 - back) < 0:
                crossings.append(y1 + (y2 - y1) * (back - z1) / (z2 - z1))
    return max(crossings) - min(crossings)


@pytest.mark.parametrize("name", LUMBAR)
def test_bodies_are_as_high_as_the_table_says(drawings: dict[str, Drawing], name: str) -> None:
    front, back = TABLE.of(name, "height_anterior"), TABLE.of(name, "height_posterior")
    shown = height_at(drawings["spine-lumbosacral-side"], f"vertebra-{name}", -0.3 * TABLE.of(name, "body_depth"))
    assert shown == pytest.approx(0.8 * front + 0.2 * back, abs=0.6)


@pytest.mark.parametrize("name", DISCS[-6:])
def test_discs_are_as_high_as_the_table_says(drawings: dict[str, Drawing], name: str) -> None:
    shown = height_at(drawings["spine-lumbosacral-side"], f"disc-{name}", 0.0)
    assert shown == pytest.approx(TABLE.of(name, "disc_height"), abs=0.6)


def test_the_column_stands_with_its_natural_curves() -> None:
    poses = posture.poses(TABLE)
    lower_face = poses["T12"].tilt - posture.wedge("T12", TABLE) / 2
    assert TABLE.of("sacrum", "slope") - lower_face == pytest.approx(49.8, abs=1.5)
    assert poses["T1"].tilt - poses["T12"].tilt == pytest.approx(36, abs=6)
    assert poses["C2"].tilt < poses["C7"].tilt - 10
    assert abs(poses["C7"].z) < 25


@pytest.mark.timeout(240)
def test_shipped_drawings_are_what_the_builder_writes(drawings: dict[str, Drawing]) -> None:
    rebuilt = views.drawings()
    assert set(rebuilt) == {f"{name}.svg" for name in DRAWN}
    assert [name for name in DRAWN if rebuilt[f"{name}.svg"] != drawings[name].text] == []


def test_every_row_of_the_table_names_a_known_source() -> None:
    sources = tomllib.loads(resources.table_text("spine.toml"))["sources"]
    rows = list(csv.DictReader(io.StringIO(resources.table_text("spine.csv"))))
    assert {row["source"] for row in rows} == set(sources)
    assert {row["sure"] for row in rows} == {"seen", "computed", "recalled"}
    assert len({(row["element"], row["measure"]) for row in rows}) == len(rows)


def test_a_missing_row_is_named() -> None:
    with pytest.raises(TableError, match=r"spine\.csv: no row for 'colour' of 'L4'"):
        TABLE.of("L4", "colour")
