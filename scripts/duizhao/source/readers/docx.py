"""Reader for Word's .docx: styles, numbers as printed, real notes, tables, boxes, images, tracked changes, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from duizhao.document.text import Text, inserted
from duizhao.errors import Phrase
from duizhao.source.contents import whole_text
from duizhao.source.model import (
    Block,
    Box,
    Cell,
    Code,
    Figure,
    Heading,
    Level,
    LineBreak,
    Note,
    NoteRef,
    Paragraph,
    Reason,
    Rule,
    Table,
)
from duizhao.source.readers.archive import Archive, resolved
from duizhao.source.readers.content import Gathered, Image, Style
from duizhao.source.readers.docx_styles import Numbered, W, is_on, read_styles
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.figures import figure_of
from duizhao.source.readers.images import with_images
from duizhao.source.readers.read import ReadFile
from duizhao.source.readers.tables import Grid

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DEEPEST = 60
#: No title of a box is longer.
LONGEST_TITLE = 80

#: The numbers Markdown's lists can have.
_PLAIN_NUMBER = re.compile(r"\d{1,3}[.)]")
#: Styles that say by their names how deep a list is nested.
_LIST = re.compile(r"list (?:bullet|number) (\d)")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_QUOTES = frozenset({"quote", "intense quote", "block text", "blockquote"})
_CODES = frozenset({"source code", "html preformatted", "macro text", "plain text code"})


def read_docx(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors call `name`; its text is kept in a file of that name and `.txt`.

    Raises:
        InputError: it is no such file, locked, damaged or too large.
    """
    archive = Archive(path, name)
    main = _main(archive)
    root = archive.xml(main) if main else None
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise archive.missing(Phrase("Word document"))
    reader = _Reader(archive, main)
    reader.body(body)
    read = reader.extract.read(f"{name}.txt", reader.blocks, reader.notes, reader.findings)
    return with_images(read, archive.read)


