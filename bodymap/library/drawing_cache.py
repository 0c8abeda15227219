"""A cache of drawings that were read before, kept in the user's cache folder so that they load in a millisecond.

A cached file is named by a hash of the drawing it was made from, so a changed drawing is read anew. It holds a
checksum, a JSON head and the geometries as WKB, no pickle; a file that is damaged in any way is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from bodymap.core.atlas.atlas import Course, Drawing, KeyPoint, Layer, NerveRegion, PartRegion, Region, Territory
from bodymap.core.atlas.svg import ViewBox
from bodymap.core.vocabulary import Figure, MapName, NerveId, PartId, Root, Side, View
from bodymap.library.whole_file import write_whole

_MAGIC: Final = b"bodymap drawing 2\n"
"""Changes whenever what is kept changes, so that older files are no longer found."""

_DAMAGED: Final = (
    OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RuntimeError, MemoryError,
    StopIteration,
)  # fmt: skip
"""What a file may raise that is whole by its checksum and yet not one of ours."""

_DIGEST_BYTES: Final = 32
_LENGTH_BYTES: Final = 4


def cache_name(drawing_name: str, svg_text: str) -> str:
    """Name of the file that keeps a drawing."""
    digest = hashlib.sha256(_MAGIC + svg_text.encode("utf-8")).hexdigest()
    return f"{drawing_name}-{digest[:20]}.drawing"


def read_cached(path: Path) -> Drawing | None:
    """The drawing in a cached file, or None when there is no such file or it is damaged."""
    try:
        return unpacked(path.read_bytes())
    except (*_DAMAGED, shapely.errors.GEOSException):
        return None


def write_cached(path: Path, drawing: Drawing, *, drawing_name: str) -> None:
    """Write a drawing to a cached file and remove older ones of the same name; a full disk is no error."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{drawing_name}-*.drawing"):
            old.unlink()
        write_whole(path, packed(drawing))


def packed(drawing: Drawing) -> bytes:
    """A drawing as bytes."""
    regions: list[Region] = [*drawing.parts.regions, *drawing.nerves.regions]
    for layer in drawing.territories.values():
        regions.extend(layer.regions)
    head = {
        "figure": drawing.figure.value,
        "view": drawing.view.value,
        "view_box": [drawing.view_box.x, drawing.view_box.y, drawing.view_box.width, drawing.view_box.height],
        "parts": [[region.id, region.side.value, region.part] for region in drawing.parts.regions],
        "nerves": [[region.id, region.side.value, region.nerve] for region in drawing.nerves.regions],
        "territories": {
            name.value: [[region.id, region.side.value, region.root.value] for region in layer.regions]
            for name, layer in drawing.territories.items()
        },
        "key_points": [
            [point.id, [root.value for root in point.roots], point.side.value, point.x, point.y]
            for point in drawing.key_points
        ],
        "courses": [[course.id, course.root.value, course.side.value, course.is_visible] for course in drawing.courses],
    }
    geometries = [
        drawing.silhouette,
        *(region.geometry for region in regions),
        *(course.line for course in drawing.courses),
    ]
    texts = [shapely.to_wkb(geometry) for geometry in geometries]
    lengths = json.dumps({"lengths": [len(text) for text in texts], **head}).encode("ascii")
    body = len(lengths).to_bytes(_LENGTH_BYTES, "little") + lengths + b"".join(texts)
    return _MAGIC + hashlib.sha256(body).digest() + body


def unpacked(data: bytes) -> Drawing:
    """The drawing in bytes made by `packed`.

    Raises
    ------
    ValueError
        If the bytes are not whole.
    """
    start = len(_MAGIC) + _DIGEST_BYTES
    body = data[start:]
    if data[:start] != _MAGIC + hashlib.sha256(body).digest():
        raise ValueError("not a whole drawing")
    head_end = _LENGTH_BYTES + int.from_bytes(body[:_LENGTH_BYTES], "little")
    # Any: the head is ours, the checksum says it is whole, and a wrong field raises where it is used.
    head: dict[str, Any] = json.loads(body[_LENGTH_BYTES:head_end])
    ends = head_end + np.cumsum([0, *head["lengths"]])
    texts = [body[begin:end] for begin, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]
    with np.errstate(invalid="ignore"):
        shapes = shapely.from_wkb(np.array(texts, dtype=object))
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        raise ValueError("a coordinate is not finite")
    silhouette, *geometries = shapes.tolist()
    left: Iterator[Any] = iter(geometries)
    return Drawing(
        figure=Figure(head["figure"]),
        view=View(head["view"]),
        view_box=ViewBox(*head["view_box"]),
        silhouette=silhouette,
        parts=Layer([PartRegion(name, Side(side), next(left), PartId(part)) for name, side, part in head["parts"]]),
        nerves=Layer(
            [NerveRegion(name, Side(side), next(left), NerveId(nerve)) for name, side, nerve in head["nerves"]]
        ),
        territories={
            MapName(map_name): Layer([Territory(name, Side(side), next(left), Root(root)) for name, side, root in rows])
            for map_name, rows in head["territories"].items()
        },
        key_points=tuple(
            KeyPoint(name, tuple(map(Root, roots)), Side(side), x, y) for name, roots, side, x, y in head["key_points"]
        ),
        courses=tuple(
            Course(name, Root(root), Side(side), next(left), visible) for name, root, side, visible in head["courses"]
        ),
    )
