"""Uses the window as a screen reader does: by names, states and actions alone, through AT-SPI.

Runs under the system's Python, which has the bindings; started by `test_assistive.py` inside a D-Bus session and an X
server of its own:

    python3 assistive_user.py COMMAND...

starts the program by the command, carries out a whole case, and prints what it found and heard as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

_PATIENCE_S = 60
heard: list[str] = []


def main() -> None:
    """Start the program and use it."""
    Atspi.init()
    # The listener must be kept, or nothing is heard.
    listener = Atspi.EventListener.new(lambda event: heard.append(str(event.any_data)))
    listener.register("object:announcement")
    program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    found = {}
    try:
        found = use()
    finally:
        program.kill()
        program.wait()
        sys.stdout.write(json.dumps(found | {"heard": heard}) + "\n")


def use() -> dict[str, object]:
    """Two marks with feeling and strength, the questions of a warning answered, the page to take home saved."""
    groin = wait_for("check box", "left, groin crease")
    was_marked = checked(groin)
    do(groin, "Toggle")
    wait_until(lambda: any("L1" in text for text in heard), "the roots to be spoken")
    is_marked = checked(groin)
    do(wait_for("check box", "Mark 1: the crease of the left groin"), "Toggle")  # leave it
    do(wait_for("check box", "Mark 1: the crease of the left groin"), "Toggle")  # and take it again
    do(wait_for(None, "Burning"), "Toggle", "Press")
    do(wait_for(None, "Strength 6 of 10"), "Toggle", "Press")
    first = wait_for("check box", "Mark 1: the crease of the left groin · burning · 6 of 10")
    do(wait_for("check box", "right, front of the knee"), "Toggle")
    do(wait_for(None, "Aching"), "Toggle", "Press")
    do(wait_for(None, "Strength 3 of 10"), "Toggle", "Press")
    second = wait_for("check box", "Mark 2: the front of the right knee · aching · 3 of 10")
    chip = wait_for(None, "to answer", is_part=True)
    do(chip, "Toggle", "Press")
    wait_for(None, "No: ", is_part=True)
    answered = [one.get_name() for one in in_sight("No: ")]
    for name in answered:
        no = wait_for(None, name)
        do(no, "Toggle", "Press")
        wait_until(lambda no=no: checked(no), "the question to be answered")  # type: ignore[misc]
    do(wait_for("button", "Handout", is_part=True), "Press")
    preview = wait_for(None, "Preview").get_name()
    do(wait_for("button", "Save PDF…"), "Press")
    field = wait_for("text", "File name:")
    page = Path.home() / "page.pdf"
    Atspi.EditableText.set_text_contents(field, str(page))
    do(wait_for("button", "Save"), "Press")
    wait_until(lambda: page.exists() and page.read_bytes().rstrip().endswith(b"%%EOF"), "the page")
    return {
        "was_marked": was_marked,
        "is_marked": is_marked,
        "marks": [first.get_name(), second.get_name()],
        "answered": answered,
        "page": str(page),
        "handout": preview,
    }


def wait_for(role: str | None, name: str, *, is_part: bool = False) -> Atspi.Accessible:
    """The thing in sight with a role and a name, or with a name that has this part, as soon as there is one."""
    found: list[Atspi.Accessible] = []

    def look() -> bool:
        found[:] = [
            one
            for one in everything(program_root())
            if (name in one.get_name() if is_part else one.get_name() == name)
            and (role is None or one.get_role_name().endswith(role))
            and one.get_state_set().contains(Atspi.StateType.SHOWING)
        ]
        return bool(found)

    wait_until(look, f"{role or 'something'} named {name!r}")
    return found[0]


def in_sight(part: str) -> list[Atspi.Accessible]:
    """All in sight whose names have this part."""
    return [
        one
        for one in everything(program_root())
        if part in one.get_name() and one.get_state_set().contains(Atspi.StateType.SHOWING)
    ]


def program_root() -> Atspi.Accessible | None:
    """The program among those that are running."""
    desktop = Atspi.get_desktop(0)
    running = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
    return next((one for one in running if one is not None and one.get_name() == "bodymap"), None)


def everything(top: Atspi.Accessible | None) -> list[Atspi.Accessible]:
    """A thing and all within it; what goes away meanwhile is left out."""
    if top is None:
        return []
    found = [top]
    try:
        for number in range(top.get_child_count()):
            found += everything(top.get_child_at_index(number))
    except GLib.Error:
        return found
    return found


def do(thing: Atspi.Accessible, *names: str) -> None:
    """Carry out the first of these actions that the thing offers."""
    offered = [thing.get_action_name(number) for number in range(thing.get_n_actions())]
    chosen = next((name for name in names if name in offered), None)
    if chosen is None:
        raise SystemExit(f"{thing.get_name()!r} offers {offered}, none of {names}")
    thing.do_action(offered.index(chosen))


def checked(thing: Atspi.Accessible) -> bool:
    """Whether it is checked."""
    thing.clear_cache()
    return bool(thing.get_state_set().contains(Atspi.StateType.CHECKED))


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Go on as soon as something is so; end the program when it never is."""
    loop, until = GLib.MainContext.default(), time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        while loop.iteration(False):
            pass
        try:
            if is_so():
                return
        except GLib.Error:
            pass
        time.sleep(0.1)
    named = sorted({one.get_name() for one in everything(program_root()) if "ark " in one.get_name()})
    raise SystemExit(f"waited in vain for {what}; there is {named}")


if __name__ == "__main__":
    main()
