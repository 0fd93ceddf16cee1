"""Reader for Word's .docx: styles, numbers as printed, real notes, tables, boxes, images, tracked changes, fields."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from duizhao.document.merged_cells import ABOVE
from duizhao.document.text import Text, inserted
from duizhao.errors import Phrase
from duizhao.source.contents import heading_of, whole_text
from duizhao.source.findings import Finding
from duizhao.source.inline import LineBreak, NoteRef
from duizhao.source.model import Block, Cell, Figure, Note, Paragraph, Reason, Rule
from duizhao.source.readers.archive import Archive
from duizhao.source.readers.content import Gathered, Style
from duizhao.source.readers.docx_changes import take_alternatives, take_changes
from duizhao.source.readers.docx_looks import first_page, looked_headings, styled_title
from duizhao.source.readers.docx_paragraphs import (
    CODES,
    PLAIN_NUMBER,
    QUOTES,
    alignment_of,
    cells_of,
    lone_captions,
    plain_block,
    rows_of,
)
from duizhao.source.readers.docx_runs import DEEPEST, Run, Runs, drawn_words, letters, main_part, relations, style_of
from duizhao.source.readers.docx_styles import W, read_styles
from duizhao.source.readers.equations import M
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.images import with_images
from duizhao.source.readers.parts import Grid, boxed, extracted_figure
from duizhao.source.readers.read import ReadFile
from duizhao.source.readers.title_lines import biggest_lines

#: What may have a shade or lines around it and is no box; and how many paragraphs a box has at most.
_FRAMED_OTHERS = QUOTES | CODES | {"title", "subtitle"}
_LONGEST_BOX = 20


def read_docx(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors call `name`; its text is kept in a file of that name and `.txt`.

    Tracked changes are taken as accepted.

    Raises:
        InputError: it is no such file, locked, damaged or too large.
    """
    return _read(path, name, refused=False)


def read_docx_before_changes(path: Path, name: str) -> ReadFile:
    """The same with the text as it was before tracked changes."""
    return _read(path, name, refused=True)


def _read(path: Path, name: str, *, refused: bool) -> ReadFile:
    archive = Archive(path, name)
    main = main_part(archive)
    root = archive.xml(main) if main else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise archive.missing(Phrase("Word document"))
    reader = _Reader(archive, main, refused=refused)
    reader.changes += take_changes(take_alternatives(body), refused=refused)
    reader.body(body)
    reader.heads()
    read = reader.extract.read(f"{name}.txt", reader.blocks, reader.notes, reader.doubts)
    if reader.changes:
        told = Finding("c-058" if refused else "c-057", name, 1, (("count", str(reader.changes)),))
        read = replace(read, findings=(told, *read.findings))
    called, styled = archive.title("docProps/core.xml"), styled_title(body, reader.styles)
    return replace(with_images(read, archive.read), title=called or styled, entitled=bool(styled and not called))


