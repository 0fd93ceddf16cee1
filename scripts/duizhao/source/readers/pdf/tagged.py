"""From the tags of a PDF to its blocks: each element of the structure tree becomes what its kind says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.source.readers.parts import MOST_COLUMNS
from duizhao.source.readers.pdf.flow import LABELLED, marker_of
from duizhao.source.readers.pdf.lines import line_of, runs_of, with_marks
from duizhao.source.readers.pdf.model import Block, Frame, Grid, Letter, Line, Paragraph, Picture, Placed, Row, around
from duizhao.source.readers.pdf.notes import FoundNote, mark_of
from duizhao.source.readers.pdf.structure import Content, Element
from duizhao.source.readers.pdf.tables import taken

_HEADING = re.compile(r"H(\d?)|Title")
NOTES = frozenset({"Note", "FENote", "Footnote", "Endnote"})
#: What stands inside a paragraph, unless something in it does not.
_INLINE = NOTES | {"Span", "Link", "Reference", "NonStruct", "Em", "Strong", "Sub", "Quote", "Code", "Lbl", "Annot"}
_INLINE |= {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Formula", "Form", "BibEntry"}

_NUMBER = re.compile(r"(\d{1,3})([.)]?)")
_ORDERED = frozenset({"Ordered", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"})


class _Place(Struct, frozen=True):
    """Where an element stands: how deep in lists, whether in a quotation, how deep in parts of the document."""

    depth: int = 0
    quoted: bool = False
    parts: int = 0


class Tagged(Struct):
    """What a tree says: blocks in its order, and notes. `letters` and `pictures`: those of each marked content that are
    in no block yet. `again`: lines of a table's head that stand again on a later page."""

    letters: dict[Content, list[Letter]]
    pictures: dict[Content, list[Picture]]
    blocks: list[Block] = field(default_factory=list)
    notes: list[FoundNote] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)

    def read(self, element: Element, place: _Place = _Place()) -> None:
        """Adds the blocks of an element."""
        match element.kind:
            case kind if heading := _HEADING.fullmatch(kind):
                level = int(heading[1] or 0) or (place.parts if kind == "H" else 1)
                self._flow(Element("P", parts=element.parts), place, level=max(level, 1))
            case kind if kind in NOTES:
                self._note(element)
            case "Table":
                self._table(element, place)
            case "L":
                self._list(element, replace(place, depth=place.depth + 1))
            case "Figure":
                self._figure(element, place)
            case _ if {"Caption", "Figure"} == {part.kind for part in element if isinstance(part, Element)}:
                self._figure(element, place)
            case "LI" | "NonStruct" if any(isinstance(part, Element) and part.kind == "Lbl" for part in element):
                self._item(element, replace(place, depth=place.depth + 1), "-")
            case kind:
                quoted = place.quoted or kind == "BlockQuote"
                parts = place.parts + (kind in ("Sect", "Art", "Part"))
                self._flow(element, replace(place, quoted=quoted, parts=parts))

    # ---- text

    def _flow(self, element: Element, place: _Place, level: int = 0) -> None:
        """What is in an element: stretches of text as paragraphs, and other elements between them."""
        run: list[Content] = []
        behind: list[Element] = []
        for part in (*element, None):
            if isinstance(part, tuple):
                run.append(part)
            elif part and self._is_inline(part):
                _gather(part, run, behind)
            else:
                if lines := self._lines(run):
                    code = len(lines) > 1 and all(each.line.code for each in lines)
                    self.blocks.append(Paragraph(lines, 0, "", place.depth, place.quoted, level, code))
                for each in behind:
                    self.read(each, place)
                run, behind = [], []
                if part:
                    self.read(part, place)

    def _is_inline(self, element: Element) -> bool:
        if element.kind == "Figure":
            return not any(content in self.letters for content in element.contents())
        return element.kind in _INLINE and all(self._is_inline(part) for part in element if isinstance(part, Element))

    def _lines(self, contents: Iterable[Content]) -> list[Placed]:
        """The lines of some contents, each letter once."""
        own = [(page, letter) for page, content in contents for letter in self.letters.pop((page, content), ())]
        lines: list[Line] = []
        for page, letters in groupby(own, key=lambda each: each[0]):
            for line in with_marks(runs_of((letter for _, letter in letters), page)):
                beside = lines and lines[-1].page == page and abs(lines[-1].base - line.base) < 0.2 * line.size
                if beside and lines[-1].right <= line.left:
                    lines[-1] = _spaced(lines[-1].letters, line)
                else:
                    lines.append(line)
        return [Placed(line, line.left, line.right, (line.page, 0)) for line in lines]

    # ---- lists and notes

    def _list(self, element: Element, place: _Place) -> None:
        ordered = element.attributes.get("ListNumbering") in _ORDERED
        number = 0
        for part in element:
            if isinstance(part, Element) and part.kind == "LI":
                number += 1
                self._item(part, place, f"{number}." if ordered else "-")
            elif isinstance(part, Element):
                self.read(part, place)

    def _item(self, element: Element, place: _Place, usual: str) -> None:
        label, rest = self._labelled(element)
        before = len(self.blocks)
        self._flow(rest, place)
        first = self.blocks[before] if len(self.blocks) > before else None
        if not isinstance(first, Paragraph) or first.mark:
            if label:
                self.blocks.insert(before, Paragraph(label, _count(label), "-", place.depth, place.quoted))
            return
        words = "".join(each.line.plain for each in label)
        if label:
            first.lines = _after(label, first.lines)
            first.marker, first.mark = _count(label), _mark(words)
        else:
            first.marker, first.mark = marker_of(first.first)
            first.mark = first.mark or ("" if LABELLED.match(first.plain) else usual)
        if first.level:
            first.marker, first.mark, first.depth = 0, "", 0
        elif not first.mark:
            first.marker, first.depth = 0, place.depth - 1

    def _labelled(self, element: Element) -> tuple[list[Placed], Element]:
        """The lines of an element's label, and the element without it."""
        labels = {at: part for at, part in element.parts.items() if isinstance(part, Element) and part.kind == "Lbl"}
        own = [content for label in labels.values() for content in label.contents()]
        rest = {at: part for at, part in element.parts.items() if at not in labels}
        return self._lines(own), Element("LBody", parts=rest)

    def _note(self, element: Element) -> None:
        label, rest = self._labelled(element)
        lines = _after(label, self._lines(rest.contents()))
        if not lines:
            return
        first = lines[0].line
        mark, count = mark_of(first)
        if label:
            mark, count = "".join(each.line.plain for each in label).strip("[]［］〔〕().、） "), _count(label)
        if mark:
            self.notes.append(FoundNote(mark, first.page, lines, count))
        else:
            self.blocks.append(Paragraph(lines))

    # ---- tables and figures

    def _table(self, element: Element, place: _Place) -> None:
        for part in element:
            if isinstance(part, Element) and part.kind == "Caption":
                self.read(part, place)
        cells = [[cell for cell in row if isinstance(cell, Element)] for row in _rows(element)]
        behind: list[Element] = []
        if [len(row) for row in cells] == [1]:
            inner = Tagged(self.letters, self.pictures, notes=self.notes)
            inner._flow(cells[0][0], place)
            lines = [each for block in inner.blocks if isinstance(block, Paragraph) for each in block.lines]
            if lines:
                self.blocks.append(Frame(around([each.area for each in lines]), tuple(inner.blocks)))
            return
        rows: list[list[tuple[Line, ...]]] = []
        below: dict[int, int] = {}  # for each column how many rows a cell above still takes
        spans: dict[tuple[int, int], str] = {}
        for at, row in enumerate(cells):
            made: list[tuple[Line, ...]] = []
            for cell in row:
                while below.get(len(made), 0):
                    below[len(made)] -= 1
                    made.append(())
                contents: list[Content] = []
                _gather(cell, contents, behind)
                spanned = (int(cell.attributes.get(key, 1)) for key in ("ColSpan", "RowSpan"))
                wide, high = (min(max(each, 1), MOST_COLUMNS) for each in spanned)
                left = len(made)
                spans |= taken(at, left, min(high, len(cells) - at), wide)
                below |= {left + right: high - 1 for right in range(wide)}
                made += [self._cell(contents), *[()] * (wide - 1)]
            while below.get(len(made), 0):
                below[len(made)] -= 1
                made.append(())
            rows.append(made)
        found = [line for row in rows for cell in row for line in cell]
        if found:
            page = found[0].page
            area = around([line.area for line in found if line.page == page])
            # Where rows are missing, or too short, it is not known which places a cell takes.
            whole = all(map(any, rows)) and len(set(map(len, rows))) == 1
            filled = _filled([row for row in rows if any(row)])
            self.blocks.append(Grid(area, page, filled, bool(spans) and not whole, spans if whole else {}))
        for each in behind:
            self.read(each, place)

    def _cell(self, contents: Sequence[Content]) -> tuple[Line, ...]:
        """The lines of a cell, once."""
        lines = [each.line for each in self._lines(contents)]
        first = [line for line in lines if line.page == lines[0].page]
        later = [line for line in lines if line.page != lines[0].page]
        if [line.plain for line in later] != [line.plain for line in first]:
            return tuple(lines)
        self.again += later
        return tuple(first)

    def _figure(self, element: Element, place: _Place) -> None:
        captions = [part for part in element if isinstance(part, Element) and part.kind == "Caption"]
        rest = Element("Div", parts={at: part for at, part in element.parts.items() if part not in captions})
        pictures = [picture for content in rest.contents() for picture in self.pictures.pop(content, ())]
        description = next((each.alternative for each in element.elements() if each.alternative), "")
        if len(pictures) == 1:
            lines = self._lines(content for caption in captions for content in caption.contents())
            pictures = [pictures[0]._replace(description=description, caption=Paragraph(lines) if lines else None)]
        self.blocks += pictures
        self._flow(Element("Div", parts=dict(enumerate(rest.contents()))), place)
        for each in captions:
            self._flow(each, place)


