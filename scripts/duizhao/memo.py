"""What was computed once from the same input, kept between runs in one file below `.cache/`.

For pure functions only: the key must tell everything the result depends on but the program itself, whose digest the
file is kept by. Losing it costs time and nothing else.

The file: the program's digest, then a line for each result: the digest of its question, in how many runs it was asked
for no more, the digests of what was asked while it was computed, and the result as JSON, which is read when it is asked
for. What a result was computed from is kept as long as the result: when one part of the question changes, the others
are known.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder

from duizhao.workspace import replace_file

T = TypeVar("T")

#: What so many runs that found out something did not ask for is forgotten: not every command asks for all of it.
_UNASKED = 4

#: The questions asked while a result is computed.
_PARTS: ContextVar[dict[str, None] | None] = ContextVar("parts", default=None)


def reader(kind: type[T]) -> Decoder[T]:
    """What reads results of a type."""
    return Decoder(kind, dec_hook=_fraction)


def _fraction(kind: type, value: Any) -> Any:
    """What JSON has as text and was a fraction."""
    if kind is not Fraction:
        raise NotImplementedError(kind)
    return Fraction(value)


_ANYTHING: Decoder[Any] = Decoder()
#: Fractions are written as text.
_WRITER = Encoder(enc_hook=str)


class Memo:
    """Results by what they were computed from. Without a path it remembers for as long as it lives.

    Results are what JSON can hold, records (`msgspec.Struct`) and fractions; they come back as they were.
    """

    def __init__(self, path: Path | None = None, program: str = "") -> None:
        self._path = path
        self._program = program
        self._results: dict[str, Any] = {}
        self._parts: dict[str, str] = {}
        self._new: set[str] = set()

    @cached_property
    def _stored(self) -> dict[str, tuple[int, str, bytes]]:
        """By question, for how many runs a result was not asked for, what it was computed from, and the result."""
        with suppress(OSError, ValueError):
            program, *lines = self._path.read_bytes().split(b"\n") if self._path else (b"",)
            if program == self._program.encode():
                fields = (line.split(b" ", 3) for line in lines)
                return {name.decode(): (int(unasked), parts.decode(), text) for name, unasked, parts, text in fields}
        return {}

    def recall(self, what: str, key: object, make: Callable[[], T], reader: Decoder[T] = _ANYTHING) -> T:
        """The result of `make` for the question `what` about `key` (whose `repr` tells all of it).

        `reader`: of the result's type; without it what JSON does not know comes back as what it does: tuples as lists.
        """
        name = _name(what, key)
        if (outer := _PARTS.get()) is not None:
            outer[name] = None
        if name not in self._results:
            try:
                self._results[name] = reader.decode(self._stored[name][2])
            except (KeyError, ValueError, DecodeError):
                self._results[name] = self._made(name, make)
                self._new.add(name)
        found: T = self._results[name]
        return found

    def knows(self, what: str, key: object) -> bool:
        """Whether a question was answered before."""
        name = _name(what, key)
        return name in self._results or name in self._stored

    def _made(self, name: str, make: Callable[[], Any]) -> Any:
        parts: dict[str, None] = {}
        token = _PARTS.set(parts)
        try:
            return make()
        finally:
            _PARTS.reset(token)
            self._parts[name] = ",".join(parts)

    def write(self) -> None:
        """Keeps what this run has asked for, and for a while what it has not. A folder that cannot be written to does
        no harm."""
        if not self._path or not self._new:
            return
        with suppress(Exception):
            made = {name: (0, self._parts[name], _WRITER.encode(self._results[name])) for name in self._new}
            stored = self._stored | made
            known: dict[str, tuple[int, str, bytes]] = {}
            asked = list(reversed(self._results))
            while asked:
                name = asked.pop()
                if name in stored and name not in known:
                    _, parts, text = stored[name]
                    known[name] = 0, parts, text
                    asked += filter(None, parts.split(","))
            others = {name: kept for name, kept in stored.items() if name not in known and kept[0] < _UNASKED}
            known |= {name: (unasked + 1, parts, text) for name, (unasked, parts, text) in others.items()}
            lines = (f"{name} {unasked} {parts} ".encode() + text for name, (unasked, parts, text) in known.items())
            replace_file(self._path, b"\n".join([self._program.encode(), *lines]))
            self._stored, self._new = known, set()


def _name(what: str, key: object) -> str:
    """What a question is known by."""
    return hashlib.sha256(f"{what}\0{key!r}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
