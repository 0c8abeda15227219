"""All solids of a picture of the column, in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bodymap.builder.spine import bones, sacrum
from bodymap.builder.spine.plate import Look, Part
from bodymap.builder.spine.posture import Pose, disc_name, disc_shape, poses
from bodymap.builder.spine.solid import Drum, Shape, Triple, Union, sweep, tube
from bodymap.builder.spine.table import SACRAL, Dimensions


def parts(vertebrae: Sequence[str], look: Look, table: Dimensions, *, sac: bool) -> list[Part]:
    """Vertebrae with the discs below them and their roots, sacrum, coccyx, and if wanted the dural sac.

    From behind a vertebra is given in pieces, so that the edge of one before another can be drawn; from the side its
    body flows into its arch.
    """
    place = poses(table)
    found = [part for name in vertebrae for part in _vertebra(name, look, place, table)]
    found += _sacral(look, place["sacrum"], table)
    if sac:
        found.append(Part("dural-sac", "sac", _sac(vertebrae, place, table), Pose(0.0, 0.0, 0.0)))
    return found


def _vertebra(name: str, look: Look, place: Mapping[str, Pose], table: Dimensions) -> list[Part]:
    bone = bones.bone(name, table)
    pieces: dict[str, Shape] = {"body": bone.body, "arch": bone.arch}
    if bone.spine:
        pieces["spine"] = bone.spine
    if look is Look.SIDE:
        pieces = {"whole": Union(tuple(pieces.values()), blend=2.5)}
    found = [Part(f"vertebra-{name}", piece, shape, place[name]) for piece, shape in pieces.items()]
    for root, points, radii in bones.roots(name, bone, table):
        found.append(Part(f"root-{root}", "root", tube(points, radii), place[name]))
    if name != "C1":
        disc = disc_name(name)
        found.append(Part(f"disc-{disc}", "disc", _disc(name, table), place[disc]))
    return found


def _sacral(look: Look, base: Pose, table: Dimensions) -> list[Part]:
    found = [
        Part("sacrum", "sacrum", sacrum.sacrum(table), base),
        Part("coccyx", "coccyx", sacrum.coccyx(table), base),
    ]
    if look is Look.BEHIND:
        found.append(Part("sacral-foramina", "pit", sacrum.pits(table), base))
    for name in SACRAL:
        points, radii = sacrum.sacral_root(name, table, forward=look is Look.SIDE)
        found.append(Part(f"root-{name}", "root", tube(points, radii), base))
    return found


def _disc(above: str, table: Dimensions) -> Drum:
    shape = disc_shape(above, table)
    below = disc_name(above).split("-")[1]
    lower = "sacrum" if below == "S1" else below
    return Drum(
        width_upper=table.of(above, "body_width_lower"),
        width_lower=table.of(lower, "body_width_upper"),
        depth=(table.of(above, "body_depth") + table.of(lower, "body_depth")) / 2 + 0.6,
        height_front=shape.height_front,
        height_back=shape.height_back,
        waist=-0.02,
        rim=1.2,
    )


def _sac(vertebrae: Sequence[str], place: Mapping[str, Pose], table: Dimensions) -> Union:
    """The dural sac, which closes the canal to the eye, from the first vertebra with a body down to S2."""
    middles: list[Pose] = []
    radii: list[Triple] = []
    for name in vertebrae:
        if name != "C1":
            canal = table.of(name, "canal_depth")
            middles.append(place[name].moved(0.0, table.of(name, "body_depth") / 2 + canal * 0.42))
            radii.append((table.of(name, "canal_width") / 2, canal * 0.5, canal * 0.5))
    for down, back in ((-8.0, 17.0), (14.0, 9.0), (34.0, 2.0)):
        middles.append(place["sacrum"].moved(down, back))
        radii.append((8.0, 5.5, 5.5))
    return Union(sweep([(0.0, middle.y, middle.z) for middle in middles], radii), blend=0.3)
