"""Whether data keeps to a JSON schema, told at once of most data that does: to load what says where data breaks a rule,
and how, takes twenty times as long as this takes for a profile.

Knows the keywords of our schemas. What it is not sure of, it does not let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from functools import reduce
from typing import Any

Schema = Mapping[str, Any]

#: Of other types (a whole number may be written `1.0`) nothing is taken for granted.
_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
_SURE = ("object", "array", "string")


def fits(data: Any, schema: Schema, whole: Schema) -> bool:
    """Whether plain data keeps to every rule of a schema, which is a part of `whole`; if not, it may do so all the
    same."""
    return all(name in _RULES and _RULES[name](data, value, schema, whole) for name, value in schema.items())


def _of_type(data: Any, value: Any, *_: Schema) -> bool:
    return any(type(data) is _TYPES.get(name) for name in ([value] if isinstance(value, str) else value))


def _reference(data: Any, value: str, _: Schema, whole: Schema) -> bool:
    return fits(data, reduce(lambda part, name: part[name], value.removeprefix("#/").split("/"), whole), whole)


def _either(data: Any, value: Schema, schema: Schema, whole: Schema) -> bool:
    if list(value) != ["type"] or value["type"] not in _SURE:
        return False
    return fits(data, schema.get("then" if _of_type(data, value["type"]) else "else", {}), whole)


def _keys(data: Any, value: Any, schema: Schema, whole: Schema) -> bool:
    """Of an object's keys those that the schema names or has a pattern for, and all others."""
    for key, inside in data.items() if isinstance(data, dict) else ():
        rules = [rule for pattern, rule in schema.get("patternProperties", {}).items() if re.search(pattern, key)]
        if key in schema.get("properties", {}):
            rules.append(schema["properties"][key])
        others = schema.get("additionalProperties", True)
        if not rules and others is False:
            return False
        rules += [others] if not rules and isinstance(others, dict) else []
        if not all(fits(inside, rule, whole) for rule in rules):
            return False
    return True


def _size(kind: type[Sized], enough: Callable[[int, int], bool]) -> Callable[..., bool]:
    return lambda data, value, *_: not isinstance(data, kind) or enough(len(data), value)


def _always(*_: Any) -> bool:
    return True


_RULES: dict[str, Callable[..., bool]] = {
    **dict.fromkeys(("$schema", "title", "description", "wanted", "$defs", "then", "else"), _always),
    **dict.fromkeys(("properties", "patternProperties", "additionalProperties"), _keys),
    "type": _of_type,
    "$ref": _reference,
    "if": _either,
    "anyOf": lambda data, value, _, whole: any(fits(data, rule, whole) for rule in value),
    "enum": lambda data, value, *_: any(type(data) is type(each) and data == each for each in value),
    "items": lambda data, value, _, whole: not isinstance(data, list) or all(fits(each, value, whole) for each in data),
    "propertyNames": lambda data, value, _, whole: not isinstance(data, dict)
    or all(fits(key, value, whole) for key in data),
    "required": lambda data, value, *_: not isinstance(data, dict) or data.keys() >= set(value),
    "dependentRequired": lambda data, value, *_: not isinstance(data, dict)
    or all(key not in data or data.keys() >= set(needed) for key, needed in value.items()),
    "pattern": lambda data, value, *_: not isinstance(data, str) or bool(re.search(value, data)),
    "minimum": lambda data, value, *_: not isinstance(data, int | float) or data >= value,
    "maximum": lambda data, value, *_: not isinstance(data, int | float) or data <= value,
    "minLength": _size(str, int.__ge__),
    "maxLength": _size(str, int.__le__),
    "minItems": _size(list, int.__ge__),
    "minProperties": _size(dict, int.__ge__),
    "uniqueItems": lambda data, *_: not isinstance(data, list)
    or (all(isinstance(each, str) for each in data) and len(set(data)) == len(data)),
}  # fmt: skip
