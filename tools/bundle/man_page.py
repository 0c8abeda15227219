"""Writes the manual page from what `bodymap --help` says, so that the two never differ."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bodymap.cli.arguments import parser
from bodymap.core.version import VERSION

_FILES = (
    ("~/.config/bodymap/bodymap.ini", "How the program looks, and whether unsaved marks are kept."),
    ("~/.local/state/bodymap", "The unsaved case, until it is saved or the program is closed in good order."),
    ("~/.cache/bodymap", "Drawings as they were read; may be removed at any time."),
)
_EXAMPLES = (
    ("bodymap", "Open the window."),
    ("bodymap hip.case.json", "Open a case in the window."),
    ("bodymap explain --mark hip-front@left --out hip.png", "Explain a mark, and write the annotated picture."),
    ("bodymap atlas --sheet atlas.pdf", "Write pages on which a clinician can check the maps."),
)


def man_page(date: str) -> str:
    """The page for section 1 in the language of man, with the date it is given, as in ``2026-11-27``."""
    return "\n".join(_lines(date)) + "\n"


def _lines(date: str) -> Iterator[str]:
    whole = parser()
    yield f'.TH BODYMAP 1 {date} "bodymap {VERSION}" "User Commands"'
    yield from (".SH NAME", r"bodymap \- point at where it hurts, see which nerve roots feel that spot")
    yield ".SH SYNOPSIS"
    yield from (".nf", *map(_plain, _usage(whole)), ".fi")
    yield from (".SH DESCRIPTION", _plain(whole.description or ""), ".PP", _plain(whole.epilog or ""))
    yield from (".SH OPTIONS", *_options(whole))
    yield ".SH COMMANDS"
    for name, command, summary in _commands(whole):
        yield f".SS {_plain(name)}"
        yield _plain(f"{command.description or summary[:1].upper() + summary[1:]}".rstrip(".") + ".")
        yield from (".PP", _plain(" ".join(_usage(command))))
        yield from _options(command)
    yield ".SH EXAMPLES"
    for typed, what in _EXAMPLES:
        yield from (".TP", rf"\fB{_plain(typed)}\fR", _plain(what))
    yield ".SH FILES"
    for path, what in _FILES:
        yield from (".TP", rf"\fI{_plain(path)}\fR", _plain(what))
    yield from (".SH EXIT STATUS", "0 when it was done, 2 when what was asked for was mistaken.")
    yield from (".SH NOTES", "bodymap is not a medical device. It holds no network code.")


def _commands(whole: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            yield from ((name, command, summaries.get(name, "")) for name, command in action.choices.items())


def _usage(command: argparse.ArgumentParser) -> list[str]:
    return [line.strip() for line in command.format_usage().removeprefix("usage: ").splitlines() if line.strip()]


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    formatter = command._get_formatter()
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        words = formatter._expand_help(action) if action.help else ""
        yield from (".TP", rf"\fB{_plain(formatter._format_action_invocation(action))}\fR", _plain(words))


def _plain(text: str) -> str:
    """The text with what man would read as an order made harmless."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("–", r"\(en").replace("…", "...")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
