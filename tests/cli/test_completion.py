"""The shell fills in what the command line understands, and nothing else."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from bodymap.cli import main
from bodymap.cli.arguments import COMMANDS, parser
from bodymap.cli.completion import _VALUES, options_of, script

BASH = shutil.which("bash")


def filled_in(*typed: str) -> list[str]:
    """What bash offers for the last word of a command line."""
    words = " ".join(f"'{word}'" for word in ("bodymap", *typed))
    code = (
        f"{script('bash', parser())}\nCOMP_WORDS=({words}); COMP_CWORD={len(typed)}; _bodymap; echo ${{COMPREPLY[@]}}"
    )
    assert BASH
    return subprocess.run([BASH, "-c", code], check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("ex",), ["explain"]),
        (("--ver",), ["--version"]),
        (("explain", "--vo"), ["--voice"]),
        (("explain", "--voice", "c"), ["clinician"]),
        (("explain", "--view", "x"), []),
        (("locate", "--view", "fe"), ["feet"]),
        (("report", "--paper", "l"), ["letter"]),
        (("schema", "e"), ["explain"]),
        (("completion", "z"), ["zsh"]),
    ],
)
def test_bash_offers_what_fits(typed: tuple[str, ...], offered: list[str]) -> None:
    assert filled_in(*typed) == offered


def test_every_command_and_option_is_known_to_every_shell() -> None:
    words = options_of(parser())
    assert set(words) == {"", *COMMANDS}
    assert set(_VALUES) <= {option for options in words.values() for option in options}
    for shell in ("bash", "zsh", "fish"):
        told = script(shell, parser())
        assert all(name in told for name in COMMANDS)
        assert all(option.removeprefix("--") in told for options in words.values() for option in options)


def test_unknown_shell_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["completion", "bish"]) == 2
    assert "bash" in capsys.readouterr().err


def test_script_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["completion", "zsh"]) == 0
    assert capsys.readouterr().out.startswith("autoload -Uz bashcompinit")
