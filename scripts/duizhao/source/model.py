"""The typed model of a report: what readers build, repairs mend, and writers and checks read.

A report is a sequence of language texts; each is a flow of blocks in reading order. Every block holds `Text`, which
keeps the span of the source it came from. A block begins as a `Line` and is classified by the repairs.
"""

from bisect import bisect_right
from enum import StrEnum

from msgspec import Struct, field

from duizhao.document.model import BETWEEN_CELLS
from duizhao.document.text import Span, Text, inserted, joined
from duizhao.source.findings import Finding
from duizhao.source.inline import Inline, NoteRef


class Reason(StrEnum):
    """Why characters of the source are not in the edition."""

    WHITE_SPACE = "white space"
    BYTE_ORDER_MARK = "byte order mark"
    CONTROL = "control character"
    MARKUP = "mark of the extraction"
    RUNNING_HEAD = "running head"
    PAGE_NUMBER = "page number"
    CONTENTS = "contents list"
    SUBHEADING_MARK = "sub-heading mark"
    BOX_MARK = "fact-box mark"
    FOOTNOTE_MARK = "footnote mark"
    SEAM_DOUBLE = "text doubled at a page seam"
    HYPHEN = "line-end hyphen"
    STRAY_SPACE = "stray space"
    RADICAL = "radical for an ideograph"
    REFERENCE = "written as a character reference"
    COMMENT = "comment in the file"
    FRONT = "the file's own particulars"
    IMAGE = "address of an image"
    CHROME = "what a web page has around its text"
    CHANGE = "tracked change that was taken out"
    HIDDEN = "hidden text"
    READING = "pronunciation above characters"
    NOTES_HEAD = "heading of the notes"
    TURNED = "text that stands across the page"
    REPEATED_HEAD = "head of a table, repeated"
    LINE_NUMBER = "number of a line"
    WATERMARK = "watermark"
    LOOP = "lines repeated by a loop of the extraction"


class Drop(Struct, frozen=True):
    """A stretch of the source that is left out, and why."""

    span: Span
    reason: Reason


class Source(Struct, frozen=True):
    """The report as it was brought: its name as the user would write it, and its characters.

    Where each language has a file of its own, `text` is that of all of them, one behind the other, and there is one
    such for each: with the file's name, and `before`, how many lines of other files stand before it; `several` is true.
    """

    name: str
    text: str
    line_starts: tuple[int, ...]
    before: int = 0
    several: bool = False

    def line(self, offset: int) -> int:
        """The line, counted from 1, that holds the character at `offset`."""
        return max(bisect_right(self.line_starts, max(offset, 0)) - self.before, 1)

    @property
    def last(self) -> int:
        """The number of the last line; of the last file's, if it is one of several."""
        return len(self.line_starts) - self.before

    def start_of(self, line: int) -> int:
        """The offset at which a line begins."""
        return self.line_starts[line - 1 + self.before]

    def lines(self, span: Span) -> str:
        """The lines of a span, as `3` or `3-7`."""
        first, last = self.line(span.start), self.line(max(span.end - 1, span.start))
        return f"{first}" if first == last else f"{first}-{last}"


class Line(Struct, frozen=True):
    """A line of the source not yet classified. `gap`: white space lines stand before it.

    `glued`: it was one line with the text before it, until something in its middle was taken out.
    """

    text: Text
    gap: bool = True
    glued: bool = False