def _gather(element: Element, run: list[Content], behind: list[Element]) -> None:
    """Adds the contents of an element to a run; notes and figures in it come behind."""
    for part in (element,) if element.kind in NOTES or element.kind == "Figure" else element:
        if isinstance(part, tuple):
            run.append(part)
        elif part is element:
            behind.append(part)
        else:
            _gather(part, run, behind)


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, whatever they are grouped in."""
    for part in element:
        if isinstance(part, Element) and part.kind == "TR":
            yield part
        elif isinstance(part, Element) and part.kind in ("THead", "TBody", "TFoot", "NonStruct", "Div"):
            yield from _rows(part)


def _filled(rows: Sequence[Sequence[tuple[Line, ...]]]) -> tuple[Row, ...]:
    """Rows of one length. The cells of one that is too short stand below those that begin there, too."""
    width = max(map(len, rows))
    lefts = [
        min((line.left for row in rows if len(row) == width for line in row[at]), default=0.0) for at in range(width)
    ]
    result: list[Row] = []
    for row in rows:
        made: list[tuple[Line, ...]] = []
        for at, cell in enumerate(row):
            left = min((line.left for line in cell), default=0.0)
            while cell and len(made) + len(row) - at < width and lefts[len(made) + 1] <= left + 1:
                made.append(())
            made.append(cell)
        result.append((*made, *[()] * (width - len(made))))
    return tuple(result)


def _after(label: Sequence[Placed], lines: Sequence[Placed]) -> list[Placed]:
    """Lines, the first with a label before it."""
    if not label or not lines:
        return [*label, *lines]
    before = [letter for each in label for letter in each.line.letters]
    return [replace(lines[0], line=_spaced(before, lines[0].line)), *lines[1:]]


def _spaced(letters: Sequence[Letter], line: Line) -> Line:
    """A line with letters before it, and a space between them."""
    return line_of((*letters, line.letters[0]._replace(space=True), *line.letters[1:]), line.page)


def _count(label: Sequence[Placed]) -> int:
    return sum(len(each.line.letters) for each in label)


def _mark(words: str) -> str:
    """A label as the mark of an item; empty if Markdown has no list for it."""
    if number := _NUMBER.fullmatch(words):
        return f"{number[1]}{number[2] or '.'}"
    return "" if any(char.isalnum() for char in words) and words != "o" else "-"
