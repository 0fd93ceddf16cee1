"""The title of a Word document that names none by a style: the biggest line of its first page."""

from __future__ import annotations

import re

from lxml import etree

from duizhao.source.readers.docx_runs import letters, style_of
from duizhao.source.readers.docx_styles import Styles, W, value_of
from duizhao.source.schemes import SCHEMES

#: Among so many paragraphs with text it stands, over so many lines at most, and is so much bigger than most of them.
_FIRST, _MOST, _BIGGER = 15, 3, 1.3

#: How a heading begins that is numbered; a bare number may begin a title, too.
_NUMBERED = re.compile(
    "|".join(scheme.pattern.pattern.replace("?P<n>", "").replace("?P<c>", "").replace("?P<s>", "")
             for han in (True, False) for scheme in SCHEMES[han] if scheme.template != "{numeral} "), re.IGNORECASE
)  # fmt: skip


def biggest_lines(body: etree._Element, styles: Styles) -> list[etree._Element]:
    """The paragraphs, one behind the other, that are set biggest on the first page; none if a heading is as big, or if
    they do not stand out."""
    page: list[tuple[int, etree._Element]] = []
    for paragraph in body.iterfind(f"{W}p"):
        style = style_of(paragraph)
        if styles.outline(paragraph, style) or len(page) == _FIRST:
            break
        if "".join(letters(paragraph)).strip():
            page.append((_size(paragraph, styles, style), paragraph))
        if page and any(each.get(f"{W}type") == "page" for each in paragraph.iter(f"{W}br")):
            break
    biggest = max((size for size, _ in page), default=0)
    at = [index for index, (size, _) in enumerate(page) if size == biggest]
    usual = sorted(size for size, _ in page)[(len(page) - 1) // 2] if page else 0
    if any(_NUMBERED.match("".join(letters(page[index][1])).strip()) for index in at):
        return []  # a heading that no style tells
    together = bool(at) and at[-1] - at[0] == len(at) - 1 and len(at) <= _MOST
    return [page[index][1] for index in at] if together and biggest >= usual * _BIGGER else []


def _size(paragraph: etree._Element, styles: Styles, style: str) -> int:
    """How big most of a paragraph's letters are, in half points."""
    inherited = next((each.size for each in styles.chain(style) if each.size), 0) or styles.size
    sizes: dict[int, int] = {}
    for run in paragraph.iter(f"{W}r"):
        own = value_of(run.find(f"{W}rPr/{W}sz"))
        size = int(own) if own.isdigit() else inherited
        sizes[size] = sizes.get(size, 0) + len("".join(letters(run)).strip())
    return max(sizes, key=lambda size: sizes[size], default=inherited)
