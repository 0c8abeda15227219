"""The schemas that strangers read are schemas themselves, and say what each field is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.state.json_schema import CASE_SCHEMA, SCHEMA, problems

EACH_SCHEMA = pytest.mark.parametrize("schema", [SCHEMA, CASE_SCHEMA], ids=["explain", "case"])
KEYWORDS = frozenset(Draft202012Validator.VALIDATORS) | {"$schema", "$defs", "title", "description"}
"""Words with a meaning; the standard lets any other word pass without one, so that a misspelt rule checks nothing."""


def schemas_in(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A schema and all that it holds."""
    yield schema
    for field in ("properties", "$defs"):
        for one in schema.get(field, {}).values():
            yield from schemas_in(one)
    for one in (schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", [])):
        if isinstance(one, dict):
            yield from schemas_in(one)


@EACH_SCHEMA
def test_a_schema_is_as_its_standard_says(schema: Mapping[str, Any]) -> None:
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@EACH_SCHEMA
def test_a_schema_uses_no_word_without_a_meaning(schema: Mapping[str, Any]) -> None:
    assert {word for one in schemas_in(schema) for word in one} <= KEYWORDS


@EACH_SCHEMA
def test_every_reference_leads_to_a_definition(schema: Mapping[str, Any]) -> None:
    references = {one["$ref"] for one in schemas_in(schema) if "$ref" in one}
    assert references
    assert {re.sub(r"^#/\$defs/", "", one) for one in references} <= set(schema["$defs"])


@EACH_SCHEMA
def test_every_field_that_must_be_there_is_described(schema: Mapping[str, Any]) -> None:
    for one in schemas_in(schema):
        assert set(one.get("required", ())) <= set(one.get("properties", one.get("required", ())))


def test_a_problem_says_where_it_is() -> None:
    (problem,) = problems({"format": "bodymap-case", "schema_version": 4, "marks": []}, CASE_SCHEMA)
    assert problem.startswith("$.schema_version: 4 is greater")
