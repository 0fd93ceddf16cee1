"""Lines in columns become a table: cells parted by a tab or several spaces, or rows of a name and as many values; and
tables get the captions beside them, and the notes and the source below."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.boxes import TABLE
from duizhao.document.text import Span, Text
from duizhao.languages.labels import ANY, Labels, labels_in
from duizhao.patterns import lazily
from duizhao.source.inline import Inline
from duizhao.source.model import Block, Box, Cell, Heading, LanguageText, Line, Paragraph, Reason, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open, reads_as_heading
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.line_breaks import VALUES, LineBreaks, is_value
from duizhao.source.repairs.printed_lines import begins_block, joined_lines, lines_below

#: What parts two cells; a single space does only between a name and values.
_PARTED = lazily(r"[ \u3000]{2,}|[ \u3000]*\t\s*")
_SPACE = lazily(r"\s+")

#: A table without a caption has so many rows, and no cell wider than this: what is wider is text in two columns.
_FEWEST_ROWS, _WIDEST = 3, 40
#: Of so many lines at most one is made.
MOST_ROWS = 500


class Row(Struct, frozen=True):
    """The cells of a line, and the white space between them."""

    cells: tuple[Text, ...]
    gaps: tuple[Span, ...] = ()


def text_tables(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes a table of lines that stand one directly below the other and have as many cells each, below a caption, or
    below a head where a column has values. The caption, and the lines on source and notes below it, are paragraphs."""
    labels = labels_in(profile.code)
    log = Log(text)
    breaks = LineBreaks(text, profile)
    blocks, result = list(text.blocks), list[Block]()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        result.append(block)
        captioned = isinstance(block, Line) and labels is not None and bool(labels.table.match(block.text.plain))
        first = at if captioned else at - 1
        rows = _rows(text, blocks[first : first + MOST_ROWS], profile, captioned=captioned)
        if not rows:
            continue
        if captioned and isinstance(block, Line):
            result[-1] = Paragraph(block.text)
        else:
            result.pop()
        at = first + len(rows)
        result.append(_table(rows, log))
        while labels and at < len(blocks) and isinstance(line := blocks[at], Line):
            if not labels.source.match(line.text.plain):
                break
            at, note = at + 1, line.text
            for below in lines_below(text, note, blocks[at : at + MOST_ROWS]) if profile.lines_wrap else ():
                if below.text.start in breaks.begun or not is_open(note.plain):
                    break
                note = joined_lines(note, below.text, profile)
                at += 1
            result.append(Paragraph(note))
        if at < len(blocks) and isinstance(line := blocks[at], Line):
            blocks[at] = replace(line, gap=True)
    return log.result(result)


def _rows(text: LanguageText, blocks: Sequence[Block], profile: LanguageProfile, *, captioned: bool) -> list[Row]:
    """The rows of the table that some blocks begin with; none if they begin with none."""
    if not blocks or not isinstance(first := blocks[0], Line):
        return []
    lines = chain((first.text,), (line.text for line in lines_below(text, first.text, blocks[1:])))
    return table_rows(takewhile(lambda line: not begins_block(line.plain, profile), lines), captioned=captioned)


def table_rows(lines: Iterable[Text], *, captioned: bool) -> list[Row]:
    """The rows of the table that some lines, one directly below the other, begin with; none if they begin with none.

    `captioned`: a table's caption stands above them.
    """
    rows: list[Row] = []
    lines = iter(lines)
    for line in lines:
        row = _row(line, _PARTED.finditer(line.plain))
        if len(row.cells) < 2:
            if captioned and not rows:
                rows = _named_values(line, lines)
            break
        rows.append(row)
        if len(row.cells) != len(rows[0].cells):
            return []
    if captioned or not rows:
        return rows if len(rows) > 1 else []
    valued = any(not is_value(head.plain) and _all_values(rows, at) for at, head in enumerate(rows[0].cells))
    narrow = all(len(cell) <= _WIDEST for row in rows for cell in row.cells)
    return rows if len(rows) >= _FEWEST_ROWS and valued and narrow else []


