"""Reader for Markdown: that of people, and of the tools that make it from pages (docling, marker, MinerU, pandoc …)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from msgspec.structs import replace

from duizhao.document.inline import list_rule
from duizhao.document.tables import cells_of
from duizhao.document.text import Piece, Span, Text, inserted, joined
from duizhao.patterns import lazily
from duizhao.source.contents import heading_of, whole_text
from duizhao.source.model import Block, Cell, Code, Drop, Note, Paragraph, Reason, Rule, Source, Table
from duizhao.source.readers.content import Gathered
from duizhao.source.readers.html_blocks import HtmlBlocks
from duizhao.source.readers.images import images_beside
from duizhao.source.readers.kept import with_all_text
from duizhao.source.readers.markdown_columns import Columns, columns_rule
from duizhao.source.readers.markdown_inline import read_inline
from duizhao.source.readers.markdown_lines import Places, parted
from duizhao.source.readers.parts import Grid, figure_of
from duizhao.source.readers.plain_text import read_source
from duizhao.source.readers.read import ReadFile, dropped
from duizhao.source.readers.stamped import line_numbers, watermarks

#: A page's end as tools mark it: `{12}----`, `<!-- page 12 -->`, `[page 12]`.
_PAGE_MARK = lazily(r"\s*(?:\{\d+\}-{3,}|\[?-{2,}\s*page\s+\d+\s*-{2,}\]?|\[page\s+\d+\])\s*", re.IGNORECASE)
_FRONT_MATTER = lazily(r"\ufeff?---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = lazily(r"^title:[ \t]*(?P<quote>[\"']?)(?P<words>[^\n]+?)(?P=quote)[ \t]*$", re.MULTILINE)
_DEFINITION = lazily(r"\[\^[^\]\s]+\]:")
#: How pandoc begins the caption below a table.
_CAPTION = lazily(r"(?:Table)?: +")
_ATTRIBUTES = lazily(r"[ \t]*\{[:]?[ ]*[#.][^{}\n]*\}[ \t]*\Z")


def read_markdown(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors and findings call `name`; its images stand beside it.

    Raises:
        InputError: it cannot be read as text.
    """
    source, told = read_source(path, name)
    read = with_all_text(_Reader(source).read())
    return images_beside(replace(read, findings=(*told, *read.findings)), path.parent)


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True})
    made.enable("table").disable(["inline", "text_join", "code", "reference"])
    made.block.ruler.before("table", "columns", columns_rule)
    made.block.ruler.at("list", list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    return made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)


