"""The builder's command line: `python -m bodymap.builder build` and `sheet OUT.png`."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bodymap import resources
from bodymap.builder import plate, spine
from bodymap.builder.views import SHOTS
from bodymap.core.anatomy import Figure, View
from bodymap.core.errors import BodymapError

FIGURES = (Figure.NEUTRAL,)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it is done, 2 when something it needs is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m bodymap.builder", description="Make the drawings of bodymap.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="write every drawing")
    build.add_argument("--to", type=Path, default=None, help="folder (default: assets/svg)")
    build.add_argument("--only", default="", help="only drawings whose name contains this")
    chosen = parser.parse_args(arguments)
    try:
        for path in write_all(chosen.to or resources.drawings_folder(), only=chosen.only):
            print(path)
    except BodymapError as error:
        print(f"bodymap.builder: {error}", file=sys.stderr)
        return 2
    return 0


def write_all(folder: Path, *, only: str = "") -> list[Path]:
    """Write all drawings into a folder and return their paths, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(figure, view) for figure in FIGURES for view in SHOTS if only in resources.drawing_name(figure, view)]
    texts = {name: text for name, text in spine.drawings().items() if only in name}
    with ProcessPoolExecutor() as pool:
        for (figure, view), text in zip(wanted, pool.map(_plate_text, wanted), strict=True):
            texts[f"{resources.drawing_name(figure, view)}.svg"] = text
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(folder / name for name in texts)


def _plate_text(wanted: tuple[Figure, View]) -> str:
    return plate.draw(*wanted)


if __name__ == "__main__":
    sys.exit(main())
