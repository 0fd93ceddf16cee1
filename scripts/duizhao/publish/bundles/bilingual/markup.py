"""Rows as markup: the first language, and the second below or beside it as the style sheet has it."""

from collections.abc import Sequence
from html import escape

from bs4 import Tag

from duizhao.document.boxes import ASIDES
from duizhao.publish.bundles.bilingual.rows import Books, Group, Pages, Row, Segment, gap, groups, is_wide
from duizhao.publish.bundles.markup import heading_html
from duizhao.publish.bundles.trees import HEADINGS, classes, inner, outer


def page_rows(pages: Pages, books: Books) -> str:
    """What two counterpart pages hold besides their notes."""
    opened: set[str] = set()
    return "".join(_group(group, opened, books) for group in groups(pages, books))


def pair(sides: Sequence[str | None], books: Books, more: str = "") -> str:
    """The markup of two counterparts; None: there is none in that language, which is said in the other. `more`: a
    further class."""
    here, missing = gap(sides, books)
    told = f'<p class="edition-note">{escape(missing)}</p>'
    cells = []
    for place, side, book in zip(("first", "second"), sides, books, strict=True):
        lang = (here if side is None else book).strings.html_lang
        cells.append(f'<div class="{place}" lang="{lang}">{told if side is None else side}</div>\n')
    return f'<div class="pair{more and f" {more}"}">\n{"".join(cells)}</div>\n'


def titles(headings: Sequence[Tag], books: Books) -> str:
    """A heading, and its counterpart if it has one, as markup for lists of pages."""
    here, *there = map(heading_html, headings)
    return "".join([here, *(f' <span lang="{books[1].strings.html_lang}">{other}</span>' for other in there)])


def _group(group: Group, opened: set[str], books: Books) -> str:
    pairs = "".join(_pair(row, books) for row in group.rows)
    return _aside(group.boxes, opened, pairs) if group.boxes else pairs


def _pair(row: Row, books: Books) -> str:
    sides = [
        _side(segments, one_outline=n == 1 and bool(row[0])) if segments else None for n, segments in enumerate(row)
    ]
    return pair(sides, books, "wide" if is_wide(row) else "")


def _aside(boxes: Sequence[Tag], opened: set[str], pairs: str) -> str:
    """A box around rows; it answers to its id in each language, once in the document."""
    ids = [str(box["id"]) for box in boxes if box.get("id") and box["id"] not in opened]
    opened.update(ids)
    label = next((str(box["aria-labelledby"]) for box in boxes if box.get("aria-labelledby")), "")
    own = f' id="{ids[0]}"' if ids else ""
    named = f' aria-labelledby="{label}"' if label else ""
    further = "".join(f'<span class="edition-anchor" id="{id_}"></span>' for id_ in ids[1:])
    kind = next(name for box in boxes for name in classes(box) if name in ASIDES)
    return f'<aside class="{kind}"{own}{named}>{further}\n{pairs}</aside>\n'


def _side(segments: Sequence[Segment], *, one_outline: bool) -> str:
    return "".join(_element(element, one_outline=one_outline) for segment in segments for element in segment.elements)


def _element(element: Tag, *, one_outline: bool) -> str:
    """An element; `one_outline`: its counterpart is a heading already."""
    if one_outline and element.name in HEADINGS:
        id_ = f' id="{element["id"]}"' if element.get("id") else ""
        return f'<p class="heading"{id_}>{inner(element)}</p>'
    return outer(element)