def _main(archive: Archive) -> str:
    """The name of the part that holds the text."""
    for target, kind in _relations(archive, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return ""


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by id: the part or address, and its kind."""
    folder, _, file = part.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found = {}
    for each in root if root is not None else ():
        target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
        found[each.get("Id", "")] = (target if outside else resolved(part, target), each.get("Type", ""))
    return found


@dataclass(slots=True)
class _Field:
    """A field that is open: what it does, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class _Run:
    """What stands in a paragraph while it is read."""

    gathered: Gathered = field(default_factory=Gathered)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    ruled: bool = False


class _Reader:
    """Walks the body of one document."""

    def __init__(self, archive: Archive, main: str) -> None:
        self.extract = Extract()
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.findings: list[tuple[str, int]] = []
        self._relations = _relations(archive, main)
        folder = main.rpartition("/")[0]
        parts = {kind: target for target, kind in self._relations.values()}
        named = {kind.rpartition("/")[2]: target for kind, target in parts.items()}
        self._styles = read_styles(
            archive.xml(named.get("styles", f"{folder}/styles.xml")),
            archive.xml(named.get("numbering", f"{folder}/numbering.xml")),
        )
        self._defined: dict[str, etree._Element] = {}
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = archive.xml(named.get(kind, f"{folder}/{kind}.xml"))
            for each in root.iterfind(f"{W}{tag}") if root is not None else ():
                self._defined[f"{tag}{each.get(f'{W}id', '')}"] = each
        self._numbers: dict[str, int] = {}
        self._title = False
        self._titled = False  # whether the title has been read
        self._captioning = False  # whether the paragraph is a caption of the image above it by its style

    def body(self, body: etree._Element) -> None:
        """Reads all of it."""
        self._title = any(self._styles.names(_style(each))[:1] == ["title"] for each in body.iterfind(f"{W}p"))
        for block in self._blocks(body, 0):
            above = self.blocks[-1] if self.blocks else None
            if self._captioning and isinstance(block, Paragraph) and isinstance(above, Figure):
                self.blocks[-1] = replace(above, caption=block.text, caption_content=block.content)
            else:
                self.blocks.append(block)

    def _blocks(self, holder: etree._Element, deep: int) -> Iterator[Block]:
        """The blocks in an element."""
        if deep > _DEEPEST:
            return
        for each in holder:
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
                case t if t in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                    yield from self._blocks(each, deep + 1)
                case t if t in (f"{W}del", f"{W}moveFrom"):
                    self._leave_out(each, Reason.CHANGE)
                case _:
                    pass

    def _leave_out(self, element: etree._Element, reason: Reason) -> None:
        for text in ("".join(_letters(each)) for each in element.iter(f"{W}p")):
            if text.strip():
                self.extract.leave_out(text, reason)
                self.extract.line()

    # ---- paragraphs

    def _paragraph(self, paragraph: etree._Element, deep: int) -> Iterator[Block]:
        style = _style(paragraph)
        names = self._styles.names(style)
        if any(re.match(r"toc (?:heading|\d)", name) or name == "table of figures" for name in names):
            self._leave_out_paragraph(paragraph, Reason.CONTENTS)
            return
        self._captioning = names[:1] == ["image caption"]
        outline = self._styles.outline(paragraph, style)
        number = self._styles.number(paragraph, style)
        run = _Run()
        label = Text()
        if number and number.label and (outline or not _PLAIN_NUMBER.fullmatch(number.label)):
            label = self.extract.put(number.label + " ")
            if not outline:
                run.gathered.add(label)
        title = names[:1] == ["title"] and not self._titled
        bare = bool(outline) or title
        self._titled |= title
        self._inline(paragraph, run, Style(), deep, bare)
        self.extract.line()
        content = run.gathered.content()
        if content and bare:
            depth = 1 if title else (outline or 1) + self._title
            refs = tuple(item for item in content if isinstance(item, NoteRef))
            words = whole_text(item for item in content if not isinstance(item, NoteRef))
            if words:
                yield Heading(Level.FORMAT, "", label if outline else Text(), words, depth=min(depth, 9), refs=refs)
        elif content:
            yield from self._plain(content, names, number)
        for image in run.gathered.images():
            if figure := figure_of(image.text, image.address.plain):
                yield replace(figure, place=max(image.text.start, self.extract.length - 1, 0))
        if run.ruled:
            yield Rule(Text())
        for box in run.boxes:
            yield from self._box(box, deep)
        for id_ in run.notes:
            self._note(id_, deep)

    def _plain(self, content: tuple, names: list[str], number: Numbered | None) -> Iterator[Block]:  # type: ignore[type-arg]
        if names and names[0] in _CODES:
            yield Code(_with_breaks(content))
            return
        depth, marker = 0, ""
        if number:
            further = next(
                (int(m[1]) for name in names if (m := re.fullmatch(r"list (?:bullet|number) (\d)", name))), 1
            )
            depth = max(number.level + 1, further)
            marker = number.label if _PLAIN_NUMBER.fullmatch(number.label) else "-"
            if depth == 1 and not number.bullet and marker == "-":
                depth, marker = 0, ""  # a label Markdown has no list for is a part of the text
        quoted = bool(_QUOTES & set(names))
        yield Paragraph(whole_text(content), content=content, depth=depth, marker=marker, quoted=quoted)

    def _leave_out_paragraph(self, paragraph: etree._Element, reason: Reason) -> None:
        text = "".join(_letters(paragraph))
        if text.strip():
            self.extract.leave_out(text, reason)
        self.extract.line()

    def _inline(self, holder: etree._Element, run: _Run, style: Style, deep: int, bare: bool) -> None:
        """What stands inside a paragraph."""
        if deep > _DEEPEST:
            return
        for each in holder:
            match each.tag.removeprefix(W) if isinstance(each.tag, str) else "":
                case "r":
                    self._run(each, run, style, deep, bare)
                case "hyperlink":
                    target, _ = self._relations.get(each.get(f"{_R}id", ""), ("", ""))
                    linked = style._replace(address=inserted(target, "address of a link")) if target else style
                    self._inline(each, run, linked, deep + 1, bare)
                case "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "bdo" | "dir":
                    self._inline(each, run, style, deep + 1, bare)
                case "sdt":
                    content = each.find(f"{W}sdtContent")
                    if content is not None:
                        self._inline(content, run, style, deep + 1, bare)
                case "del" | "moveFrom":
                    text = "".join(_letters(each))
                    if text:
                        self.extract.leave_out(text, Reason.CHANGE)
                case _:
                    pass

    def _run(self, element: etree._Element, run: _Run, style: Style, deep: int, bare: bool) -> None:
        properties = element.find(f"{W}rPr")
        raised = hidden = False
        if properties is not None:
            vertical = properties.find(f"{W}vertAlign")
            raised = vertical is not None and vertical.get(f"{W}val") == "superscript"
            hidden = is_on(properties.find(f"{W}vanish"))
            chain = list(self._styles.chain(_value_of(properties.find(f"{W}rStyle"))))
            if not bare:
                strong, emphasis = properties.find(f"{W}b"), properties.find(f"{W}i")
                style = style._replace(
                    strong=is_on(strong) if strong is not None else any(each.strong for each in chain),
                    emphasis=is_on(emphasis) if emphasis is not None else any(each.emphasis for each in chain),
                    code=any("verbatim" in each.name or "html code" in each.name for each in chain),
                )
        for each in element:
            self._piece(each, run, style, deep, raised=raised, hidden=hidden)

    def _piece(self, each: etree._Element, run: _Run, style: Style, deep: int, *, raised: bool, hidden: bool) -> None:
        match each.tag.removeprefix(W) if isinstance(each.tag, str) else "":
            case "fldChar":
                self._field(each.get(f"{W}fldCharType", ""), run)
            case "instrText" if run.fields:
                run.fields[-1].instruction += each.text or ""
            case _ if run.fields and not all(one.shown for one in run.fields):
                pass  # what a field is made of is not shown
            case "t":
                self._text(each.text or "", run, style, raised=raised, hidden=hidden)
            case "tab" | "ptab":
                self._text("\t", run, style, raised=False, hidden=hidden)
            case "noBreakHyphen":
                self._text("\u2011", run, style, raised=False, hidden=hidden)
            case "sym":
                code = each.get(f"{W}char", "")
                char = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
                self._text("•" if "\ue000" <= char <= "\uf8ff" else char, run, style, raised=False, hidden=hidden)
            case "br" if each.get(f"{W}type", "textWrapping") == "textWrapping":
                self.extract.put("\n")
                run.gathered.add(LineBreak())
            case "cr":
                self.extract.put("\n")
                run.gathered.add(LineBreak())
            case "footnoteReference" | "endnoteReference":
                self._reference(each, run)
            case "drawing" | "pict" | "object":
                self._drawing(each, run)
            case "":
                pass
            case _ if each.tag == f"{_MC}AlternateContent":
                choice = each.find(f"{_MC}Choice")
                for inner in choice if choice is not None else ():
                    self._piece(inner, run, style, deep, raised=raised, hidden=hidden)
            case _:
                pass

    def _field(self, kind: str, run: _Run) -> None:
        if kind == "begin":
            run.fields.append(_Field())
        elif kind == "separate" and run.fields:
            run.fields[-1].shown = True
        elif kind == "end" and run.fields:
            run.fields.pop()

    def _text(self, text: str, run: _Run, style: Style, *, raised: bool, hidden: bool) -> None:
        if hidden:
            self.extract.leave_out(text, Reason.HIDDEN)
            return
        if not style.address:
            linked = (match for one in run.fields if (match := _HYPERLINK.match(one.instruction)))
            if address := next(linked, None):
                style = style._replace(address=inserted(address[1], "address of a link"))
        made = self.extract.put(text)
        if raised and 0 < len(text.strip()) <= 12:
            run.gathered.add(NoteRef(made, f"^{text.strip()}"))
        else:
            run.gathered.add(made, style)

    def _reference(self, each: etree._Element, run: _Run) -> None:
        id_ = each.tag.removeprefix(W).removesuffix("Reference") + each.get(f"{W}id", "")
        if id_ not in self._defined:
            return
        if id_ not in self._numbers:
            self._numbers[id_] = len(self._numbers) + 1
            run.notes.append(id_)
        run.gathered.add(NoteRef(self.extract.put(f"[^{self._numbers[id_]}]"), id_))

    def _note(self, id_: str, deep: int) -> None:
        """A note, put down behind the paragraph that refers to it."""
        offset = self.extract.length
        self.extract.leave_out(f"[^{self._numbers[id_]}]: ", Reason.FOOTNOTE_MARK)
        whole = Gathered()
        for paragraph in self._defined[id_].iter(f"{W}p"):
            run = _Run()
            self._inline(paragraph, run, Style(), deep + 1, bare=False)
            self.extract.line()
            whole.extend(run.gathered)
        content = tuple(item for item in whole.content() if not (isinstance(item, NoteRef) and not item.mark.plain))
        text = whole_text(content)
        if text:
            self.notes.append(Note(0, offset, text, label=id_, content=content))

    def _drawing(self, element: etree._Element, run: _Run) -> None:
        properties = next(element.iter(f"{_WP}docPr"), None)
        described = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
        boxes = list(element.iter(f"{W}txbxContent"))
        inside = {id(each) for box in boxes for each in box.iter()}
        run.boxes += boxes
        for blip in element.iter(f"{_A}blip", f"{_V}imagedata"):
            target, _ = self._relations.get(blip.get(f"{_R}embed") or blip.get(f"{_R}id") or "", ("", ""))
            if id(blip) not in inside and target:
                run.gathered.add(
                    Image(inserted(described, "description of an image"), Text(inserted(target, "").pieces))
                )
        if any(each.get("{urn:schemas-microsoft-com:office:office}hr") == "t" for each in element.iter()):
            run.ruled = True

    # ---- tables and boxes

    def _table(self, table: etree._Element, deep: int) -> Iterator[Block]:
        rows = table.findall(f"{W}tr")
        if len(rows) == 1 and len(rows[0].findall(f"{W}tc")) == 1:
            yield from self._box(rows[0].find(f"{W}tc"), deep)
            return
        grid = Grid()
        begin = self.extract.length
        notes: list[str] = []
        for row in rows:
            grid.row()
            skipped = row.find(f"{W}trPr/{W}gridBefore")
            if skipped is not None and skipped.get(f"{W}val", "").isdigit():
                grid.cell(Cell(Text()), int(skipped.get(f"{W}val", "1")))
            for cell in row.iterfind(f"{W}tc"):
                grid.cell(*self._cell(cell, grid, notes, deep))
        if made := grid.table(_aligned(rows)):
            if grid.merged:
                self.findings.append(("c-052", begin))
            yield made
        for id_ in notes:
            self._note(id_, deep)

    def _cell(self, cell: etree._Element, grid: Grid, notes: list[str], deep: int) -> tuple[Cell, int]:
        run = _Run()
        for index, paragraph in enumerate(cell.iter(f"{W}p")):
            if index:
                run.gathered.add(LineBreak())
            self._inline(paragraph, run, Style(), deep + 1, bare=False)
            self.extract.line()
        notes += run.notes
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        columns = int(span.get(f"{W}val", "1")) if span is not None and span.get(f"{W}val", "").isdigit() else 1
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        grid.merged |= merge is not None
        content = run.gathered.content()
        return Cell(whole_text(content), content), max(columns, 1)

    def _box(self, holder: etree._Element | None, deep: int) -> Iterator[Block]:
        """A box: a text box, or a table of one cell; its first line is its title, if it reads as one."""
        blocks = list(self._blocks(holder, deep + 1)) if holder is not None else []
        if not blocks:
            return
        first = blocks[0]
        short = isinstance(first, Heading) or (
            isinstance(first, Paragraph) and not first.depth and len(first.text) <= 80
        )
        if not short or len(blocks) < 2 or not isinstance(first, Heading | Paragraph):
            yield from blocks
            return
        inside = [_inside(block) for block in blocks[1:]]
        kept = tuple(block for block in inside if isinstance(block, Paragraph | Table))
        title = whole_text(item for item in first.content if not isinstance(item, NoteRef)) if isinstance(
            first, Paragraph) else first.text  # fmt: skip
        yield Box("factbox", title, kept, mark=title.start)
        yield from (block for block in inside if not isinstance(block, Paragraph | Table))


def _aligned(rows: list[etree._Element]) -> tuple[str, ...]:
    """How the columns of a table are set, as its last row has it."""
    found = []
    for cell in rows[-1].iterfind(f"{W}tc") if rows else ():
        said = _value_of(cell.find(f"{W}p/{W}pPr/{W}jc"))
        found.append({"right": "right", "end": "right", "center": "center"}.get(said, ""))
    return tuple(found)


def _inside(block: Block) -> Block:
    """A block in a box: a heading there is a line of its own."""
    if isinstance(block, Heading):
        return Paragraph(block.text, content=(block.text, *block.refs))
    return block


def _with_breaks(content: tuple) -> Text:  # type: ignore[type-arg]
    whole = Text()
    for item in content:
        whole = whole + (inserted("\n", "line end") if isinstance(item, LineBreak) else whole_text((item,)))
    return whole


def _style(paragraph: etree._Element) -> str:
    return _value_of(paragraph.find(f"{W}pPr/{W}pStyle"))


def _value_of(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _letters(element: etree._Element) -> Iterator[str]:
    """The text below an element, deleted text too."""
    for each in element.iter(f"{W}t", f"{W}delText", f"{W}tab"):
        yield "\t" if each.tag == f"{W}tab" else each.text or ""
