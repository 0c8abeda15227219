"""What the command line understands, and its help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final, NoReturn

from bodymap.cli.mark_text import MARK_FORM, SPOT_EXAMPLE, SPOT_FORM, coordinate
from bodymap.core.errors import CommandError
from bodymap.core.vocabulary import Figure, MapName, View, Voice

COMMANDS: Final = ("parts", "locate", "explain", "report", "atlas", "schema", "doctor", "completion")
ALL_MAPS: Final = "all"

_FIGURES: Final = ", ".join(figure.value for figure in Figure)
_MOST_TOLD: Final = 300
"""Characters of a mistake that argparse words, since it repeats what was typed."""


def joined(arguments: Sequence[str]) -> list[str]:
    """The arguments with coordinates joined to their option: argparse takes -1e3 for an option of its own."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in ("--x", "--y") and argument.startswith("-") and not argument.startswith("--"):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def parser() -> argparse.ArgumentParser:
    """What the command line understands; a mistake raises `CommandError`."""
    built = _Parser(
        prog="bodymap",
        usage=f"bodymap [CASE.json]\n       bodymap {{{','.join(COMMANDS)}}} ...",
        description="Point at where it hurts and see which nerve roots feel that spot. Not a diagnosis.",
        epilog="Without a command it opens the window, with a case if one is named.",
        allow_abbrev=False,
    )
    built.add_argument("--version", action="store_true", help="print the version")
    commands = built.add_subparsers(
        dest="command", title="commands, all without a window", prog="bodymap", parser_class=_Parser
    )
    parts = commands.add_parser("parts", help="list the parts of the body", allow_abbrev=False)
    _add_language(parts)
    parts.add_argument("--json", action="store_true", help="print JSON")
    locate = commands.add_parser("locate", help="say what lies at a point", allow_abbrev=False)
    locate.add_argument("--view", required=True, help=", ".join(view.value for view in View))
    locate.add_argument("--x", required=True, type=_coordinate, help="mm of the drawing, 0 at the body's midline")
    locate.add_argument("--y", required=True, type=_coordinate, help="mm of the drawing, downwards")
    _add_atlas_choice(locate)
    locate.add_argument("--json", action="store_true", help="print JSON")
    explain = commands.add_parser(
        "explain",
        help="say which roots feel the marks",
        description="Say which roots feel the marks, and what is known about the place. Sides are the patient's own.",
        allow_abbrev=False,
    )
    _add_case(explain)
    _add_language(explain)
    whom = "patient or clinician (default: patient)"
    explain.add_argument("--audience", "--voice", dest="voice", default=Voice.PATIENT.value, help=whom)
    explain.add_argument("--json", action="store_true", help="print JSON, described by: bodymap schema explain")
    explain.add_argument("--out", metavar="FILE.png|.svg", help="also write the annotated picture")
    _add_report(
        commands.add_parser(
            "report",
            help="write a page to take home",
            description="Write a page about a case as a PDF. No name stands on it but one that is given here.",
            allow_abbrev=False,
        )
    )
    atlas = commands.add_parser(
        "atlas",
        help="list the drawings, or print them for review",
        description="List what is drawn, or print a page for each view and map, for a clinician to check and sign.",
        allow_abbrev=False,
    )
    atlas.add_argument("--list", action="store_true", help="list figures, views, maps, layers and sources")
    atlas.add_argument("--sheet", metavar="OUT.pdf", help="write the pages for review")
    _add_atlas_choice(atlas)
    atlas.add_argument("--json", action="store_true", help="print the list as JSON")
    schema = commands.add_parser(
        "schema",
        help="print what a file must look like",
        description="Print the JSON Schema of a case file, or of what explain --json prints.",
        allow_abbrev=False,
    )
    schema.add_argument("of", nargs="?", default="case", metavar="NAME", help="case or explain (default: case)")
    doctor = commands.add_parser(
        "doctor",
        help="say what a report about a fault should hold",
        description="Say versions, folders, fonts and display, for a report about a fault; nothing about a patient.",
        allow_abbrev=False,
    )
    doctor.add_argument("--json", action="store_true", help="print JSON")
    completion = commands.add_parser(
        "completion",
        help="let the shell fill in what is typed",
        description="Print what lets a shell fill in what is typed. In bash: source <(bodymap completion bash)",
        allow_abbrev=False,
    )
    completion.add_argument("shell", metavar="SHELL", help="bash, fish or zsh")
    return built


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, like everything else here."""

    def error(self, message: str) -> NoReturn:
        told = message if len(message) <= _MOST_TOLD else f"{message[: _MOST_TOLD - 1]}…"
        raise CommandError(f"{told}; see {self.prog} --help")


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", nargs="?", metavar="CASE.json", help="a case file")
    parser.add_argument(
        "--password-file", metavar="FILE", help="its first line is the case's password (default: ask on the terminal)"
    )
    parser.add_argument(
        "--mark", action="append", default=[], metavar=MARK_FORM, help="a whole part; SIDE is left, right or both"
    )
    parser.add_argument("--at", action="append", default=[], metavar=SPOT_FORM, help=f"a spot, such as {SPOT_EXAMPLE}")
    _add_map_choice(parser)
    parser.add_argument("--figure", metavar="NAME", help=f"{_FIGURES} (default: that of the case, else neutral)")
    about = "about the person, for warnings, beside what the case knows: age=60s,cancer=yes,fall=no"
    parser.add_argument("--person", metavar="FACTS", help=about)


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--lang",
        metavar="CODE",
        help="language, such as en (default: for a patient that of the case, else that of LANG)",
    )


def _add_report(report: argparse.ArgumentParser) -> None:
    _add_case(report)
    _add_language(report)
    report.add_argument("--out", required=True, metavar="PAGE.pdf", help="the file to write")
    report.add_argument("--paper", default="a4", help="a4 or letter (default: a4)")
    report.add_argument("--audience", default=Voice.PATIENT.value, help="patient or clinician (default: patient)")
    report.add_argument(
        "--text", default="100", metavar="PERCENT", help="size of the letters, 80 to 150 (default: 100)"
    )
    report.add_argument(
        "--accessible", action="store_true", help="tag the page for screen readers (PDF/UA); needs bodymap[accessible]"
    )
    report.add_argument("--name", default="", help="name or number of the patient, on the paper only")
    report.add_argument("--clinic", default="", help="name of the clinic")
    report.add_argument("--emergency-number", default="", metavar="NUMBER", help="whom to call where the page is read")
    report.add_argument("--logo", metavar="FILE", help="picture of the clinic, .png, .jpg or .svg")


def _add_atlas_choice(parser: argparse.ArgumentParser) -> None:
    _add_map_choice(parser)
    parser.add_argument("--figure", default=Figure.NEUTRAL.value, metavar="NAME", help=f"{_FIGURES} (default: neutral)")


def _add_map_choice(parser: argparse.ArgumentParser) -> None:
    maps = ", ".join((*(name.value for name in MapName), ALL_MAPS))
    parser.add_argument("--map", default=ALL_MAPS, metavar="NAME", help=f"{maps} (default: all)")


def _coordinate(text: str) -> float:
    try:
        return coordinate(text)
    except CommandError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
