"""What Word's styles and numberings say of a paragraph: its level, its list, the number as it is printed."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.source.readers.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Styles are based on others no deeper than this.
_DEEPEST = 20


class Numbered(Struct, frozen=True):
    """A paragraph's place in a list: how deep, from 0, whether its sign is a bullet, and its number as printed."""

    level: int
    bullet: bool
    label: str


class _Level(Struct):
    kind: str = "decimal"
    text: str = ""
    start: int = 1
    arabic: bool = False  # whether the numbers of the levels above stand in it in arabic numerals, whatever their kind


class _Style(Struct):
    name: str = ""
    based: str = ""
    outline: int | None = None
    numbering: tuple[str, int] | None = None
    strong: bool = False
    emphasis: bool = False
    size: int = 0
    frame: str = ""


class Styles(Struct):
    """The styles and numberings of one document, with how far each numbering has counted; `size`: how big letters are
    where nothing is said, in half points."""

    styles: dict[str, _Style] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    size: int = 20

    def chain(self, style: str) -> Iterator[_Style]:
        """A style and those it is based on."""
        for _ in range(_DEEPEST):
            if style not in self.styles:
                return
            yield self.styles[style]
            style = self.styles[style].based

    def names(self, style: str) -> list[str]:
        """The names of a style and those it is based on, in small letters."""
        return [each.name for each in self.chain(style)]

    def outline(self, paragraph: etree._Element, style: str) -> int | None:
        """A paragraph's level as a heading, from 1; None if it is none."""
        own = value_of(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        level = (
            int(own) if own.isdigit() else next((s.outline for s in self.chain(style) if s.outline is not None), None)
        )
        if level is not None and level < 9:
            return level + 1
        for name in self.names(style):
            if match := re.fullmatch(r"heading (\d)", name):
                return int(match[1])
        return None

    def frame(self, paragraph: etree._Element, style: str) -> str:
        """The shade and the lines all around a paragraph; empty where there is neither."""
        own = _frame(paragraph.find(f"{W}pPr"))
        return own if own is not None else next((s.frame for s in self.chain(style) if s.frame), "")

    def number(self, paragraph: etree._Element, style: str) -> Numbered | None:
        """A paragraph's place in its list, which counts on by it; None if it is in none."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        id_, level = "", 0
        inherited = next((each.numbering for each in self.chain(style) if each.numbering), None)
        if inherited:
            id_, level = inherited
        if properties is not None:
            id_ = value_of(properties.find(f"{W}numId")) or id_
            own = value_of(properties.find(f"{W}ilvl"))
            level = int(own) if own.isdigit() else level
        if id_ in ("", "0") or id_ not in self.levels:
            return None
        levels = self.levels[id_]
        here = levels.get(level, _Level())
        if here.kind == "bullet":
            return Numbered(level, True, "")
        counts = self.counts[self.abstract.get(id_, id_)]
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

        def filled(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            each = levels.get(at, _Level())
            return numeral(counts.get(at, each.start), "decimal" if here.arabic else each.kind)

        return Numbered(level, False, re.sub(r"%(\d)", filled, here.text).strip())


def read_styles(styles: etree._Element | None, numbering: etree._Element | None) -> Styles:
    """The styles and numberings of a document."""
    found = Styles()
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        outline = value_of(style.find(f"{W}pPr/{W}outlineLvl"))
        number = style.find(f"{W}pPr/{W}numPr")
        level = value_of(number.find(f"{W}ilvl")) if number is not None else ""
        found.styles[style.get(f"{W}styleId", "")] = _Style(
            value_of(style.find(f"{W}name")).lower(),
            value_of(style.find(f"{W}basedOn")),
            int(outline) if outline.isdigit() else None,
            (value_of(number.find(f"{W}numId")), int(level) if level.isdigit() else 0) if number is not None else None,
            is_on(style.find(f"{W}rPr/{W}b")),
            is_on(style.find(f"{W}rPr/{W}i")),
            _points(style.find(f"{W}rPr/{W}sz")),
            _frame(style.find(f"{W}pPr")) or "",
        )
    if styles is not None:
        found.size = _points(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")) or found.size
    if numbering is None:
        return found
    abstract = {each.get(f"{W}abstractNumId", ""): _levels(each) for each in numbering.iterfind(f"{W}abstractNum")}
    for each in numbering.iterfind(f"{W}num"):
        id_, base = each.get(f"{W}numId", ""), value_of(each.find(f"{W}abstractNumId"))
        found.levels[id_] = dict(abstract.get(base, {}))
        overridden = False
        for override in each.iterfind(f"{W}lvlOverride"):
            found.levels[id_] |= _levels(override)
            start = value_of(override.find(f"{W}startOverride"))
            at = override.get(f"{W}ilvl", "0")
            if start.isdigit() and at.isdigit():
                old = found.levels[id_].get(int(at), _Level())
                found.levels[id_][int(at)] = replace(old, start=int(start))
                overridden = True
        # Lists of one kind count on together, but where one begins anew.
        found.abstract[id_] = id_ if overridden else f"abstract {base}"
    return found


def _frame(properties: etree._Element | None) -> str | None:
    """The shade and the lines all around that some properties set; None if they set neither."""
    if properties is None:
        return None
    shade, lines = properties.find(f"{W}shd"), properties.find(f"{W}pBdr")
    if shade is None and lines is None:
        return None
    fill = shade.get(f"{W}fill", "auto").lower() if shade is not None else "auto"
    sides = {each.tag for each in lines if value_of(each) not in ("nil", "none")} if lines is not None else set()
    framed = {f"{W}{side}" for side in ("top", "left", "bottom", "right")} <= sides
    return f"{'' if fill in ('auto', 'ffffff') else fill} {'framed' if framed else ''}".strip()


def _levels(holder: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in holder.iterfind(f"{W}lvl"):
        at, start = level.get(f"{W}ilvl", "0"), value_of(level.find(f"{W}start"))
        found[int(at) if at.isdigit() else 0] = _Level(
            value_of(level.find(f"{W}numFmt")) or "decimal",
            value_of(level.find(f"{W}lvlText")),
            int(start) if start.isdigit() else 1,
            is_on(level.find(f"{W}isLgl")),
        )
    return found


def value_of(element: etree._Element | None) -> str:
    """What a property says; empty if it is not there."""
    return element.get(f"{W}val", "") if element is not None else ""


def _points(element: etree._Element | None) -> int:
    """A size in half points; 0 if none is said."""
    said = value_of(element)
    return int(said) if said.isdigit() else 0


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is there or not is there."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
