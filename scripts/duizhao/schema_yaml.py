"""YAML files that editors write, read with the line of every key and held against a JSON schema.

An error names the file, the line and the key in plain words. YAML aliases are refused: no file of ours needs them,
and they can be made to explode.
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

#: Where a value stands: the keys and list positions that lead to it.
Place = tuple[str | int, ...]


def load_checked(path: Path, name: str, what: str, schema: str, missing: str = "") -> tuple[Any, dict[Place, int]]:
    """Reads the YAML file at `path`; gives its data, with dates as ISO 8601 text, and the line of each place in it.

    Args:
        name: how errors call the file.
        what: what the file is, for messages: `profile`.
        schema: the file of the package with its JSON schema (draft 2020-12).
        missing: what to do if the file is not there.

    Raises:
        InputError: it cannot be read, is not YAML, or breaks a rule; with the line.
    """
    import jsonschema

    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(f"The {what} cannot be read ({error.strerror}).", file=name, hint=missing or None) from None
    except UnicodeDecodeError:
        raise InputError(f"The {what} is not UTF-8.", file=name, hint="Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        hint = "A text with a colon, a quotation mark or a bracket at its beginning needs quotes around it."
        raise InputError(f"The {what} is not YAML: {error.problem}.", file=name, line=line, hint=hint) from None
    except yaml.YAMLError as error:
        raise InputError(f"The {what} is not YAML: {error}.", file=name) from None
    except RecursionError:
        raise InputError(
            f"The {what} is nested too deeply.", file=name, hint=f"No {what} needs more than six levels."
        ) from None
    lines: dict[Place, int] = {}
    data = _plain(node, (), lines, name, what, set()) if node else None
    rules = json.loads(resources.files("duizhao").joinpath(schema).read_text(encoding="utf-8"))
    errors = sorted(
        jsonschema.Draft202012Validator(rules).iter_errors(data),
        key=lambda e: lines.get(tuple(e.absolute_path), 0),
    )
    if errors:
        where, message = _explained(errors[0], what)
        raise InputError(message, file=name, line=lines.get(where, 1), hint=f"{schema} lists every key.")
    return data, lines


def _plain(node: yaml.Node, at: Place, lines: dict[Place, int], name: str, what: str, seen: set[int]) -> Any:
    """The node as plain data; notes each key's line on the way."""
    lines.setdefault(at, node.start_mark.line + 1)
    if id(node) in seen:
        raise InputError(f"The {what} uses a YAML alias.", file=name, line=lines[at], hint="Write the value out.")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError(
                    "A key should be a word.",
                    file=name,
                    line=line,
                    hint="Put a text that begins with `[` or `{` in quotes.",
                )
            key = str(key_node.value)
            if key in result:
                raise InputError(f"`{key}` stands twice.", file=name, line=line, hint="Keep one of the two.")
            lines[(*at, key)] = line
            result[key] = _plain(value_node, (*at, key), lines, name, what, seen)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*at, index), lines, name, what, seen) for index, child in enumerate(node.value)]
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise InputError("This value cannot be read.", file=name, line=lines[at], hint="Put it in quotes.") from None
    return value.isoformat() if isinstance(value, datetime.date) else value


def _explained(error: Any, what: str) -> tuple[Place, str]:
    """Where a schema error is, and what it says in plain words."""
    at: Place = tuple(error.absolute_path)
    # A position in a list tells an editor less than the line does.
    key = ".".join(part for part in at if isinstance(part, str)) or (f"the {what}" if not at else "the entry")
    rule, value = error.validator, error.validator_value
    if rule in ("required", "dependentRequired"):
        wanted = (
            value if rule == "required" else [k for has, needs in value.items() if has in error.instance for k in needs]
        )
        missing = next(k for k in wanted if k not in error.instance)
        return at, f"`{missing}` is missing" + (f" under `{key}`." if at else ".")
    if rule == "additionalProperties":
        known = list(error.schema.get("properties", ()))
        wrong = next(k for k in error.instance if k not in known)
        near = difflib.get_close_matches(wrong, known, 1)
        return (*at, wrong), f"`{wrong}` is no key of {f'`{key}`' if at else key}" + (
            f"; did you mean `{near[0]}`?" if near else f". Known: {', '.join(known)}."
        )
    if rule == "type" and error.instance is None:
        return at, f"{f'`{key}`' if at else f'The {what}'} is empty."
    if rule == "type":
        words = {
            "object": "keys and values",
            "array": "a list",
            "string": "text in quotes",
            "integer": "a whole number",
        }
        kinds = [kind for kind in ([value] if isinstance(value, str) else value) if kind != "null"]
        wanted = " or ".join(words.get(kind, kind) for kind in kinds)
        return at, f"{f'`{key}`' if at else f'The {what}'} should be {wanted}."
    if rule == "pattern" and isinstance(error.instance, str) and "description" in error.schema:
        return at, f"`{error.instance}` under `{key}` should be {error.schema['description']}."
    if rule == "pattern" and isinstance(error.instance, str) and "{" not in value:
        wanted = "two or three small letters, like `en`" if "{2,3}" in value else "small letters, digits and hyphens"
        wanted = "the number of a line" if value.startswith("^[1-9]") else wanted
        return at, f"`{error.instance}` under `{key}` should be {wanted}."
    if rule == "enum":
        return at, f"`{key}` should be one of: {', '.join(value)}."
    if rule == "pattern" and "{" in value:
        return at, f"`{key}` should contain {value.replace(chr(92), '')}."
    if rule in ("minLength", "minItems", "minProperties"):
        return at, f"`{key}` is empty."
    return at, f"`{key}` is not valid: {error.message}."
