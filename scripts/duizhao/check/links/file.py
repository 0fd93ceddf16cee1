"""The file of what is known: `sources/<edition>.links.yml`, reviewed like any other.

- address: http://example.org/report      # as the edition has it
  checked: 2025-01-31                     # this and what follows is written by `duizhao links`
  state: moved
  status: 200
  final: https://example.org/reports/1
  archive: https://archive.example/…      # an editor's, like `note`; never touched by the tool

What an editor has written is kept when the tool writes: further keys, comments, the order of the entries.
"""

import datetime
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from duizhao.check.links.model import Link, Outcome
from duizhao.errors import InputError, Phrase
from duizhao.workspace import replace_file
from duizhao.yaml_files import read_yaml

SCHEMA = "links.schema.json"
_HEADER = """\
# The addresses the edition cites, as `duizhao links` found them. An editor may add `archive:` (an archived copy's
# address) and `note:` to an entry; the tool leaves both as they are.
"""


def path_beside(profile: Path) -> Path:
    """Where an edition's file is."""
    return profile.with_name(f"{profile.stem}.links.yml")


def read_links(path: Path, name: str) -> dict[str, Link]:
    """The entries by address; none if the file is not there. Errors call it `name`.

    Raises:
        InputError: the file breaks a rule of `links.schema.json`, or an address stands twice.
    """
    if not path.exists():
        return {}
    data, lines = read_yaml(path, name, Phrase("list of links"), SCHEMA)
    result: dict[str, Link] = {}
    for index, entry in enumerate(data or ()):
        if entry["address"] in result:
            raise InputError(
                "The address stands twice.", file=name, line=lines[index, "address"], hint="Keep one of the entries."
            )
        result[entry["address"]] = _link(entry)
    return result


def _link(entry: Mapping[str, Any]) -> Link:
    outcome = None
    if "state" in entry:
        outcome = Outcome(
            entry["state"],
            entry.get("status"),
            entry.get("final", ""),
            entry.get("problem", ""),
            entry.get("etag", ""),
            entry.get("modified", ""),
        )
    return Link(entry["address"], entry.get("checked", ""), outcome, entry.get("archive", ""), entry.get("note", ""))


def record(path: Path, date: str, outcomes: Mapping[str, Outcome]) -> None:
    """Writes what a check on `date` (ISO 8601) found into the file, which may not be there yet but is valid.

    Raises:
        InputError: it cannot be written.
    """
    # Imported here: a build reads the file and never writes it.
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000  # an address is one line
    data = yaml.load(path.read_text(encoding="utf-8")) if path.exists() else None
    header = "" if path.exists() else _HEADER
    if data is None:  # no entries yet: comments at most
        header = header or path.read_text(encoding="utf-8")
        data = CommentedSeq()
    entries = {str(entry["address"]): entry for entry in data}
    for address, outcome in outcomes.items():
        entry = entries.get(address)
        if entry is None:
            entry = CommentedMap(address=address)
            data.append(entry)
        _update(entry, date, outcome)
    stream = StringIO()
    yaml.dump(data, stream)
    replace_file(path, header + stream.getvalue())


def _update(entry: Any, date: str, outcome: Outcome) -> None:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

    values: dict[str, object] = {
        "checked": datetime.date.fromisoformat(date),
        "state": outcome.state,
        "status": outcome.status,
        "final": outcome.final,
        "problem": outcome.problem,
        # Whatever a server sends: `yes` would be no text without quotes.
        "etag": outcome.etag and Quoted(outcome.etag),
        "modified": outcome.modified and Quoted(outcome.modified),
    }
    # The tool's keys stand behind the address, before what an editor has added.
    at = list(entry).index("address") + 1
    for key, value in values.items():
        if not value:
            entry.pop(key, None)
        elif key in entry:
            entry[key] = value
            at = list(entry).index(key) + 1
        else:
            entry.insert(at, key, value)
            at += 1
