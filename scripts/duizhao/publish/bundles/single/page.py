"""The report as a single page: in one language, or in two, beside each other where there is room, below each other
elsewhere."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from datetime import datetime
from html import escape
from importlib import resources

from bs4 import Tag

from duizhao.languages.cldr import is_right_to_left, with_directions
from duizhao.publish.bundles.bilingual.markup import page_rows, pair, titles
from duizhao.publish.bundles.bilingual.rows import (
    SCREEN,
    Books,
    Pages,
    counterparts,
    in_both,
    leading,
    note_pairs,
    shares,
)
from duizhao.publish.bundles.book import Book, Leaf, Note
from duizhao.publish.bundles.images import Image
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
from duizhao.publish.bundles.trees import HEADINGS, heading_of, inner, parse


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


def framed(books: Sequence[Book], parts: Iterable[str], styles: Sequence[str] = (), more: str = "") -> bytes:
    """The file around what stands on the page. The first of the books is the one the page itself is in; `styles`: the
    style sheets it needs besides those of every single page; `more`: rules of its own."""
    main = books[0]
    turned = ["rtl.css"] if any(is_right_to_left(book.strings.html_lang) for book in books) else []
    style = "\n".join([*map(_style, ("text.css", "single.css", *styles, *turned)), *([more] if more else [])])
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{main.strings.html_lang}">',
        "<head>",
        '<meta charset="utf-8">',
        # Nothing can be fetched and nothing can run, whatever the text holds.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(' · '.join(book.facts.title for book in books))}</title>",
        *(f'<meta name="author" content="{escape(book.facts.publisher)}">' for book in books if book.facts.publisher),
        f'<meta name="description" content="{escape(attribution(main))}">',
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#text">{escape(main.strings.bundles["skip"])}</a>',
        *parts,
        "</body>",
        "</html>",
        "",
    ]
    return with_directions("\n".join(lines)).encode()


def below_the_title(tree: Tag) -> Tag:
    """A page's tree with its headings a level lower: the report's title is the only h1."""
    for heading in tree.find_all(HEADINGS[:5]):
        heading.name = f"h{int(heading.name[1]) + 1}"
    return tree


def with_images(tree: Tag, images: dict[str, Image]) -> Tag:
    """Puts the images into the page itself."""
    for element in tree.find_all("img"):
        image = images[str(element["src"])]
        element["src"] = f"data:{image.media_type};base64,{base64.b64encode(image.content).decode()}"
    return tree


def _style(name: str) -> str:
    return resources.files("duizhao.publish.bundles").joinpath("styles", name).read_text(encoding="utf-8").strip()
