"""Where the files that come with bodymap lie: tables and licences of `bodymap/data`, drawings and icon of `assets`.

In a checkout the assets stand at the top level; in an installed wheel they stand inside the package, as
`bodymap/assets`. No other module knows either place.
"""

from __future__ import annotations

from pathlib import Path

from bodymap.core.errors import UnknownName
from bodymap.core.vocabulary import Figure, View

_PACKAGE = Path(__file__).resolve().parents[1]
_TABLES = _PACKAGE / "data"
_TABLE_SUFFIXES = (".csv", ".toml")
_SCHEMA_SUFFIX = ".schema.json"
_MOST_TOLD = 80
"""Characters of a name that a refusal repeats."""


def drawing_text(figure: Figure, view: View) -> str:
    """The SVG text of one drawing of the body.

    Raises
    ------
    UnknownName
        If there is no drawing of this figure from this side.
    """
    return svg_text(drawing_name(figure, view))


def drawing_name(figure: Figure, view: View) -> str:
    """The name under which the drawing of a figure and view is kept, as in ``neutral-front``."""
    return f"{figure.value}-{view.value}"


def drawn_views(figure: Figure) -> tuple[View, ...]:
    """The views in which a figure is drawn, in the order of `View`; empty for a figure not drawn yet."""
    folder = drawings_folder()
    return tuple(view for view in View if (folder / f"{drawing_name(figure, view)}.svg").is_file())


def drawing_names() -> tuple[str, ...]:
    """Names of all drawings, body and spine, without the ``.svg``, sorted."""
    return tuple(sorted(path.stem for path in drawings_folder().glob("*.svg")))


def svg_text(name: str) -> str:
    """The SVG text of the drawing with a name from `drawing_names`, such as ``neutral-front``.

    Raises
    ------
    UnknownName
        If there is no such drawing; the message lists those there are.
    """
    path = drawings_folder() / f"{name}.svg"
    if not _is_there(path, name):
        raise UnknownName(f"drawing {name[:_MOST_TOLD]!r}: there is none; known: {', '.join(drawing_names())}")
    return path.read_text(encoding="utf-8")


def table_names() -> tuple[str, ...]:
    """Names of all tables, as paths below `bodymap/data` with forward slashes, such as ``maps/lee.toml``, sorted."""
    found = (path for path in _TABLES.rglob("*") if path.suffix in _TABLE_SUFFIXES)
    return tuple(sorted(path.relative_to(_TABLES).as_posix() for path in found))


def table_text(name: str) -> str:
    """The text of the table with a name from `table_names`.

    Raises
    ------
    UnknownName
        If there is no such table; the message lists those there are.
    """
    path = _TABLES / name
    if path.suffix not in _TABLE_SUFFIXES or not _is_there(path, name):
        raise UnknownName(f"table {name[:_MOST_TOLD]!r}: there is none; known: {', '.join(table_names())}")
    return path.read_text(encoding="utf-8")


def tables_folder() -> Path:
    """The folder of the tables; only the tool that writes the sheets of the languages needs more than the texts."""
    return _TABLES


def schema_names() -> tuple[str, ...]:
    """Names of the JSON Schemas, without the ``.schema.json``, sorted."""
    return tuple(sorted(path.name.removesuffix(_SCHEMA_SUFFIX) for path in _TABLES.glob(f"*{_SCHEMA_SUFFIX}")))


def schema_text(name: str) -> str:
    """The text of the JSON Schema with a name from `schema_names`, such as ``case``.

    Raises
    ------
    UnknownName
        If there is no such schema; the message lists those there are.
    """
    known = schema_names()
    if name not in known:
        raise UnknownName(f"schema {name[:_MOST_TOLD]!r}: there is none; known: {', '.join(known)}")
    return (_TABLES / f"{name}{_SCHEMA_SUFFIX}").read_text(encoding="utf-8")


def licence_names() -> tuple[str, ...]:
    """SPDX names of the licences whose text comes along, such as ``LGPL-3.0-only``, sorted."""
    return tuple(sorted(path.stem for path in (_TABLES / "licences").glob("*.txt")))


def licence_text(name: str) -> str:
    """The text of the licence with a name from `licence_names`.

    Raises
    ------
    UnknownName
        If its text does not come along; the message lists those that do.
    """
    known = licence_names()
    if name not in known:
        raise UnknownName(f"licence {name[:_MOST_TOLD]!r}: there is no text; known: {', '.join(known)}")
    return (_TABLES / "licences" / f"{name}.txt").read_text(encoding="utf-8")


def surface_views(figure: Figure) -> tuple[View, ...]:
    """The views of a figure whose surface is known, in the order of `View`."""
    folder = surfaces_folder()
    return tuple(view for view in View if (folder / f"{drawing_name(figure, view)}.npz").is_file())


def surface_bytes(figure: Figure, view: View) -> bytes:
    """The surface grid of a figure in a view, read by `bodymap.core.atlas.surface`.

    Raises
    ------
    UnknownName
        If there is none.
    """
    if view not in surface_views(figure):
        known = ", ".join(one.value for one in surface_views(figure))
        raise UnknownName(f"surface {drawing_name(figure, view)!r}: there is none; known views: {known or 'none'}")
    return (surfaces_folder() / f"{drawing_name(figure, view)}.npz").read_bytes()


def drawings_folder() -> Path:
    """The folder of the drawings; only the builder, which writes there, needs more than the texts."""
    return _assets() / "svg"


def surfaces_folder() -> Path:
    """The folder of the surface grids; only the builder, which writes there, needs more than the bytes."""
    return _assets() / "surface"


def icon_file() -> Path:
    """The SVG with the sign of the program, for its window and the system's menus."""
    return _assets() / "icon" / "bodymap.svg"


def _is_there(path: Path, name: str) -> bool:
    """Whether there is a file, whose name leads into the folder that it was put behind and not out of it."""
    given = Path(name)
    try:
        return not given.is_absolute() and ".." not in given.parts and path.is_file()
    except OSError:  # such as a name longer than any file may have
        return False


def _assets() -> Path:
    packaged = _PACKAGE / "assets"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "assets"
