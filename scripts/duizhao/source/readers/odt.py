"""Reader for OpenDocument's text files (.odt): headings, lists, tables, notes, images, tracked changes."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.errors import Phrase
from duizhao.source.contents import heading_of, whole_text
from duizhao.source.inline import LineBreak, NoteRef
from duizhao.source.model import Block, Cell, Figure, Note, Paragraph, Reason
from duizhao.source.readers.archive import Archive
from duizhao.source.readers.content import Gathered, Image, Style
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.images import with_images
from duizhao.source.readers.odt_styles import OASIS, equation_in, first_page, number_of, read_styles
from duizhao.source.readers.parts import Grid, boxed, extracted_figure
from duizhao.source.readers.read import ReadFile
from duizhao.source.readers.title_lines import biggest_lines

_T, _TABLE, _DRAW = f"{{{OASIS}:text:1.0}}", f"{{{OASIS}:table:1.0}}", f"{{{OASIS}:drawing:1.0}}"
_OFFICE, _SVG = f"{{{OASIS}:office:1.0}}", f"{{{OASIS}:svg-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_DEEPEST = 60


def read_odt(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors call `name`; its text is kept in a file of that name and `.txt`.

    Raises:
        InputError: it is no such file, locked, damaged or too large.
    """
    archive = Archive(path, name)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise archive.locked()
    root = archive.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise archive.missing(Phrase("OpenDocument text"))
    reader = _Reader(archive, [root, archive.xml("styles.xml")])
    reader.body(body)
    read = reader.extract.read(f"{name}.txt", reader.blocks, reader.notes, reader.doubts)
    return replace(with_images(read, archive.read), title=archive.title("meta.xml"))


class _List(Struct):
    """A list we are in: its style, and the last number of each level."""

    style: str
    number: int = 0


