"""How OpenDocument's styles look, as far as it says what a text is."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from msgspec import Struct, field

from duizhao.source.readers.archive import Archive
from duizhao.source.readers.equations import linear_mathml
from duizhao.source.readers.title_lines import most_of

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_T = f"{{{OASIS}:text:1.0}}"
_BULLETS = f"{_T}list-level-style-bullet"
#: How big letters are where nothing is said, in points.
_USUAL = 12.0
STYLE, _FO = f"{{{OASIS}:style:1.0}}", f"{{{OASIS}:xsl-fo-compatible:1.0}}"


class Looks(Struct):
    """How a style looks: what it is based on, its name, and what it sets. `size`: of letters, in points, 0 if it does
    not say; `breaks`: whether a page ends before it."""

    parent: str = ""
    name: str = ""
    strong: bool | None = None
    emphasis: bool | None = None
    raised: bool = False
    code: bool = False
    size: float = 0
    breaks: bool = False


def looks_of(style: etree._Element) -> Looks:
    """How a style looks."""
    name = (style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "")).replace("_20_", " ").lower()
    found = Looks(style.get(f"{STYLE}parent-style-name", ""), name, code=name in ("source text", "preformatted text"))
    properties = style.find(f"{STYLE}text-properties")
    if properties is not None:
        weight, slant = properties.get(f"{_FO}font-weight"), properties.get(f"{_FO}font-style")
        found.strong = None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        found.emphasis = None if slant is None else slant in ("italic", "oblique")
        found.size = _points(properties)
        found.raised = properties.get(f"{STYLE}text-position", "").startswith(("super", "3", "4", "5"))
    about = style.find(f"{STYLE}paragraph-properties")
    found.breaks = about is not None and about.get(f"{_FO}break-before") == "page"
    return found


def _points(properties: etree._Element) -> float:
    """The size of letters, of Han or others, whichever is bigger."""
    said = (properties.get(f"{_FO}font-size", ""), properties.get(f"{STYLE}font-size-asian", ""))
    return max(float(size[1]) if (size := re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)pt", each)) else 0 for each in said)


def number_of(value: str | None) -> int:
    """A whole number; 1 for what is none."""
    return int(value) if value and value.isdigit() and len(value) < 5 else 1


class Styles(Struct):
    """The styles of a document. `numbered`: by a list's style and level, what stands behind its number, and the first
    one; `bullets`: the levels that have none; `size`: of letters where a style says none, in points."""

    looks: dict[str, Looks] = field(default_factory=dict)
    numbered: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    bullets: set[tuple[str, int]] = field(default_factory=set)
    size: float = _USUAL

    def chain(self, style: str) -> Iterator[Looks]:
        """A style and those it is based on."""
        for _ in range(20):
            if style not in self.looks:
                return
            yield self.looks[style]
            style = self.looks[style].parent


def read_styles(roots: list[etree._Element | None]) -> Styles:
    """The styles some parts of a document define."""
    styles = Styles()
    for root in (each for each in roots if each is not None):
        for style in root.iter(f"{STYLE}style"):
            styles.looks[style.get(f"{STYLE}name", "")] = looks_of(style)
        for each in root.iter(_BULLETS, f"{_T}list-level-style-number"):
            parent = each.getparent()
            key = (parent.get(f"{STYLE}name", "") if parent is not None else "", number_of(each.get(f"{_T}level")))
            if each.tag == _BULLETS:
                styles.bullets.add(key)
            else:
                suffix = each.get(f"{STYLE}num-suffix", ".")
                styles.numbered[key] = (suffix, number_of(each.get(f"{_T}start-value")))
        for style in root.iter(f"{STYLE}default-style"):
            if style.get(f"{STYLE}family") == "paragraph":
                styles.size = looks_of(style).size or styles.size
    return styles


_DRAW, _XLINK = f"{{{OASIS}:drawing:1.0}}", "{http://www.w3.org/1999/xlink}"


def equation_in(frame: etree._Element, archive: Archive) -> str:
    """The equation a frame holds, in one line; empty if it holds none. The image beside it is but its look."""
    held = frame.find(f"{_DRAW}object")
    part = held.get(f"{_XLINK}href", "").removeprefix("./") if held is not None else ""
    root = archive.xml(f"{part}/content.xml") if part else None
    is_one = root is not None and etree.QName(root).localname == "math"
    return linear_mathml(etree.tostring(root, encoding="unicode")) if is_one else ""


#: The styles a style is made of.
Chain = Callable[[str], Iterable[Looks]]


def first_page(body: etree._Element, chain: Chain, usual: float) -> Iterator[tuple[float, str, etree._Element]]:
    """The paragraphs with text before the first heading and the first page's end: the size of most of their letters in
    points, their text, and they. `usual`: the size where nothing is said."""
    some = False
    for each in body:
        breaks = any(looks.breaks for looks in chain(each.get(f"{_T}style-name", "")))
        if each.tag == f"{_T}h" or (some and (breaks or each.tag == f"{_T}soft-page-break")):
            return
        if each.tag == f"{_T}p" and (text := "".join(each.itertext())).strip():
            some = True
            yield most_of(_sizes(each, chain, usual), usual), text, each


def _sizes(element: etree._Element, chain: Chain, inherited: float) -> Iterator[tuple[float, int]]:
    size = next((looks.size for looks in chain(element.get(f"{_T}style-name", "")) if looks.size), inherited)
    yield size, len((element.text or "").strip())
    for each in element:
        if each.tag in (f"{_T}span", f"{_T}a"):
            yield from _sizes(each, chain, size)
        yield size, len((each.tail or "").strip())
