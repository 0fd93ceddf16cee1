"""The report in one language as a single page."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime
from html import escape

from duizhao.publish.bundles.book import Book, Leaf
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.markup import home_rest, linked_note, nested, paragraphs, role_of, title_html
from duizhao.publish.bundles.single.frame import below_the_title, framed, with_images
from duizhao.publish.bundles.trees import heading_of, inner


def single_page(book: Book, date: datetime) -> bytes:
    """The file's content. `date` is the one its imprint names."""
    title = title_html(book.home) if book.home else escape(book.facts.title)
    parts = [
        f"<header><h1>{title}</h1>",
        inner(with_images(home_rest(book), book.images)),
        f'<p class="attribution">{escape(attribution(book))}</p>',
        *(_notes(book.home, book) if book.home else ()),
        "</header>",
        *_contents(book),
        '<main id="text">',
        *(line for leaf in book.text for line in _section(leaf, book)),
        "</main>",
        f'<footer id="imprint"><h2>{escape(book.strings.bundles["imprint"])}</h2>',
        paragraphs(imprint(book, date)),
        "</footer>",
    ]
    return framed([book], parts)


def _contents(book: Book) -> Iterator[str]:
    yield '<nav id="contents" role="doc-toc" aria-labelledby="contents-title"><h2 id="contents-title">'
    yield f"{escape(book.strings.contents)}</h2><ol>"
    for leaf, below in nested(book.text):
        yield f'<li><a href="#{leaf.anchor}">{title_html(leaf)}</a>'
        if below:
            yield "<ol>"
            yield from (f'<li><a href="#{each.anchor}">{title_html(each)}</a></li>' for each in below)
            yield "</ol>"
        yield "</li>"
    yield "</ol></nav>"


def _section(leaf: Leaf, book: Book) -> Iterator[str]:
    body = below_the_title(with_images(copy(leaf.body), book.images))
    role = role_of(leaf)
    yield f'<section{f" role={role}" if role else ""} aria-labelledby="{heading_of(body)["id"]}">'
    yield inner(body)
    yield from _notes(leaf, book)
    yield f'<p class="to-contents"><a href="#contents">{escape(book.strings.bundles["back"])}</a></p>'
    yield "</section>"


def _notes(leaf: Leaf, book: Book) -> Iterator[str]:
    if not leaf.notes:
        return
    yield f'<div class="notes" role="doc-endnotes" aria-label="{escape(book.strings.footnotes)}"><ol>'
    for note in leaf.notes:
        content = with_images(linked_note(note, book), book.images)
        yield f'<li id="{note.id}">{inner(content)}</li>'
    yield "</ol></div>"
