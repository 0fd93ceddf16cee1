"""What formats have beside paragraphs: tables with merged cells, as grids; boxes, which hold blocks together without
saying what they are; figures, which are images with their addresses."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from duizhao.document.merged_cells import ABOVE, COVERED, LEFT, spans_of
from duizhao.document.text import Text
from duizhao.languages.tables import of_all
from duizhao.patterns import lazily
from duizhao.source.contents import references_in, unmarked
from duizhao.source.inline import Emphasis
from duizhao.source.model import Block, Box, Cell, Figure, Heading, Paragraph, Reason, Table
from duizhao.source.readers.content import Image
from duizhao.source.readers.extract import Extract

#: A table has no more columns; what would be further right is in its last one.
MOST_COLUMNS = 200


class Grid:
    """A table while it is read, row by row."""

    def __init__(self) -> None:
        self._rows: list[dict[int, Cell]] = []
        self._at = 0  # no place of the row before this column is free
        self._down: dict[
            int, tuple[int, str]
        ] = {}  # by column, how many further rows a cell reaches down, and its sign

    def row(self) -> None:
        """Begins a row."""
        self._at = 0
        self._rows.append({column: Cell(Text(), merged=sign) for column, (_, sign) in self._down.items()})
        self._down = {column: (rows - 1, sign) for column, (rows, sign) in self._down.items() if rows > 1}

    def cell(self, cell: Cell, columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row, which takes so many columns and rows; the first place has its text."""
        if not self._rows:
            self.row()
        row = self._rows[-1]
        while self._at in row:
            self._at += 1
        column = self._at
        for place in range(column, column + min(columns, max(MOST_COLUMNS - column, 1))):
            if place in row:
                break
            row[place] = cell if place == column else Cell(Text(), merged=LEFT)
            if rows > 1:
                self._down[place] = rows - 1, ABOVE if place == column else LEFT

    def table(self, aligned: tuple[str, ...] = ()) -> Table | None:
        """The table, all rows of one length; None if there is no text in it."""
        width = max((max(row, default=-1) + 1 for row in self._rows), default=0)
        rows = [[row.get(column, Cell(Text())) for column in range(width)] for row in self._rows if row]
        spans = spans_of([[cell.merged for cell in row] for row in rows])
        # What would make no rectangle is a cell without text.
        whole = tuple(
            tuple(
                replace(cell, merged="") if cell.merged and not (spans and spans[at][column] == COVERED) else cell
                for column, cell in enumerate(row)
            )
            for at, row in enumerate(rows)
        )
        return Table(whole, aligned) if any(cell.text for row in whole for cell in row) else None


def boxed(blocks: list[Block]) -> Iterator[Block]:
    """Some blocks as a box: the first line is its title, if it reads as one."""
    if not blocks:
        return
    first = blocks[0]
    short = isinstance(first, Heading) or (isinstance(first, Paragraph) and not first.depth and len(first.text) <= 80)
    if not short or len(blocks) < 2 or not isinstance(first, Heading | Paragraph):
        yield from blocks
        return
    inside = [_inside(block) for block in blocks[1:]]
    kept = tuple(block for block in inside if isinstance(block, Paragraph | Table))
    title = unmarked(first)
    yield Box("factbox", title, kept, mark=title.start)
    yield from (block for block in inside if not isinstance(block, Paragraph | Table))


def set_apart(blocks: list[Block]) -> Iterator[Block]:
    """Some blocks that a format sets apart from the text: a box, if a heading or a bold line is first."""
    first = blocks[0] if len(blocks) > 1 else None
    bold = isinstance(first, Paragraph) and all(isinstance(each, Emphasis) and each.strong for each in first.content)
    if (bold or isinstance(first, Heading)) and first and not any(references_in([first])):
        yield from boxed(blocks)
    else:
        yield from blocks


def _inside(block: Block) -> Block:
    """A block in a box: a heading there is a line of its own."""
    if isinstance(block, Heading):
        return Paragraph(block.text, content=(block.text, *block.refs))
    return block


#: What descriptions say that describe nothing.
_NO_WORDS = lazily(
    rf"\s*(?:(?:{'|'.join(of_all('undescribed'))})?[\s_-]*\d*(?:\.\w{{2,5}})?"
    r"|.*\.(?:png|jpe?g|gif|svg|webp|emf|wmf)|(?:[a-z]:\\|file:|\.{0,2}/)\S.*)\s*",
    re.IGNORECASE,
)


def extracted_figure(extract: Extract, image: Image) -> Figure | None:
    """A figure of an image of a format that is no text: its description is put down where it stands."""
    described, address = " ".join(image.text.plain.split()), image.address.plain
    if not described or not address.strip():
        return figure_of(Text(), address)
    if _NO_WORDS.fullmatch(described):
        extract.leave_out(described, Reason.IMAGE)
        figure = figure_of(Text(), address)
    else:
        figure = figure_of(extract.put(described), address)
    extract.line()
    return figure


def figure_of(description: Text, address: str) -> Figure | None:
    """A figure of an image; None if it has no address. What describes nothing is no caption."""
    if not address.strip():
        return None
    caption = Text() if _NO_WORDS.fullmatch(description.plain) else description
    content = (caption,) if caption else ()
    return Figure("", caption, Text(), caption_content=content, image=address.strip())
