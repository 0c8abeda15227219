"""The picture of the body, painted from its lines or from what was kept of it at another start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources
from bodymap.library.folders import cache_folder
from bodymap.ui.body.base_picture import BasePicture
from bodymap.ui.body.zoomed_view import Ground
from bodymap.ui.theme import DARK, LIGHT, Theme
from bodymap.ui.widgets.svg_path import element_path, ring_boxes

GROUND = Ground(size=(400, 662), ratio=1.0, per_mm=0.36, left=198.0, top=315.0)


@pytest.fixture(autouse=True)
def _own_cache(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def lines_painted(monkeypatch: pytest.MonkeyPatch) -> list[QRectF]:
    """One box for each time that a picture was painted from its lines."""
    painted: list[QRectF] = []
    paint = BasePicture.paint

    def counted(picture: BasePicture, painter: QPainter) -> None:
        painted.append(picture.box)
        paint(picture, painter)

    monkeypatch.setattr(BasePicture, "paint", counted)
    return painted


def front(theme: Theme = LIGHT) -> BasePicture:
    name = resources.drawing_name(Figure.NEUTRAL, View.FRONT)
    return BasePicture(resources.svg_text(name), theme, name)


def painted(picture: BasePicture, ground: Ground = GROUND) -> QImage:
    """What a window shows of a picture: it keeps it on a clear ground, and lays that on the card."""
    clear = QImage(*ground.size, QImage.Format.Format_ARGB32_Premultiplied)
    clear.setDevicePixelRatio(ground.ratio)
    clear.fill(0)
    painter = QPainter(clear)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(QTransform(ground.per_mm, 0, 0, ground.per_mm, ground.left, ground.top))
    picture.paint_on(painter, ground)
    painter.end()
    image = QImage(*ground.size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ground.ratio)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.drawImage(0, 0, clear)
    painter.end()
    return image


def largest_difference(one: QImage, other: QImage) -> int:
    """How far the colours of two pictures lie apart at most."""
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


def begun(ground: Ground = GROUND, theme: Theme = LIGHT) -> QImage:
    """The first start: painted from its lines, and kept."""
    picture = front(theme)
    shown = painted(picture, ground)
    picture.keep()
    return shown


@pytest.mark.parametrize("ground", [GROUND, Ground((800, 1324), 2.0, 0.36, 198.0, 315.0)])
def test_next_start_shows_the_same_without_painting_its_lines(ground: Ground, lines_painted: list[QRectF]) -> None:
    first = begun(ground)
    lines_painted.clear()
    assert largest_difference(painted(front(), ground), first) <= 1
    assert not lines_painted


def test_body_is_painted_anew_in_other_colours_and_at_another_size(lines_painted: list[QRectF]) -> None:
    begun()
    for picture, ground in ((front(DARK), GROUND), (front(), Ground((402, 662), 1.0, 0.36, 198.0, 315.0))):
        lines_painted.clear()
        painted(picture, ground)
        assert len(lines_painted) == 1


def test_picture_is_painted_anew_after_the_first_time(lines_painted: list[QRectF]) -> None:
    begun()
    picture = front()
    painted(picture)
    lines_painted.clear()
    painted(picture)
    assert len(lines_painted) == 1


def test_damaged_picture_is_as_good_as_none(lines_painted: list[QRectF]) -> None:
    first = begun()
    (kept,) = cache_folder().glob("*.picture")
    kept.write_bytes(kept.read_bytes()[:1000])
    lines_painted.clear()
    assert largest_difference(painted(front()), first) == 0
    assert len(lines_painted) == 1


def test_only_a_picture_with_a_name_is_kept() -> None:
    picture = BasePicture(resources.drawing_text(Figure.NEUTRAL, View.FRONT), LIGHT)
    painted(picture)
    picture.keep()
    assert not cache_folder().exists()


@pytest.mark.parametrize("view", [View.FRONT, View.FEET, View.HANDS])
def test_boxes_of_rings_are_those_of_the_path(view: View) -> None:
    text = resources.drawing_text(Figure.NEUTRAL, view)
    path = element_path(text, "body")
    assert list(ring_boxes(text, "body")) == [ring.boundingRect() for ring in path.toSubpathPolygons()]
    assert ring_boxes(text, "nobody") == ()


@pytest.mark.parametrize("view", [View.FRONT, View.SADDLE])
def test_box_is_that_of_the_drawing(view: View) -> None:
    text = resources.drawing_text(Figure.NEUTRAL, view)
    assert BasePicture(text, LIGHT).box == QSvgRenderer(text.encode()).viewBoxF()


@pytest.mark.parametrize("figure", list(Figure))
def test_a_drawing_in_pieces_shows_the_cut_face_of_a_limb_whole(figure: Figure) -> None:
    text = resources.drawing_text(figure, View.FEET)
    pieces = BasePicture(text, LIGHT).pieces
    assert len(pieces) == 2
    outline = text[text.index('<g id="outline"') :]
    for path in re.findall(r' d="([^"]+)"', outline[: outline.index("</g>")]):
        for line in path.split("M")[1:]:
            points = [QPointF(*map(float, point.split())) for point in line.strip(" Z").split("L")]
            assert sum(all(map(piece.contains, points)) for piece in pieces) == 1
