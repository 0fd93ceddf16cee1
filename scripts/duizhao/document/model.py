"""What an edition's Markdown holds, with the line each thing stands on."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from duizhao.document.merged_cells import Spans, heads_of

#: `title`, `heading`, `paragraph` (the item of a list and the paragraph of a quotation too), `table`, `code`, `rule`,
#: `note`; the name of a kind of box (`boxes.py`), or `other` for a box of no kind we know.
Kind = str

#: What stands between two cells of a table in its text; its rows are lines.
BETWEEN_CELLS = " | "
#: A line across the page as conversions write it: dashes below a line of text would make it a heading.
RULE = "* * *"


class Stretch(NamedTuple):
    """`length` characters of a text from `start` on, and their place in the file: `width` characters of a line from
    `column` (from 0) on; one from one where both are equally long."""

    start: int
    length: int
    line: int
    column: int
    width: int


class Ref(Struct, frozen=True, array_like=True):
    """A footnote reference: the note's label, and the offset in the block's text it stands at."""

    label: str
    offset: int


class Mark(Struct, frozen=True, array_like=True):
    """Emphasis, a link and the like in a block's text, from `start` to `end`; `address` and `title` are a link's or an
    image's, whose alternative text is the text. `break` is a line break that is meant."""

    start: int
    end: int
    kind: Literal["em", "strong", "link", "code", "image", "break"]
    address: str = ""
    title: str = ""


class Block(Struct, frozen=True, array_like=True):
    """A block of a page.

    `text`: as a reader reads it, without footnote references. `line`: of the file, from 1; `last`: its last line,
    the id's included. `also`: further ids. `box`: the id of the box it stands in; `inside`: the line that box
    begins on, 0 outside of boxes. For a note, `id` is its label, and `further` where its further paragraphs begin.
    `rows`: of a table, each row's cells as stretches of `text`, the head first; `aligned`: `left`, `right` or
    `center` for each column that says so; `spans`: how many columns and rows each cell takes, where some are
    merged. `level`: of a heading, or how deep the list is nested a paragraph is an item of; `marker`: of such an
    item (`-` or `3.`), empty for its further paragraphs. `quoted`: it stands in a quotation. `name`: what a box is
    called in the file. `source_map`: where the text stands in the file; what is in no stretch has no place.
    """

    id: str
    kind: Kind
    text: str
    line: int
    also: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    marks: tuple[Mark, ...] = ()
    box: str = ""
    level: int = 0
    last: int = 0
    rows: tuple[tuple[tuple[int, int], ...], ...] = ()
    aligned: tuple[str, ...] = ()
    spans: Spans = ()
    marker: str = ""
    quoted: bool = False
    further: tuple[int, ...] = ()
    inside: int = 0
    name: str = ""
    source_map: tuple[Stretch, ...] = ()

    @property
    def heads(self) -> int:
        """How many rows of a table are its head: the first, and those its cells reach into."""
        return heads_of(self.spans)

    @property
    def is_bare(self) -> bool:
        """Whether it is an id line with nothing above it; an image without words is something."""
        return self.kind == "paragraph" and bool(self.id) and not self.text.strip() and not self.marks

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses the block links to, in order."""
        return tuple(mark.address for mark in self.marks if mark.kind == "link")


class Page(Struct, frozen=True):
    """A page: its path below the language's folder (`chapter-1/1-1.md`), the file's name for messages, its front
    matter, its blocks in order, its notes by label, and what the file holds."""

    language: str
    path: str
    file: str
    front: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, Block]
    content: str = ""

    @property
    def order(self) -> int:
        """The page's place in reading order."""
        order = self.front.get("order", 0)
        return order if isinstance(order, int) else 0

    def code_lines(self) -> frozenset[int]:
        """The lines of code between fences, which are shown as they are; the last fence is one of them. What is code
        because it is indented may have been meant otherwise."""
        code = [block for block in self.blocks if block.kind == "code"]
        lines = self.content.split("\n") if code else []
        fenced = (block for block in code if "".join(lines[block.line - 1 : block.line]).lstrip()[:3] in ("```", "~~~"))
        return frozenset(line for block in fenced for line in range(block.line + 1, block.last + (not block.id)))


class Edition(Struct, frozen=True):
    """One language's pages in reading order."""

    language: str
    pages: tuple[Page, ...]

    def blocks(self) -> Iterator[tuple[Page, Block]]:
        """Every block with its page, in reading order."""
        for page in self.pages:
            for block in page.blocks:
                yield page, block