class _Run(Struct):
    """What stands in a paragraph while it is read."""

    gathered: Gathered = field(default_factory=Gathered)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    captions: list[Text] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class _Reader:
    def __init__(self, archive: Archive, roots: list[etree._Element | None]) -> None:
        self._archive = archive
        self.extract = Extract()
        self.doubts: list[tuple[str, int]] = []
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self._labels = 0
        self._styles = read_styles(roots)
        self._lists: list[_List] = []
        self._marker = ""
        self._title: list[etree._Element] = []  # its lines, where no style names it

    def body(self, body: etree._Element) -> None:
        """Reads all of it."""
        styles = (each.get(f"{_T}style-name", "") for each in body.iterfind(f"{_T}p"))
        if not any(self._names_title(style) for style in styles):
            self._title = biggest_lines(first_page(body, self._styles.chain, self._styles.size))
        self.blocks += self.read(body, 0)

    def _names_title(self, style: str) -> bool:
        return "title" in [each.name for each in self._styles.chain(style)][:2]

    def read(self, holder: etree._Element, deep: int) -> Iterator[Block]:
        """The blocks in an element."""
        if deep > _DEEPEST:
            return
        for each in holder:
            match each.tag:
                case t if t == f"{_T}h":
                    yield from self._text(each, deep, number_of(each.get(f"{_T}outline-level")))
                case t if t == f"{_T}p":
                    yield from self._text(each, deep, 0)
                case t if t == f"{_T}list":
                    yield from self._list(each, deep)
                case t if t == f"{_TABLE}table":
                    yield from self._table(each, deep)
                case t if t in (f"{_T}table-of-content", f"{_T}alphabetical-index", f"{_T}illustration-index"):
                    self._leave_out(each, Reason.CONTENTS)
                case t if t == f"{_T}tracked-changes":
                    self._leave_out(each, Reason.CHANGE)
                case t if t in (f"{_T}section", f"{_DRAW}frame", f"{_DRAW}text-box", f"{_T}index-body"):
                    yield from self.read(each, deep + 1)
                case _:
                    pass

    def _leave_out(self, element: etree._Element, reason: Reason) -> None:
        for paragraph in element.iter(f"{_T}p", f"{_T}h"):
            if text := "".join(paragraph.itertext()).strip():
                self.extract.leave_out(text, reason)
                self.extract.line()

    def _list(self, element: etree._Element, deep: int) -> Iterator[Block]:
        style = element.get(f"{_T}style-name", "") or (self._lists[-1].style if self._lists else "")
        level = len(self._lists) + 1
        if (style, level) not in self._styles.numbered and (style, level) not in self._styles.bullets:
            level = 1  # a list's own style may know its first level alone
        suffix, start = self._styles.numbered.get((style, level), ("", 1))
        self._lists.append(_List(style, start - 1))
        for item in element.iterfind(f"{_T}list-item"):
            here = self._lists[-1]
            own = item.get(f"{_T}start-value", "")
            here.number = int(own) if own.isdigit() else here.number + 1
            numbered = (style, level) in self._styles.numbered
            self._marker = f"{here.number}{')' if ')' in suffix else '.'}" if numbered else "-"
            yield from self.read(item, deep + 1)
        self._lists.pop()
        self._marker = ""

    def _text(self, element: etree._Element, deep: int, level: int) -> Iterator[Block]:
        if element in self._title[1:]:
            return
        run = _Run()
        style = element.get(f"{_T}style-name", "")
        names = [each.name for each in self._styles.chain(style)]
        biggest = element in self._title
        title = biggest or (self._names_title(style) and not self.blocks)
        for line in self._title if biggest else (element,):
            if line is not element:
                run.gathered.add(inserted("\n", "line end"))
            self._inline(line, run, Style(), deep, bare=bool(level) or title)
            self.extract.line()
        content = run.gathered.content()
        if content and (level or title):
            if heading := heading_of(content, 1 if title else level + bool(self._title)):
                yield heading
        elif content:
            depth, marker = len(self._lists), self._marker if self._lists else ""
            self._marker = ""
            quoted = any("quot" in name or name == "block text" for name in names)
            yield Paragraph(whole_text(content), content=content, depth=depth, marker=marker, quoted=quoted)
        yield from self._held(run, deep)

    def _held(self, run: _Run, deep: int) -> Iterator[Block]:
        """What a paragraph or a table holds beside its words: images, text boxes; its notes are put down behind it."""
        for image in run.gathered.images():
            if figure := extracted_figure(self.extract, image):
                yield self._figure(figure, run)
        for box in run.boxes:
            yield from boxed(list(self.read(box, deep + 1)))
        for label, body in run.notes:
            self._note(label, body, deep)

    def _figure(self, figure: Figure, run: _Run) -> Figure:
        placed = replace(figure, place=max(self.extract.length - 1, 0))
        if not run.captions:
            return placed
        self.extract.take_out(figure.caption, Reason.IMAGE)
        caption = run.captions.pop(0)
        return replace(placed, caption=caption, caption_content=(caption,))

    def _inline(self, element: etree._Element, run: _Run, style: Style, deep: int, *, bare: bool) -> None:
        self._put(element.text, run, style)
        for each in element:
            if deep <= _DEEPEST:
                self._piece(each, run, style, deep + 1, bare=bare)
            self._put(each.tail, run, style)

    def _piece(self, each: etree._Element, run: _Run, style: Style, deep: int, *, bare: bool) -> None:
        match each.tag:
            case t if t == f"{_T}s":
                self._put(" ", run, style)
            case t if t == f"{_T}tab":
                self._put("\t", run, style)
            case t if t == f"{_T}line-break":
                self.extract.put("\n")
                run.gathered.add(LineBreak())
            case t if t == f"{_T}note":
                body = each.find(f"{_T}note-body")
                if body is not None:
                    self._labels += 1
                    label = f"note{self._labels}"
                    run.notes.append((label, body))
                    run.gathered.add(NoteRef(self.extract.put(f"[^{label.removeprefix('note')}]"), label))
            case t if t == f"{_T}span":
                looks = list(self._styles.chain(each.get(f"{_T}style-name", "")))
                if any(one.raised for one in looks) and 0 < len(text := "".join(each.itertext()).strip()) <= 12:
                    run.gathered.add(NoteRef(self.extract.put(text), f"^{text}"))
                    return
                if not bare:
                    strong = next((one.strong for one in looks if one.strong is not None), style.strong)
                    emphasis = next((one.emphasis for one in looks if one.emphasis is not None), style.emphasis)
                    style = style._replace(strong=strong, emphasis=emphasis, code=any(one.code for one in looks))
                self._inline(each, run, style, deep, bare=bare)
            case t if t == f"{_T}a":
                address = inserted(each.get(f"{_XLINK}href", ""), "address of a link")
                self._inline(each, run, style._replace(address=address), deep, bare=bare)
            case t if t == f"{_DRAW}frame":
                self._frame(each, run, style, deep)
            case t if t in (f"{_OFFICE}annotation", f"{_T}bookmark", f"{_T}soft-page-break"):
                pass
            case _:
                self._inline(each, run, style, deep, bare=bare)

    def _frame(self, frame: etree._Element, run: _Run, style: Style, deep: int) -> None:
        """An image, a frame that holds one above its caption, or a text box."""
        image = next(iter(frame.iterfind(f"{_DRAW}image")), None)
        if equation := equation_in(frame, self._archive):
            self.doubts.append(("c-061", self.extract.length))
            run.gathered.add(self.extract.put(equation), style)
            return
        if image is not None:
            said = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
            address = inserted(image.get(f"{_XLINK}href", "").removeprefix("./"), "address of a link")
            run.gathered.add(Image(inserted(said, "description of an image"), address))
            return
        box = frame.find(f"{_DRAW}text-box")
        if box is None:
            return
        if next(box.iterfind(f"{_T}p//{_DRAW}image"), None) is None:
            run.boxes.append(box)
            return
        for paragraph in box.iterfind(f"{_T}p"):
            inner = _Run()
            self._inline(paragraph, inner, Style(), deep, bare=True)
            self.extract.line()
            for found in inner.gathered.images():
                run.gathered.add(found)
            if text := whole_text(item for item in inner.gathered.content() if isinstance(item, Text)):
                run.captions.append(text)

    def _put(self, text: str | None, run: _Run, style: Style) -> None:
        if text:
            run.gathered.add(self.extract.put(re.sub(r"[ \t\r\n]+", " ", text)), style)

    def _note(self, label: str, body: etree._Element, deep: int) -> None:
        offset = self.extract.length
        self.extract.leave_out(f"[^{label.removeprefix('note')}]: ", Reason.FOOTNOTE_MARK)
        whole = Gathered()
        for paragraph in body.iter(f"{_T}p"):
            run = _Run()
            self._inline(paragraph, run, Style(), deep, bare=False)
            self.extract.line()
            whole.extend(run.gathered)
        content = whole.content()
        self.notes.append(Note(0, offset, whole_text(content), label=label, content=content))

    def _table(self, table: etree._Element, deep: int) -> Iterator[Block]:
        grid = Grid()
        held = _Run()
        for row in table.iter(f"{_TABLE}table-row"):
            grid.row()
            for cell in row:
                if cell.tag != f"{_TABLE}table-cell":
                    continue
                run = _Run()
                own = cell.iter(f"{_DRAW}frame", f"{_T}note", f"{_OFFICE}annotation")
                elsewhere = {each for holder in own for each in holder.iter(f"{_T}p", f"{_T}h")}
                for paragraph in cell.iter(f"{_T}p", f"{_T}h"):
                    if paragraph in elsewhere:
                        continue
                    run.gathered.add(LineBreak())
                    self._inline(paragraph, run, Style(), deep, bare=False)
                    self.extract.line()
                held.notes += run.notes
                held.captions += run.captions
                held.boxes += run.boxes
                for image in run.gathered.images():
                    held.gathered.add(image)
                content = run.gathered.content()
                columns, rows = (number_of(cell.get(f"{_TABLE}number-{kind}-spanned")) for kind in ("columns", "rows"))
                grid.cell(Cell(whole_text(content), content), min(columns, 1000), min(rows, 1000))
        if made := grid.table():
            yield made
        yield from self._held(held, deep)
