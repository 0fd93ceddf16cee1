"""What fits a schema at a first look does so for jsonschema; our own files fit at a first look."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from duizhao.errors import Phrase
from duizhao.fitting import fits
from duizhao.yaml_files import read_yaml

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "scripts" / "duizhao" / "schemas"
FILES = [
    *((path, "profile") for path in sorted(ROOT.glob("examples/*/sources/*.yml"))),
    *((path, "profile") for path in sorted(ROOT.glob("sources/*.yml")) if "\nsource:" in path.read_text("utf-8")),
    (ROOT / "sources" / "highlights.yml", "highlights"),
]

#: A schema, what fits it, and what does not.
RULES: list[tuple[dict[str, Any], list[Any], list[Any]]] = [
    ({"type": "string"}, ["", "a"], [1, None, ["a"]]),
    ({"type": ["integer", "null"]}, [0, 7, None], [True, "7", 1.5]),
    ({"enum": ["a", 1]}, ["a", 1], ["b", True, 1.0]),
    ({"pattern": "^a+$"}, ["aa", 3], ["b", ""]),
    ({"minLength": 1, "maxLength": 2}, ["a", "ab", []], ["", "abc"]),
    ({"minimum": 1, "maximum": 9}, [1, 9, "0"], [0, 10]),
    ({"minItems": 1, "items": {"type": "string"}}, [["a"], "a"], [[], ["a", 1]]),
    ({"uniqueItems": True}, [["a", "b"], []], [["a", "a"]]),
    ({"required": ["a"]}, [{"a": 1, "b": 2}, []], [{"b": 2}, {}]),
    ({"minProperties": 1}, [{"a": 1}], [{}]),
    ({"dependentRequired": {"a": ["b"]}}, [{"a": 1, "b": 1}, {"b": 1}, {}], [{"a": 1}]),
    ({"propertyNames": {"pattern": "^x"}}, [{"xy": 1}, {}], [{"y": 1}]),
    ({"properties": {"a": {"type": "string"}}, "additionalProperties": False}, [{"a": "1"}, {}], [{"a": 1}, {"b": ""}]),
    ({"patternProperties": {"^x": {"enum": [1]}}, "additionalProperties": False}, [{"xy": 1}], [{"xy": 2}, {"y": 1}]),
    ({"properties": {"a": {}}, "additionalProperties": {"type": "string"}}, [{"a": 1, "b": "1"}], [{"a": 1, "b": 1}]),
    ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, [{"a": 1}, {"b": 1}], [{}]),
    ({"if": {"type": "array"}, "then": {"minItems": 1}, "else": {"type": "string"}}, [[1], "a"], [[], 1]),
    ({"$defs": {"a": {"type": "string"}}, "items": {"$ref": "#/$defs/a"}}, [["a"]], [[1]]),
]  # fmt: skip

OTHERS = ["", "a", "1", 0, 1, -1, 1.0, True, None, [], {}, ["a", "a"], {"en": "a"}]


@pytest.mark.parametrize(("schema", "good", "bad"), RULES, ids=[" ".join(schema) for schema, _, _ in RULES])
def test_what_fits_and_what_does_not(schema: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    assert [each for each in good if not fits(each, schema, schema)] == []
    assert [each for each in bad if fits(each, schema, schema)] == []
    assert all(Draft202012Validator(schema).is_valid(each) for each in good)


def test_what_is_not_known_does_not_pass() -> None:
    assert not fits(1, {"multipleOf": 1}, {})
    assert not fits([1, 2], {"uniqueItems": True}, {})
    assert not fits("a", {"if": {"minLength": 9}, "then": {}, "else": {}}, {})


@pytest.mark.parametrize(("path", "name"), FILES, ids=[path.name for path, _ in FILES])
@given(data=st.data())
def test_what_is_changed_at_random_fits_only_if_it_is_valid(path: Path, name: str, data: st.DataObject) -> None:
    given, _ = read_yaml(path, path.name, Phrase("file"), f"{name}.schema.json", text=name == "highlights")
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert fits(given, schema, schema)
    changed = copy.deepcopy(given)
    for _ in range(data.draw(st.integers(1, 3))):
        change(changed, data)
    if fits(changed, schema, schema):
        assert Draft202012Validator(schema).is_valid(changed)


def change(node: Any, data: st.DataObject) -> None:
    """Changes one value, key or item somewhere in the node."""
    while keys := list(node) if isinstance(node, dict) else range(len(node)):
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            other = copy.deepcopy(data.draw(st.sampled_from([*OTHERS, node[key]])))
            what = data.draw(st.sampled_from(["other", "gone", "more"]))
            if what == "gone":
                del node[key]
            elif what == "other":
                node[key] = other
            elif isinstance(node, dict):
                node[data.draw(st.sampled_from(["", "a", "en", "zh-Hant", "title", "marks"]))] = other
            else:
                node.append(other)
            break
        node = node[key]
