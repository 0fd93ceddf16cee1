"""An e-book in two languages: each paragraph of the first followed by its counterpart in the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby

from bs4 import Tag

from duizhao.compare.pairs import pair_blocks
from duizhao.document.boxes import ASIDES
from duizhao.document.model import Block
from duizhao.languages import language_name, language_names
from duizhao.publish.bundles.book import Book, Leaf, headings
from duizhao.publish.bundles.epub.model import Document, Entry, Publication, Said
from duizhao.publish.bundles.epub.single_language import (
    imprint_page,
    in_a_row,
    landmarks,
    notes_section,
    summary,
    title_page,
    with_bodymatter,
)
from duizhao.publish.bundles.imprint import attribution
from duizhao.publish.bundles.markup import heading_html, nested, role_of
from duizhao.publish.bundles.trees import HEADINGS, as_list, classes, heading_of, inner, outer


@dataclass(frozen=True, slots=True)
class _Segment:
    """What moves as one: an element with an id, and what follows it without one. `box`: the box it is in."""

    ids: tuple[str, ...]
    elements: tuple[Tag, ...]
    box: Tag | None


def publication(left: Book, right: Book, date: datetime) -> Publication:
    """The two books as one e-book; the ids of the second must begin with its language (`read_books(apart=True)`)."""
    books = (left, right)
    pages = _pages(left, right)
    documents = [title_page(books), *(_document(a, b, books) for a, b in pages), imprint_page(books, date)]
    kinds = [leaf.facts.kind for a, b in pages if (leaf := a or b)]
    first = next((i for i, kind in enumerate(kinds) if kind in ("chapter", "section")), 0)
    images = {**left.images, **right.images}
    return Publication(
        key=f"{left.name} {left.language} {right.language}",
        titles=[Said(book.strings.html_lang, book.facts.title) for book in books],
        publishers=[Said(book.strings.html_lang, book.facts.publisher) for book in books],
        descriptions=[Said(book.strings.html_lang, in_a_row(attribution(book), _both(book, books))) for book in books],
        rights=[Said(book.strings.html_lang, book.strings.bundles["rights"]) for book in books],
        summaries=[summary(book) for book in books],
        contents_title=left.strings.contents,
        documents=with_bodymatter(documents, first + 1),
        entries=_entries(pages, books),
        landmarks=landmarks(left),
        date=date,
        images=images,
        issued=left.facts.date or right.facts.date,
    )


def _both(book: Book, books: tuple[Book, Book]) -> str:
    names = language_names([each.language for each in books], book.language)
    return book.strings.bundles["both"].format(languages=names)


_Pages = Sequence[tuple[Leaf | None, Leaf | None]]


def _pages(left: Book, right: Book) -> list[tuple[Leaf | None, Leaf | None]]:
    """Counterpart pages, in reading order."""
    sides = [{leaf.path: leaf for leaf in book.text} for book in (left, right)]
    places = {leaf.path: (leaf.facts.order, leaf.path) for book in (right, left) for leaf in book.text}
    return [(sides[0].get(path), sides[1].get(path)) for path in sorted(places, key=lambda path: places[path])]


def _entries(pages: _Pages, books: tuple[Book, Book]) -> list[Entry]:
    others = {a.key: b for a, b in pages if a and b}
    shown = [leaf for a, b in pages if (leaf := a or b)]

    def both(here: Tag, there: Tag | None) -> str:
        second = f' <span lang="{books[1].strings.html_lang}">{heading_html(there)}</span>' if there else ""
        return heading_html(here) + second

    def entry(leaf: Leaf, below: Sequence[Leaf]) -> Entry:
        other = others.get(leaf.key)
        counterparts = {str(each["id"]).removeprefix(books[1].prefix): each for each in _headings(other)}
        parts = [Entry(both(each, counterparts.get(str(each["id"]))), str(each["id"])) for each in headings(leaf)]
        title = both(heading_of(leaf.body), heading_of(other.body) if other else None)
        return Entry(title, leaf.anchor, (*parts, *(entry(each, ()) for each in below)))

    imprint = Entry(escape(books[0].strings.bundles["imprint"]), "imprint")
    return [*(entry(leaf, below) for leaf, below in nested(shown)), imprint]


def _headings(leaf: Leaf | None) -> list[Tag]:
    return headings(leaf) if leaf else []


def _document(a: Leaf | None, b: Leaf | None, books: tuple[Book, Book]) -> Document:
    leaf = a or b
    assert leaf, "a page is in one language at least"
    book = books[0] if a else books[1]
    role = f' role="{name}"' if (name := role_of(leaf)) else ""
    rows = "".join(_rows(_segments(a, books[0]), _segments(b, books[1]), books))
    notes = "".join(notes_section(each.notes, of, named=True) for each, of in zip((a, b), books, strict=True) if each)
    body = f'<section{role} aria-labelledby="{leaf.anchor}">{rows}{notes}</section>'
    return Document(f"page-{leaf.key}.xhtml", book.strings.html_lang, leaf.facts.title, body)


def _segments(leaf: Leaf | None, book: Book) -> list[_Segment]:
    """A page's segments, in order."""
    found: list[_Segment] = []
    for child in as_list(leaf.body) if leaf else ():
        box = child if child.name == "aside" else None
        for element in as_list(child) if box else [child]:
            ids = _ids(element, book)
            if box and "admonition-title" in classes(element):
                ids = _ids(box, book)[:1]
            if not ids and found and found[-1].box is box:
                last = found[-1]
                found[-1] = _Segment(last.ids, (*last.elements, element), box)
            else:
                found.append(_Segment(tuple(ids), (element,), box))
    return found


