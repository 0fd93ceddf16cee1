"""What an edition's Markdown holds, with the line each thing stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["title", "heading", "paragraph", "table", "factbox", "figure", "note", "other"]

#: What stands between two cells of a table in its text; its rows are lines.
BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Ref:
    """A footnote reference: the note's label, and the offset in the block's text it stands at."""

    label: str
    offset: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis or a link in a block's text, from `start` to `end`; `address` is a link's."""

    start: int
    end: int
    kind: Literal["em", "strong", "link", "code"]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page.

    `text`: as a reader reads it, without footnote references. `line`: of the file, from 1; `last`: its last line,
    the id's included. `also`: further ids. `box`: the id of the fact box or figure it stands in. For a note, `id` is
    its label. `rows`: of a table, each row's cells as stretches of `text`, the head first.
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

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses the block links to, in order."""
        return tuple(mark.address for mark in self.marks if mark.kind == "link")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path below the language's folder (`chapter-1/1-1.md`), the file's name for messages, its front
    matter, its blocks in order, its notes by label, and what the file holds."""

    language: str
    path: str
    file: str
    front: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, Block]
    content: str = field(default="", repr=False)

    @property
    def order(self) -> int:
        """The page's place in reading order."""
        order = self.front.get("order", 0)
        return order if isinstance(order, int) else 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One language's pages in reading order."""

    language: str
    pages: tuple[Page, ...]

    def blocks(self) -> Iterator[tuple[Page, Block]]:
        """Every block with its page, in reading order."""
        for page in self.pages:
            for block in page.blocks:
                yield page, block
