"""What the program is made of: versions, licences and their texts, to be shown in About or printed."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from bodymap.core.tables.rows import read_rows
from bodymap.core.version import VERSION
from bodymap.library import resources

_TABLE: Final = "shipped.csv"
_COLUMNS: Final = ("name", "distribution", "licence", "holder", "what_for")


@dataclass(frozen=True, slots=True)
class Component:
    """Something that ships with bodymap, or that bodymap runs on.

    Attributes
    ----------
    version : str or None
        As installed here; None where nobody numbers it, or where it comes inside another component.
    licence : str
        An SPDX expression.
    """

    name: str
    version: str | None
    licence: str
    holder: str
    what_for: str


@dataclass(frozen=True, slots=True)
class About:
    """The program and all that it is made of, itself first."""

    version: str
    components: tuple[Component, ...]

    def lines(self) -> tuple[str, ...]:
        """One line each, as a person reads it."""
        told = []
        for one in self.components:
            version = f" {one.version}" if one.version else ""
            told.append(f"{one.name}{version}: {one.what_for}. {one.licence}, {one.holder}.")
        return tuple(told)


def about() -> About:
    """What this program is made of, with the versions that it runs on here."""
    rows = read_rows(resources.table_text(_TABLE), file=_TABLE, columns=_COLUMNS)
    return About(
        VERSION,
        tuple(
            Component(
                name=row.text("name"),
                version=_version(row.text("name"), row.optional("distribution")),
                licence=row.text("licence"),
                holder=row.text("holder"),
                what_for=row.text("what_for"),
            )
            for row in rows
        ),
    )


def _version(name: str, distribution: str) -> str | None:
    if name in (own := {"bodymap": VERSION, "Python": platform.python_version()}):
        return own[name]
    if not distribution:
        return None
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
