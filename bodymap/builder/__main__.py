"""The builder's command line: `python -m bodymap.builder build` and `sheet OUT.png`."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bodymap import resources
from bodymap.builder import plate, spine
from bodymap.builder import sheet as contact_sheet
from bodymap.builder.views import SHOTS
from bodymap.core.anatomy import Figure
from bodymap.core.errors import BodymapError

FIGURES = (Figure.NEUTRAL,)
_SPINE = "spine"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it is done, 2 when something it needs is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m bodymap.builder", description="Make the drawings of bodymap.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="write every drawing")
    build.add_argument("--to", type=Path, default=None, help="folder (default: assets/svg)")
    build.add_argument("--only", default="", help="only drawings whose name starts with this")
    sheet = commands.add_parser("sheet", help="print all views with the names of all regions, for review")
    sheet.add_argument("out", type=Path, help="OUT.png or OUT.svg")
    sheet.add_argument("--figure", choices=[figure.value for figure in FIGURES], default=Figure.NEUTRAL.value)
    chosen = parser.parse_args(arguments)
    try:
        for path in _written(chosen):
            print(path)
    except BodymapError as error:
        print(f"bodymap.builder: {error}", file=sys.stderr)
        return 2
    return 0


def _written(chosen: argparse.Namespace) -> list[Path]:
    if chosen.command == "sheet":
        return [contact_sheet.write_sheet(chosen.out, Figure(chosen.figure))]
    return write_all(chosen.to or resources.drawings_folder(), only=chosen.only)


def write_all(folder: Path, *, only: str = "") -> list[Path]:
    """Write all drawings into a folder and return their paths, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = drawings(only=only)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(folder / name for name in texts)


def drawings(*, only: str = "") -> dict[str, str]:
    """File names and SVG texts of all drawings whose name starts so, made by all processors at once."""
    names = {resources.drawing_name(figure, view): (figure, view) for figure in FIGURES for view in SHOTS}
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        column = pool.submit(spine.drawings) if only.startswith(_SPINE) or _SPINE.startswith(only) else None
        plates = {name: pool.submit(plate.draw, *names[name]) for name in names if name.startswith(only)}
        texts = {f"{name}.svg": future.result() for name, future in plates.items()}
        texts |= {name: text for name, text in column.result().items() if name.startswith(only)} if column else {}
    return texts


if __name__ == "__main__":
    sys.exit(main())
