"""Checks a value against the part of JSON Schema that our schema uses; a keyword it does not know fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import bodymap

SCHEMA: Mapping[str, Any] = json.loads(
    Path(bodymap.__file__).parent.joinpath("data", "explain.schema.json").read_text(encoding="utf-8")
)
CASE_SCHEMA: Mapping[str, Any] = json.loads(
    Path(bodymap.__file__).parent.joinpath("data", "case.schema.json").read_text(encoding="utf-8")
)
_DEFINITIONS: Mapping[str, Any] = SCHEMA["$defs"] | CASE_SCHEMA["$defs"]
_SAID = {"$schema", "$defs", "title", "description"}
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_RULES: Mapping[str, Callable[[Any, Any, Mapping[str, Any]], bool]] = {
    "type": lambda wanted, value, _: any(_is(value, one) for one in ([wanted] if isinstance(wanted, str) else wanted)),
    "enum": lambda wanted, value, _: value in wanted,
    "const": lambda wanted, value, _: bool(value == wanted),
    "minimum": lambda wanted, value, _: value is None or value >= wanted,
    "maximum": lambda wanted, value, _: value is None or value <= wanted,
    "exclusiveMinimum": lambda wanted, value, _: bool(value > wanted),
    "anyOf": lambda wanted, value, _: any(not problems(value, one) for one in wanted),
    "required": lambda wanted, value, _: set(wanted) <= set(value),
    "additionalProperties": lambda wanted, value, schema: wanted or set(value) <= set(schema["properties"]),
}


def problems(value: Any, schema: Mapping[str, Any] = SCHEMA, where: str = "all") -> list[str]:
    """What in a value is not as the schema says; empty when all is."""
    if "$ref" in schema:
        return problems(value, _DEFINITIONS[schema["$ref"].rpartition("/")[2]], where)
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword == "properties":
            for name in wanted.keys() & value.keys():
                found += problems(value[name], wanted[name], f"{where}.{name}")
        elif keyword == "items" and isinstance(value, list):
            for index, item in enumerate(value):
                found += problems(item, wanted, f"{where}[{index}]")
        elif keyword not in (_SAID | {"items"}) and not _RULES[keyword](wanted, value, schema):
            found.append(f"{where}: {keyword} {wanted}, came {value!r}")
    return found


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
