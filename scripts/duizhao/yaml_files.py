"""YAML files people write: read with the line of every key, checked against a JSON schema, faults in plain words.

Aliases are refused: none of our files needs them, and a few lines of them can be made to explode.
"""

from __future__ import annotations

import datetime
import difflib
import json
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from duizhao.errors import InputError

#: libyaml where PyYAML was built with it: ten times as fast.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Where a value stands: keys and indexes from the top.
Path_ = tuple[str | int, ...]

_TYPES = {"object": "keys and values", "array": "a list", "string": "text in quotes", "integer": "a whole number"}


def read_yaml(
    path: Path, name: str, what: str, schema: str, hint: str | None = None, *, text: bool = False
) -> tuple[Any, dict[Path_, int]]:
    """The data of the file at `path` and the line (from 1) of every value in it.

    Errors call the file `name` and its content `what` (“profile”); `schema` names a JSON schema in this package;
    `hint` is what to do if the file cannot be opened. With `text` every value is text, as it is written: no number, no
    date. A rule's `wanted` in the schema says in plain words what it asks for.

    Raises:
        InputError: it cannot be read, is not YAML, or breaks a rule of the schema; with the line.
    """
    import jsonschema

    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader if text else yaml.SafeLoader)
    except OSError as error:
        raise InputError(f"The {what} cannot be read ({error.strerror}).", file=name, hint=hint) from None
    except UnicodeDecodeError:
        raise InputError(f"The {what} is not UTF-8.", file=name, hint="Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        advice = "A text with a colon, a quotation mark or a bracket at its beginning needs quotes around it."
        raise InputError(f"The {what} is not YAML: {error.problem}.", file=name, line=line, hint=advice) from None
    except yaml.YAMLError as error:
        raise InputError(f"The {what} is not YAML: {error}.", file=name) from None
    except RecursionError:
        raise InputError(
            f"The {what} is nested too deeply.", file=name, hint=f"No {what} needs more than six levels."
        ) from None
    reader = _Reader(name, what)
    data = reader.plain(node, ()) if node else None
    rules = json.loads(resources.files("duizhao").joinpath(schema).read_text(encoding="utf-8"))
    errors = sorted(
        jsonschema.Draft202012Validator(rules).iter_errors(data),
        key=lambda e: reader.lines.get(tuple(e.absolute_path), 0),
    )
    if errors:
        where, message = _explained(errors[0], what)
        raise InputError(message, file=name, line=reader.lines.get(where, 1), hint=f"{schema} lists every key.")
    return data, reader.lines


class _Reader:
    """Turns nodes into plain data and notes each value's line on the way."""

    def __init__(self, name: str, what: str) -> None:
        self.lines: dict[Path_, int] = {}
        self._name, self._what = name, what
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node, at: Path_) -> Any:
        """The node as plain data."""
        self.lines.setdefault(at, node.start_mark.line + 1)
        if id(node) in self._seen:
            raise self._fault(f"The {self._what} uses a YAML alias.", self.lines[at], "Write the value out.")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*at, index)) for index, child in enumerate(node.value)]
        try:
            value = yaml.SafeLoader("").construct_object(node)
            # A date is text like any other (ISO 8601), so that a schema can say how it looks.
            return value.isoformat() if isinstance(value, datetime.date) else value
        except (yaml.YAMLError, ValueError):
            raise self._fault("This value cannot be read.", self.lines[at], "Put it in quotes.") from None

    def _mapping(self, node: yaml.MappingNode, at: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._fault("A key should be a word.", line, "Put a text that begins with `[` or `{` in quotes.")
            key = str(key_node.value)
            if key in result:
                raise self._fault(f"`{key}` stands twice.", line, "Keep one of the two.")
            self.lines[(*at, key)] = line
            result[key] = self.plain(value_node, (*at, key))
        return result

    def _fault(self, message: str, line: int, hint: str) -> InputError:
        return InputError(message, file=self._name, line=line, hint=hint)


def _explained(error: Any, what: str) -> tuple[Path_, str]:
    """Where a schema error is, and what it says in plain words."""
    at: Path_ = tuple(error.absolute_path)
    # An entry of a list is told by its line.
    key = ".".join(part for part in at if isinstance(part, str))
    subject = f"`{key}`" if key else f"The {'entry' if at else what}"
    rule, value = error.validator, error.validator_value
    if "wanted" in error.schema and rule not in ("required", "dependentRequired"):
        return at, f"{subject} should be {error.schema['wanted']}."
    if rule in ("required", "dependentRequired"):
        needed = (
            value if rule == "required" else [k for has, also in value.items() if has in error.instance for k in also]
        )
        missing = next(k for k in needed if k not in error.instance)
        return at, f"`{missing}` is missing" + (f" under `{key}`." if key else ".")
    if rule == "additionalProperties":
        known = list(error.schema.get("properties", ()))
        wrong = next(k for k in error.instance if k not in known)
        near = difflib.get_close_matches(wrong, known, 1)
        whole = f"`{key}`" if key else f"the {'entry' if at else what}"
        return (*at, wrong), f"`{wrong}` is no key of {whole}" + (
            f"; did you mean `{near[0]}`?" if near else f". Known: {', '.join(known)}."
        )
    if rule == "type" and error.instance is None:
        return at, f"{subject} is empty."
    if rule == "type":
        kinds = [kind for kind in ([value] if isinstance(value, str) else value) if kind != "null"]
        return at, f"{subject} should be {' or '.join(_TYPES.get(kind, kind) for kind in kinds)}."
    if rule == "pattern" and isinstance(error.instance, str) and "description" in error.schema:
        return at, f"`{error.instance}` under `{key}` should be {error.schema['description']}."
    if rule == "pattern" and isinstance(error.instance, str) and "{" not in value:
        wanted = "small letters, digits and hyphens"
    elif rule == "pattern" and "{2,3}" in value:
        wanted = "two or three small letters, like `en`"
    elif rule == "pattern":
        return at, f"`{key}` should contain {value.replace(chr(92), '')}."
    elif rule == "enum":
        return at, f"`{key}` should be one of: {', '.join(value)}."
    elif rule in ("minLength", "minItems", "minProperties"):
        return at, f"`{key}` is empty."
    else:
        return at, f"`{key}` is not valid: {error.message}."
    if value.startswith("^[1-9]"):
        wanted = "the number of a line"
    return at, f"`{error.instance}` under `{key}` should be {wanted}."
