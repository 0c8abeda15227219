"""``make messages``: finds every sentence of code and tables, and brings the sheets of the languages up to date.

A sheet keeps what is translated; a new English text comes with an empty cell, one that is gone goes.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from bodymap.core.vocabulary import Figure
from bodymap.core.words.table_texts import TableText, table_texts
from bodymap.library.languages import language_codes, load_language, sheet_path, sheet_rows, sheet_text
from bodymap.library.loading import load_evidence, load_maps, load_nerves

ROOT: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("core", "publish", "cli", "ui", "state", "library")
_WORDS_AT: Final = {
    "Message": (0,), "message": (0,), "numbered": (0, 1), "placed": (0,), "label": (0,), "tr": (0,),
    "_tr": (0,), "_told": (1,),
    "translate": (1,), "_joined": (0,),
}  # fmt: skip
"""The functions that take an English text, and where."""
_TABLES_OF_WORDS: Final = ("_LEVELS", "_HEADINGS", "_FEELINGS")
"""Constants whose words are taken out by something else than their name."""
QT_TEXTS: Final = (
    "OK", "&OK", "Cancel", "&Cancel", "Save", "&Save", "Close", "&Close", "Discard", "&Yes", "&No", "Open", "&Open",
    "Apply",
    "Don't Save", "Close without Saving", "&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All",
    "Look in:", "Files of type:", "Computer", "Options",
)  # fmt: skip
"""Texts of Qt's own buttons, menus and dialogs that the window shows and that Qt has not in every language."""


def all_texts() -> tuple[TableText, ...]:
    """Every English text that somebody may read, each once, code before tables."""
    found: dict[str, TableText] = {}
    for one in (*_code_texts(), *(TableText("Qt", text) for text in QT_TEXTS), *_table_texts()):
        known = found.get(one.text)
        if known is None or len(one.forms) > len(known.forms):
            found[one.text] = one
    return tuple(found.values())


def _table_texts() -> Iterator[TableText]:
    for figure in Figure:
        yield from table_texts(load_evidence(figure))
    yield from (TableText("languages.toml", load_language(code).state) for code in language_codes())
    for nerve in load_nerves():
        yield from (TableText("nerves.csv", text) for text in (nerve.name, nerve.patient_words))
    for known in load_maps():
        texts = (known.title, known.note, known.soft_border_reason)
        yield from (TableText(f"maps/{known.name.value}.toml", text) for text in texts)


def _code_texts() -> Iterator[TableText]:
    for room in ROOMS:
        for path in sorted((ROOT / "bodymap" / room).rglob("*.py")):
            where = path.relative_to(ROOT / "bodymap").as_posix()
            for text in texts_of(path.read_text(encoding="utf-8")):
                yield TableText(where, text)


def texts_of(source: str) -> tuple[str, ...]:
    """The English texts that a module gives to the functions that take one, in order.

    A text that comes by a name is looked for where the name is given its value: in the function, or as a constant of
    the module, of which a table or a list counts as a whole.
    """
    tree = ast.parse(source)
    found: dict[str, None] = {}
    outer = _assigned(tree.body)
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef | ast.Module):
            continue
        own = _assigned(scope.body) if isinstance(scope, ast.FunctionDef) else {}
        names = {**outer, **own}
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and _called(node) == "map" and _named(node.args[0]) in _WORDS_AT:
                found.update(dict.fromkeys(_strings(node.args[1], names)))
            if isinstance(node, ast.Call) and (at := _WORDS_AT.get(_called(node))) is not None:
                for place in at:
                    if place < len(node.args):
                        found.update(dict.fromkeys(_strings(node.args[place], names)))
    tables = (outer[name][0] for name in _TABLES_OF_WORDS if name in outer)
    found.update(dict.fromkeys(text for table in tables for text in _strings(table, {})))
    return tuple(text for text in found if any(letter.isalpha() for letter in text))


def _called(node: ast.Call) -> str:
    return _named(node.func)


def _named(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _assigned(body: Iterable[ast.stmt]) -> Mapping[str, list[ast.expr]]:
    """What each name is given as a value, anywhere below."""
    found: dict[str, list[ast.expr]] = {}
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    found.setdefault(name, []).append(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    found.setdefault(name, []).append(value)
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    for one, value in zip(names, values, strict=False):
                        if isinstance(one, ast.Name):
                            found.setdefault(one.id, []).append(value)
                case ast.FunctionDef(name=name):
                    given = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return))
                    found.setdefault(f"{name}()", []).extend(value for value in given if value is not None)
                case ast.comprehension(target=ast.Name(id=name), iter=value):
                    found.setdefault(name, []).append(value)
                case _:
                    pass
    return found


def _strings(node: ast.expr, names: Mapping[str, list[ast.expr]], depth: int = 0) -> Iterator[str]:  # noqa: C901
    """The texts that an expression can be."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _strings(one, names, depth)
            yield from _strings(other, names, depth)
        case ast.Name(id=name) if depth < 4:
            for value in names.get(name, ()):
                yield from _strings(value, names, depth + 1)
        case ast.Subscript(value=table):
            yield from _strings(table, names, depth)
        case ast.Dict(values=values):
            for value in values:
                yield from _strings(value, names, depth)
        case ast.Tuple(elts=values) | ast.List(elts=values):
            for value in values:
                yield from _strings(value, names, depth)
        case ast.Call(func=ast.Name(id=name)) if depth < 4:
            for value in names.get(f"{name}()", ()):
                yield from _strings(value, names, depth + 1)
        case ast.Call(func=ast.Attribute(value=inner, attr="format")):
            yield from _strings(inner, names, depth)
        case _:
            return


def brought_up_to_date(code: str) -> str:
    """The sheet of a language with every English text, in their order, and what was translated of them."""
    known = {(form, english): (text, note) for form, english, text, note in sheet_rows(code)}
    rows: list[tuple[str, str, str, str]] = []
    for one in all_texts():
        own = [form for form, english in known if english == one.text and form not in one.forms]
        rows += [(form, one.text, *known.get((form, one.text), ("", ""))) for form in (*one.forms, *own)]
    return sheet_text(rows)


def main() -> int:
    """Write the sheets; say how many texts each language lacks."""
    for code in language_codes():
        text = brought_up_to_date(code)
        sheet_path(code).write_text(text, encoding="utf-8", newline="\n")
        lacking = sum(not translated for _, _, translated, _ in sheet_rows(code))
        print(f"{code}: {lacking} texts lack a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
