"""An e-book in two languages: each paragraph of the first followed by its counterpart in the second."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from bs4 import Tag

from duizhao.publish.bundles.bilingual.markup import both_titles, page_rows
from duizhao.publish.bundles.bilingual.rows import Books, in_both, page_pairs
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
from duizhao.publish.bundles.imprint import attribution, rights
from duizhao.publish.bundles.markup import nested, role_of
from duizhao.publish.bundles.trees import heading_of


def publication(left: Book, right: Book, date: datetime) -> Publication:
    """The two books as one e-book; the ids of the second must begin with its language (`read_books(apart=True)`)."""
    books = (left, right)
    pages = page_pairs(books)
    documents = [title_page(books), *(_document(a, b, books) for a, b in pages), imprint_page(books, date)]
    kinds = [leaf.facts.kind for a, b in pages if (leaf := a or b)]
    first = next((i for i, kind in enumerate(kinds) if kind in ("chapter", "section")), 0)
    images = {**left.images, **right.images}
    return Publication(
        key=f"{left.name} {left.language} {right.language}",
        titles=[Said(book.strings.html_lang, book.facts.title) for book in books],
        publishers=[Said(book.strings.html_lang, book.facts.publisher) for book in books],
        descriptions=[
            Said(book.strings.html_lang, in_a_row(attribution(book), in_both(book, books))) for book in books
        ],
        rights=[Said(book.strings.html_lang, rights(book)) for book in books],
        summaries=[summary(book) for book in books],
        contents_title=left.strings.contents,
        documents=with_bodymatter(documents, first + 1),
        entries=_entries(pages, books),
        landmarks=landmarks(left),
        date=date,
        images=images,
        issued=left.facts.date or right.facts.date,
    )


_Pages = Sequence[tuple[Leaf | None, Leaf | None]]


def _entries(pages: _Pages, books: Books) -> list[Entry]:
    others = {a.key: b for a, b in pages if a and b}
    shown = [leaf for a, b in pages if (leaf := a or b)]

    def entry(leaf: Leaf, below: Sequence[Leaf]) -> Entry:
        other = others.get(leaf.key)
        counterparts = {str(each["id"]).removeprefix(books[1].prefix): each for each in _headings(other)}
        parts = [
            Entry(both_titles(each, counterparts.get(str(each["id"])), books), str(each["id"]))
            for each in headings(leaf)
        ]
        title = both_titles(heading_of(leaf.body), heading_of(other.body) if other else None, books)
        return Entry(title, leaf.anchor, (*parts, *(entry(each, ()) for each in below)))

    imprint = Entry(escape(books[0].strings.bundles["imprint"]), "imprint")
    return [*(entry(leaf, below) for leaf, below in nested(shown)), imprint]


def _headings(leaf: Leaf | None) -> list[Tag]:
    return headings(leaf) if leaf else []


def _document(a: Leaf | None, b: Leaf | None, books: Books) -> Document:
    leaf = a or b
    assert leaf, "a page is in one language at least"
    book = books[0] if a else books[1]
    role = f' role="{name}"' if (name := role_of(leaf)) else ""
    rows = page_rows(a, b, books)
    notes = "".join(notes_section(each.notes, of, named=True) for each, of in zip((a, b), books, strict=True) if each)
    body = f'<section{role} aria-labelledby="{leaf.anchor}">{rows}{notes}</section>'
    return Document(f"page-{leaf.key}.xhtml", book.strings.html_lang, leaf.facts.title, body)
