"""Which printed lines end where they do because something ends there, and not because the line was full.

A line is broken where its next word has no room. Where it would have had room, the break is the author's: a name, a
place and a date below a foreword, a list of abbreviations, a table's rows.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise

from duizhao.document.text import Span, Text
from duizhao.languages.numbering import OF_ITEMS, ROWS_OF_ITEMS
from duizhao.patterns import compiled
from duizhao.source.model import Block, Box, LanguageText, Line, Paragraph, Source
from duizhao.source.profile import LanguageProfile

#: A word had room if the line with it fills no more than this part of the longest line it stands with.
ROOM = 0.8

#: Lines that stand together and are all shorter than this part of a usual line may be no wrapped text at all.
NARROW = 0.75

#: A line this long, against a usual one, has no room for a character and the sign behind it.
FULL = 0.95

#: Lines this alike in width have the same measure: that of a narrow column, or what a picture beside them leaves.
ALIKE = 0.92

#: How many lines tell how long a usual line is, and how many that there is a narrow column.
ENOUGH = 12
COLUMN = 4

#: No more of a report's lines than this part are rows of tables.
MOST_ROWS = 0.3

#: No column is narrower than this many letters.
NARROWEST = 28

#: What a paragraph's first line is set in by.
INDENT = "\u3000\u3000"

_HYPHENS = frozenset("-\xad\u2010")
_WIDE = frozenset("WF")
_TOKEN = compiled(r"[!-~]+|\S")
_COLUMNS = compiled(r"\S(?:[ \u3000]{3,}|[ ]*\t\s*)\S")
#: What a gap between columns holds.
_GAPS = ("   ", "\u3000", "\t")

#: A value in a table's cell, or the sign of none; and those at the end of a row. No sentence ends with several.
_VALUE = r"(?:[<>≥≤≈~+\-−–—$€£¥]?\d[\d,.，]*[%‰]?|[-–—…]+|\.{2,3}|n\.?a\.?)"
VALUES = compiled(rf"(?<=\S)(?:\s+{_VALUE})+$")

#: What an item of a list begins with, and no other line.
_SIGNS = frozenset("•●▪■◦‣◆➢➤✓✔□")


def is_value(plain: str) -> bool:
    """Whether a cell holds a value, or the sign that it has none."""
    return re.fullmatch(_VALUE, plain) is not None


def list_item_follows(first: str, second: str) -> bool:
    """Whether `second` begins a list's item: by its sign, or by the number after the one `first` begins with."""
    if second[0] in _SIGNS:
        return True
    before, after = _numbered().match(first), _numbered().match(second)
    # In brackets it may be one of a sentence's: “in this order: (1) the dike, (2) the bridge”.
    if after and not after[1] and _count(after[2]) == 1 and first.endswith((":", "：")):
        return True
    if not before or not after or before[1] + before[3] != after[1] + after[3]:
        return False
    return _count(after[2]) == _count(before[2]) + 1


@cache
def _numbered() -> re.Pattern[str]:
    return compiled(rf"([(（\[]?)(\d{{1,2}}|{OF_ITEMS})([.．、)）\]])(?!\d)")


def _count(numeral: str) -> int:
    return next((row.index(numeral) + 1 for row in ROWS_OF_ITEMS if numeral in row), 0) or int(numeral)


