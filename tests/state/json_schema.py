"""The schemas that ship with bodymap, and what in a value is not as one of them says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import bodymap


def _schema(name: str) -> Mapping[str, Any]:
    text = (Path(bodymap.__file__).parent / "data" / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


SCHEMA = _schema("explain")
CASE_SCHEMA = _schema("case")


def problems(value: Any, schema: Mapping[str, Any] = SCHEMA) -> list[str]:
    """What in a value is not as the schema says; empty when all is. A bare ``$ref`` looks into `SCHEMA`."""
    checker = Draft202012Validator({"$defs": SCHEMA["$defs"], **schema})
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]
