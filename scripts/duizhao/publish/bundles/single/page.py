"""The report as a single page: in one language, or in two, beside each other where there is room, below each other
elsewhere."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import datetime
from html import escape

from duizhao.publish.bundles.bilingual.markup import page_rows, pair, titles
from duizhao.publish.bundles.bilingual.rows import Books, Pages, counterparts, in_both, leading, note_pairs
from duizhao.publish.bundles.bilingual.widths import SCREEN, shares
from duizhao.publish.bundles.book import Book, Leaf, Note
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.markup import (
    home_rest,
    linked_note,
    nested,
    numbered_note,
    paragraphs,
    role_of,
    title_html,
)
from duizhao.publish.bundles.single.frame import below_the_title, framed, with_images
from duizhao.publish.bundles.trees import heading_of, inner, parse


def single_page(books: Books, date: datetime) -> bytes:
    """The file's content. `date` is the one its imprint names."""
    pages = counterparts(books)
    parts = [
        "<header>",
        _beside([_head(book, books) for book in books], books),
        *_notes(tuple(book.home for book in books), books),
        "</header>",
        *_contents(pages, books),
        '<main id="text">',
        *(line for page in pages for line in _section(page, books)),
        "</main>",
        '<footer id="imprint">',
        _beside([_foot(book, books, date) for book in books], books),
        "</footer>",
    ]
    if len(books) == 1:
        return framed(books, parts)
    first, second = shares(books, SCREEN)
    return framed(books, parts, ("pairs.css", "columns.css"), f":root {{ --columns: {first}fr {second}fr }}")


def _beside(sides: Sequence[str | None], books: Books) -> str:
    return pair(sides, books) if len(books) > 1 else sides[0] or ""


def _titled(name: str, level: str, title: str, book: Book, books: Books) -> str:
    """A heading in the first language, and a line that looks like it in the other."""
    element = level if book is books[0] else "p"
    return f'<{element} class="{name}">{title}</{element}>'


def _head(book: Book, books: Books) -> str:
    title = title_html(book.home) if book.home else escape(book.facts.title)
    rest = inner(with_images(home_rest(book), book.images))
    lines = [attribution(book), *([in_both(book, books)] if len(books) > 1 else [])]
    said = "".join(f'<p class="attribution">{escape(line)}</p>' for line in lines)
    return _titled("title", "h1", title, book, books) + rest + said


def _foot(book: Book, books: Books, date: datetime) -> str:
    name = escape(book.strings.bundles["imprint"])
    return _titled("imprint-title", "h2", name, book, books) + paragraphs(imprint(book, date))


def _contents(pages: Sequence[Pages], books: Books) -> Iterator[str]:
    of = {id(leading(page)): [heading_of(leaf.body) for leaf in page if leaf] for page in pages}

    def entry(leaf: Leaf) -> str:
        return f'<a href="#{leaf.anchor}">{titles(of[id(leaf)], books)}</a>'

    yield '<nav id="contents" role="doc-toc" aria-labelledby="contents-title"><h2 id="contents-title">'
    yield f"{escape(books[0].strings.contents)}</h2><ol>"
    for leaf, below in nested([leading(page) for page in pages]):
        inside = "".join(f"<li>{entry(each)}</li>" for each in below)
        yield f"<li>{entry(leaf)}{inside and f'<ol>{inside}</ol>'}</li>"
    yield "</ol></nav>"


def _section(page: Pages, books: Books) -> Iterator[str]:
    leaf = leading(page)
    body = parse(f"<div>{page_rows(page, books)}</div>")[0] if len(books) > 1 else copy(leaf.body)
    role = role_of(leaf)
    yield f'<section{f" role={role}" if role else ""} aria-labelledby="{leaf.anchor}">'
    yield inner(below_the_title(with_images(body, {name: image for b in books for name, image in b.images.items()})))
    yield from _notes(page, books)
    yield f'<p class="to-contents"><a href="#contents">{escape(books[0].strings.bundles["back"])}</a></p>'
    yield "</section>"


def _notes(page: Pages, books: Books) -> Iterator[str]:
    """The notes of a page: a list, or counterparts beside each other."""
    if not any(leaf and leaf.notes for leaf in page):
        return
    yield f'<div class="notes" role="doc-endnotes" aria-label="{escape(books[0].strings.footnotes)}">'
    if len(books) > 1:
        for row in note_pairs(page, books):
            yield pair([_note(note, book) if note else None for note, book in zip(row, books, strict=True)], books)
    else:
        notes = [(note.id, with_images(linked_note(note, books[0]), books[0].images)) for note in leading(page).notes]
        yield "<ol>" + "\n".join(f'<li id="{id_}">{inner(content)}</li>' for id_, content in notes) + "</ol>"
    yield "</div>"


def _note(note: Note, book: Book) -> str:
    content = with_images(copy(numbered_note(note, book)), book.images)
    return f'<aside id="{note.id}" role="doc-footnote">{inner(content)}</aside>'
