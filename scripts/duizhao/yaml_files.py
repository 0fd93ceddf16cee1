"""YAML files people write: read with the line of every key, checked against a JSON schema, faults in plain words.

Aliases are refused: none of our files needs them, and a few lines of them can be made to explode.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

from duizhao.errors import InputError, Phrase, reason_of
from duizhao.memo import Memo
from duizhao.patterns import lazily
from duizhao.yaml_faults import FAULTS, UNKNOWN
from duizhao.yaml_loader import LOADER, TEXTS

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

#: Where a value stands: keys and indexes from the top.
Path_ = tuple[str | int, ...]

_TYPES = {
    "object": Phrase("keys and values"), "array": Phrase("a list"), "string": Phrase("text in quotes"),
    "integer": Phrase("a whole number"),
}  # fmt: skip


#: Deeper than any of our files is nested.
_DEEPEST = 20

#: A key with the colon that a Chinese input method writes.
_WIDE = lazily(r"(?m)(?:^[ \t]*(?:- +)*|[{,][ \t]*)([A-Za-z_\u4e00-\u9fff][\w-]*)：")


def _refuse_wide_colons(content: str, file: str) -> None:
    """Says what is wrong with YAML that cannot be read, if it is a full-width colon behind a key.

    Raises:
        InputError: there is one.
    """
    if match := _WIDE.search(content):
        raise InputError(
            "The colon behind `{key}` is a full-width one.", file=file,
            line=content.count("\n", 0, match.start(1)) + 1, key=match[1],
            hint="Write `{key}: `, with a half-width colon and a space behind it.",
        )  # fmt: skip


def read_yaml(
    path: Path,
    name: str,
    what: Phrase,
    schema: str,
    hint: str | None = None,
    *,
    text: bool = False,
    memo: Memo | None = None,
) -> tuple[Any, dict[Path_, int]]:
    """The data of the file at `path` and the line (from 1) of every value in it.

    Errors call the file `name` and its content `what` (“profile”); `schema` names a JSON schema in this package;
    `hint` is what to do if the file cannot be opened. With `text` every value is text, as it is written: no number, no
    date. A rule's `wanted` in the schema says in plain words what it asks for. `memo`: remembers what is as it should
    be, so that it is not taken apart again.

    Raises:
        InputError: it cannot be read, is not YAML, or breaks a rule of the schema; with the line.
    """
    content = content_of(path, name, what, hint)

    def read() -> tuple[Any, list[tuple[Path_, int]]]:
        data, lines = checked_yaml(content, name, what, schema, text=text)
        return data, list(lines.items())

    data, lines = memo.recall("yaml", (content, schema, text), read) if memo else read()
    return data, {tuple(at): line for at, line in lines}


def content_of(path: Path, name: str, what: Phrase, hint: str | None = None) -> str:
    """What such a file holds; see `read_yaml`."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            "The {what} cannot be read ({reason}).", file=name, what=what, reason=reason_of(error), hint=hint
        ) from None
    except UnicodeDecodeError:
        raise InputError("The {what} is not UTF-8.", file=name, what=what, hint="Save it as UTF-8.") from None


