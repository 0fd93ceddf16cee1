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

from pathlib import Path

from msgspec import Struct

from duizhao.errors import InputError, Phrase
from duizhao.memo import Memo
from duizhao.revise.fidelity.model import Why
from duizhao.yaml_files import read_yaml

#: Where the errata are, below the project's folder.
ERRATA = "sources/errata.yml"
SCHEMA = "errata.schema.json"


class Entry(Struct, frozen=True):
    """One entry, with its line in the file."""

    edition: str
    language: str
    id: str
    change: str
    why: Why
    removed: bool
    line: int


def read_errata(root: Path, memo: Memo | None = None) -> tuple[Entry, ...]:
    """The entries of the project in the folder `root`, each change with one; none without the file. `memo`: see
    `read_yaml`.

    Raises:
        InputError: the file is not as described above; with the line.
    """
    path = root / ERRATA
    if not path.exists():
        return ()
    data, lines = read_yaml(path, ERRATA, Phrase("list of errata"), SCHEMA, text=True, memo=memo)
    entries: dict[str, Entry] = {}
    for index, fields in enumerate(data or []):
        line = lines[(index,)]
        if fields["change"] in entries:
            raise InputError(
                "The change {change} stands twice.", file=ERRATA, line=line, change=fields["change"], hint="Keep one."
            )
        why = Why(fields.get("date", ""), _words(fields["reason"]), _words(fields.get("evidence", "")))
        entries[fields["change"]] = Entry(
            fields["edition"], fields["language"], fields["id"], fields["change"], why,
            fields.get("removed") == "true", line,
        )  # fmt: skip
    return tuple(entries.values())


def _words(value: str | dict[str, str]) -> dict[str, str]:
    """A text by language; one whose language is not named under the empty name."""
    if isinstance(value, dict):
        return value
    return {"": value} if value else {}
