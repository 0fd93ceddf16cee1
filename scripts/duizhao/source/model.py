"""The typed model of a report: what readers build, repairs mend, and writers and checks read.

A report is a sequence of language texts; each is a flow of blocks in reading order. Every block holds `Text`, which
keeps the span of the source it came from. A block begins as a `Line` and is classified by the repairs.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from duizhao.document.text import Span, Text
from duizhao.source.findings import Finding


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


@dataclass(frozen=True, slots=True)
class Drop:
    """A stretch of the source that is left out, and why."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Source:
    """The report as it was brought: its name as the user would write it, and its characters.

    Where each language has a file of its own, `text` is that of all of them, one behind the other, and there is one
    such for each: with the file's name, and `before`, how many lines of other files stand before it.
    """

    name: str
    text: str
    line_starts: tuple[int, ...]
    before: int = 0

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


# ---- inline content -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote reference; `label` names the note on its page, None if the source has no such note."""

    mark: Text
    label: str | None


@dataclass(frozen=True, slots=True)
class Address:
    """An internet address as the source has it, without brackets."""

    text: Text


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text; `strong` for the strong kind."""

    text: Text
    strong: bool = False


Inline = Text | NoteRef | Address | Emphasis


# ---- blocks ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `label` (“Chapter One”, “1.1”) with the space behind it, and `title`.

    `key`: the number (`2`, `2.3`) of a chapter or section, the profile's key of a part, empty for a sub-heading.
    `depth`: the level of a sub-heading on its page, from 2.
    """

    level: Level
    key: str
    label: Text
    title: Text
    id: str = ""
    depth: int = 2

    @property
    def text(self) -> Text:
        """The whole heading."""
        return self.label + self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `seams`: offsets in `text` where two parts were joined. `content`: filled by the last repair.

    `also`: ids of further paragraphs of the other language that this one holds.
    """

    text: Text
    seams: tuple[int, ...] = ()
    content: tuple[Inline, ...] = ()
    id: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A box that holds text: before its extent is known, `blocks` is empty and its text stands behind it in the flow.

    `kind`: the name of its kind (`document.boxes`). `mark`: the source offset of its mark, before the title or on a
    line of its own.
    """

    kind: str
    title: Text
    blocks: tuple[Line | Paragraph, ...] = ()
    id: str = ""
    mark: int = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its number, its caption with the label (“Figure 1: …”), and the line that names its source."""

    number: str
    caption: Text
    source: Text
    id: str = ""
    caption_content: tuple[Inline, ...] = ()
    source_content: tuple[Inline, ...] = ()


Block = Line | Heading | Paragraph | Box | Figure


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote definition: its mark's number, where the mark stands in the source, and its text.

    `broken`: its address is broken by a line break, so nothing in it is a link. `anchor`: the source offset of the
    mark that refers to it, -1 if there is none. `label`: its name on the page.
    """

    number: int
    offset: int
    text: Text
    broken: bool = False
    anchor: int = -1
    label: str = ""
    content: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents list, as it stands there, with its lines joined and its page number gone."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class LanguageText:
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


# ---- the finished report --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the edition. `path`: relative, without language and ending (`chapter-1/1-1`).

    `prefix`: what ids on the page begin with. `heading` is None for a home page.
    """

    path: str
    kind: str
    prefix: str
    order: int
    heading: Heading | None
    chapter: str
    section: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the finished report: its title, its publisher and its pages in reading order.

    `date`: when it was published, in ISO 8601 as exactly as the profile says; empty if it does not.
    """

    code: str
    title: Text
    publisher: Text
    pages: tuple[Page, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The finished report: what was brought, its editions, what was left out, and what a person should look at.

    `sources`: the source of each edition; one and the same if a file holds all of them.
    """

    source: Source
    sources: tuple[Source, ...]
    editions: tuple[Edition, ...]
    drops: tuple[Drop, ...]
    findings: tuple[Finding, ...]