class _Reader:
    """Walks the body of one document."""

    def __init__(self, archive: Archive, main: str, *, refused: bool) -> None:
        self.extract, self.changes = Extract(), 0
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        found = relations(archive, main)
        folder = main.rpartition("/")[0]
        parts = {kind: target for target, kind in found.values()}
        named = {kind.rpartition("/")[2]: target for kind, target in parts.items()}
        self.styles = read_styles(
            archive.xml(named.get("styles", f"{folder}/styles.xml")),
            archive.xml(named.get("numbering", f"{folder}/numbering.xml")),
        )
        defined: dict[str, etree._Element] = {}
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = archive.xml(named.get(kind, f"{folder}/{kind}.xml"))
            if root is None:
                continue
            self.changes += take_changes(take_alternatives(root), refused=refused)
            for each in root.iterfind(f"{W}{tag}"):
                defined[f"{tag}{each.get(f'{W}id', '')}"] = each
        self._runs = Runs(self.extract, self.styles, found, defined)
        self._title: list[etree._Element] = []  # its lines
        heads = {target for target, kind in found.values() if kind.endswith(("/header", "/footer"))}
        self._heads = [take_alternatives(root) for one in sorted(heads) if (root := archive.xml(one)) is not None]
        self._captioning = ""  # the name of the paragraph's style: a caption's, perhaps

    def body(self, body: etree._Element) -> None:
        """Reads all of it."""
        named = [each for each in body.iterfind(f"{W}p") if self.styles.names(style_of(each))[:1] == ["title"]]
        self._title = named[:1] or biggest_lines(first_page(body, self.styles))
        self._looked = looked_headings(body, self.styles, self._title)
        captions: list[int] = []
        for block in self._blocks(body, 0):
            above = self.blocks[-1] if self.blocks else None
            if self._captioning == "caption" and isinstance(block, Paragraph):
                captions.append(len(self.blocks))
            if self._captioning == "image caption" and isinstance(block, Paragraph) and isinstance(above, Figure):
                self.extract.take_out(above.caption, Reason.IMAGE)
                self.blocks[-1] = replace(above, caption=block.text, caption_content=block.content)
            else:
                self.blocks.append(block)
        self.blocks = lone_captions(self.blocks, captions)

    def heads(self) -> None:
        """Leaves out what stands at the head and the foot of each page."""
        for root in self._heads:
            self._leave_out(root, Reason.RUNNING_HEAD)
            for text, _ in drawn_words(root):
                self.extract.leave_out(text, Reason.WATERMARK)
                self.extract.line()

    @property
    def doubts(self) -> list[tuple[str, int]]:
        """Codes of findings, and where in the text they are."""
        return self._runs.doubts

    def _blocks(self, holder: etree._Element, deep: int) -> Iterator[Block]:
        """The blocks in an element; paragraphs one behind the other that a shade or a line around them holds together
        are a box."""
        if deep > DEEPEST:
            return
        for frame, group in groupby(holder, self._frame):
            elements = list(group)
            blocks = self._of_each(elements, deep)
            if frame and 1 < sum(any(map(str.strip, letters(each))) for each in elements) <= _LONGEST_BOX:
                yield from boxed(list(blocks))
            else:
                yield from blocks

    def _frame(self, element: etree._Element) -> str:
        """What holds a paragraph together with its neighbours; empty for what is no plain paragraph."""
        if element.tag != f"{W}p":
            return ""
        style = style_of(element)
        if self.styles.outline(element, style) or _FRAMED_OTHERS & set(self.styles.names(style)):
            return ""
        return self.styles.frame(element, style)

    def _of_each(self, elements: list[etree._Element], deep: int) -> Iterator[Block]:
        for each in elements:
            match each.tag:
                case t if t == f"{W}p":
                    yield from self._paragraph(each, deep)
                case t if t == f"{W}tbl":
                    yield from self._table(each, deep)
                case t if t == f"{W}sdt":
                    content = each.find(f"{W}sdtContent")
                    gallery = each.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                    if content is None:
                        continue
                    if gallery is not None and "Contents" in gallery.get(f"{W}val", ""):
                        self._leave_out(content, Reason.CONTENTS)
                    else:
                        yield from self._blocks(content, deep + 1)
                case t if t in (f"{M}oMath", f"{M}oMathPara"):
                    run = Run()
                    self._runs.equation(each, run, Style())
                    self.extract.line()
                    if content := run.gathered.content():
                        yield Paragraph(whole_text(content), content=content)
                case t if t in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                    yield from self._blocks(each, deep + 1)
                case t if t in (f"{W}del", f"{W}moveFrom"):
                    self._leave_out(each, Reason.CHANGE)
                case _:
                    pass

    def _leave_out(self, element: etree._Element, reason: Reason) -> None:
        for text in ("".join(letters(each)) for each in element.iter(f"{W}p")):
            if text.strip():
                self.extract.leave_out(text, reason)
                self.extract.line()

    # ---- paragraphs

    def _paragraph(self, paragraph: etree._Element, deep: int) -> Iterator[Block]:
        if paragraph in self._title[1:]:
            return
        style = style_of(paragraph)
        names = self.styles.names(style)
        if any(re.match(r"toc (?:heading|\d)", name) or name == "table of figures" for name in names):
            self._leave_out(paragraph, Reason.CONTENTS)
            return
        self._captioning = names[0] if names else ""
        outline = self.styles.outline(paragraph, style) or self._looked.get(paragraph)
        number = self.styles.number(paragraph, style)
        run = Run()
        label = Text()
        if number and number.label and (outline or not PLAIN_NUMBER.fullmatch(number.label)):
            label = self.extract.put(number.label + " ")
            run.gathered.add(Text() if outline else label)
        title = paragraph in self._title[:1]
        bare = bool(outline) or title
        for line in self._title if title else (paragraph,):
            if line is not paragraph:
                run.gathered.add(inserted("\n", "line end"))
            self._runs.inline(line, run, Style(), deep, bare)
            self.extract.line()
        content = run.gathered.content()
        if content and bare:
            depth = 1 if title else (outline or 1) + bool(self._title)
            if heading := heading_of(content, min(depth, 9), label if outline else Text()):
                yield heading
        elif content:
            yield plain_block(content, names, number)
        yield from self._figures(run.gathered)
        if run.ruled:
            yield Rule(Text())
        for box in run.boxes:
            yield from self._box(box, deep)
        for id_ in run.notes:
            self._note(id_, deep)

    def _figures(self, gathered: Gathered) -> Iterator[Figure]:
        for image in gathered.images():
            if figure := extracted_figure(self.extract, image):
                yield replace(figure, place=max(image.text.start, self.extract.length - 1, 0))

    def _note(self, id_: str, deep: int) -> None:
        """A note, put down behind the paragraph that refers to it."""
        offset = self.extract.length
        self.extract.leave_out(f"[^{self._runs.numbers[id_]}]: ", Reason.FOOTNOTE_MARK)
        whole = Gathered()
        for paragraph in self._runs.defined[id_].iter(f"{W}p"):
            run = Run()
            self._runs.inline(paragraph, run, Style(), deep + 1, bare=False)
            self.extract.line()
            whole.extend(run.gathered)
        content = tuple(item for item in whole.content() if not (isinstance(item, NoteRef) and not item.mark.plain))
        text = whole_text(content)
        if text:
            self.notes.append(Note(0, offset, text, label=id_, content=content))

    # ---- tables and boxes

    def _table(self, table: etree._Element, deep: int) -> Iterator[Block]:
        rows = rows_of(table)
        if len(rows) == 1 and len(cells := cells_of(rows[0])) == 1:
            yield from self._box(cells[0], deep)
            return
        grid = Grid()
        held = Run()  # the notes and images of its cells
        for row in rows:
            grid.row()
            skipped = row.find(f"{W}trPr/{W}gridBefore")
            if skipped is not None and skipped.get(f"{W}val", "").isdigit():
                grid.cell(Cell(Text()), int(skipped.get(f"{W}val", "1")))
            for cell in cells_of(row):
                grid.cell(*self._cell(cell, held, deep))
        if made := grid.table(alignment_of(rows)):
            yield made
        yield from self._figures(held.gathered)
        for id_ in held.notes:
            self._note(id_, deep)

    def _cell(self, cell: etree._Element, held: Run, deep: int) -> tuple[Cell, int]:
        run = Run()
        for index, paragraph in enumerate(cell.iter(f"{W}p")):
            if index:
                run.gathered.add(LineBreak())
            self._runs.inline(paragraph, run, Style(), deep + 1, bare=False)
            self.extract.line()
        held.notes += run.notes
        for image in run.gathered.images():
            held.gathered.add(image)
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        columns = int(span.get(f"{W}val", "1")) if span is not None and span.get(f"{W}val", "").isdigit() else 1
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        content = run.gathered.content()
        goes_on = merge is not None and merge.get(f"{W}val") != "restart" and not content
        return Cell(whole_text(content), content, ABOVE if goes_on else ""), max(columns, 1)

    def _box(self, holder: etree._Element | None, deep: int) -> Iterator[Block]:
        """A text box, or a table of one cell."""
        yield from boxed(list(self._blocks(holder, deep + 1)) if holder is not None else [])