class _Reader:
    """Reads one file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._places = Places(source)
        self._lines = self._places.lines
        self._drops: list[Drop] = []
        self._blocks: list[Block] = []
        self._notes: list[Note] = []
        self._lists: list[bool] = []
        self._marker = ""
        self._quotes = 0
        self._title = ""
        self._note: tuple[int, str, Gathered] | None = None

    def read(self) -> ReadFile:
        """The whole file."""
        tokens = _parser().parse("\n".join(self._without_marks()), {"lines": self._lines})
        at = 0
        while at < len(tokens):
            at += self._step(tokens, at)
        return ReadFile(self._source, tuple(self._blocks), tuple(self._drops), tuple(self._notes), title=self._title)

    def _without_marks(self) -> Iterator[str]:
        """The lines, empty where something stands that is no Markdown."""
        front = 0
        if match := _FRONT_MATTER.match(self._source.text.replace("\r\n", "\n").replace("\r", "\n")):
            front = match[0].count("\n")
            said = _TITLE.search(match[0])
            self._title = said["words"].strip() if said else ""
        numbers, marks = line_numbers(self._lines), watermarks(self._lines)
        for number, line in enumerate(self._lines):
            start = self._source.line_starts[number]
            if number in marks:
                self._drop((Span(start, start + len(line)),), Reason.WATERMARK)
                line = ""
            elif number in numbers:
                begin, end = numbers[number]
                self._drop((Span(start + begin, start + end),), Reason.LINE_NUMBER)
                line = line[:begin] + line[end:]
            if number < front or _PAGE_MARK.fullmatch(line):
                self._drop((Span(start, start + len(line)),), Reason.FRONT if number < front else Reason.MARKUP)
                yield ""
            else:
                yield re.sub("[\ufeff\f\v\x85\u2028\u2029]", " ", line)

    def _drop(self, spans: Sequence[Span], reason: Reason) -> None:
        for span in spans:
            self._drops += dropped(self._source, span, reason)

    # ---- blocks

    def _step(self, tokens: Sequence[Token], at: int) -> int:
        """Reads what begins with a token; gives how many tokens it takes."""
        token = tokens[at]
        match token.type:
            case "heading_open":
                self._heading(tokens[at + 1], int(token.tag[1]))
                return 3
            case "paragraph_open":
                self._paragraph(tokens[at + 1])
                return 3
            case "table_open":
                return self._table(tokens, at)
            case "columns":
                self._columns(token.meta["table"])
            case "fence":
                self._code(token)
            case "html_block":
                self._html(token)
            case "hr":
                self._blocks.append(Rule(self._places.line(token)))
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token.type.startswith("ordered"))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = f"{token.info}{token.markup}" if token.info else "-"
                self._mark(token)
            case "footnote_reference_open":
                line = self._places.line(token)
                self._note = (line.start, str(token.meta["label"]), Gathered())
            case "footnote_reference_close":
                self._end_note()
            case _:
                pass
        return 1

    def _mark(self, token: Token) -> None:
        """The number an item begins with is written anew."""
        if not token.map:
            return
        line, start = self._lines[token.map[0]], self._source.line_starts[token.map[0]]
        if token.info and (found := re.compile(rf"[\s>]*(?:[-+*]\s+)*({re.escape(self._marker)})").match(line)):
            self._drop((Span(start + found.start(1), start + found.end(1)),), Reason.MARKUP)

    def _heading(self, token: Token, depth: int) -> None:
        raw = self._places.raw(token)
        if match := _ATTRIBUTES.search(raw.plain):
            self._drop(raw[match.start() :].spans(), Reason.MARKUP)
            raw = raw[: match.start()]
        gathered = read_inline(raw, self._drop)
        heading = heading_of(gathered.content(), depth)
        if heading and not self._quotes and self._note is None:
            self._blocks.append(heading)
        elif heading:
            self._add(gathered)
        self._images(gathered)

    def _paragraph(self, token: Token) -> None:
        raw = self._places.raw(token)
        if self._note and (match := _DEFINITION.search(self._lines[token.map[0]] if token.map else "")):
            start = self._source.line_starts[token.map[0]] if token.map else 0
            self._drop((Span(start + match.start(), start + match.end()),), Reason.FOOTNOTE_MARK)
        table = self._blocks[-1] if self._blocks else None
        if isinstance(table, Table) and (match := _CAPTION.match(raw.plain)):
            self._drop(raw[: match.end()].spans(), Reason.MARKUP)
            raw = raw[match.end() :]
            # It stands above its table, so that it is no other's.
            self._blocks.pop()
            self._add(read_inline(raw, self._drop))
            self._blocks.append(table)
            return
        for part in parted(raw):
            self._add(read_inline(part, self._drop))

    def _add(self, gathered: Gathered) -> None:
        """Adds a paragraph, and the images in it."""
        if self._note:
            _, _, whole = self._note
            whole.extend(gathered)
            return
        content = gathered.content()
        if content:
            depth = len(self._lists)
            marker, self._marker = self._marker if depth else "", ""
            text, quoted = whole_text(content), self._quotes > 0
            self._blocks.append(Paragraph(text, content=content, depth=depth, marker=marker, quoted=quoted))
        self._images(gathered)

    def _images(self, gathered: Gathered) -> None:
        for image in gathered.images():
            figure = figure_of(image.text, image.address.plain)
            if not figure or not figure.caption:
                self._drop(image.text.spans(), Reason.IMAGE)
            self._drop(image.address.spans(), Reason.IMAGE)
            if figure:
                self._blocks.append(replace(figure, place=image.address.start))

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
        styles = [token.attrs.get("style", "") for token in tokens[at:end] if token.type == "th_open"]
        aligned = tuple(str(style).rpartition(":")[2] for style in styles)
        grid = Grid()
        whole = Gathered()
        first, last = tokens[at].map or (0, 0)
        for number in (first, *range(first + 2, last)):
            line, start = self._lines[number], self._source.line_starts[number]
            if not line.strip():
                continue
            grid.row()
            for begin, stop in cells_of(line):
                raw, _ = Text((Piece(line[begin:stop], start + begin),)).without(
                    (found.start(), found.start() + 1) for found in re.finditer(r"\\(?=\|)", line[begin:stop])
                )
                gathered = read_inline(raw, self._drop)
                content = gathered.content()
                grid.cell(Cell(whole_text(content), content))
                whole.extend(gathered)
        if table := grid.table(aligned):
            self._blocks.append(table)
        self._images(whole)
        return end - at + 1

    def _columns(self, table: Columns) -> None:
        grid, whole = Grid(), Gathered()
        for row in table.rows:
            grid.row()
            for cell in row:
                gathered = read_inline(self._places.stretches(cell.lines), self._drop)
                content = gathered.content()
                grid.cell(Cell(whole_text(content), content), cell.columns, cell.rows)
                whole.extend(gathered)
        if made := grid.table(table.aligned):
            self._blocks.append(made)
        self._images(whole)

    def _code(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        for number in (first, last - 1):
            line, start = self._lines[number], self._source.line_starts[number]
            if number == first or line.strip().strip("`~") == "":
                self._drop((Span(start, start + len(line)),), Reason.MARKUP)
        parts = []
        for number, wanted in enumerate(token.content.removesuffix("\n").split("\n"), first + 1):
            start = self._source.line_starts[number]
            column = len(self._lines[number]) - len(wanted)
            exact = column >= 0 and self._lines[number].endswith(wanted)
            parts.append(Text((Piece(wanted, start + column),)) if exact else self._places.found(number, wanted))
            parts.append(inserted("\n", "line end"))
        text = joined(parts)
        if text.plain.strip():
            self._blocks.append(Code(text))

    def _html(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        start = self._source.line_starts[first]
        end = self._source.line_starts[last] if last < len(self._source.line_starts) else len(self._source.text)
        html = self._source.text[start:end]

        def place(data: str, at: int, width: int) -> Text:
            if len(data) == width and html.startswith(data, at):
                return Text((Piece(data, start + at),))
            self._drop((Span(start + at, start + at + width),), Reason.REFERENCE)
            return inserted(data, "character for a reference")

        def skip(begin: int, stop: int, reason: Reason) -> None:
            self._drop((Span(start + begin, start + stop),), reason)

        found = HtmlBlocks(html, place, skip, lambda at: start + at).read()
        for tag in re.finditer(r"<[^<>]*>", html):
            self._drop((Span(start + tag.start(), start + tag.end()),), Reason.MARKUP)
        if self._note:
            return
        self._blocks += found.blocks
        self._notes += found.notes

    def _end_note(self) -> None:
        assert self._note
        offset, label, gathered = self._note
        self._note = None
        content = gathered.content()
        for image in gathered.images():
            self._drop((*image.text.spans(), *image.address.spans()), Reason.IMAGE)
        self._notes.append(Note(0, offset, whole_text(content), label=label, content=content))
