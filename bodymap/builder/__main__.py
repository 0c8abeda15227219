"""The builder's command line: `python -m bodymap.builder build` and `sheet OUT.png`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bodymap import resources
from bodymap.builder import sheet as contact_sheet
from bodymap.builder.build import write_all
from bodymap.core.anatomy import Figure
from bodymap.core.errors import BodymapError


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it is done, 2 when something it needs is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m bodymap.builder", description="Make the drawings of bodymap.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="write every drawing")
    build.add_argument("--to", type=Path, default=None, help="folder for svg/ and surface/ (default: assets)")
    build.add_argument("--only", default="", help="only drawings whose name starts with this")
    sheet = commands.add_parser("sheet", help="print all views with the names of all regions, for review")
    sheet.add_argument("out", type=Path, help="OUT.png or OUT.svg")
    sheet.add_argument("--figure", choices=[figure.value for figure in Figure], default=Figure.NEUTRAL.value)
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
    return write_all(chosen.to or resources.drawings_folder().parent, only=chosen.only)


if __name__ == "__main__":
    sys.exit(main())
