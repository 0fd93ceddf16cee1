"""From HTML to blocks: headings, paragraphs, lists, tables, quotations, figures, code, notes and their references.

The text is placed by whoever asks: where it stands in the file, or where it is put down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.source.contents import heading_of, whole_text
from duizhao.source.inline import LineBreak, NoteRef
from duizhao.source.model import Block, Cell, Code, Figure, Note, Paragraph, Reason, Rule
from duizhao.source.readers.content import LONGEST_RAISED, RAISED, Gathered, lowered
from duizhao.source.readers.equations import linear_mathml
from duizhao.source.readers.html_elements import (
    BLOCKS,
    BYLINES,
    CHROME_ROLES,
    ENDED,
    EQUATION,
    HIDDEN,
    HOLDERS,
    NONE,
    VOID,
    ListState,
    NoteState,
    TableState,
    block_depth,
    left_out,
    number_of,
    numerals_of,
    style_of,
)  # fmt: skip
from duizhao.source.readers.html_places import PlacedHtml, Skip, note_targets
from duizhao.source.readers.parts import figure_of, set_apart

#: Puts some characters that stand at an offset of the HTML into the text; they may be characters of a reference.
Place = Callable[[str, int, int], Text]

#: A raised text that may be a mark; elements in it mean something else.
_RAISED = re.compile(r"<sup(?:\s[^<>]*)?>[^<>]{1,24}</sup", re.IGNORECASE)

#: Elements inside each other beyond this are read as if they stood side by side.
DEEPEST = 100


class HtmlBlocks(PlacedHtml):
    """Reads HTML; `blocks` and `notes` are what it found; `equations`, those it wrote in one line: where, and how."""

    def __init__(self, html: str, place: Place, skip: Skip, at: Callable[[int], int]) -> None:
        super().__init__(html, skip)
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.equations: list[tuple[int, str]] = []
        self._place, self._at = place, at
        self._targets, self._back = note_targets(html)
        self._open: list[tuple[str, dict[str, str]]] = []
        self._open_tags: Counter[str] = Counter()  # and roles, of `_open`: there may be hundreds
        self._hidden: tuple[int, int] | None = None  # how deep, and where it begins
        self._gathered = Gathered()
        self._lists: list[ListState] = []
        self._asides: list[int] = []  # how many blocks stand before each
        self._marker = ""
        self._quotes = 0
        self._level = 0
        self._table: TableState | None = None
        self._pre: Text | None = None
        self._note: NoteState | None = None
        self._ref: tuple[str, Text] | None = None
        self._raised: Text | None = None
        self._main = re.search(r"<(main|article)\b", html, re.IGNORECASE) is not None

    def read(self) -> HtmlBlocks:
        """Reads all of it."""
        self.feed(self._html)
        self.close()
        while self._open:
            self._closed(self._open[-1][0])
        self._flush()
        return self

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        at = self._offset()
        if tag in BLOCKS and self._open_tags[EQUATION]:
            self.handle_endtag(EQUATION)  # as a browser ends one that is not ended
        if self._hidden is None and (tag in HIDDEN or attributes.get("role", "") in CHROME_ROLES):
            if tag != EQUATION:
                self._flush()
            if tag not in VOID:
                self._hidden = (len(self._open), at)
        if tag not in VOID and len(self._open) < 5 * DEEPEST:  # browsers nest about as deep
            self._end_open(tag)
            self._open.append((tag, attributes))
            self._open_tags.update((tag, attributes.get("role", "")))
        if self._hidden is None:
            self._start(tag, attributes)

    def _tags(self) -> set[str]:
        """The tags and roles of the elements we are in."""
        return {tag for tag, count in self._open_tags.items() if count}

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open_tags[tag]:
            return
        while self._open:
            name = self._open[-1][0]
            self._closed(name)
            if name == tag:
                return

    def _end_open(self, tag: str) -> None:
        """Ends what a tag ends without saying so."""
        ended, holders = ENDED.get(tag, NONE), HOLDERS.get(tag, NONE)
        while self._open and self._open[-1][0] in ended - holders:
            self._closed(self._open[-1][0])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = attributes.get("id") or attributes.get("name")
        if tag in BLOCKS:
            self._flush()
        if name in self._targets and self._note is None:
            depth = len(self._open) if tag not in ("a", "span", "sup") else block_depth(self._open)
            self._note = NoteState(depth, name)
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._level = 0 if BYLINES.intersection(attributes.get("class", "").split()) else int(tag[1])
            case "ul" | "ol":
                kind = numerals_of(attributes) if tag == "ol" else ""
                self._lists.append(ListState(kind, attributes.get("start", "")))
            case "li" if self._lists:
                self._marker = self._lists[-1].next(attributes.get("value", ""))
            case "aside":
                self._asides.append(len(self.blocks))
            case "blockquote":
                self._quotes += 1
            case "pre":
                self._pre = Text()
            case "table":
                self._table = self._table or TableState()
                self._table.depth += 1
            case "tr" if self._table and self._table.depth == 1:
                self._table.grid.row()
            case "td" | "th" if self._table and self._table.depth == 1:
                self._table.cell = Gathered()
            case "br":
                self._into().add(LineBreak())
            case "hr":
                self.blocks.append(Rule(Text()))
            case "img":
                self._image(attributes)
            case "sup" if self._ref is None and _RAISED.match(self._html, self._offset()):
                self._raised = Text()
            case "a":
                target = attributes.get("href", "").rpartition("#")[2]
                if target in self._targets and self._offset() not in self._back:
                    self._ref = (target, Text())

    def _closed(self, tag: str) -> None:
        if tag in BLOCKS and self._hidden is None:
            self._flush(tag)
        _, attributes = self._open.pop()
        self._open_tags.subtract((tag, attributes.get("role", "")))
        if self._hidden is not None:
            if len(self._open) <= self._hidden[0]:
                end = self._html.find(">", self._offset()) + 1 or len(self._html)
                begin, self._hidden = self._hidden[1], None
                if tag == EQUATION:
                    self._equation(begin, end)
                else:
                    self._skip(begin, end, Reason.MARKUP)
            return
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._level = 0
            case "ul" | "ol" if self._lists:
                self._lists.pop()
            case "li":
                self._marker = ""
            case "aside" if self._asides:
                begin = self._asides.pop()
                self.blocks[begin:] = set_apart(self.blocks[begin:])
            case "blockquote":
                self._quotes -= 1
            case "pre":
                if self._pre and self._pre.plain.strip():
                    self.blocks.append(Code(self._pre))
                self._pre = None
            case "td" | "th" if self._table and self._table.cell and self._table.depth == 1:
                spans = [number_of(attributes.get(name, "")) for name in ("colspan", "rowspan")]
                cell = self._table.cell.content()
                self._table.grid.cell(Cell(whole_text(cell), cell), *spans)
                self._table.cell = None
            case "table" if self._table:
                self._end_table()
            case "sup" if self._raised is not None:
                self._end_raised()
            case "a" if self._ref:
                (label, mark), self._ref = self._ref, None
                if mark:
                    self._into().add(NoteRef(mark, label))
        if self._note and len(self._open) < self._note.depth:
            self.notes += self._note.notes()
            self._note = None

    def _end_table(self) -> None:
        table = self._table
        assert table
        table.depth -= 1
        if table.depth:
            return
        self._table = None
        if table.caption:
            self.blocks.append(table.caption)
        if made := table.grid.table():
            self.blocks.append(made)

    def _image(self, attributes: dict[str, str]) -> None:
        self._flush()
        if figure := figure_of(
            inserted(" ".join(attributes.get("alt", "").split()), "description of an image"), attributes.get("src", "")
        ):
            self.blocks.append(replace(figure, place=self._at(self._offset())))

    def _equation(self, begin: int, end: int) -> None:
        """Writes an equation in one line."""
        text = linear_mathml(self._html[begin:end])
        if reason := left_out(self._tags(), self._main) or (None if text else Reason.MARKUP):
            self._skip(begin, end, reason)
            return
        self._into().add(self._place(text, begin, end - begin), style_of(self._open, self._tags()))
        self.equations.append((self._at(begin), text))

    def _text(self, data: str, at: int, width: int) -> None:
        if self._hidden is not None or not data:
            return
        if reason := Reason.FOOTNOTE_MARK if at in self._back else left_out(self._tags(), self._main):
            self._skip(at, at + width, reason)
            return
        mark = self._ref is not None or self._raised is not None
        if (low := lowered(data)) and self._open_tags["sub"] and not mark:
            self._skip(at, at + width, Reason.REFERENCE)
            placed = inserted(low, "lowered character")
        else:
            placed = self._place(data, at, width)
        if self._pre is not None:
            self._pre = self._pre + placed
        elif self._raised is not None:
            self._raised = self._raised + placed
        elif self._ref is not None:
            self._ref = (self._ref[0], self._ref[1] + placed)
        else:
            self._into().add(placed, style_of(self._open, self._tags()))

    def _end_raised(self) -> None:
        """A raised text is a mark that may refer to a note, if it is short."""
        raised, self._raised = self._raised or Text(), None
        sign = raised.plain.strip()
        style = style_of(self._open, self._tags())
        is_mark = 0 < len(sign) <= LONGEST_RAISED and not style.address
        self._into().add(*((NoteRef(raised, f"{RAISED}{sign}"),) if is_mark else (raised, style)))

    def _into(self) -> Gathered:
        return self._table.cell if self._table and self._table.cell else self._gathered

    def _flush(self, ended: str = "") -> None:
        """Ends the text of a block."""
        if self._table and self._table.cell:
            self._table.cell.add(LineBreak())
            return
        gathered, self._gathered = self._gathered, Gathered()
        content = gathered.content()
        text = whole_text(content)
        if not text.plain.strip():
            return
        if self._note:
            self._note.texts.append(gathered)
        elif self._level:
            self.blocks += filter(None, [heading_of(content, self._level)])
        elif ended == "figcaption" and self.blocks and isinstance(figure := self.blocks[-1], Figure):
            self.blocks[-1] = replace(figure, caption=text, caption_content=content)
        elif self._table:
            paragraph = Paragraph(text, content=content)
            if ended == "caption":
                self._table.caption = paragraph
            else:
                self.blocks.append(paragraph)
        else:
            depth = min(len(self._lists), DEEPEST) if self._open_tags["li"] else 0
            marker, self._marker = self._marker if depth else "", ""
            depth -= bool(depth) and self._lists[0].spelled
            if marker and self._lists[-1].spelled:  # its number is a part of the text
                content = (inserted(f"{marker} ", "number of an item"), *content)
                text, marker = whole_text(content), "-" if depth else ""
            self.blocks.append(Paragraph(text, content=content, depth=depth, marker=marker, quoted=self._quotes > 0))
