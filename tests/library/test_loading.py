from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest

from bodymap.core.atlas.atlas import Drawing
from bodymap.core.atlas.drawing_reader import read_drawing
from bodymap.core.errors import UnknownName
from bodymap.core.vocabulary import Figure, MapName, PartId, Side, View
from bodymap.library import drawing_cache, folders, loading, resources
from bodymap.library.loading import load_atlas, load_drawing, load_evidence, load_surfaces
from tests.core.small_body import back_svg, front_svg


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(loading, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(
        resources, "drawing_text", lambda _, view: {View.FRONT: front_svg(), View.BACK: back_svg()}[view]
    )
    return tmp_path / "cache"


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []

    def read_and_count(text: str, *, file: str) -> Drawing:
        read.append(file)
        return read_drawing(text, file=file)

    monkeypatch.setattr(loading, "read_drawing", read_and_count)
    return read


def same(one: Drawing, other: Drawing) -> bool:
    return drawing_cache.packed(one) == drawing_cache.packed(other)


def test_a_drawing_is_read_once_and_then_taken_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch)
    first = load_drawing(Figure.NEUTRAL, View.FRONT)
    second = load_drawing(Figure.NEUTRAL, View.FRONT)
    assert read == ["neutral-front.svg"]
    assert same(first, second)
    assert second.silhouette.equals(first.silhouette)
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2] + b"x" + data[len(data) // 2 + 1 :],
        lambda data: b"other" + data,
        lambda data: b"\x00" * len(data),
    ],
    ids=["empty", "cut short", "one byte", "shifted", "zeros"],
)
def test_a_damaged_cached_file_is_made_anew(cache: Path, monkeypatch: pytest.MonkeyPatch, damage: object) -> None:
    assert callable(damage)
    whole = load_drawing(Figure.NEUTRAL, View.FRONT)
    (path,) = cache.iterdir()
    data = path.read_bytes()
    path.write_bytes(damage(data))
    read = counted(monkeypatch)
    assert same(load_drawing(Figure.NEUTRAL, View.FRONT), whole)
    assert read == ["neutral-front.svg"]
    assert path.read_bytes() == data


def test_a_changed_drawing_is_read_anew_and_replaces_the_old(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_drawing(Figure.NEUTRAL, View.FRONT)
    load_drawing(Figure.NEUTRAL, View.BACK)
    before = {path.name for path in cache.iterdir()}
    monkeypatch.setattr(resources, "drawing_text", lambda *_: front_svg().replace("A small body", "Another"))
    load_drawing(Figure.NEUTRAL, View.FRONT)
    after = {path.name for path in cache.iterdir()}
    assert len(after) == 2
    assert {name for name in after if "back" in name} == {name for name in before if "back" in name}
    assert before != after


def test_without_a_place_for_the_cache_the_drawing_is_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.parent.joinpath("cache").write_text("a file, not a folder")
    read = counted(monkeypatch)
    load_drawing(Figure.NEUTRAL, View.FRONT)
    load_drawing(Figure.NEUTRAL, View.FRONT)
    assert len(read) == 2


def test_what_is_not_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="not a whole drawing"):
        drawing_cache.unpacked(b"nothing")


@pytest.mark.usefixtures("cache")
def test_views_are_loaded_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch)
    monkeypatch.setattr(resources, "drawn_views", lambda _: (View.FRONT, View.BACK))
    atlas = load_atlas.__wrapped__(Figure.NEUTRAL)
    assert atlas.views == (View.FRONT, View.BACK)
    assert len(atlas.drawings) == 2
    assert read == []
    atlas.silhouette(View.BACK)
    atlas.silhouette(View.BACK)
    assert read == ["neutral-back.svg"]
    with pytest.raises(KeyError):
        atlas.drawings[View.FEET]


@pytest.mark.usefixtures("cache")
def test_only_the_drawings_that_name_a_part_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = counted(monkeypatch)
    monkeypatch.setattr(resources, "drawn_views", lambda _: (View.FRONT, View.BACK))
    atlas = load_atlas.__wrapped__(Figure.NEUTRAL)
    assert read == []
    assert list(atlas.views_of(PartId("buttock-middle"), Side.LEFT)) == [View.BACK]
    assert read == ["neutral-back.svg"]
    assert atlas.views_of(PartId("thumb"), Side.LEFT) == {}
    assert atlas.part_views is not None
    assert len(atlas.part_views) == len(list(atlas.part_views)) == 6


def test_surfaces_are_read_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[View] = []

    def surface_bytes(_: Figure, view: View) -> bytes:
        asked.append(view)
        file = io.BytesIO()
        np.savez(file, origin_mm=np.zeros(2), step_mm=np.float64(4), position=np.full((3, 3, 3), 8, np.int16))
        return file.getvalue()

    monkeypatch.setattr(resources, "surface_bytes", surface_bytes)
    monkeypatch.setattr(resources, "surface_views", lambda _: (View.FRONT, View.FEET))
    surfaces = load_surfaces.__wrapped__(Figure.FEMALE)
    assert (list(surfaces), asked) == ([View.FRONT, View.FEET], [])
    assert surfaces[View.FEET].place_at(x=4, y=4) == surfaces[View.FEET].place_at(x=0, y=0) == (4, 4, 4)
    assert asked == [View.FEET]


def test_without_a_table_of_nerves_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "table_names", lambda: ())
    assert loading.load_nerves.__wrapped__() == ()


def test_a_figure_that_is_not_drawn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "drawn_views", lambda figure: (View.FRONT,) if figure is Figure.NEUTRAL else ())
    with pytest.raises(UnknownName, match="the male figure is not drawn; known: neutral"):
        load_atlas.__wrapped__(Figure.MALE)  # not one that another test has loaded


def test_the_shipped_tables_are_loaded_once() -> None:
    assert load_evidence() is load_evidence()
    assert loading.load_maps()[0].name is MapName.FOERSTER


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/var/cache/me"}, "/var/cache/me/bodymap"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/me/.cache/bodymap"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/bodymap"),
        ("darwin", {}, "/home/me/Library/Caches/bodymap"),
        ("win32", {"LOCALAPPDATA": "/home/me/AppData/Local"}, "/home/me/AppData/Local/bodymap/Cache"),
    ],
)
def test_the_cache_lies_where_the_platform_wants_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert folders.cache_folder() == Path(expected)


@pytest.mark.parametrize("head", [b"[" * 100_000, b"{}", b"[]", b'{"lengths": [1e400]}', b'{"lengths": [-9]}', b"7"])
def test_a_cached_file_that_is_whole_but_not_ours_is_as_good_as_none(tmp_path: Path, head: bytes) -> None:
    body = len(head).to_bytes(4, "little") + head
    path = tmp_path / "hostile.drawing"
    path.write_bytes(drawing_cache._MAGIC + hashlib.sha256(body).digest() + body)
    assert drawing_cache.read_cached(path) is None
