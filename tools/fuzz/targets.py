"""What is fuzzed: each reader of something from outside, with good input to begin with.

A target may refuse its input with a `BodymapError` and nothing else; what it takes must be sound.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np

from bodymap.cli import main as command_line
from bodymap.cli import window
from bodymap.cli.mark_text import part_marks, spot
from bodymap.core.atlas.drawing_reader import parts_in, read_drawing
from bodymap.core.atlas.surface import NO_SKIN, read_surface
from bodymap.core.errors import BodymapError
from bodymap.core.marks.examined import Examined, Result, TestId
from bodymap.core.marks.mark import Mark, MarkId, Spot, Stroke, WholePart
from bodymap.core.marks.reply import Answer, QuestionId, Reply
from bodymap.core.reasoning.findings import find
from bodymap.core.tables.person import NOBODY, FactId, read_person
from bodymap.core.vocabulary import Figure, PartId, Quality, Side, View
from bodymap.library import drawing_cache
from bodymap.library.encryption import COSTS, SALT_BYTES, key_of
from bodymap.library.loading import load_atlas, load_evidence, moved_marks
from bodymap.state.case import Case
from bodymap.state.case_file import case_in, case_text
from bodymap.state.encrypted_case import encrypted_text
from tests.core.small_body import front_svg
from tools.fuzz.mutation import Mutate, mutated_arrays, mutated_bytes, mutated_json, mutated_text

CORPUS: Final = Path(__file__).parents[2] / "tests" / "data" / "hostile"
"""A folder for each target, with what once broke it or is likely to."""

LONGEST_TOLD: Final = 4_000
"""Characters of a refusal: room for the names of all parts, not for what came."""

_PASSWORD: Final = "correct horse battery"  # noqa: S105 -- of no case
_KEY: Final = key_of(_PASSWORD, salt=bytes(SALT_BYTES), cost=COSTS[0])


@dataclass(frozen=True, slots=True)
class Target:
    """A reader of something from outside.

    Attributes
    ----------
    read : callable
        Reads bytes; raises when they are neither refused with a `BodymapError` nor sound.
    seeds : callable
        Gives good input.
    mutated : callable
        Makes odd input of good.
    """

    name: str
    read: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    mutated: Mutate

    @property
    def corpus(self) -> tuple[Path, ...]:
        """What once broke it, or is likely to."""
        return tuple(sorted(path for path in (CORPUS / self.name).glob("*") if path.is_file()))


class Unsound(Exception):
    """What was read does not hold together."""


def _read_case(data: bytes) -> None:
    with _may_refuse():
        case, _ = case_in(data, file="case.json")
        if case_in(case_text(case).encode("utf-8"), file="again.json") != (case, None):
            raise Unsound("a case that opens is another one when it was saved and opened again")


def _answer_case(data: bytes) -> None:
    with _may_refuse():
        case, _ = case_in(data, file="case.json")
        atlas, evidence = load_atlas(case.figure), load_evidence(case.figure)
        given = case.marks, atlas, evidence, None, case.answers, case.person
        find(*given, joined=case.joined, parted=case.parted, examined=case.examined)


def _move_case(data: bytes) -> None:
    with _may_refuse():
        case, _ = case_in(data, file="case.json")
        goal = Figure.FEMALE if case.figure is not Figure.FEMALE else Figure.NEUTRAL
        moved = replace(case, figure=goal, marks=moved_marks(case.marks, case.figure, goal))
        case_text(moved)


def _read_encrypted(data: bytes) -> None:
    """With its password: as a file, and as what stands in one that is whole."""
    for text in (data, encrypted_text(data, _KEY).encode()):
        with _may_refuse():
            case_in(text, file="case.json", key=_PASSWORD)


def _read_drawing(data: bytes) -> None:
    text = data.decode("utf-8", errors="replace")
    with _may_refuse():
        parts_in(text)
        drawing = read_drawing(text, file="drawing.svg")
        drawing_cache.packed(drawing_cache.unpacked(drawing_cache.packed(drawing)))


def _read_surface(data: bytes) -> None:
    with _may_refuse():
        surface = read_surface(data, file="surface.npz")
        for place in ((0.0, 0.0), (-3.5, 8.0), (1e5, -1e5)):
            surface.place_at(x=place[0], y=place[1])
            surface.seen_at((*place, 100.0))


def _read_cached(data: bytes) -> None:
    """Whole by its checksum, whatever stands in it."""
    for sealed in (data, drawing_cache._MAGIC + sha256(data).digest() + data):  # noqa: SLF001
        path = _memory_file(sealed)
        try:
            drawing_cache.read_cached(Path(path))
        finally:
            os.close(int(path.rpartition("/")[2]))


def _read_marks(data: bytes) -> None:
    text = os.fsdecode(data)
    evidence = load_evidence()
    for read in (part_marks, spot, lambda facts: read_person(facts, evidence.facts)):
        with _may_refuse():
            read(text)


def _read_command(data: bytes) -> None:
    """One argument a line; no window is opened, and no file written."""
    arguments = [os.fsdecode(line).replace("\x00", "") for line in data.split(b"\n")]
    if any(one.startswith(("--out", "--sheet", "--logo")) for one in arguments):
        arguments = [one if not one.startswith(("--out", "--sheet", "--logo")) else "--list" for one in arguments]
    out, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    no_window = patch.object(window, "open_window", lambda _: 0)
    with no_window, contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        code = _code_of(arguments)
    if code not in (0, 2):
        raise Unsound(f"exit code {code}")
    told.flush()
    lines = told.buffer.getvalue().splitlines()
    if code == 2 and (len(lines) != 1 or len(lines[0]) > LONGEST_TOLD):
        raise Unsound(f"a mistake is told in {sum(map(len, lines))} characters and {len(lines)} lines")


def _code_of(arguments: Sequence[str]) -> object:
    try:
        return command_line.main(arguments)
    except SystemExit as end:  # of --help
        return end.code or 0


@contextlib.contextmanager
def _may_refuse() -> Iterator[None]:
    try:
        yield
    except BodymapError as error:
        told = str(error)
        if len(told) > LONGEST_TOLD or "\n" in told:
            raise Unsound(f"refused in {len(told)} characters and {len(told.splitlines())} lines") from error


def _memory_file(data: bytes) -> str:
    """A file without a name that holds these bytes; the caller closes it."""
    handle = os.memfd_create("fuzz")
    os.write(handle, data)
    return f"/proc/self/fd/{handle}"


def _cases() -> tuple[bytes, ...]:
    places = ((91.5, 903.0, 84.0), None)
    full = Case(
        (
            Mark(MarkId(1), Spot(View.FRONT, 90, 20, 25), Quality.ACHING, 6, note="at night"),
            Mark(
                MarkId(2),
                Stroke(View.BACK, ((-80.0, 100.0), (-85.0, 150.0)), 30, (20.0, 30.0), anchors=places),
                Quality.NUMB,
                cuts=(Spot(View.BACK, -80, 100, 10),),
                extra='{"pressure": 0.5}',
            ),
            Mark(MarkId(3), WholePart(PartId("hip-front"), Side.LEFT), intensity=0),
        ),
        since="spring",
        better="walking",
        worse="sitting",
        note="é",
        answers=(Answer(QuestionId("ces-bladder"), Reply.NO),),
        person=NOBODY.with_answer(FactId("age"), "60s"),
        joined=((MarkId(1), MarkId(3)),),
        parted=((MarkId(1), MarkId(2)),),
        examined=(Examined(TestId("big-toe-strength"), Side.LEFT, Result.WEAKER, 4),),
        extra='{"clinic": {"list": [1, null]}}',
    )
    return case_text(full).encode(), case_text(Case(figure=Figure.FEMALE)).encode()


def _encrypted() -> tuple[bytes, ...]:
    plain = _cases()[1]
    return plain, encrypted_text(plain, _KEY).encode()


def _surfaces() -> tuple[bytes, ...]:
    position = np.arange(10 * 12 * 3, dtype=np.int16).reshape(10, 12, 3)
    position[:2, :, :] = NO_SKIN
    written = []
    for save in (np.savez, np.savez_compressed):
        file = io.BytesIO()
        save(file, origin_mm=np.array([-20.0, -20.0]), step_mm=np.float64(4), position=position)
        written.append(file.getvalue())
    return tuple(written)


def _cached() -> tuple[bytes, ...]:
    packed = drawing_cache.packed(read_drawing(front_svg(), file="front.svg"))
    return (packed[len(drawing_cache._MAGIC) + 32 :],)  # noqa: SLF001


def _lines(*texts: str) -> Callable[[], Sequence[bytes]]:
    return lambda: tuple(text.encode() for text in texts)


_COMMANDS: Final = (
    "parts\n--json\n--lang\nde",
    "locate\n--view\nfront\n--x\n-100\n--y\n5.5\n--map\nlee\n--figure\nfemale\n--json",
    "explain\n--mark\nhip-front@both:aching:6\n--at\nfront:110,5,25\n--person\nage=60s,cancer=yes\n--audience\nclinician",
    "explain\nno/such/case.json\n--voice=patient\n--json\n--password-file\nnowhere",
    "report\n--mark\ngroin@left\n--out\npage.pdf\n--paper\na4\n--text\n100\n--name\nSomebody\n--emergency-number\n112",
    "atlas\n--list\n--json",
    "schema\nexplain",
    "completion\nbash",
    "doctor\n--json",
    "--version",
    "--help",
    "nowhere.json",
)
TARGETS: Final[Mapping[str, Target]] = {
    target.name: target
    for target in (
        Target("case", _read_case, _cases, mutated_json),
        Target("answer", _answer_case, _cases, mutated_json),
        Target("encrypted", _read_encrypted, _encrypted, mutated_json),
        Target("move", _move_case, _cases, mutated_json),
        Target("drawing", _read_drawing, lambda: (front_svg().encode(),), mutated_text),
        Target("surface", _read_surface, _surfaces, mutated_arrays),
        Target("cache", _read_cached, _cached, mutated_bytes),
        Target(
            "marks",
            _read_marks,
            _lines("hip-front@both:aching:6", "front:110,5,25", "age=60s,cancer=yes"),
            mutated_text,
        ),
        Target("command", _read_command, _lines(*_COMMANDS), mutated_text),
    )
}
