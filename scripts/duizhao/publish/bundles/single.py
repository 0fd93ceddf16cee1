"""The whole report in one language as one HTML file that needs nothing else: no script, no font, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from copy import copy
from datetime import datetime
from html import escape
from importlib import resources

from bs4 import Tag

from duizhao.languages.cldr import is_right_to_left
from duizhao.languages.directions import with_directions
from duizhao.publish.bundles.book import Book, Leaf
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.markup import home_rest, linked_note, nested, paragraphs, role_of, title_html
from duizhao.publish.bundles.model import Order, Step, step_each
from duizhao.publish.bundles.trees import heading_of, inner


def steps(order: Order) -> Iterator[Step]:
    """A page in each language."""
    return step_each(order, "single", "html", single_page)


def single_page(book: Book, date: datetime) -> bytes:
    """The file's content. `date` is the one its imprint names."""
    strings, words = book.strings, book.strings.bundles
    names = ("text.css", "single.css", "rtl.css") if is_right_to_left(strings.html_lang) else ("text.css", "single.css")
    style = "\n".join(map(_style, names))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = title_html(book.home) if book.home else escape(book.facts.title)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{strings.html_lang}">',
        "<head>",
        '<meta charset="utf-8">',
        # Nothing can be fetched and nothing can run, whatever the text holds.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(book.facts.title)}</title>",
        *([f'<meta name="author" content="{escape(book.facts.publisher)}">'] if book.facts.publisher else []),
        f'<meta name="description" content="{escape(attribution(book))}">',
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#text">{escape(words["skip"])}</a>',
        f"<header><h1>{title}</h1>",
        inner(_with_images(home_rest(book), book)),
        f'<p class="attribution">{escape(attribution(book))}</p>',
        *(_notes(book.home, book) if book.home else ()),
        "</header>",
        *_contents(book),
        '<main id="text">',
        *(line for leaf in book.text for line in _section(leaf, book)),
        "</main>",
        f'<footer id="imprint"><h2>{escape(words["imprint"])}</h2>',
        paragraphs(imprint(book, date)),
        "</footer>",
        "</body>",
        "</html>",
        "",
    ]
    return with_directions("\n".join(parts)).encode()


def _style(name: str) -> str:
    return resources.files("duizhao.publish.bundles").joinpath("styles", name).read_text(encoding="utf-8").strip()


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
    body = _with_images(copy(leaf.body), book)
    for heading in body.find_all(["h5", "h4", "h3", "h2", "h1"]):
        heading.name = f"h{int(heading.name[1]) + 1}"  # the report's title is the only h1
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
        content = _with_images(linked_note(note, book), book)
        yield f'<li id="{note.id}">{inner(content)}</li>'
    yield "</ol></div>"


def _with_images(tree: Tag, book: Book) -> Tag:
    """Puts the images into the page itself."""
    for element in tree.find_all("img"):
        image = book.images[str(element["src"])]
        element["src"] = f"data:{image.media_type};base64,{base64.b64encode(image.content).decode()}"
    return tree
