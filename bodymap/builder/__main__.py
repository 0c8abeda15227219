"""The builder's command line: `python -m bodymap.builder build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bodymap.builder.build import write_all
from bodymap.core.errors import BodymapError
from bodymap.library import resources


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it is done, 2 when something it needs is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m bodymap.builder", description="Make the drawings of bodymap.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="write every drawing")
    build.add_argument("--to", type=Path, default=None, help="folder for svg/ and surface/ (default: assets)")
    build.add_argument("--only", default="", help="only drawings whose name starts with this")
    chosen = parser.parse_args(arguments)
    try:
        for path in write_all(chosen.to or resources.drawings_folder().parent, only=chosen.only):
            print(path)
    except BodymapError as error:
        print(f"bodymap.builder: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
