"""The languages that the program speaks, each with its sheet of texts in ``bodymap/data/languages``."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from bodymap.core.errors import TableError, UnknownName
from bodymap.core.vocabulary import Voice
from bodymap.core.words.language import ENGLISH, Language, Manner
from bodymap.library import resources

COLUMNS: Final = ("form", "english", "text", "note")
"""Of a sheet: the form that a text is for, the English text, the translation, and what a translator must know."""

SheetRow = tuple[str, str, str, str]

_ABOUT: Final = "languages/languages.toml"


def language_codes() -> tuple[str, ...]:
    """The codes of all languages but English, sorted."""
    return tuple(sorted(_about()))


@cache
def load_language(code: str) -> Language:
    """A language by its code, such as "de".

    Raises
    ------
    UnknownName
        If the program does not speak it; the message lists those it does.
    TableError
        If its sheet is not as expected.
    """
    if code == ENGLISH.code:
        return ENGLISH
    known = _about()
    if code not in known:
        raise UnknownName(f"language {code!r}: there is none; known: {', '.join((ENGLISH.code, *sorted(known)))}")
    about = dict(known[code])
    name, state = str(about.pop("name")), str(about.pop("state"))
    del about["offered"]
    texts = {(form, english): text for form, english, text, _ in sheet_rows(code) if text}
    return Language(code, name, state, texts, Manner(**about))


def languages(reader: Voice = Voice.CLINICIAN) -> Mapping[str, str]:
    """The name of every language that is offered to a reader, English too, in itself by its code, in their order.

    A clinician is offered what has every text; a patient also what has every text that a patient reads.
    """
    enough = {"all"} if reader is Voice.CLINICIAN else {"all", "patient"}
    offered = {code: str(about["name"]) for code, about in _about().items() if about["offered"] in enough}
    return dict(sorted(({ENGLISH.code: ENGLISH.name} | offered).items(), key=lambda one: one[1]))


def language_states() -> tuple[tuple[str, str], ...]:
    """The name of each language that a patient is offered, and who checked it."""
    about = _about()
    return tuple((name, str(about[code]["state"])) for code, name in languages(Voice.PATIENT).items() if code in about)


def language_of(wanted: str, reader: Voice = Voice.CLINICIAN) -> Language:
    """The language that an environment asks for, as in ``de_AT.UTF-8``; English for one that is not offered."""
    code = wanted.replace("-", "_").split("_")[0].split(".")[0].lower()
    return load_language(code) if code in languages(reader) else ENGLISH


def sheet_rows(code: str) -> tuple[SheetRow, ...]:
    """The rows of a sheet; none where there is no sheet yet.

    Raises
    ------
    TableError
        If a row has not as many cells as there are columns.
    """
    name = f"languages/{code}.csv"
    if name not in resources.table_names():
        return ()
    head, *rows = csv.reader(io.StringIO(resources.table_text(name), newline=""))
    if tuple(head) != COLUMNS:
        raise TableError(f"{name}: columns {', '.join(head)}; expected {', '.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(COLUMNS):
            raise TableError(f"{name} row {number}: {len(row)} cells; expected {len(COLUMNS)}")
    return tuple((form, english, text, note) for form, english, text, note in rows)


def sheet_text(rows: Iterable[SheetRow]) -> str:
    """Rows as the text of a sheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return file.getvalue()


def sheet_path(code: str) -> Path:
    """Where the sheet of a language lies; only ``make messages`` writes there."""
    return resources.tables_folder() / "languages" / f"{code}.csv"


@cache
def _about() -> Mapping[str, Mapping[str, Any]]:  # Any: the settings of a language have several types
    return tomllib.loads(resources.table_text(_ABOUT))
