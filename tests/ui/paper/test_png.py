"""The picture of a case as a PNG."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from bodymap.ui.paper.png import write_png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    '<rect width="100" height="100" fill="#ff0000"/></svg>'
)


@pytest.mark.usefixtures("qapp")
def test_picture_has_the_width_asked_for_and_the_shape_of_the_drawing(tmp_path: Path) -> None:
    write_png(SVG, tmp_path / "case.png", 400)
    image = QImage(str(tmp_path / "case.png"))
    assert (image.width(), image.height()) == (400, 200)
    assert image.pixelColor(50, 100).name() == "#ff0000"
    assert image.pixelColor(350, 100).name() == "#ffffff"


@pytest.mark.usefixtures("qapp")
def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write_png(SVG, tmp_path / "nowhere" / "case.png", 400)


@pytest.mark.usefixtures("qapp")
def test_text_without_a_view_box_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="view box"):
        write_png('<svg xmlns="http://www.w3.org/2000/svg"/>', tmp_path / "case.png", 400)
    assert not list(tmp_path.iterdir())


def test_picture_needs_no_window_and_no_running_application(tmp_path: Path) -> None:
    code = (
        f"from pathlib import Path; from bodymap.ui.paper.png import write_png; write_png({SVG!r}, Path('p.png'), 40)"
    )
    root = str(Path(__file__).parents[3])
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r}); {code}"], check=True, cwd=tmp_path
    )
    assert (tmp_path / "p.png").stat().st_size > 0