def _ids(element: Tag, book: Book) -> list[str]:
    """The ids an element answers to, as the other language has them."""
    own = [str(element["id"])] if element.get("id") else []
    further = [str(anchor["id"]) for anchor in element.select(".edition-anchor[id]")] if own else []
    return [id_.removeprefix(book.prefix) for id_ in (*own, *further)]


def _rows(left: list[_Segment], right: list[_Segment], books: tuple[Book, Book]) -> Iterator[str]:
    blocks = [
        [
            Block(s.ids[0] if s.ids else "", "paragraph", "", line, also=s.ids[1:])
            for line, s in enumerate(side)
        ]
        for side in (left, right)
    ]  # fmt: skip
    rows = [
        ([left[block.line] for block in row.left], [right[block.line] for block in row.right])
        for row in pair_blocks(blocks[0], blocks[1])
    ]
    opened: set[str] = set()
    for box, group in groupby(rows, key=lambda row: _box(row, books)):
        found = list(group)
        pairs = "".join(_pair(a, b, books) for a, b in found)
        yield _aside(found, opened, pairs) if box else pairs


_Row = tuple[list[_Segment], list[_Segment]]


def _box(row: _Row, books: tuple[Book, Book]) -> str:
    """What names the box a row stands in, in both languages alike; nothing if it stands in none."""
    for side, book in zip(row, books, strict=True):
        for segment in side:
            if segment.box:
                return str(segment.box.get("id") or id(segment.box)).removeprefix(book.prefix)
    return ""


def _aside(rows: Sequence[_Row], opened: set[str], pairs: str) -> str:
    """A box around rows; it answers to its id in each language, once in the document."""
    boxes = {id(segment.box): segment.box for row in rows for side in row for segment in side if segment.box}
    ids = [str(box["id"]) for box in boxes.values() if box.get("id") and box["id"] not in opened]
    opened.update(ids)
    label = next((str(box["aria-labelledby"]) for box in boxes.values() if box.get("aria-labelledby")), "")
    own = f' id="{ids[0]}"' if ids else ""
    named = f' aria-labelledby="{label}"' if label else ""
    further = "".join(f'<span class="edition-anchor" id="{id_}"></span>' for id_ in ids[1:])
    kind = next(name for box in boxes.values() for name in classes(box) if name in ASIDES)
    return f'<aside class="{kind}"{own}{named}>{further}\n{pairs}</aside>\n'


def _pair(a: list[_Segment], b: list[_Segment], books: tuple[Book, Book]) -> str:
    sides = "".join(_side(segments, other, index, books) for index, (segments, other) in enumerate(((a, b), (b, a))))
    return f'<div class="pair">\n{sides}</div>\n'


def _side(segments: list[_Segment], other: list[_Segment], index: int, books: tuple[Book, Book]) -> str:
    place = ("first", "second")[index]
    if not segments:
        # Said in the language of the side that is there.
        here, there = books[1 - index], books[index]
        name = language_name(there.language, here.language)
        gap = escape(here.strings.parallel_gap.format(language=name))
        return f'<div class="{place}" lang="{here.strings.html_lang}"><p class="edition-note">{gap}</p></div>\n'
    elements = [element for segment in segments for element in segment.elements]
    html = "".join(_element(element, one_outline=index == 1 and bool(other)) for element in elements)
    return f'<div class="{place}" lang="{books[index].strings.html_lang}">{html}</div>\n'


def _element(element: Tag, *, one_outline: bool) -> str:
    """An element; `one_outline`: its counterpart is a heading already."""
    if one_outline and element.name in HEADINGS:
        id_ = f' id="{element["id"]}"' if element.get("id") else ""
        return f'<p class="heading"{id_}>{inner(element)}</p>'
    return outer(element)
