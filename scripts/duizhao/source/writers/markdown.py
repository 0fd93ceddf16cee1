"""Writer: from a finished page to the Markdown editors work with. Every character written is accounted for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import yaml
from msgspec import Struct

from duizhao.document.boxes import FIGURE
from duizhao.document.delimiters import keeps_emphasis_out
from duizhao.document.ids import attribute_list
from duizhao.document.merged_cells import ABOVE, LEFT
from duizhao.document.model import RULE
from duizhao.document.text import Span, Text, inserted, joined
from duizhao.source.contents import placed
from duizhao.source.inline import Address, Emphasis, Inline, LineBreak, Link, NoteRef, Verbatim
from duizhao.source.model import (
    Block,
    Box,
    Cell,
    Code,
    Drop,
    Figure,
    Heading,
    Note,
    Paragraph,
    Reason,
    Rule,
    Source,
    Table,
)
from duizhao.source.structure import Edition, Page
from duizhao.source.writers.emphasis import signs_outside
from duizhao.source.writers.escape import ESCAPE, escaped, escaped_address

SYNTAX = "Markdown syntax"
INDENT = "    "

_BACKTICKS = re.compile("`+")
_BAR = re.compile(r"\|")
#: A reference and a colon at a line's beginning would be read as a definition.
_LIKE_DEFINITION = re.compile(r"\[\^[^\]]*\](?=:)")


class WrittenPage(Struct, frozen=True):
    """A Markdown file: its path below the language's folder, its front matter and its body.

    `blocks`: the source spans of each block with an id. `drops`: characters written as references.
    """

    path: str
    front: str
    body: Text
    blocks: tuple[tuple[str, tuple[Span, ...]], ...]
    drops: tuple[Drop, ...]

    @property
    def content(self) -> str:
        """The whole file."""
        return self.front + self.body.plain


def write_page(page: Page, edition: Edition, source: Source) -> WrittenPage:
    """The page as Markdown."""
    return _Writer(page, edition, source).written()


class _Writer:
    """Collects the pieces of one page."""

    def __init__(self, page: Page, edition: Edition, source: Source) -> None:
        self._page, self._edition, self._source = page, edition, source
        self._body: list[Text] = []
        self._blocks: list[tuple[str, tuple[Span, ...]]] = []
        self._drops: list[Drop] = []
        self._columns: list[int] = []  # where the content of each list we are in begins
        self._quoted = False  # whether that list stands in a quotation

    def written(self) -> WrittenPage:
        page = self._page
        notes: dict[int, list[Note]] = defaultdict(list)
        for index, note in placed(page.blocks, page.notes):
            notes[index].append(note)
        if page.heading:
            self._heading(page.heading, 1)
        else:
            self._lines("home", self._text(self._edition.title, heading=True), before="# ", behind=" { #home }")
            if self._edition.publisher:
                self._paragraph("publisher", (self._edition.publisher,), "")
        self._notes(notes.pop(-1, []))
        waiting: list[Note] = []
        for index, block in enumerate(page.blocks):
            # A note between a list's items would end the list.
            if waiting and not (self._columns and isinstance(block, Paragraph) and block.depth):
                self._notes(waiting)
                waiting = []
            self._block(block, "")
            waiting += notes.get(index, [])
        self._notes(waiting)
        if not page.blocks:
            self._notes(notes.get(0, []))
        body = joined(self._body)
        return WrittenPage(f"{page.path}.md", self._front(body), body, tuple(self._blocks), tuple(self._drops))

    def _front(self, body: Text) -> str:
        page = self._page
        title = page.heading.text.plain if page.heading else self._edition.title.plain
        data: dict[str, object] = {"title": " ".join(title.split()), "kind": page.kind}
        if page.chapter:
            data["chapter"] = int(page.chapter)
        if page.section:
            data["section"] = page.section
        data["order"] = page.order
        if not page.heading and self._edition.publisher:
            data["publisher"] = self._edition.publisher.plain
        if not page.heading and self._edition.date:
            data["date"] = self._edition.date
        if not page.heading and self._edition.licence:
            data["licence"] = self._edition.licence
        spans = body.spans()
        if spans:
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            data["source"] = {"file": self._source.name.rpartition("/")[2], "lines": self._source.lines(span)}
        front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{front}---\n"

    # ---- blocks

    def _block(self, block: Block, indent: str) -> None:
        if not (isinstance(block, Paragraph) and block.depth):
            self._columns = []
        match block:
            case Heading():
                self._heading(block, block.depth)
            case Paragraph():
                self._paragraph(block.id, block.content, *self._before(block, indent), block.also)
            case Table():
                self._table(block, indent)
            case Code():
                fence = "`" * max(3, *(len(run) + 1 for run in _BACKTICKS.findall(block.text.plain + "`")))
                ended = "" if block.text.plain.endswith("\n") else "\n"
                behind = f"{ended}{fence}\n{attribute_list(block.id, block.also)}"
                self._lines(block.id, block.text, before=f"{fence}\n", behind=behind)
            case Rule():
                self._lines("", Text(), before=RULE, behind="")
            case Figure():
                self._admonition(FIGURE, block.id, self._inline(block.caption_content, False))
                if block.source:
                    self._paragraph(f"{block.id}-source", block.source_content, INDENT)
            case Box():
                self._admonition(block.kind, block.id, self._inline(block.content or (block.title,), False))
                for inner in block.blocks:
                    self._block(inner, INDENT)
            case _:
                raise TypeError(f"a {type(block).__name__} is left unclassified")

    def _heading(self, heading: Heading, level: int) -> None:
        title = self._text(heading.label + heading.title, heading=True)
        refs = self._inline(heading.refs, False)
        self._lines(heading.id, title + refs, before="#" * level + " ", behind=f" {attribute_list(heading.id)}")

    def _before(self, block: Paragraph, indent: str) -> tuple[str, str]:
        """What stands before a paragraph's first line and before its others: the marks of its list and quotation."""
        if not block.depth:
            indent += "> " if block.quoted else ""
            return indent, indent
        if block.marker:
            self._quoted = block.quoted
        indent += "> " if self._quoted else ""
        # A quotation within an item stands behind the list's indentation.
        within = "> " if block.quoted and not self._quoted else ""
        at = self._columns[: block.depth if not block.marker else block.depth - 1]
        inset = " " * (at[-1] if at else 0)
        if not block.marker:
            self._columns = at
            return indent + inset + within, indent + inset + within
        self._columns = [*at, len(inset) + len(block.marker) + 1]
        return f"{indent}{inset}{block.marker} ", indent + " " * self._columns[-1]

    def _paragraph(
        self, id_: str, content: Iterable[Inline], indent: str, further: str | None = None, also: tuple[str, ...] = ()
    ) -> None:
        """A paragraph; `further`: what stands before its lines but the first, if it is something else."""
        further = indent if further is None else further
        text = self._inline(content, True, further)
        self._lines(id_, text, before=indent, behind=f"\n{further}{attribute_list(id_, also)}")

    def _table(self, table: Table, indent: str) -> None:
        dashes = {"left": ":--", "right": "--:", "center": ":-:"}
        aligned = [dashes.get(each, "---") for each in table.aligned]
        aligned += ["---"] * (len(table.rows[0]) - len(aligned))
        lines = []
        for number, row in enumerate(table.rows):
            lines.append(inserted(f"\n{indent}| " if number else f"{indent}| ", SYNTAX))
            for cell in row:
                lines += [self._cell(cell), inserted(" | ", SYNTAX)]
            lines[-1] = inserted(" |", SYNTAX)
            if not number:
                lines.append(inserted(f"\n{indent}| {' | '.join(aligned)} |", SYNTAX))
        behind = f"\n{indent}{attribute_list(table.id, table.also)}"
        self._lines(table.id, joined(lines), before="", behind=behind)

    def _cell(self, cell: Cell) -> Text:
        if cell.merged:
            return inserted(cell.merged, SYNTAX)
        if cell.text.plain in (LEFT, ABOVE):  # a text that would merge it
            return self._reference(cell.text)
        return _without_bars(self._inline(cell.content, False))

    def _admonition(self, kind: str, id_: str, title: Text) -> None:
        self._lines(id_, title, before=f'!!! {kind} "', behind=f'"\n{INDENT}{attribute_list(id_)}')

    def _notes(self, notes: Iterable[Note]) -> None:
        for note in notes:
            text = self._inline(note.content, True)
            self._lines(note.label, text, before=f"[^{note.label}]: ", behind="")

    def _lines(self, id_: str, text: Text, *, before: str, behind: str) -> None:
        """Adds a block: a blank line, and the text between its syntax."""
        self._blocks.append((id_, text.spans()))
        self._body += [inserted(f"\n{before}", SYNTAX), text, inserted(f"{behind}\n", SYNTAX)]

    # ---- inline content

    def _text(self, text: Text, *, at_start: bool = False, heading: bool = False) -> Text:
        result, references = escaped(text, at_start=at_start, heading=heading)
        self._drops.extend(Drop(span, Reason.REFERENCE) for span in references)
        return result

    def _beside_emphasis(self, items: Sequence[Inline], index: int, at_start: bool) -> list[Text]:
        """A text between other items; a character beside which emphasis would show its stars is a reference."""
        text = items[index]
        assert isinstance(text, Text)
        before, behind = items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
        plain = text.plain
        begin = int(isinstance(before, Emphasis) and keeps_emphasis_out(plain[:1], before.text.plain[-1:]))
        last = isinstance(behind, Emphasis) and keeps_emphasis_out(plain[-1:], behind.text.plain[:1])
        end = max(begin, len(plain) - last)
        middle = self._text(text[begin:end], at_start=at_start and not begin)
        return [self._reference(text[:begin]), middle, self._reference(text[end:])]

    def _reference(self, character: Text) -> Text:
        """A character as a reference; nothing for none."""
        self._drops.extend(Drop(span, Reason.REFERENCE) for span in character.spans())
        return inserted("".join(f"&#{ord(each)};" for each in character.plain), ESCAPE)

    def _inline(self, content: Iterable[Inline], at_start: bool, indent: str | None = None) -> Text:
        """Some content; `indent`: what stands before a further line, None where there can be none."""
        parts: list[Text] = []
        items = signs_outside(content)
        for index, item in enumerate(items):
            broken = indent is not None and index > 0 and isinstance(items[index - 1], LineBreak)
            begins = broken or (at_start and not parts)
            if isinstance(item, Text):
                parts += self._beside_emphasis(items, index, begins)
            elif isinstance(item, Emphasis):
                mark = inserted("**" if item.strong else "*", SYNTAX)
                parts += [mark, self._text(item.text), mark]
            elif isinstance(item, Address):
                parts += [inserted("<", SYNTAX), escaped_address(item.text), inserted(">", SYNTAX)]
            elif isinstance(item, Link):
                address = escaped_address(item.address)
                parts += [inserted("[", SYNTAX), self._text(item.text), inserted("](<", SYNTAX), address]
                parts.append(inserted(">)", SYNTAX))
            elif isinstance(item, Verbatim):
                ticks = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(item.text.plain)), default=0))
                space = " " if len(ticks) > 1 else ""
                parts += [inserted(ticks + space, SYNTAX), item.text, inserted(space + ticks, SYNTAX)]
            elif isinstance(item, LineBreak):
                parts.append(inserted(" " if indent is None else f"\\\n{indent}", SYNTAX))
            elif isinstance(item, NoteRef):
                parts.append(
                    inserted(f"[^{item.label}]", SYNTAX) if item.label else self._text(item.mark, at_start=begins)
                )
        text = joined(parts)
        if at_start and (match := _LIKE_DEFINITION.match(text.plain)):
            colon = text[match.end() : match.end() + 1]
            self._drops.extend(Drop(span, Reason.REFERENCE) for span in colon.spans())
            text = text[: match.end()] + inserted("&#58;", ESCAPE) + text[match.end() + 1 :]
        return text


def _without_bars(text: Text) -> Text:
    """A cell's Markdown with its bars escaped."""
    parts = []
    for before, match in text.split(_BAR):
        parts.append(before)
        if match:
            parts += [inserted("\\", ESCAPE), text[match.start() : match.end()]]
    return joined(parts)
