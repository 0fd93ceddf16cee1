"""What was computed once from the same input, kept between runs in one file below `.cache/`.

For pure functions only: the key must tell everything the result depends on but the program itself, whose digest the
file is kept by. Losing it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from duizhao.workspace import replace_file


class Memo:
    """Results by what they were computed from. Without a path it remembers for as long as it lives.

    Results are what JSON can hold; numbers, also those with a fraction, come back as they were.
    """

    def __init__(self, path: Path | None = None, program: str = "") -> None:
        self._path = path
        self._program = program
        self._stored = _read(path, program) if path else {}
        self._used: dict[str, Any] = {}

    def recall(self, what: str, key: object, make: Callable[[], Any]) -> Any:
        """The result of `make` for the question `what` about `key` (whose `repr` tells all of it)."""
        name = hashlib.sha256(f"{what}\0{key!r}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if name not in self._used:
            self._used[name] = self._stored[name] if name in self._stored else make()
        return self._used[name]

    def write(self) -> None:
        """Keeps what this run has asked for, and nothing older. A folder that cannot be written to does no harm."""
        if self._path and self._used.keys() != self._stored.keys():
            with suppress(Exception):
                replace_file(self._path, json.dumps({"program": self._program, "results": self._used}))


def _read(path: Path, program: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["program"] == program and isinstance(data["results"], dict):
            return dict(data["results"])
    return {}
