"""Text that knows where it came from.

A `Text` is a sequence of pieces. Each piece is a slice of the source with its offset, or an insertion with the
reason it was put in. Every operation keeps the pieces, so that no repair can lose track of a character: what the
ledger adds up at the end is what the repairs really did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct


class Span(Struct, frozen=True):
    """A stretch of the source: offsets in characters, `end` not included."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Piece(Struct, frozen=True):
    """Some characters: of the source from offset `start`, or inserted (`start` is None) for a reason."""

    text: str
    start: int | None = None
    reason: str = ""

    @property
    def span(self) -> Span | None:
        """Where in the source the piece stands; None for an insertion."""
        return None if self.start is None else Span(self.start, self.start + len(self.text))

    def cut(self, begin: int, end: int) -> Piece:
        """The piece's characters from `begin` to `end` (offsets in the piece)."""
        return Piece(self.text[begin:end], None if self.start is None else self.start + begin, self.reason)


class Text:
    """An immutable run of pieces; `plain` is what it reads."""

    __slots__ = ("_ends", "pieces", "plain")

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self.pieces: tuple[Piece, ...] = tuple(_merged(pieces))
        self.plain: str = "".join(piece.text for piece in self.pieces)
        self._ends: tuple[int, ...] = tuple(accumulate(len(piece.text) for piece in self.pieces))

    def __repr__(self) -> str:
        return f"Text({self.plain!r})"

    def __len__(self) -> int:
        return len(self.plain)

    def __bool__(self) -> bool:
        return bool(self.plain)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    def __add__(self, other: Text) -> Text:
        return Text((*self.pieces, *other.pieces))

    def __getitem__(self, key: slice) -> Text:
        begin, end, step = key.indices(len(self.plain))
        if step != 1:
            raise ValueError("a Text is cut in reading order only")
        if begin == 0 and end == len(self.plain):
            return self
        return Text(self._cut(begin, end))

    def _cut(self, begin: int, end: int) -> Iterator[Piece]:
        if begin >= end:
            return
        first = bisect_right(self._ends, begin)
        at = self._ends[first - 1] if first else 0
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            yield piece.cut(max(begin - at, 0), min(end - at, len(piece.text)))
            at += len(piece.text)
            if at >= end:
                return

    @property
    def start(self) -> int:
        """The source offset of the first source character; -1 if all was inserted."""
        return next((piece.start for piece in self.pieces if piece.start is not None), -1)

    @property
    def end(self) -> int:
        """The source offset behind the last source character; -1 if all was inserted."""
        spans = [span for piece in self.pieces[::-1] if (span := piece.span)]
        return spans[0].end if spans else -1

    def spans(self) -> tuple[Span, ...]:
        """The stretches of the source the text is made of, in reading order."""
        return tuple(span for piece in self.pieces if (span := piece.span))

    def strip(self) -> tuple[Text, tuple[Span, ...]]:
        """The text without white space at its ends, and the spans that went."""
        begin = len(self.plain) - len(self.plain.lstrip())
        end = max(len(self.plain.rstrip()), begin)
        return self[begin:end], self[:begin].spans() + self[end:].spans()

    def without(self, cuts: Iterable[tuple[int, int]]) -> tuple[Text, tuple[Span, ...]]:
        """The text without the ranges `cuts` (in order, not overlapping), and the spans that went."""
        kept: list[Piece] = []
        gone: list[Span] = []
        at = 0
        for begin, end in cuts:
            kept.extend(self._cut(at, begin))
            gone.extend(self[begin:end].spans())
            at = end
        if not at:  # as mostly, when a repair looks for what few texts have
            return self, ()
        kept.extend(self._cut(at, len(self.plain)))
        return Text(kept), tuple(gone)

    def split(self, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str] | None]]:
        """The text in order, cut at each match: (text before, match), the last with None."""
        at = 0
        for match in pattern.finditer(self.plain):
            yield self[at : match.start()], match
            at = match.end()
        yield self[at:], None


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with empty ones gone and neighbours of one stretch made one."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is None:
            last = piece
        elif last.start is not None and piece.start == last.start + len(last.text):
            last = Piece(last.text + piece.text, last.start)
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def inserted(text: str, reason: str) -> Text:
    """A text that does not come from the source, with the reason it was put in."""
    return Text((Piece(text, None, reason),))


def joined(texts: Iterable[Text]) -> Text:
    """All texts one behind the other."""
    return Text(piece for text in texts for piece in text.pieces)
