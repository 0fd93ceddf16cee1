"""What a reader did not understand is kept: text it neither handed over nor left out for a reason."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from msgspec.structs import replace

from duizhao.document.text import Piece, Span, Text
from duizhao.patterns import lazily
from duizhao.source.contents import spans_in, spans_of
from duizhao.source.findings import Finding
from duizhao.source.model import Block, Box, Drop, Figure, Paragraph, Reason, Source
from duizhao.source.readers.content import STAND_INS, UNSEEN, usual
from duizhao.source.readers.read import ReadFile, dropped, gaps

#: How much of such a text a message shows.
_SHOWN = 40

_CHANGED = lazily(f"(?P<unseen>[{UNSEEN}])|(?P<stands>[{STAND_INS}])")


def with_all_text(read: ReadFile) -> ReadFile:
    """The same with every character accounted for: signs as such, text as paragraphs where it stands."""
    used = [span for block in read.blocks for span in spans_of(block)]
    used += [span for note in read.notes for span in spans_in(note.content)]
    drops: list[Drop] = []
    taken = sorted(used, key=lambda span: span.start)
    declared = sorted(read.drops, key=lambda drop: drop.span.start)
    at = 0
    for drop in declared:
        # What two reasons leave out is left out for the first.
        begin = max(drop.span.start, at)
        for free in _free(Span(begin, drop.span.end), taken):
            drops.append(Drop(free, drop.reason))
        at = max(at, drop.span.end)
    lost: list[Paragraph] = []
    findings = list(read.findings)
    changed = _Changed(read.source)
    for gap in gaps(read.source, [*used, *(drop.span for drop in drops)]):
        drops += changed.take(gap)
    for gap in gaps(read.source, [*used, *(drop.span for drop in drops)]):
        plain = read.source.text[gap.start : gap.end]
        if re.search(r"[^\W_]", plain):  # `_` alone is a sign, Markdown's of emphasis
            text, spaces = Text((Piece(plain, gap.start),)).strip()
            drops += (Drop(span, Reason.WHITE_SPACE) for span in spaces)
            lost.append(Paragraph(text, content=(text,)))
            shown = text.plain if len(text) <= _SHOWN else text.plain[:_SHOWN] + "…"
            findings.append(Finding("c-051", read.source.name, read.source.line(text.start), (("text", shown),)))
        else:
            drops += dropped(read.source, gap, Reason.MARKUP)
    findings += changed.findings()
    return replace(read, blocks=_merged(read.blocks, lost), drops=tuple(drops), findings=tuple(findings))


class _Changed:
    """Characters that were left out because they cannot be shown, or stand for others that were written."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._unseen: dict[str, int] = {}  # each with the first place of it
        self._stand_ins: dict[str, int] = {}

    def take(self, gap: Span) -> Iterator[Drop]:
        """Those in a stretch that is written nowhere."""
        for match in _CHANGED.finditer(self._source.text, gap.start, gap.end):
            stands = match.lastgroup == "stands"
            (self._stand_ins if stands else self._unseen).setdefault(match[0], match.start())
            yield Drop(Span(*match.span()), Reason.RADICAL if stands else Reason.CONTROL)

    def findings(self) -> Iterator[Finding]:
        """One for each kind that cannot be shown, and one for all that stand for others."""
        name = self._source.name
        for char, at in self._unseen.items():
            called = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
            yield Finding("c-016", name, self._source.line(at), (("name", called),))
        if self._stand_ins:
            signs = "".join(self._stand_ins)
            details = (("signs", signs[:_SHOWN]), ("written", usual(signs)[:_SHOWN]))
            yield Finding("c-038", name, self._source.line(min(self._stand_ins.values())), details)


def _free(span: Span, taken: list[Span]) -> Iterator[Span]:
    """The parts of a span that no text stands in."""
    at = span.start
    index = max(bisect_left(taken, at, key=lambda other: other.start) - 1, 0)
    while index < len(taken) and taken[index].start < span.end:
        other = taken[index]
        if other.start > at:
            yield Span(at, other.start)
        at = max(at, other.end)
        index += 1
    if at < span.end:
        yield Span(at, span.end)


def _merged(blocks: tuple[Block, ...], lost: list[Paragraph]) -> tuple[Block, ...]:
    """The blocks with further paragraphs, each behind the block that stands before it in the source."""
    result: list[Block] = []
    waiting = sorted(lost, key=lambda paragraph: paragraph.text.start)
    for block in blocks:
        start = _start(block)
        while waiting and 0 <= waiting[0].text.start < start:
            result.append(waiting.pop(0))
        result.append(block)
    return (*result, *waiting)


def _start(block: Block) -> int:
    match block:
        case Figure():
            return block.place
        case Box():
            return block.mark
        case _:
            return block.text.start
