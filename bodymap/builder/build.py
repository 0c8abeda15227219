"""The whole set of files: drawings of the body and the spine, and surface grids, made by all processors at once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bodymap.builder import plate, surface_grid
from bodymap.builder.refusals import surface
from bodymap.builder.spine import views
from bodymap.builder.views import SHOTS
from bodymap.core.vocabulary import Figure, View
from bodymap.library import resources

_SPINE = "spine"


def write_all(folder: Path, *, only: str = "") -> list[Path]:
    """Write all drawings and surface grids into a folder and return their paths, sorted."""
    files = made(only=only)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return sorted(folder / name for name in files)


def made(*, only: str = "") -> dict[str, bytes]:
    """Path and content of all files whose name starts so, made by all processors at once.

    Raises
    ------
    DrawingRefused
        If the tables describe what may not be drawn; nothing is made then.
    """
    names = {resources.drawing_name(figure, view): (figure, view) for figure in Figure for view in SHOTS}
    files: dict[str, bytes] = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        column = pool.submit(views.drawings) if only.startswith(_SPINE) or _SPINE.startswith(only) else None
        looked_at = pool.submit(surface.refuse_faults)
        plates = [pool.submit(_plate_files, name, *names[name]) for name in names if name.startswith(only)]
        looked_at.result()
        for plate_files in plates:
            files |= plate_files.result()
        texts = column.result() if column else {}
        files |= {f"svg/{name}": text.encode() for name, text in texts.items() if name.startswith(only)}
    return files


def _plate_files(name: str, figure: Figure, view: View) -> dict[str, bytes]:
    drawing = plate.draw(figure, view).encode()
    return {f"svg/{name}.svg": drawing, f"surface/{name}.npz": surface_grid.grid_bytes(figure, view)}
