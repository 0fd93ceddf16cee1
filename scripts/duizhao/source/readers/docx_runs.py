"""What stands inside a Word paragraph: runs in their styles, fields, links, tracked changes, references, drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct, field

from duizhao.document.text import inserted
from duizhao.source.inline import LineBreak, NoteRef
from duizhao.source.model import Reason
from duizhao.source.readers.archive import Archive, resolved
from duizhao.source.readers.content import LONGEST_RAISED, RAISED, Gathered, Image, Style, lowered
from duizhao.source.readers.docx_styles import Styles, W, is_on, value_of
from duizhao.source.readers.equations import M, linear
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.symbol_fonts import UNKNOWN, in_unicode, is_private

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V, _O = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DEEPEST = 60

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by id: the part or address, and its kind."""
    folder, _, file = part.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{file}.rels".lstrip("/"))
    found = {}
    for each in root if root is not None else ():
        target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
        found[each.get("Id", "")] = (target if outside else resolved(part, target), each.get("Type", ""))
    return found


def main_part(archive: Archive) -> str:
    """The name of the part that holds the text."""
    for target, kind in relations(archive, "").values():
        if kind.endswith("/officeDocument"):
            return target
    return ""


class Field(Struct):
    """A field that is open: what it does, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


class Look(NamedTuple):
    """How a run looks: raised or lowered (`vertical`), hidden, and in which font."""

    vertical: str = ""
    hidden: bool = False
    font: str = ""

    def level(self) -> Look:
        """The same, neither raised nor lowered."""
        return self._replace(vertical="")


class Run(Struct):
    """What stands in a paragraph while it is read."""

    gathered: Gathered = field(default_factory=Gathered)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    ruled: bool = False


class Runs:
    """Reads what stands inside paragraphs of one document.

    `defined`: its notes; `numbers`: those of notes cited; `doubts`: codes of findings, and where in the text they are.
    """

    def __init__(
        self,
        extract: Extract,
        styles: Styles,
        relations: dict[str, tuple[str, str]],
        defined: dict[str, etree._Element],
    ) -> None:
        self.extract, self.defined = extract, defined
        self.numbers: dict[str, int] = {}
        self.doubts: list[tuple[str, int]] = []
        self._styles, self._relations = styles, relations

    def inline(self, holder: etree._Element, run: Run, style: Style, deep: int, bare: bool) -> None:
        """What stands inside a paragraph."""
        if deep > DEEPEST:
            return
        for each in holder:
            match each.tag.removeprefix(W) if isinstance(each.tag, str) else "":
                case "r":
                    self._run(each, run, style, deep, bare)
                case tag if tag in (f"{M}oMath", f"{M}oMathPara"):
                    self.equation(each, run, style)
                case "hyperlink":
                    target, _ = self._relations.get(each.get(f"{_R}id", ""), ("", ""))
                    linked = style._replace(address=inserted(target, "address of a link")) if target else style
                    self.inline(each, run, linked, deep + 1, bare)
                case "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "bdo" | "dir":
                    self.inline(each, run, style, deep + 1, bare)
                case "sdt":
                    content = each.find(f"{W}sdtContent")
                    if content is not None:
                        self.inline(content, run, style, deep + 1, bare)
                case "del" | "moveFrom":
                    text = "".join(letters(each))
                    if text:
                        self.extract.leave_out(text, Reason.CHANGE)
                case _:
                    pass

    def equation(self, element: etree._Element, run: Run, style: Style) -> None:
        """An equation, in one line."""
        if text := linear(element).strip():
            self.doubts.append(("c-061", self.extract.length))
            run.gathered.add(self.extract.put(text), style)

    def _run(self, element: etree._Element, run: Run, style: Style, deep: int, bare: bool) -> None:
        properties = element.find(f"{W}rPr")
        look = Look()
        if properties is not None:
            fonts = properties.find(f"{W}rFonts")
            look = Look(
                vertical=value_of(properties.find(f"{W}vertAlign")),
                hidden=is_on(properties.find(f"{W}vanish")),
                font=fonts.get(f"{W}ascii", "") if fonts is not None else "",
            )
            chain = list(self._styles.chain(value_of(properties.find(f"{W}rStyle"))))
            if not bare:
                strong, emphasis = properties.find(f"{W}b"), properties.find(f"{W}i")
                style = style._replace(
                    strong=is_on(strong) if strong is not None else any(each.strong for each in chain),
                    emphasis=is_on(emphasis) if emphasis is not None else any(each.emphasis for each in chain),
                    code=any("verbatim" in each.name or "html code" in each.name for each in chain),
                )
        for each in element:
            self._piece(each, run, style, deep, bare, look)

    def _piece(self, each: etree._Element, run: Run, style: Style, deep: int, bare: bool, look: Look) -> None:
        match each.tag.removeprefix(W) if isinstance(each.tag, str) else "":
            case "fldChar":
                self._field(each.get(f"{W}fldCharType", ""), run)
            case "instrText" if run.fields:
                run.fields[-1].instruction += each.text or ""
            case _ if run.fields and not all(one.shown for one in run.fields):
                pass  # what a field is made of is not shown
            case "t":
                self._text(each.text or "", run, style, look)
            case "tab" | "ptab":
                self._text("\t", run, style, look.level())
            case "noBreakHyphen":
                self._text("\u2011", run, style, look.level())
            case "sym":
                code = each.get(f"{W}char", "")
                char = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
                char = in_unicode(char, each.get(f"{W}font", ""))
                self._text(UNKNOWN if is_private(char) else char, run, style, look.level())
            case "ruby":
                for base in each.iterfind(f"{W}rubyBase"):
                    self.inline(base, run, style, deep + 1, bare)
                if reading := "".join(text for each in each.iterfind(f"{W}rt") for text in letters(each)):
                    self.extract.leave_out(reading, Reason.READING)
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
                for inner in (inner for form in each for inner in form):
                    self._piece(inner, run, style, deep, bare, look)
            case _:
                pass

    def _field(self, kind: str, run: Run) -> None:
        if kind == "begin":
            run.fields.append(Field())
        elif kind == "separate" and run.fields:
            run.fields[-1].shown = True
        elif kind == "end" and run.fields:
            run.fields.pop()

    def _text(self, text: str, run: Run, style: Style, look: Look) -> None:
        text = in_unicode(text, look.font)
        if look.hidden:
            self.extract.leave_out(text, Reason.HIDDEN)
            return
        if not style.address:
            linked = (match for one in run.fields if (match := _HYPERLINK.match(one.instruction)))
            if address := next(linked, None):
                style = style._replace(address=inserted(address[1], "address of a link"))
        if UNKNOWN in text:
            self.doubts.append(("c-062", self.extract.length))
        made = self.extract.put(lowered(text) or text if look.vertical == "subscript" else text)
        if look.vertical == "superscript" and 0 < len(text.strip()) <= LONGEST_RAISED:
            run.gathered.add(NoteRef(made, f"{RAISED}{text.strip()}"))
        else:
            run.gathered.add(made, style)

    def _reference(self, each: etree._Element, run: Run) -> None:
        id_ = each.tag.removeprefix(W).removesuffix("Reference") + each.get(f"{W}id", "")
        if id_ not in self.defined:
            return
        if id_ not in self.numbers:
            self.numbers[id_] = len(self.numbers) + 1
            run.notes.append(id_)
        run.gathered.add(NoteRef(self.extract.put(f"[^{self.numbers[id_]}]"), id_))

    def _drawing(self, element: etree._Element, run: Run) -> None:
        properties = next(element.iter(f"{_WP}docPr"), None)
        described = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
        boxes = list(element.iter(f"{W}txbxContent"))
        inside = {each for box in boxes for each in box.iter()}
        run.boxes += boxes
        # Of a chart or a diagram there is no image, but the place of one, which is told.
        for each in element.iter(f"{_A}blip", f"{_V}imagedata", f"{_CHART}chart", f"{_DIAGRAM}relIds"):
            named = (each.get(f"{_R}{name}", "") for name in ("embed", "id", "dm"))
            target, _ = self._relations.get(next(filter(None, named), ""), ("", ""))
            if each not in inside and target:
                run.gathered.add(
                    Image(inserted(described, "description of an image"), inserted(target, "address of a link"))
                )
        for text, stamped in drawn_words(element):
            if stamped:
                self.extract.leave_out(text, Reason.WATERMARK)
            else:
                run.gathered.add(self.extract.put(text))
        if any(each.get(f"{_O}hr") == "t" for each in element.iter()):
            run.ruled = True


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return value_of(paragraph.find(f"{W}pPr/{W}pStyle"))


def drawn_words(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """The words below an element that are drawn as a shape, and whether they are a watermark, which Word calls so."""
    for each in element.iter(f"{_V}textpath"):
        shape = each.getparent()
        named = " ".join((shape.get("id", ""), shape.get(f"{_O}spid", ""))) if shape is not None else ""
        if text := each.get("string", "").strip():
            yield text, "watermark" in named.casefold()


def letters(element: etree._Element) -> Iterator[str]:
    """The text below an element, deleted text too."""
    for each in element.iter(f"{W}t", f"{W}delText", f"{W}tab"):
        yield "\t" if each.tag == f"{W}tab" else each.text or ""
