"""The ledger: where every character of the source went, and where every character of the edition came from.

It is not kept beside the conversion but read off its result: the pages' texts know their source spans, and the
repairs' drops know theirs. Together they must be the source, each character once.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from duizhao.document.text import Span
from duizhao.source.model import Drop, Source
from duizhao.source.writers.markdown import WrittenPage


class LedgerError(AssertionError):
    """The ledger does not add up: a defect of the program, never of the input."""


class Entry(Struct, frozen=True):
    """A stretch of the source and where it went: a file and block, or left out for a reason."""

    span: Span
    file: str
    block: str
    reason: str


class Ledger(Struct, frozen=True):
    """The account of one conversion. All counts are characters."""

    source: Source
    entries: tuple[Entry, ...]
    insertions: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """The source's characters."""
        return len(self.source.text)

    def by_file(self) -> dict[str, int]:
        """How many source characters stand in each file."""
        return dict(_counted((entry.file, len(entry.span)) for entry in self.entries if entry.file))

    def by_reason(self) -> dict[str, int]:
        """How many source characters were left out, by reason, most first."""
        return dict(_counted((entry.reason, len(entry.span)) for entry in self.entries if entry.reason).most_common())

    def at_line(self, line: int) -> tuple[Entry, ...]:
        """The entries for one source line."""
        starts = (*self.source.line_starts, self.total)
        begin, end = starts[line - 1], starts[line]
        return tuple(
            Entry(Span(max(e.span.start, begin), min(e.span.end, end)), e.file, e.block, e.reason)
            for e in self.entries
            if e.span.start < end and e.span.end > begin
        )


def _counted(items: Iterable[tuple[str, int]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for key, number in items:
        counts[key] += number
    return counts


def balance(source: Source, pages: Iterable[tuple[str, WrittenPage]], drops: Iterable[Drop]) -> Ledger:
    """Adds up the pages (each with its file's name) and the drops.

    Raises:
        LedgerError: a character is missing, stands twice, or a page holds one the source does not have there.
    """
    entries: list[Entry] = []
    insertions: Counter[str] = Counter()
    all_drops = list(drops)
    for file, page in pages:
        all_drops.extend(page.drops)
        for block, spans in page.blocks:
            entries.extend(Entry(span, file, block, "") for span in spans)
        placed = 0
        for piece in page.body.pieces:
            if piece.start is None:
                insertions[piece.reason] += len(piece.text)
            elif not source.text.startswith(piece.text, piece.start):
                raise LedgerError(f"{file}: {piece.text!r} is not what the source has at {piece.start}")
            else:
                placed += len(piece.text)
        if placed != sum(len(span) for _, spans in page.blocks for span in spans):
            raise LedgerError(f"{file}: a block's text is not what the page holds")
    entries.extend(Entry(drop.span, "", "", str(drop.reason)) for drop in all_drops)
    entries = sorted((e for e in entries if len(e.span)), key=lambda entry: entry.span.start)
    at = 0
    for entry in entries:
        if entry.span.start != at:
            what = "is unaccounted for" if entry.span.start > at else "is accounted for twice"
            between = source.text[min(at, entry.span.start) : max(at, entry.span.start)]
            raise LedgerError(f"line {source.line(min(at, entry.span.start))}: {between[:60]!r} {what}")
        at = entry.span.end
    if at != len(source.text):
        raise LedgerError(f"line {source.line(at)}: {source.text[at : at + 60]!r} is unaccounted for")
    return Ledger(source, tuple(entries), tuple(sorted(insertions.items())))
