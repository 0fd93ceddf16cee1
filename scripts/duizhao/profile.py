"""The edition's profile: what is particular to one report, as validated data.

The profile is `sources/<edition>.yml`. Its rules are `profile.schema.json`; an error names the file, the line and
the key. YAML aliases are refused: no profile needs them, and they can be made to explode.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from duizhao.citation.issued import Issued, issued
from duizhao.errors import InputError

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Markup:
    """Marks the extraction put into the text; empty if it uses none."""

    strong: str = ""
    emphasis: str = ""
    escape: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteMarks:
    """The marks in order of their numbers, how a reference stands, and how a definition may begin."""

    marks: tuple[str, ...] = ()
    reference: str = ""
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """One language's particulars; an empty string or tuple means the report has none of that kind."""

    code: str
    begins: str
    han: bool
    title: str
    publisher: str
    contents: str
    parts: tuple[tuple[str, str], ...]
    chapter: str
    numerals: tuple[str, ...]
    section: str
    subheading: str
    running_heads: tuple[str, ...]
    page_number: str
    factbox: str
    figure_caption: str
    figure_source: str
    digit_spaces: bool
    latin_spaces: bool
    clause_spaces: bool | None
    lines_wrap: bool
    markup: Markup
    footnotes: FootnoteMarks
    settled: Settled


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person has decided, by line of the source."""

    factbox_ends: tuple[tuple[int, int], ...] = ()
    paragraphs_begin: frozenset[int] = frozenset()
    paragraphs_continue: frozenset[int] = frozenset()
    notes_continue: frozenset[int] = frozenset()
    keep_doubled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of an edition: its name, the source beside it, and its languages in order of appearance.

    `date`: when the report was published; None if the source does not say.
    `lines`: the line of the profile each key stands at, for messages.
    """

    name: str
    file: str
    source: str
    languages: tuple[LanguageProfile, ...]
    lines: dict[Path_, int]
    date: Issued | None = None


def load_profile(path: Path, name: str) -> Profile:
    """Reads and validates the profile at `path`; errors call it `name`.

    Raises:
        InputError: it cannot be read, is not YAML, or breaks a rule; with the line.
    """
    import jsonschema

    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(
            f"The profile cannot be read ({error.strerror}).", file=name,
            hint="A profile is a file `sources/<edition>.yml`; the README shows how to write one.",
        ) from None  # fmt: skip
    except UnicodeDecodeError:
        raise InputError("The profile is not UTF-8.", file=name, hint="Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        hint = "A text with a colon, a quotation mark or a bracket at its beginning needs quotes around it."
        raise InputError(f"The profile is not YAML: {error.problem}.", file=name, line=line, hint=hint) from None
    except yaml.YAMLError as error:
        raise InputError(f"The profile is not YAML: {error}.", file=name) from None
    except RecursionError:
        raise InputError(
            "The profile is nested too deeply.", file=name, hint="No profile needs more than six levels."
        ) from None
    lines: dict[Path_, int] = {}
    data = _plain(node, (), lines, name, set()) if node else None
    schema = json.loads(resources.files("duizhao").joinpath("profile.schema.json").read_text(encoding="utf-8"))
    errors = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(data),
        key=lambda e: lines.get(tuple(e.absolute_path), 0),
    )
    if errors:
        where, message = _explained(errors[0])
        raise InputError(message, file=name, line=lines.get(where, 1), hint="profile.schema.json lists every key.")
    assert data is not None  # the schema refuses an empty profile
    return _profile(data, path.stem, name, lines)


def _plain(node: yaml.Node, at: Path_, lines: dict[Path_, int], name: str, seen: set[int]) -> Any:
    """The node as plain data; notes each key's line on the way."""
    lines.setdefault(at, node.start_mark.line + 1)
    if id(node) in seen:
        raise InputError("The profile uses a YAML alias.", file=name, line=lines[at], hint="Write the value out.")
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
            result[key] = _plain(value_node, (*at, key), lines, name, seen)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*at, index), lines, name, seen) for index, child in enumerate(node.value)]
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise InputError("This value cannot be read.", file=name, line=lines[at], hint="Put it in quotes.") from None


