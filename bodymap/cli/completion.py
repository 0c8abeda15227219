"""``bodymap completion``: lets the shell fill in commands, options and names while they are typed.

The words come from the parser and the vocabularies, so that the shell never offers what the command line refuses.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Final

from bodymap.core.errors import CommandError
from bodymap.core.tables.rows import known_names
from bodymap.core.vocabulary import Figure, MapName, View, Voice
from bodymap.state.json_fields import quoted

SHELLS: Final = ("bash", "fish", "zsh")

_VALUES: Final[Mapping[str, Sequence[str]]] = {
    "--view": [view.value for view in View],
    "--map": [*(name.value for name in MapName), "all"],
    "--figure": [figure.value for figure in Figure],
    "--voice": [voice.value for voice in Voice],
    "--audience": [voice.value for voice in Voice],
    "--paper": ["a4", "letter"],
}
_FIRST: Final[Mapping[str, Sequence[str]]] = {"schema": ("case", "explain"), "completion": SHELLS}
"""What may come first after a command, where it is one of a few words."""


def script(shell: str, whole: argparse.ArgumentParser) -> str:
    """What a shell must read to fill in what the parser understands.

    Raises
    ------
    CommandError
        If the shell is not one of `SHELLS`.
    """
    if shell not in SHELLS:
        raise CommandError(f"shell {quoted(shell)}: unknown; {known_names(shell, SHELLS)}")
    words = options_of(whole)
    return _fish(words) if shell == "fish" else _bash(words, through_zsh=shell == "zsh")


def options_of(whole: argparse.ArgumentParser) -> Mapping[str, tuple[str, ...]]:
    """The long options of each command, and under the empty name those without a command."""
    found = {"": _long(whole)}
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {name: _long(command) for name, command in action.choices.items()}
    return found


def _long(command: argparse.ArgumentParser) -> tuple[str, ...]:
    return tuple(name for action in command._actions for name in action.option_strings if name.startswith("--"))


def _bash(words: Mapping[str, Sequence[str]], *, through_zsh: bool) -> str:
    commands = [name for name in words if name]
    values = "\n".join(f"    {option}) words='{' '.join(given)}' ;;" for option, given in _VALUES.items())
    options = "\n".join(
        f"      {name or 'bodymap'}) words='{' '.join((*words[name], *_FIRST.get(name, ())))}' ;;" for name in words
    )
    loading = "autoload -Uz bashcompinit && bashcompinit\n" if through_zsh else ""
    return f"""{loading}_bodymap() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} words=
  COMPREPLY=()
  case $previous in
{values}
    --mark) words=$(bodymap parts 2>/dev/null | cut -d' ' -f1) ;;
    --out|--sheet|--logo) ;;
    *)
      if [ "$COMP_CWORD" -eq 1 ]; then words='{" ".join((*commands, *words[""]))}'; else
      case ${{COMP_WORDS[1]}} in
{options}
      esac; fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ ${{#COMPREPLY[@]}} -eq 0 ] && COMPREPLY=($(compgen -f -- "$current"))
}}
complete -o filenames -F _bodymap bodymap"""


def _fish(words: Mapping[str, Sequence[str]]) -> str:
    commands = [name for name in words if name]
    lines = [f"complete -c bodymap -n __fish_use_subcommand -a '{' '.join(commands)}'"]
    for name, options in words.items():
        condition = f"'__fish_seen_subcommand_from {name}'" if name else "__fish_use_subcommand"
        if name in _FIRST:
            lines.append(f"complete -c bodymap -n {condition} -f -a '{' '.join(_FIRST[name])}'")
        for option in options:
            given = f" -x -a '{' '.join(_VALUES[option])}'" if option in _VALUES else ""
            if option == "--mark":
                given = " -x -a \"(bodymap parts | string split -f1 ' ')\""
            lines.append(f"complete -c bodymap -n {condition} -l {option.removeprefix('--')}{given}")
    return "\n".join(lines)