def checked_yaml(content: str, name: str, what: Phrase, schema: str, *, text: bool) -> tuple[Any, dict[Path_, int]]:
    """The data of a file's content, and their lines; see `read_yaml`."""
    try:
        _refuse_what_explodes(content, name, what)
        node = yaml.compose(content, Loader=TEXTS if text else LOADER)
    except yaml.MarkedYAMLError as error:
        _refuse_wide_colons(content, name)
        fault, do, before = FAULTS.get(str(error.problem), (error.problem, UNKNOWN, False))
        mark = error.context_mark if before else error.problem_mark
        raise InputError(
            "The {what} is not YAML: {fault}.", file=name, line=mark.line + 1 if mark else None, what=what,
            fault=fault, hint="{do}", do=do,
        ) from None  # fmt: skip
    except yaml.YAMLError as error:
        raise InputError("The {what} is not YAML: {fault}.", file=name, what=what, fault=error) from None
    reader = _Reader(name, yaml.resolver.BaseResolver() if text else yaml.resolver.Resolver())
    data = reader.plain(node, ()) if node else None
    rules = json.loads((Path(__file__).parent / "schemas" / schema).read_text(encoding="utf-8"))
    from jsonschema_rs import Draft202012Validator  # here, for what was checked once is not checked again

    broken = sorted(
        (_broken(error, rules) for error in Draft202012Validator(rules).iter_errors(data)),
        # A key that is none, for it may be the one that is missing, misspelt.
        key=lambda each: (reader.lines.get(each.at, 0), each.rule != "additionalProperties"),
    )
    if broken:
        where, fault = _explained(broken[0], what)
        if "：" in str(where[-1:]):
            _refuse_wide_colons(content, name)
        raise InputError(
            "{fault}", file=name, line=reader.lines.get(where, 1), fault=fault,
            hint="The keys here are: {known}." if broken[0].known else "{schema} lists every key.",
            known=broken[0].known, schema=schema,
        )  # fmt: skip
    return data, reader.lines


def _refuse_what_explodes(content: str, name: str, what: Phrase) -> None:
    """Says where an alias is, a few of which can stand for more than memory holds, or that something is nested deeper
    than the readers of nodes go.

    Raises:
        InputError: there is one, or it is.
    """
    depth = 0
    for event in yaml.parse(content, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            raise InputError(
                "The {what} uses a YAML alias.", file=name, line=line, what=what, hint="Write the value out."
            )
        if depth > _DEEPEST:
            raise InputError(
                "The {what} is nested too deeply.", file=name, line=line, what=what,
                hint="No {what} needs more than six levels.",
            )  # fmt: skip


class _Reader:
    """Turns nodes into plain data and notes each value's line on the way."""

    def __init__(self, name: str, resolver: yaml.resolver.BaseResolver) -> None:
        self.lines: dict[Path_, int] = {}
        self._resolver = resolver
        self._name = name

    def plain(self, node: yaml.Node, at: Path_) -> Any:
        """The node as plain data."""
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*at, index)) for index, child in enumerate(node.value)]
        plain = not getattr(node, "style", None)
        expected: str = self._resolver.resolve(yaml.ScalarNode, node.value, (plain, not plain))  # type: ignore[no-untyped-call]
        if node.tag != expected:
            raise self._fault("This value has a type of its own (`!`).", self.lines[at], "Write the value alone.")
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
                raise self._fault("`{key}` stands twice.", line, "Keep one of the two.", key=key)
            self.lines[(*at, key)] = line
            result[key] = self.plain(value_node, (*at, key))
        return result

    def _fault(self, message: str, line: int, hint: str, **values: object) -> InputError:
        return InputError(message, file=self._name, line=line, hint=hint, **values)


class _Broken(Struct, frozen=True):
    """A rule of a schema that a value breaks: where the value is, the rule's name and what it says, the part of the
    schema it stands in, the value, what is wrong in English, and the keys the nearest object around it may have."""

    at: Path_
    rule: str
    wanted: Any
    schema: Mapping[str, Any]
    given: Any
    message: str
    known: list[str]


def _broken(error: ValidationError, rules: Any) -> _Broken:
    from jsonschema_rs import is_valid

    *above, rule = error.schema_path
    schema: Any = reduce(getitem, above, rules)
    given: Any = error.instance
    if above[-1:] == ["propertyNames"]:  # it is the object that breaks the rule there, and a key here
        given = next((key for key in given if not is_valid(schema, key)), given)
    parts = [reduce(getitem, above[:length], rules) for length in range(len(above), -1, -1)]
    known = next((list(part["properties"]) for part in parts if "properties" in part), [])
    return _Broken(tuple(error.instance_path), str(rule), schema[rule], schema, given, error.message, known)


