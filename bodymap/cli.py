"""The command line: opens the window, or answers without one.

Everything but the window works without a display. A mistake gives one line that says what came and what is known, exit
code 2, and writes nothing. Heavy libraries are imported only by the commands that need them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, assert_never

from bodymap.core.anatomy import Figure, MapName, View, Voice
from bodymap.core.errors import BodymapError, CommandError
from bodymap.core.marks import Mark, MarkId, Shape, Spot, Stroke, WholePart
from bodymap.core.tables import known_names
from bodymap.state.case import Case
from bodymap.state.mark_text import MARK_FORM, SPOT_FORM, member, number, part_marks, spot

if TYPE_CHECKING:
    from bodymap.core.atlas import Atlas

PICTURE_WIDTH_PX: Final = 1600
"""Width of a PNG written by ``--out``."""

_MISTAKE: Final = 2
_COMMANDS: Final = ("parts", "locate", "explain", "atlas", "schema")
_ALL_MAPS: Final = "all"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for (those of the process when not given); the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BodymapError as error:
        return _tell_mistake(str(error))
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, like everything else here."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message}; see {self.prog} --help")


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] not in _COMMANDS and not arguments[0].startswith("-"):
        return _open_window(arguments)
    chosen = _parser().parse_args(arguments)
    if chosen.version:
        return _version()
    match chosen.command:
        case "parts":
            return _parts(as_json=chosen.json)
        case "locate":
            return _locate(chosen)
        case "explain":
            return _explain(chosen)
        case "atlas":
            return _atlas(chosen)
        case "schema":
            return _schema(chosen.of)
        case _:
            return _open_window([])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="bodymap",
        usage=f"bodymap [CASE.json]\n       bodymap {{{','.join(_COMMANDS)}}} ...",
        description="Point at where it hurts and see which nerve roots feel that spot. Not a diagnosis.",
        epilog="Without a command it opens the window, with a case if one is named.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(
        dest="command", title="commands, all without a window", prog="bodymap", parser_class=_Parser
    )
    parts = commands.add_parser("parts", help="list the parts of the body", allow_abbrev=False)
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
    explain.add_argument("case", nargs="?", metavar="CASE.json", help="a case file")
    explain.add_argument(
        "--mark", action="append", default=[], metavar=MARK_FORM, help="a whole part; SIDE is left, right or both"
    )
    explain.add_argument("--at", action="append", default=[], metavar=SPOT_FORM, help="a spot")
    _add_atlas_choice(explain)
    explain.add_argument("--voice", default=Voice.PATIENT.value, help="patient or clinician (default: patient)")
    explain.add_argument("--person", metavar="FACTS", help="about the person, for warnings: age=60s,cancer=yes,fall=no")
    explain.add_argument("--json", action="store_true", help="print JSON, described by: bodymap schema explain")
    explain.add_argument("--out", metavar="FILE.png|.svg", help="also write the annotated picture")
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
    return parser


def _add_atlas_choice(parser: argparse.ArgumentParser) -> None:
    maps = ", ".join((*(name.value for name in MapName), _ALL_MAPS))
    figures = ", ".join(figure.value for figure in Figure)
    parser.add_argument("--map", default=_ALL_MAPS, metavar="NAME", help=f"{maps} (default: all)")
    parser.add_argument("--figure", default=Figure.NEUTRAL.value, metavar="NAME", help=f"{figures} (default: neutral)")


def _version() -> int:
    from importlib.metadata import version

    print(f"bodymap {version('bodymap')}")
    return 0


def _schema(name: str) -> int:
    from bodymap import resources

    print(resources.schema_text(name), end="")
    return 0


def _parts(*, as_json: bool) -> int:
    from bodymap import resources
    from bodymap.core.parts import parse_parts

    parts = parse_parts(resources.table_text("parts.csv"), file="parts.csv")
    if as_json:
        _print_json(
            [
                {
                    "part": part.id,
                    "name": part.patient_words,
                    "clinical_term": part.clinical_term,
                    "exposs_location": part.exposs and part.exposs.value,
                    "group": part.group,
                }
                for part in parts
            ]
        )
        return 0
    width = max(len(part.id) for part in parts)
    for part in parts:
        print(f"{part.id:<{width}}  {part.patient_words} ({part.clinical_term})")
    return 0


def _locate(chosen: argparse.Namespace) -> int:
    view, figure, maps = member(View, chosen.view, "view"), member(Figure, chosen.figure, "figure"), _maps(chosen)
    x, y = chosen.x, chosen.y

    from bodymap.core.inference import candidates_at
    from bodymap.state.library import load_atlas, load_evidence
    from bodymap.state.report import candidate_fields, candidate_lines

    atlas, evidence = load_atlas(figure), load_evidence()
    _check_maps(maps, atlas)
    region = atlas.part_at(view, x=x, y=y)
    if region is None:
        raise CommandError(_off_the_body(view, x, y, atlas))
    part, roots = evidence.part(region.part), candidates_at(atlas, view, x=x, y=y, maps=maps)
    location = part.exposs and part.exposs.value
    if chosen.json:
        _print_json(
            {
                "view": view.value,
                "x": x,
                "y": y,
                "part": part.id,
                "name": part.patient_words,
                "side": region.side.value,
                "exposs_location": location,
                "roots": candidate_fields(roots),
            }
        )
        return 0
    print(f"{part.id}@{region.side.value}: {part.on(region.side)} ({part.clinical_term})")
    print(f"EXPOSS location: {location or 'none'}")
    print(*candidate_lines(roots) or ("No map names a root here.",), sep="\n")
    return 0


def _explain(chosen: argparse.Namespace) -> int:
    out = _output_path(chosen.out, (".png", ".svg"), "--out") if chosen.out else None
    figure, maps = member(Figure, chosen.figure, "figure"), _maps(chosen)
    voice = member(Voice, chosen.voice, "voice")
    case = _case(chosen, figure)

    from bodymap.core.findings import find
    from bodymap.core.person import read_person
    from bodymap.core.words import explain
    from bodymap.state.library import load_atlas, load_evidence
    from bodymap.state.picture import picture_text
    from bodymap.state.report import explanation_fields, explanation_lines
    from bodymap.state.told import Told

    atlas, evidence = load_atlas(figure), load_evidence()
    _check_maps(maps, atlas)
    _check_is_drawn(case.marks, atlas)
    if chosen.person:
        case = replace(case, person=read_person(chosen.person, evidence.facts))
    findings = find(case.marks, atlas, evidence, maps, case.answers, case.person)
    told = Told(case, findings, explain(findings, evidence, voice), atlas, evidence, maps)
    if out is not None:
        for_patient = replace(told, explanation=explain(findings, evidence, Voice.PATIENT))
        _write_picture(picture_text(for_patient), out)
    if chosen.json:
        _print_json(explanation_fields(told))
    else:
        print(*explanation_lines(told), sep="\n")
    return 0


def _atlas(chosen: argparse.Namespace) -> int:
    if not (chosen.list or chosen.sheet):
        raise CommandError("nothing to do; give --list or --sheet OUT.pdf")
    out = _output_path(chosen.sheet, (".pdf",), "--sheet") if chosen.sheet else None
    figure, maps = member(Figure, chosen.figure, "figure"), _maps(chosen)

    from bodymap.state.contents import contents_fields, contents_lines
    from bodymap.state.library import load_atlas, load_evidence
    from bodymap.state.sheet import sheet_pages

    atlas, evidence = load_atlas(figure), load_evidence()
    _check_maps(maps, atlas)
    if out is not None:
        _write(out, "--sheet", lambda: _pdf(sheet_pages(atlas, evidence, maps=maps)))
    if chosen.list and chosen.json:
        _print_json(contents_fields(atlas))
    elif chosen.list:
        print(*contents_lines(atlas, evidence), sep="\n")
    return 0


def _maps(chosen: argparse.Namespace) -> tuple[MapName, ...] | None:
    """The map that was asked for; None for all there are."""
    return None if chosen.map == _ALL_MAPS else (member(MapName, chosen.map, "map", also=(_ALL_MAPS,)),)


def _check_maps(maps: Sequence[MapName] | None, atlas: Atlas) -> None:
    for name in maps or ():
        atlas.map(name)


def _case(chosen: argparse.Namespace, figure: Figure) -> Case:
    """The marks of the case file on this figure, then the parts, then the spots that were asked for."""
    from bodymap.state.case_file import read_case

    if not (chosen.case or chosen.mark or chosen.at):
        raise CommandError(f"nothing to explain; give --mark {MARK_FORM}, --at {SPOT_FORM} or a case file")
    case = _moved(read_case(Path(chosen.case)), figure) if chosen.case else Case()
    marks = [mark for text in chosen.mark for mark in part_marks(text)]
    marks += [Mark(MarkId(1), spot(text)) for text in chosen.at]
    for mark in marks:
        case = replace(case, marks=(*case.marks, replace(mark, id=case.next_id)))
    return case


def _moved(case: Case, figure: Figure) -> Case:
    """The case on a figure, each mark at its place on the body."""
    if figure is case.figure:
        return case
    from bodymap.state.library import moved_marks

    return replace(case, figure=figure, marks=moved_marks(case.marks, case.figure, figure))


def _coordinate(text: str) -> float:
    try:
        return number(text)
    except CommandError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _check_is_drawn(marks: Sequence[Mark], atlas: Atlas) -> None:
    from bodymap.core.extent import shape_areas

    for mark in marks:
        if not shape_areas(mark.shape, atlas):
            raise CommandError(_not_drawn(mark.shape, atlas))


def _not_drawn(shape: Shape, atlas: Atlas) -> str:
    match shape:
        case Spot():
            return _off_the_body(shape.view, shape.x, shape.y, atlas)
        case Stroke():
            return _off_the_body(shape.view, *shape.points[0], atlas)
        case WholePart():
            views = ", ".join(view.value for view in atlas.views)
            return f"part {shape.part!r} on the {shape.side.value} is not seen in any view there is; known: {views}"
        case _:
            assert_never(shape)


def _off_the_body(view: View, x: float, y: float, atlas: Atlas) -> str:
    left, top, right, bottom = atlas.silhouette(view).bounds
    return (
        f"point {x:g}, {y:g} is off the body in view {view.value}; "
        f"the body lies within x {left:.0f} to {right:.0f} and y {top:.0f} to {bottom:.0f}"
    )


def _output_path(text: str, kinds: Sequence[str], option: str) -> Path:
    """Where a file goes; refused before anything is worked out or written."""
    path = Path(text)
    if path.suffix.lower() not in kinds:
        raise CommandError(f"{option} {text!r}: unknown kind of file; known: {', '.join(kinds)}")
    if not path.parent.is_dir():
        raise CommandError(f"{option} {text!r}: there is no folder {str(path.parent)!r}")
    return path


def _write_picture(svg_text: str, path: Path) -> None:
    is_svg = path.suffix.lower() == ".svg"
    _write(path, "--out", lambda: svg_text.encode("utf-8") if is_svg else _png(svg_text))


def _write(path: Path, option: str, data: Callable[[], bytes]) -> None:
    from bodymap.state.saving import write_whole

    try:
        write_whole(path, data())
    except OSError as error:
        raise CommandError(f"{option} {str(path)!r}: cannot be written: {error.strerror or error}") from error


def _pdf(pages: Iterable[str]) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.sheet import pdf_of
    except ImportError as error:
        raise CommandError(f"a .pdf needs Qt, which cannot be loaded: {error}; --list works without") from error
    return pdf_of(pages, title="bodymap: the atlas for review")


def _png(svg_text: str) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.picture import write_png
    except ImportError as error:
        raise CommandError(f"a .png needs Qt, which cannot be loaded: {error}; a .svg does not need it") from error
    with tempfile.TemporaryDirectory(prefix="bodymap-") as folder:
        path = Path(folder, "picture.png")
        write_png(svg_text, path, PICTURE_WIDTH_PX)
        return path.read_bytes()


def _open_window(arguments: Sequence[str]) -> int:
    if len(arguments) > 1 or (arguments and not Path(arguments[0]).exists()):
        raise CommandError(
            f"{arguments[0]!r} is neither a command nor a case file; {known_names(arguments[0], _COMMANDS)}"
        )
    if _has_no_display():
        raise CommandError("no display to open a window on; without one try: bodymap explain --mark hip-front@left")
    try:
        from bodymap.app import run
    except ImportError as error:
        raise CommandError(f"the window needs Qt, which cannot be loaded: {error}; explain works without") from error
    return run(Path(arguments[0]) if arguments else None)


def _has_no_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def _print_json(fields: object) -> None:
    print(json.dumps(fields, indent=2, ensure_ascii=False, allow_nan=False))


def _tell_mistake(message: str) -> int:
    print(f"bodymap: {' '.join(message.split())}", file=sys.stderr)
    return _MISTAKE
