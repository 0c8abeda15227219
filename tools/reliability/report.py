"""The page that tells what was thrown at the program and what broke."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "reliability.md"

_HEAD: Final = """\
# Does it hold?

Written by `make reliability`; not by hand. What is demanded of each row stands below the table.

| thrown at it | how often | figures | what broke |
|---|---|---|---|
"""

_DEMANDED: Final = """
**kill -9**: one program, or two on one folder, is used by a random hand (touches, strokes, typed words, answers, saves;
20 ms to 1.4 s between them) and killed at a random moment. No kept or saved file may be torn or mixed; no more than the
last action may be lost, and none that was over more than 300 ms before; the case of the killed program, and no other,
is offered.

**Random actions**: one process. No exception, no complaint of Qt; memory stays within 20 MB of what it was after a
tenth of the actions; the last thousand take no more than 1.2 times what the first thousand after that took. The same
thousand is done both times.
"""


@dataclass(frozen=True, slots=True)
class Thrown:
    """One kind of trouble: how often, what was measured, and what was not as demanded."""

    what: str
    count: str
    figures: str
    broke: tuple[str, ...]


def page_text(thrown: Sequence[Thrown], *, load: float, seed: int) -> str:
    """The page, as Markdown."""
    rows = [f"| {one.what} | {one.count} | {one.figures} | {'; '.join(one.broke) or 'nothing'} |" for one in thrown]
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    where = f"\nSeed {seed}; {machine}, load of the machine at the end {load:.1f}.\n"
    return _HEAD + "\n".join(rows) + "\n" + where + _DEMANDED
