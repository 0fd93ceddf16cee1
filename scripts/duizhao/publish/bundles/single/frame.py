"""The frame of a single page: a file that needs nothing else, and can fetch and run nothing."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources

from bs4 import Tag

from duizhao.languages.cldr import is_right_to_left
from duizhao.languages.directions import with_directions
from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.images import Image
from duizhao.publish.bundles.imprint import attribution
from duizhao.publish.bundles.trees import HEADINGS


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
