"""What earlier runs of the checks found, in one file below `.cache/`; losing it costs time and nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from duizhao.check.model import Edit, Finding, Place
from duizhao.workspace import replace_file


class Cache:
    """Findings by kind of question and by a digest of what was looked at.

    `restless`: the codes of the rules that are never kept, as of the last run. Without a path nothing is kept.
    """

    def __init__(self, path: Path | None, program: str) -> None:
        self._path = path
        self._program = program
        self._kept: dict[str, dict[str, Any]] = {}
        stored = _read(path) if path else {}
        fits = stored.get("program") == program
        self._stored: dict[str, dict[str, Any]] = stored["kept"] if fits else {}
        self.restless: list[str] = stored["restless"] if fits else []

    def get(self, kind: str, key: str) -> tuple[Finding, ...] | None:
        """What was found; None if it has not been asked."""
        found = self._stored.get(kind, {}).get(key, self._kept.get(kind, {}).get(key))
        try:
            return None if found is None else tuple(_finding(item) for item in found)
        except (KeyError, TypeError, ValueError, IndexError):
            return None  # not as we write it: another program's, or damaged

    def keep(self, kind: str, key: str, findings: tuple[Finding, ...]) -> None:
        """Keeps what was found, for `write`."""
        self._kept.setdefault(kind, {})[key] = [asdict(finding) for finding in findings]

    def write(self) -> None:
        """Writes what was kept in this run and nothing older. A folder that cannot be written to does no harm."""
        if self._path:
            content = {"program": self._program, "restless": self.restless, "kept": self._kept}
            with suppress(Exception):
                replace_file(self._path, json.dumps(content, ensure_ascii=False))


def _read(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return stored if {"program", "restless", "kept"} <= set(stored) else {}
    except (OSError, ValueError, TypeError):
        return {}


def _finding(item: dict[str, Any]) -> Finding:
    places = tuple(
        Place(**(place | {"mark": _pair(place["mark"]), "at": _pair(place["at"])})) for place in item["places"]
    )
    details = tuple((str(name), str(value)) for name, value in item["details"])
    edits = tuple(Edit(**edit) for edit in item["edits"])
    return Finding(item["code"], places, item["key"], details, edits, tuple(item["formerly"]), int(item["more"]))


def _pair(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None
