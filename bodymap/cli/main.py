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
from typing import TYPE_CHECKING, Final

from bodymap.cli.arguments import ALL_MAPS, COMMANDS, joined, parser
from bodymap.cli.mark_text import MARK_FORM, SPOT_FORM, member, part_marks, spot, spot_words
from bodymap.core.errors import BodymapError, CommandError
from bodymap.core.marks.mark import Mark, MarkId, Spot
from bodymap.core.tables.rows import known_names
from bodymap.core.version import VERSION
from bodymap.core.vocabulary import Figure, MapName, View, Voice
from bodymap.state.case import Case
from bodymap.state.json_fields import quoted

if TYPE_CHECKING:
    from bodymap.core.atlas.atlas import Atlas

PICTURE_WIDTH_PX: Final = 1600
"""Width of a PNG written by ``--out``."""

_MISTAKE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for (those of the process when not given); the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BodymapError as error:
        return _tell_mistake(str(error))
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough.
        _let_output_go()
        return 0
    except OSError as error:
        _let_output_go()
        return _tell_mistake(f"the answer cannot be written: {error.strerror or error}")
    return code


def _let_output_go() -> None:
    """Keep Python from complaining about output that goes nowhere when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        return _open_window(arguments)
    chosen = parser().parse_args(joined(arguments))
    if chosen.version:
        print(f"bodymap {VERSION}")
        return 0
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


def _schema(name: str) -> int:
    from bodymap.library import resources

    print(resources.schema_text(name), end="")
    return 0


def _parts(*, as_json: bool) -> int:
    from bodymap.core.tables.parts import parse_parts
    from bodymap.library import resources

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

    from bodymap.cli.drawn_marks import off_the_body
    from bodymap.core.reasoning.candidates import candidates_at
    from bodymap.library.loading import load_atlas, load_evidence
    from bodymap.publish.report import candidate_fields, candidate_lines

    atlas, evidence = load_atlas(figure), load_evidence()
    _check_maps(maps, atlas)
    region = atlas.part_at(view, x=x, y=y)
    if region is None:
        raise CommandError(off_the_body(view, x, y, atlas))
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
    case, in_file = _case(chosen, figure)

    from bodymap.core.reasoning.findings import find
    from bodymap.core.tables.person import read_person
    from bodymap.core.words.explain import explain
    from bodymap.library.loading import load_atlas, load_evidence
    from bodymap.publish.picture import picture_text
    from bodymap.publish.report import explanation_fields, explanation_lines
    from bodymap.publish.told import Told

    atlas, evidence = load_atlas(figure), load_evidence()
    _check_maps(maps, atlas)
    case, left_out = _on_the_drawings(case, len(case.marks) - in_file, atlas)
    if chosen.person:
        case = replace(case, person=read_person(chosen.person, evidence.facts))
    findings = find(case.marks, atlas, evidence, maps, case.answers, case.person)
    told = Told(case, findings, explain(findings, evidence, voice), atlas, evidence, maps)
    if out is not None:
        for_patient = replace(told, explanation=explain(findings, evidence, Voice.PATIENT))
        _write_picture(picture_text(for_patient), out)
    if chosen.json:
        print(*left_out, sep="\n", end="\n" if left_out else "", file=sys.stderr)
        _print_json(explanation_fields(told))
    else:
        read = (
            spot_words(mark.shape) for mark in case.marks[in_file - len(left_out) :] if isinstance(mark.shape, Spot)
        )
        print(*read, *left_out, *explanation_lines(told), sep="\n")
    return 0


def _atlas(chosen: argparse.Namespace) -> int:
    if not (chosen.list or chosen.sheet):
        raise CommandError("nothing to do; give --list or --sheet OUT.pdf")
    out = _output_path(chosen.sheet, (".pdf",), "--sheet") if chosen.sheet else None
    figure, maps = member(Figure, chosen.figure, "figure"), _maps(chosen)

    from bodymap.library.loading import load_atlas, load_evidence
    from bodymap.publish.atlas_list import contents_fields, contents_lines
    from bodymap.publish.review_pages import sheet_pages

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
    return None if chosen.map == ALL_MAPS else (member(MapName, chosen.map, "map", also=(ALL_MAPS,)),)


def _check_maps(maps: Sequence[MapName] | None, atlas: Atlas) -> None:
    for name in maps or ():
        atlas.map(name)


def _case(chosen: argparse.Namespace, figure: Figure) -> tuple[Case, int]:
    """The marks of the case file on this figure, then the parts, then the spots that were asked for.

    Also how many of the marks came from the file.
    """
    from bodymap.state.case_file import read_case

    if not (chosen.case or chosen.mark or chosen.at):
        raise CommandError(f"nothing to explain; give --mark {MARK_FORM}, --at {SPOT_FORM} or a case file")
    case = _moved(read_case(Path(chosen.case)), figure) if chosen.case else Case()
    in_file = len(case.marks)
    marks = [mark for text in chosen.mark for mark in part_marks(text)]
    marks += [Mark(MarkId(1), spot(text)) for text in chosen.at]
    for mark in marks:
        case = replace(case, marks=(*case.marks, replace(mark, id=case.next_id)))
    return case, in_file


def _moved(case: Case, figure: Figure) -> Case:
    """The case on a figure, each mark at its place on the body."""
    if figure is case.figure:
        return case
    from bodymap.library.loading import moved_marks

    return replace(case, figure=figure, marks=moved_marks(case.marks, case.figure, figure))


def _on_the_drawings(case: Case, entered: int, atlas: Atlas) -> tuple[Case, tuple[str, ...]]:
    """The case without those marks of its file that lie on no drawing, and a line about each.

    The last marks were entered with the command and must be right; so must one mark at least.
    """
    from bodymap.cli.drawn_marks import why_not_drawn

    reasons = {mark.id: why_not_drawn(mark, atlas) for mark in case.marks}
    wrong = [mark.id for mark in case.marks if reasons[mark.id]]
    if wrong and (len(wrong) == len(case.marks) or any(mark.id in wrong for mark in case.marks[-entered:] if entered)):
        raise CommandError(reasons[wrong[-1]])
    kept = tuple(mark for mark in case.marks if mark.id not in wrong)
    return replace(case, marks=kept), tuple(f"Mark {one} of the case is left out: {reasons[one]}." for one in wrong)


def _output_path(text: str, kinds: Sequence[str], option: str) -> Path:
    """Where a file goes; refused before anything is worked out or written."""
    path = Path(text)
    if path.suffix.lower() not in kinds:
        raise CommandError(f"{option} {quoted(text)}: unknown kind of file; known: {', '.join(kinds)}")
    if not path.parent.is_dir():
        raise CommandError(f"{option} {quoted(text)}: there is no folder {str(path.parent)!r}")
    return path


def _write_picture(svg_text: str, path: Path) -> None:
    is_svg = path.suffix.lower() == ".svg"
    _write(path, "--out", lambda: svg_text.encode("utf-8") if is_svg else _png(svg_text))


def _write(path: Path, option: str, data: Callable[[], bytes]) -> None:
    from bodymap.library.whole_file import write_whole

    try:
        write_whole(path, data())
    except OSError as error:
        raise CommandError(f"{option} {str(path)!r}: cannot be written: {error.strerror or error}") from error


def _pdf(pages: Iterable[str]) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.paper.pdf import pdf_of
    except ImportError as error:
        raise CommandError(f"a .pdf needs Qt, which cannot be loaded: {error}; --list works without") from error
    return pdf_of(pages, title="bodymap: the atlas for review")


def _png(svg_text: str) -> bytes:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from bodymap.ui.paper.png import write_png
    except ImportError as error:
        raise CommandError(f"a .png needs Qt, which cannot be loaded: {error}; a .svg does not need it") from error
    with tempfile.TemporaryDirectory(prefix="bodymap-") as folder:
        path = Path(folder, "picture.png")
        write_png(svg_text, path, PICTURE_WIDTH_PX)
        return path.read_bytes()


def _open_window(arguments: Sequence[str]) -> int:
    if len(arguments) > 1 or (arguments and not _is_there(arguments[0])):
        raise CommandError(
            f"{quoted(arguments[0])} is neither a command nor a case file; {known_names(arguments[0], COMMANDS)}"
        )
    if _has_no_display():
        raise CommandError("no display to open a window on; without one try: bodymap explain --mark hip-front@left")
    try:
        from bodymap.app import run
    except ImportError as error:
        raise CommandError(f"the window needs Qt, which cannot be loaded: {error}; explain works without") from error
    return run(Path(arguments[0]) if arguments else None)


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # such as a name longer than any file may have
        return False


def _has_no_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def _print_json(fields: object) -> None:
    print(json.dumps(fields, indent=2, ensure_ascii=False, allow_nan=False))


def _tell_mistake(message: str) -> int:
    print(f"bodymap: {' '.join(message.split())}", file=sys.stderr)
    return _MISTAKE
