"""The report in two languages as a single page: beside each other where there is room, below each other elsewhere."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from html import escape

from duizhao.publish.bundles.bilingual.markup import both_titles, page_rows, pair
from duizhao.publish.bundles.bilingual.rows import Books, in_both, note_pairs, page_pairs
from duizhao.publish.bundles.bilingual.widths import SCREEN, shares
from duizhao.publish.bundles.book import Book, Leaf, Note
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.markup import home_rest, nested, numbered_note, paragraphs, role_of, title_html
from duizhao.publish.bundles.single.frame import below_the_title, framed, with_images
from duizhao.publish.bundles.trees import heading_of, inner, parse


def bilingual_page(left: Book, right: Book, date: datetime) -> bytes:
    """The file's content. `date` is the one its imprint names."""
    books = (left, right)
    pages = page_pairs(books)
    first, second = shares(books, SCREEN)
    parts = [
        "<header>",
        pair([_head(book, books, level) for book, level in zip(books, ("h1", "p"), strict=True)], books),
        *_notes(left.home, right.home, books),
        "</header>",
        *_contents(pages, books),
        '<main id="text">',
        *(line for a, b in pages for line in _section(a, b, books)),
        "</main>",
        '<footer id="imprint">',
        pair([_foot(book, date, level) for book, level in zip(books, ("h2", "p"), strict=True)], books),
        "</footer>",
    ]
    return framed(books, parts, ("pairs.css", "columns.css"), f":root {{ --columns: {first}fr {second}fr }}")


def _head(book: Book, books: Books, level: str) -> str:
    title = title_html(book.home) if book.home else escape(book.facts.title)
    rest = inner(below_the_title(with_images(home_rest(book), book.images)))
    said = "".join(f'<p class="attribution">{escape(line)}</p>' for line in (attribution(book), in_both(book, books)))
    return f'<{level} class="title">{title}</{level}>{rest}{said}'


def _foot(book: Book, date: datetime, level: str) -> str:
    name = escape(book.strings.bundles["imprint"])
    return f'<{level} class="imprint-title">{name}</{level}>{paragraphs(imprint(book, date))}'


def _contents(pages: list[tuple[Leaf | None, Leaf | None]], books: Books) -> Iterator[str]:
    others = {a.key: b for a, b in pages if a and b}
    shown = nested([leaf for a, b in pages if (leaf := a or b)])

    def entry(leaf: Leaf) -> str:
        other = others.get(leaf.key)
        title = both_titles(heading_of(leaf.body), heading_of(other.body) if other else None, books)
        return f'<a href="#{leaf.anchor}">{title}</a>'

    yield '<nav id="contents" role="doc-toc" aria-labelledby="contents-title"><h2 id="contents-title">'
    yield f"{escape(books[0].strings.contents)}</h2><ol>"
    for leaf, below in shown:
        inside = "".join(f"<li>{entry(each)}</li>" for each in below)
        yield f"<li>{entry(leaf)}{inside and f'<ol>{inside}</ol>'}</li>"
    yield "</ol></nav>"


def _section(a: Leaf | None, b: Leaf | None, books: Books) -> Iterator[str]:
    leaf = a or b
    assert leaf, "a page is in one language at least"
    images = {**books[0].images, **books[1].images}
    (rows,) = parse(f"<div>{page_rows(a, b, books)}</div>")
    role = role_of(leaf)
    yield f'<section{f" role={role}" if role else ""} aria-labelledby="{leaf.anchor}">'
    yield inner(below_the_title(with_images(rows, images)))
    yield from _notes(a, b, books)
    yield f'<p class="to-contents"><a href="#contents">{escape(books[0].strings.bundles["back"])}</a></p>'
    yield "</section>"


def _notes(a: Leaf | None, b: Leaf | None, books: Books) -> Iterator[str]:
    """The notes of two pages, counterparts beside each other."""
    found = note_pairs(a, b, books)
    if not found:
        return
    yield f'<div class="notes" role="doc-endnotes" aria-label="{escape(books[0].strings.footnotes)}">'
    for row in found:
        yield pair([_note(note, book) if note else None for note, book in zip(row, books, strict=True)], books)
    yield "</div>"


def _note(note: Note, book: Book) -> str:
    content = with_images(copy(numbered_note(note, book)), book.images)
    return f'<aside id="{note.id}" role="doc-footnote">{inner(content)}</aside>'
