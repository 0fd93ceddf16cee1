"""What was computed once from the same input, kept between runs in one file below `.cache/`.

For pure functions only: the key must tell everything the result depends on but the program itself, whose digest the
file is kept by. Losing it costs time and nothing else.

The file, in MessagePack: the program's digest, and by the digest of each question in how many runs it was asked for no
more, the digests of what was asked while it was computed, and the result, which is read when it is asked for. What a
result was computed from is kept as long as the result: when one part of the question changes, the others are known.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Raw
from msgspec.msgpack import Decoder, Encoder

from duizhao.workspace import replace_file

T = TypeVar("T")

#: What so many runs that found out something did not ask for is forgotten: not every command asks for all of it.
_UNASKED = 4

#: The questions asked while a result is computed.
_PARTS: ContextVar[dict[bytes, None] | None] = ContextVar("parts", default=None)


def reader(kind: type[T]) -> Decoder[T]:
    """What reads results of a type."""
    return Decoder(kind, dec_hook=_fraction)


def _fraction(kind: type, value: Any) -> Any:
    """What is kept as text and was a fraction."""
    if kind is not Fraction:
        raise NotImplementedError(kind)
    return Fraction(value)


_ANYTHING: Decoder[Any] = Decoder()
#: Fractions are written as text.
_WRITER = Encoder(enc_hook=str)

#: By question, for how many runs a result was not asked for, what it was computed from, and the result.
_Stored = dict[bytes, tuple[int, list[bytes], Raw]]
_FILE = Decoder(tuple[str, _Stored])


class Memo:
    """Results by what they were computed from. Without a path it remembers for as long as it lives.

    Results are plain data, records (`msgspec.Struct`) and fractions; they come back as they were.
    """

    def __init__(self, path: Path | None = None, program: str = "") -> None:
        self._path = path
        self._program = program
        self._results: dict[bytes, Any] = {}
        self._parts: dict[bytes, list[bytes]] = {}
        self._new: set[bytes] = set()

    @cached_property
    def _stored(self) -> _Stored:
        with suppress(OSError, ValueError):
            program, stored = _FILE.decode(self._path.read_bytes() if self._path else b"")
            if program == self._program:
                return stored
        return {}

    def recall(self, what: str, key: object, make: Callable[[], T], reader: Decoder[T] = _ANYTHING) -> T:
        """The result of `make` for the question `what` about `key`, plain data that tells all of it.

        `reader`: of the result's type; without it tuples come back as lists, and records as dictionaries.
        """
        name = _name(what, key)
        if (outer := _PARTS.get()) is not None:
            outer[name] = None
        if name not in self._results:
            try:
                self._results[name] = reader.decode(self._stored[name][2])
            except (KeyError, ValueError):
                self._results[name] = self._made(name, make)
                self._new.add(name)
        found: T = self._results[name]
        return found

    def knows(self, what: str, key: object) -> bool:
        """Whether a question was answered before."""
        name = _name(what, key)
        return name in self._results or name in self._stored

    def _made(self, name: bytes, make: Callable[[], Any]) -> Any:
        parts: dict[bytes, None] = {}
        token = _PARTS.set(parts)
        try:
            return make()
        finally:
            _PARTS.reset(token)
            self._parts[name] = list(parts)

    def write(self) -> None:
        """Keeps what this run has asked for, and for a while what it has not. A folder that cannot be written to does
        no harm."""
        if not self._path or not self._new:
            return
        with suppress(Exception):
            made = {name: (0, self._parts[name], Raw(_WRITER.encode(self._results[name]))) for name in self._new}
            stored = self._stored | made
            known: _Stored = {}
            asked = list(reversed(self._results))
            while asked:
                name = asked.pop()
                if name in stored and name not in known:
                    _, parts, result = stored[name]
                    known[name] = 0, parts, result
                    asked += parts
            others = {name: kept for name, kept in stored.items() if name not in known and kept[0] < _UNASKED}
            known |= {name: (unasked + 1, parts, result) for name, (unasked, parts, result) in others.items()}
            replace_file(self._path, _WRITER.encode((self._program, known)))
            self._stored, self._new = known, set()


def _name(what: str, key: object) -> bytes:
    """What tells a question from all others."""
    try:
        whole = _WRITER.encode((what, key))
    except UnicodeEncodeError:  # half of a character
        whole = repr((what, key)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).digest()[:16]