def _named_values(head: Text, lines: Iterable[Text]) -> list[Row]:
    """Rows of a name and as many values each, all parted by single spaces, below a head of as many words."""
    rows = [_row(head, _SPACE.finditer(head.plain))]
    for line in lines:
        values = VALUES.search(line.plain)
        if not values or len(values[0].split()) != len(rows[0].cells) - 1:
            break
        rows.append(_row(line, _SPACE.finditer(line.plain, values.start())))
    return rows if len(rows) >= _FEWEST_ROWS else []


def _row(line: Text, gaps: Iterable[re.Match[str]]) -> Row:
    """A line cut at some gaps."""
    cells, spaces, at = list[Text](), list[Span](), 0
    for gap in gaps:
        cells.append(line[at : gap.start()])
        spaces += line[gap.start() : gap.end()].spans()
        at = gap.end()
    return Row((*cells, line[at:]), tuple(spaces))


def _all_values(rows: Sequence[Row], at: int) -> bool:
    """Whether a column holds values alone, below its head."""
    return all(is_value(row.cells[at].plain) for row in rows[1:])


def _table(rows: Sequence[Row], log: Log) -> Table:
    for row in rows:
        log.drop(row.gaps, Reason.WHITE_SPACE)
    aligned = tuple("right" if _all_values(rows, at) else "" for at in range(len(rows[0].cells)))
    return Table(tuple(tuple(Cell(cell) for cell in row.cells) for row in rows), aligned)


#: No caption, and no line on units, is longer than this many characters.
_LONGEST = 300
#: What parts a label from the caption, so that a full stop at its end does not make it a sentence of the text.
_BEHIND_LABEL = lazily(r"\s*[.:：|—–-]")


def table_captions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts a table into a box with the caption that stands above it, or else below, and the lines on units, notes and
    the source that follow; a table without a caption stays as it is."""
    labels = labels_in(profile.code) or ANY
    blocks, result = list(text.blocks), list[Block]()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        result.append(block)
        if not isinstance(block, Table):
            continue
        between = len(result) > 2 and _begins(result[-2], labels.unit)
        above = _caption(result[-2 - between], labels) if len(result) > 1 + between else None
        below = _caption(blocks[at], labels) if at < len(blocks) and not above else None
        if above:
            inside = result[-1 - between :]
            del result[-2 - between :]
        elif below and not _is_above(blocks, at, labels):
            inside = [result.pop()]
            at += 1
        else:
            continue
        while at < len(blocks) and _begins(blocks[at], labels.source):
            inside.append(blocks[at])
            at += 1
        title, content = above or below or (Text(), ())
        held = tuple(each for each in inside if isinstance(each, Paragraph | Table))
        result.append(Box(TABLE, title, held, content=content))
    return replace(text, blocks=tuple(result))


def _begins(block: Block, pattern: re.Pattern[str]) -> bool:
    return isinstance(block, Paragraph) and not block.depth and pattern.match(block.text.plain) is not None


def _is_above(blocks: list[Block], at: int, labels: Labels) -> bool:
    """Whether a caption is that of the table below it; where one stands behind that table, too, all do as the last."""
    while at < len(blocks) and _caption(blocks[at], labels):
        at += 1
        while at < len(blocks) and _begins(blocks[at], labels.unit):
            at += 1
        if at >= len(blocks) or not isinstance(blocks[at], Table):
            return False
        at += 1
        while at < len(blocks) and _begins(blocks[at], labels.source):
            at += 1
    return True


def _caption(block: Block, labels: Labels) -> tuple[Text, tuple[Inline, ...]] | None:
    """A table's caption with what stands in it; None for any other block, and for a sentence that speaks of a table."""
    if not isinstance(block, Paragraph | Heading) or (isinstance(block, Paragraph) and block.depth):
        return None
    if labels is ANY and isinstance(block, Heading):
        return None
    plain = block.text.plain
    match = labels.table.match(plain)
    if not match or len(plain) > _LONGEST or not (_BEHIND_LABEL.match(plain, match.end()) or reads_as_heading(plain)):
        return None
    return block.text, block.content if isinstance(block, Paragraph) else (block.text, *block.refs)
