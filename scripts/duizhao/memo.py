"""What was computed once from the same input, kept between runs in one file below `.cache/`.

For pure functions only: the key must tell everything the result depends on but the program itself, whose digest the
file is kept by. Losing it costs time and nothing else.

The file: the program's digest, then a line for each result: the digest of its question, in how many runs it was asked
for no more, and the result as JSON, which is read when it is asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from duizhao.workspace import replace_file

#: What so many runs that found out something did not ask for is forgotten: not every command asks for all of it.
_UNASKED = 4


class Memo:
    """Results by what they were computed from. Without a path it remembers for as long as it lives.

    Results are what JSON can hold; numbers, also those with a fraction, come back as they were.
    """

    def __init__(self, path: Path | None = None, program: str = "") -> None:
        self._path = path
        self._program = program
        self._results: dict[str, Any] = {}
        self._new: set[str] = set()

    @cached_property
    def _stored(self) -> dict[str, tuple[int, str]]:
        """By question, for how many runs a result was not asked for, and the result."""
        with suppress(OSError, ValueError):
            program, *lines = self._path.read_text(encoding="utf-8").split("\n") if self._path else ("",)
            if program == self._program:
                parts = (line.split(" ", 2) for line in lines)
                return {name: (int(unasked), text) for name, unasked, text in parts}
        return {}

    def recall(self, what: str, key: object, make: Callable[[], Any]) -> Any:
        """The result of `make` for the question `what` about `key` (whose `repr` tells all of it)."""
        name = hashlib.sha256(f"{what}\0{key!r}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if name not in self._results:
            try:
                self._results[name] = json.loads(self._stored[name][1])
            except (KeyError, ValueError):
                self._results[name] = make()
                self._new.add(name)
        return self._results[name]

    def write(self) -> None:
        """Keeps what this run has asked for, and for a while what it has not. A folder that cannot be written to does
        no harm."""
        if not self._path or not self._new:
            return
        with suppress(Exception):
            known = {name: (0, self._text(name)) for name in self._results}
            others = self._stored.items()
            known |= {name: (n + 1, text) for name, (n, text) in others if name not in known and n < _UNASKED}
            lines = (f"{name} {unasked} {text}" for name, (unasked, text) in known.items())
            replace_file(self._path, "\n".join([self._program, *lines]))
            self._stored, self._new = known, set()

    def _text(self, name: str) -> str:
        return json.dumps(self._results[name]) if name in self._new else self._stored[name][1]