class Level(StrEnum):
    """What a heading opens."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBHEADING = "subheading"
    #: As its format has it; what it opens is still to be told.
    FORMAT = "format"


class Heading(Struct, frozen=True):
    """A heading: `label` (“Chapter One”, “1.1”) with the space behind it, and `title`.

    `key`: the number (`2`, `2.3`) of a chapter or section, the profile's key of a part, empty for a sub-heading.
    `depth`: its level in the source's format, from 1; of a sub-heading that on its page, from 2. `refs`: the references
    to notes in it.
    """

    level: Level
    key: str
    label: Text
    title: Text
    id: str = ""
    depth: int = 2
    refs: tuple[NoteRef, ...] = ()

    @property
    def text(self) -> Text:
        """The whole heading."""
        return self.label + self.title


class Paragraph(Struct, frozen=True):
    """A paragraph. `seams`: offsets in `text` where two parts were joined. `content`: filled by the last repair.

    `also`: ids of further paragraphs of the other language that this one holds. `depth`: how deep the list is nested it
    is an item of; `marker`: the item's (`-`, `3.`), empty for its further paragraphs. `quoted`: it is in a quotation.
    """

    text: Text
    seams: tuple[int, ...] = ()
    content: tuple[Inline, ...] = ()
    id: str = ""
    also: tuple[str, ...] = ()
    depth: int = 0
    marker: str = ""
    quoted: bool = False


class Cell(Struct, frozen=True):
    """A cell of a table. `merged`: the sign of a place that the cell on its left or above takes, too."""

    text: Text
    content: tuple[Inline, ...] = ()
    merged: str = ""


class Table(Struct, frozen=True):
    """A table: its rows of cells, all of one length, the head first. `aligned`: `left`, `right`, `center` or nothing
    for each column."""

    rows: tuple[tuple[Cell, ...], ...]
    aligned: tuple[str, ...] = ()
    id: str = ""
    also: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        """Its cells as one text, a row a line."""
        return joined(
            part
            for row, cells in enumerate(self.rows)
            for column, cell in enumerate(cells)
            for part in (inserted(BETWEEN_CELLS if column else "\n" if row else "", "Markdown syntax"), cell.text)
        )


class Code(Struct, frozen=True):
    """Lines that stay as they are."""

    text: Text
    id: str = ""
    also: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """A line across the page: a break between paragraphs. `text`: how the source writes it."""

    text: Text


class Box(Struct, frozen=True):
    """A box that holds text: before its extent is known, `blocks` is empty and its text stands behind it in the flow.

    `kind`: the name of its kind (`document.boxes`). `mark`: the source offset of its mark, before the title or on a
    line of its own. `content`: the title with what stands in it; empty where that is not looked for.
    """

    kind: str
    title: Text
    blocks: tuple[Line | Paragraph | Table, ...] = ()
    id: str = ""
    mark: int = -1
    content: tuple[Inline, ...] = ()


class Figure(Struct, frozen=True):
    """A figure: its number, its caption with the label (“Figure 1: …”), and the line that names its source.

    `image`: the name of its image among those the reader found, empty if there is none; `place`: its source offset.
    """

    number: str
    caption: Text
    source: Text
    id: str = ""
    caption_content: tuple[Inline, ...] = ()
    source_content: tuple[Inline, ...] = ()
    image: str = ""
    place: int = -1


Block = Line | Heading | Paragraph | Table | Code | Rule | Box | Figure


class Note(Struct, frozen=True):
    """A footnote definition: its mark's number, where the mark stands in the source, and its text.

    `broken`: its address is broken by a line break, so nothing in it is a link. `anchor`: the source offset of the
    mark that refers to it, -1 if there is none; `again`: those of further ones. `label`: its name on the page; before
    pages are told, its name in the source's format.
    """

    number: int
    offset: int
    text: Text
    broken: bool = False
    anchor: int = -1
    label: str = ""
    content: tuple[Inline, ...] = ()
    again: tuple[int, ...] = ()


class ContentsEntry(Struct, frozen=True):
    """An entry of the contents list, as it stands there, with its lines joined and its page number gone."""

    text: str
    line: int


class LanguageText(Struct, frozen=True):
    """One language's text of the report, in whatever state of repair. `span`: where in the source it stands."""

    code: str
    source: Source
    blocks: tuple[Block, ...]
    title: Text = field(default_factory=Text)
    publisher: Text = field(default_factory=Text)
    contents: tuple[ContentsEntry, ...] = ()
    notes: tuple[Note, ...] = ()
    drops: tuple[Drop, ...] = ()
    findings: tuple[Finding, ...] = ()
    span: Span = field(default_factory=lambda: Span(0, 0))