class LineBreaks:
    """Tells which printed lines of one language's text begin or end by intention; in others, only a table's rows.

    `begun`: the offsets in the source at which lines begin that go on with nothing. `ended`: those at which lines end
    that are whole. `rows`: where each group of lines in columns begins, and how many they are; `cells`: where each of
    these lines begins.
    `full`: where lines end with nothing below them that are as long as usual; `short`: where such lines end whose next
    word would have had room. `usual`: how wide a full line is.
    """

    def __init__(self, text: LanguageText, profile: LanguageProfile) -> None:
        self.begun: set[int] = set()
        self.ended: set[int] = set()
        self.rows: list[tuple[int, int]] = []
        self.cells: set[int] = set()
        self.full: set[int] = set()
        self.short: set[int] = set()
        self.usual = 0
        self._source = text.source
        runs = list(_runs(text))
        self._read_columns(runs, profile.han)
        if not profile.lines_wrap:
            return
        if profile.han:
            self._read_indents(runs)
        self._read_items(runs)
        measured = [(run, [self._width(line) for line in run]) for run in runs]
        widths = sorted(width for _, of_run in measured for width in of_run[:-1])
        self.usual = widths[len(widths) * 9 // 10] if widths else 0
        if len(widths) < ENOUGH:
            return
        usual = self.usual
        self.full = {run[-1].end for run, of_run in measured if of_run[-1] >= FULL * usual}
        for run, below in pairwise(runs):
            if self.has_room(run[-1], below[0]):
                self.short.add(run[-1].end)
        narrow = Counter(width for _, of_run in measured if max(of_run) < NARROW * usual for width in of_run[:-1])
        for run, of_run in measured:
            self._read(run, of_run, max(of_run) < NARROW * usual, narrow)

    def has_room(self, line: Span, below: Span) -> bool:
        """Whether the first word of a line would have had room in the one above it."""
        return self._width(line) + 1 + self._width(self._first_word(below)) <= ROOM * self.usual

    def start_of(self, text: Text) -> int:
        """Where the last printed line of a text begins."""
        return max(self._source.start_of(self._source.line(text.end - 1)), text.start)

    def _read_columns(self, runs: list[list[Span]], han: bool) -> None:
        """Rows of a table, in Chinese with the words directly above them, as spaces part none in a sentence. Where many
        lines have such spaces, they are the extraction's, from justified text."""
        groups: list[list[Span]] = []
        behind: list[Span] = []
        for run in runs:
            at = 0
            for in_columns, lines in groupby(run, self._has_columns):
                group = list(lines)
                if in_columns and len(group) > 1:
                    head = run[at - 1 : at] if han and at and self._is_spaced(run[at - 1]) else []
                    groups.append([*head, *group])
                    behind += run[at + len(group) : at + len(group) + 1]
                at += len(group)
        if sum(map(len, groups)) > max(MOST_ROWS * sum(map(len, runs)), ENOUGH):
            return
        self.begun |= {line.start for line in behind}
        for group in groups:
            self.rows.append((group[0].start, len(group)))
            self.begun |= {line.start for line in group}
            self.ended |= {line.end for line in group}
            self.cells |= {line.start for line in group}

    def _read_indents(self, runs: list[list[Span]]) -> None:
        """In Chinese a paragraph's first line is set in by two characters, often with no blank line before it."""
        for _, line in (pair for run in runs for pair in pairwise(run)):
            if self._indent(line).endswith(INDENT):
                self.begun.add(line.start)

    def _read_items(self, runs: list[list[Span]]) -> None:
        """Items that each begin a line, the first behind a colon, the others behind a sign that ends one."""
        for run in runs:
            last = ""
            for above, line in pairwise(run):
                end = self._source.text[above.end - 1]
                if not (match := _numbered().match(self._source.text, line.start, line.end)):
                    continue
                plain = (self._source.text[each.start : each.end] for each in run)
                first = end in ":：" and _count(match[2]) == 1 and any(list_item_follows(match[0], b) for b in plain)
                if first or (last and end in ";；,，.。" and list_item_follows(last, match[0])):
                    self.begun.add(line.start)
                    last = match[0]

    def _indent(self, line: Span) -> str:
        start = self._source.start_of(self._source.line(line.start))
        return self._source.text[start : line.start]

    def _read(self, run: list[Span], widths: list[int], narrow: bool, columns: Counter[int]) -> None:
        longest = max(widths)
        short = [
            width + 1 + self._width(self._first_word(below)) <= ROOM * longest
            for width, below in zip(widths, run[1:], strict=False)
        ]
        alike = sum(count for width, count in columns.items() if _alike(width, longest))
        wrapped = not any(short) and longest >= NARROWEST and alike >= COLUMN
        for index, (line, below) in enumerate(pairwise(run)):
            if narrow:
                ends = not wrapped
            else:
                beside = [other for other in (index - 1, index + 1) if 0 <= other < len(short) and short[other]]
                ends = short[index] and not any(_alike(widths[index], widths[other]) for other in beside)
            if ends and not self._reads_on(line, below, narrow):
                self.begun.add(below.start)
                self.ended.add(line.end)
        if narrow and run[-1].start in self.begun:
            self.ended.add(run[-1].end)

    def _has_columns(self, line: Span) -> bool:
        plain = self._source.text[line.start : line.end]
        # Most lines hold no such gap, and to look for one at each letter takes longer than all else here.
        if any(gap in plain for gap in _GAPS) and _COLUMNS.search(plain):
            return True
        words = plain.rsplit(maxsplit=2)
        return len(words) > 2 and all(map(is_value, words[1:]))

    def _is_spaced(self, line: Span) -> bool:
        return len(self._source.text[line.start : line.end].split()) > 2

    def _reads_on(self, line: Span, below: Span, narrow: bool) -> bool:
        """Whether the letters tell that a sentence goes on there; names in a narrow list may be written small."""
        end, begin = self._source.text[line.end - 1], self._source.text[below.start]
        return end in _HYPHENS or (not narrow and begin.islower() and end.isalnum())

    def _first_word(self, line: Span) -> Span:
        match = _TOKEN.match(self._source.text, line.start, line.end)
        return Span(*match.span()) if match else Span(line.start, line.start)

    def _width(self, line: Span) -> int:
        """How many columns it takes; a Han character takes two."""
        plain = self._source.text[line.start : line.end]
        return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in plain)


def _alike(width: int, other: int) -> bool:
    return min(width, other) >= ALIKE * max(width, other)


def _runs(text: LanguageText) -> Iterator[list[Span]]:
    """The printed lines in groups that stand one directly below the other."""
    run: list[Span] = []
    for line in (line for part in _texts(text.blocks) for line in _printed(part, text.source)):
        below = run and text.source.line(line.start) == text.source.line(run[-1].start) + 1
        if run and (not below or "\f" in text.source.text[run[-1].end : line.start]):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Box):
            yield from _texts(block.blocks)
        elif isinstance(block, Line | Paragraph):
            yield block.text


def _printed(text: Text, source: Source) -> Iterator[Span]:
    """The lines of the source that a text was made of."""
    for _, spans in groupby(text.spans(), lambda span: source.line(span.start)):
        stretch = list(spans)
        yield Span(stretch[0].start, stretch[-1].end)