def _explained(error: _Broken, what: Phrase) -> tuple[Path_, Phrase]:
    """Where a rule is broken, and what is wrong in plain words."""
    at, rule, value, given = error.at, error.rule, error.wanted, error.given
    # An entry of a list is told by its line.
    key = ".".join(part for part in at if isinstance(part, str))
    if "wanted" in error.schema and rule not in ("required", "dependentRequired"):
        return at, _should_be(key, at, what, Phrase(error.schema["wanted"]))
    if rule in ("required", "dependentRequired"):
        needed = value if rule == "required" else [k for has, also in value.items() if has in given for k in also]
        missing = next(k for k in needed if k not in given)
        if key:
            return at, Phrase("`{missing}` is missing under `{key}`.", missing=missing, key=key)
        rules = error.schema.get("properties", {}).get(missing)
        if isinstance(rules, dict) and (among := rules.get("enum")):
            return at, Phrase("`{missing}` is missing; it is one of: {known}.", missing=missing, known=among)
        return at, Phrase("`{missing}` is missing.", missing=missing)
    if rule == "additionalProperties":
        from difflib import get_close_matches  # here, for most files are right

        known = list(error.schema.get("properties", ()))
        wrong = next(k for k in given if k not in known)
        whole = Phrase("`{key}`", key=key) if key else Phrase("the entry") if at else Phrase("the {what}", what=what)
        if near := get_close_matches(wrong, known, 1):
            return (*at, wrong), Phrase(
                "`{wrong}` is no key of {whole}; did you mean `{near}`?", wrong=wrong, whole=whole, near=near[0]
            )
        if not known:
            return (*at, wrong), Phrase("`{wrong}` is no key of {whole}.", wrong=wrong, whole=whole)
        return (*at, wrong), Phrase(
            "`{wrong}` is no key of {whole}. Known: {known}.", wrong=wrong, whole=whole, known=known
        )
    if rule == "type" and given is None:
        if not key:
            return at, Phrase("The entry is empty.") if at else Phrase("The {what} is empty.", what=what)
        return at, Phrase("`{key}` is empty.", key=key)
    if rule == "type":
        kinds = [kind for kind in ([value] if isinstance(value, str) else value) if kind != "null"]
        wanted = [_TYPES.get(kind, Phrase("{kind}", kind=kind)) for kind in kinds]
        return at, _should_be(key, at, what, reduce(lambda a, b: Phrase("{one} or {other}", one=a, other=b), wanted))
    if rule == "enum":
        return at, Phrase("`{key}` should be one of: {known}.", key=key, known=value)
    if rule in ("minLength", "minItems", "minProperties") or value == r"\S":
        return at, Phrase("`{key}` is empty.", key=key)
    if rule != "pattern":
        return at, Phrase("`{key}` is not valid: {fault}.", key=key, fault=error.message)
    if form := _form(error):
        return at, Phrase("`{given}` under `{key}` should be {form}.", given=given, key=key, form=form)
    part = value.replace("\\", "").replace("(?:", "").replace(")", "").replace("|", "} / {")
    return at, Phrase("`{key}` should contain {part}.", key=key, part=part)


def _should_be(key: str, at: Path_, what: Phrase, wanted: Phrase) -> Phrase:
    if key:
        return Phrase("`{key}` should be {wanted}.", key=key, wanted=wanted)
    if at:
        return Phrase("The entry should be {wanted}.", wanted=wanted)
    return Phrase("The {what} should be {wanted}.", what=what, wanted=wanted)


def _form(error: _Broken) -> Phrase | None:
    """The form a text should have by the rule of a pattern; None if the pattern says it best."""
    pattern = error.wanted
    if isinstance(error.given, str) and "description" in error.schema:
        return Phrase(error.schema["description"])
    if isinstance(error.given, str) and "{" not in pattern:
        return (
            Phrase("the number of a line")
            if pattern.startswith("^[1-9]")
            else Phrase("small letters, digits and hyphens")
        )
    return Phrase("two or three small letters, like `en`") if "{2,3}" in pattern else None