def _explained(error: Any) -> tuple[Path_, str]:
    """Where a schema error is, and what it says in plain words."""
    at: Path_ = tuple(error.absolute_path)
    key = ".".join(str(part) for part in at) or "the profile"
    rule, value = error.validator, error.validator_value
    if rule == "required":
        missing = next(k for k in value if k not in error.instance)
        return at, f"`{missing}` is missing" + (f" under `{key}`." if at else ".")
    if rule == "additionalProperties":
        known = list(error.schema.get("properties", ()))
        wrong = next(k for k in error.instance if k not in known)
        near = difflib.get_close_matches(wrong, known, 1)
        return (*at, wrong), f"`{wrong}` is no key of {f'`{key}`' if at else key}" + (
            f"; did you mean `{near[0]}`?" if near else f". Known: {', '.join(known)}."
        )
    if rule == "type" and error.instance is None:
        return at, f"{f'`{key}`' if at else 'The profile'} is empty."
    if rule == "type":
        words = {
            "object": "keys and values",
            "array": "a list",
            "string": "text in quotes",
            "integer": "a whole number",
        }
        return at, f"{f'`{key}`' if at else 'The profile'} should be {words.get(value, value)}."
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


def _profile(data: dict[str, Any], stem: str, name: str, lines: dict[Path_, int]) -> Profile:
    markup = Markup(**data.get("markup", {}))
    notes = data.get("footnotes", {})
    footnotes = FootnoteMarks(
        tuple(notes.get("marks", ())),
        notes.get("reference", ""),
        tuple(notes.get("definitions", [notes["reference"]] if notes else ())),
    )
    decided = data.get("settled", {})
    settled = Settled(
        tuple((int(mark), end) for mark, end in decided.get("factbox_ends", {}).items()),
        *(
            frozenset(decided.get(key, ()))
            for key in ("paragraphs_begin", "paragraphs_continue", "notes_continue", "keep_doubled")
        ),
    )
    languages = []
    for code, language in data["languages"].items():
        if "chapter" in language and "numerals" not in language:
            raise InputError(
                f"`languages.{code}.numerals` is missing: `chapter` needs the numerals in order.",
                file=name, line=lines["languages", code, "chapter"], hint="For example: numerals: [One, Two, Three]",
            )  # fmt: skip
        figure = language.get("figure", {})
        spacing = language.get("spacing", {})
        languages.append(
            LanguageProfile(
                code=code,
                begins=language["begins"],
                han=language["script"] == "han",
                title=language["title"],
                publisher=language.get("publisher", ""),
                contents=language.get("contents", ""),
                parts=tuple(language.get("parts", {}).items()),
                chapter=language.get("chapter", ""),
                numerals=tuple(language.get("numerals", ())),
                section=language.get("section", ""),
                subheading=language.get("subheading", ""),
                running_heads=tuple(language.get("running_heads", ())),
                page_number=language.get("page_number", ""),
                factbox=language.get("factbox", ""),
                figure_caption=figure.get("caption", ""),
                figure_source=figure.get("source", ""),
                digit_spaces=spacing.get("digits", "none") == "keep",
                latin_spaces=spacing.get("latin", "keep") == "keep",
                clause_spaces={"keep": True, "none": False}.get(spacing.get("clauses", "")),
                lines_wrap=data.get("lines", "paragraphs") == "wrapped",
                markup=markup,
                footnotes=footnotes,
                settled=settled,
            )
        )
    return Profile(stem, name, data["source"], tuple(languages), lines, _date(data, name, lines))


def _date(data: dict[str, Any], name: str, lines: dict[Path_, int]) -> Issued | None:
    try:
        return issued(data.get("date"))
    except ValueError:
        raise InputError(
            "`date` is no date.", file=name, line=lines["date",],
            hint="Write 2024, 2024-10 or 2024-10-18; leave it out if the source has none.",
        ) from None  # fmt: skip
