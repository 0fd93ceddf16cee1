"""`sources/errata.yml`: why the edition differs from its source, where no commit message says it.

- edition: wells
  language: en
  id: s1-1-p3
  change: 3fa9c2d1e0b4           # as `duizhao errata` prints it: another wording needs another entry
  reason: The printed report has 20.     # or {zh: …, en: …}
  evidence: https://example.org/report.pdf
  date: 2026-11-02
  removed: true                  # the text is meant to go
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from duizhao.errors import InputError
from duizhao.fidelity.model import Why

#: Where the errata are, below the project's folder.
ERRATA = "sources/errata.yml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with its line in the file."""

    edition: str
    language: str
    id: str
    change: str
    why: Why
    removed: bool
    line: int


def read_errata(root: Path) -> tuple[Entry, ...]:
    """The entries of the project in the folder `root`; none without the file.

    Raises:
        InputError: the file is not as described above; with the line.
    """
    path = root / ERRATA
    if not path.exists():
        return ()
    try:
        return parse_errata(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise InputError("The file is not UTF-8.", file=ERRATA, hint="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror}).", file=ERRATA) from None


def parse_errata(content: str) -> tuple[Entry, ...]:
    """The entries of a file's content; a change has one entry.

    Raises:
        InputError: an entry is wrong, or a change has two.
    """
    import jsonschema

    node = _composed(content)
    data = _plain(node)
    schema = json.loads(resources.files("duizhao").joinpath("errata.schema.json").read_text(encoding="utf-8"))
    problems = sorted(
        jsonschema.Draft202012Validator(schema).iter_errors(data), key=lambda e: list(e.absolute_path)[:1]
    )
    if problems:
        raise _explained(problems[0], node)
    entries: dict[str, Entry] = {}
    for fields, item in zip(data or [], node.value if node else [], strict=True):
        line = item.start_mark.line + 1
        if fields["change"] in entries:
            raise InputError(f"The change {fields['change']} stands twice.", file=ERRATA, line=line, hint="Keep one.")
        why = Why(fields.get("date", ""), _words(fields["reason"]), _words(fields.get("evidence", "")))
        entries[fields["change"]] = Entry(
            fields["edition"], fields["language"], fields["id"], fields["change"], why,
            fields.get("removed") == "true", line,
        )  # fmt: skip
    return tuple(entries.values())


def _words(value: str | dict[str, str]) -> dict[str, str]:
    return {"": value} if isinstance(value, str) and value else value if isinstance(value, dict) else {}


def _composed(content: str) -> Any:
    try:
        for token in yaml.scan(content):
            if isinstance(token, yaml.AliasToken):
                raise InputError(
                    f"`*{token.value}` refers to another place of the file.",
                    file=ERRATA, line=token.start_mark.line + 1, hint="Write the text out here.",
                )  # fmt: skip
        return yaml.compose(content, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            "The file is not YAML.", file=ERRATA, line=mark.line + 1 if mark else None,
            hint="A text with `: ` or `#` in it needs quotation marks around it.",
        ) from None  # fmt: skip
    except RecursionError:
        raise InputError("The file nests too deeply.", file=ERRATA, hint="It is a list of entries.") from None


def _plain(node: Any) -> Any:
    """The node as plain data; every scalar is text."""
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in result:
                line = key.start_mark.line + 1
                raise InputError(f"`{name}` stands twice.", file=ERRATA, line=line, hint="Keep one of the two.")
            result[name] = _plain(value)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    return node.value if node else None


def _explained(problem: Any, node: Any) -> InputError:
    """What is wrong with an entry, in plain words, with its line."""
    at = list(problem.absolute_path)
    place = node
    for step in at:
        if isinstance(place, yaml.SequenceNode):
            place = place.value[step]
        else:
            place = next(value for key, value in place.value if key.value == step)
    line = place.start_mark.line + 1 if place else 1
    key = str(at[1]) if len(at) > 1 else ""
    rule = problem.validator
    if not at:
        return InputError(
            "The file should be a list of errata.", file=ERRATA, line=line, hint="Begin with `- edition:`."
        )
    if rule == "required":
        missing = next(k for k in problem.validator_value if k not in problem.instance)
        hint = "`duizhao errata` prints what an entry needs."
        return InputError(f"`{missing}` is missing.", file=ERRATA, line=line, hint=hint)
    if rule == "additionalProperties":
        known = ", ".join(problem.schema["properties"])
        wrong = next(k for k in problem.instance if k not in problem.schema["properties"])
        line = next(k.start_mark.line + 1 for k, _ in place.value if k.value == wrong)
        return InputError(f"`{wrong}` is no key of an erratum.", file=ERRATA, line=line, hint=f"Known: {known}.")
    wanted = {
        "language": "a language's code, like `en`",
        "change": "the twelve signs `duizhao errata` prints",
        "date": "a day like `2026-11-02`",
        "removed": "`true` or `false`",
        "reason": "a sentence, or one in each language: `{zh: …, en: …}`",
        "evidence": "an address or a sentence, or one in each language: `{zh: …, en: …}`",
    }.get(key, "a text" if key else "keys and values")
    what = f"`{key}`" if key else "An entry"
    return InputError(f"{what} should be {wanted}.", file=ERRATA, line=line, hint="`duizhao errata` prints an example.")
