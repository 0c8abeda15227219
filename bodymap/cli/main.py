"""The command line: opens the window, or answers without one.

Everything but the window works without a display. A mistake gives one line that says what came and what is known, exit
code 2, and writes nothing. What a command needs is imported when it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from bodymap.core.errors import BodymapError

if TYPE_CHECKING:
    import argparse

_MISTAKE: Final = 2
_KNOWN: Final = " known: "
_LINE, _LONG_LINE = 80, 240
"""How wide a list is, and how long a line may be before its list stands under it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for (those of the process when not given); the exit code."""
    if arguments is None:
        _be_discreet()
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


def _be_discreet() -> None:
    """Let nothing of a patient get into files or onto the terminal when the program fails."""
    from bodymap.cli.unexpected import tell_unexpected
    from bodymap.library.core_dumps import forbid_core_dumps

    forbid_core_dumps()
    sys.excepthook = tell_unexpected


def _let_output_go() -> None:
    """Keep Python from complaining about output that goes nowhere when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    if not arguments:
        return _open_window([])  # before the parser is loaded, which the window does not need
    from bodymap.cli.arguments import COMMANDS, joined, parser

    if arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        return _open_window(arguments)
    chosen = parser().parse_args(joined(arguments))
    if chosen.version:
        from bodymap.core.version import VERSION

        print(f"bodymap {VERSION}")
        return 0
    match chosen.command:
        case "parts":
            from bodymap.cli.asked import language_asked
            from bodymap.cli.parts import parts
            from bodymap.core.vocabulary import Voice

            return parts(as_json=chosen.json, language=language_asked(chosen, Voice.PATIENT))
        case "locate":
            from bodymap.cli.locate import locate

            return locate(chosen)
        case "explain":
            from bodymap.cli.explain import explain_marks

            return explain_marks(chosen)
        case "report":
            from bodymap.cli.report import report

            return report(chosen)
        case "atlas":
            from bodymap.cli.atlas import atlas

            return atlas(chosen)
        case "schema" | "doctor" | "completion":
            return _about_itself(chosen)
        case _:
            return _open_window([])


def _open_window(arguments: Sequence[str]) -> int:
    from bodymap.cli.window import open_window

    return open_window(arguments)


def _about_itself(chosen: argparse.Namespace) -> int:
    match chosen.command:
        case "doctor":
            from bodymap.cli.doctor import doctor

            return doctor(as_json=chosen.json)
        case "completion":
            from bodymap.cli.arguments import parser
            from bodymap.cli.completion import script

            print(script(chosen.shell, parser()))
            return 0
        case _:
            from bodymap.library import resources

            print(resources.schema_text(chosen.of), end="")
            return 0


def _tell_mistake(message: str) -> int:
    """Tell what is wrong in one line; a long list of what is known stands under it, broken into lines."""
    line = f"bodymap: {' '.join(message.split())}"
    told, known, names = line.rpartition(_KNOWN)
    if known and len(line) > _LONG_LINE:
        from textwrap import wrap

        lines = wrap(names, _LINE - 2, break_long_words=False, break_on_hyphens=False)
        line = "\n  ".join((told + known.rstrip(), *lines))
    print(line, file=sys.stderr)
    return _MISTAKE
