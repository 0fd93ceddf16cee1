"""An e-book in one language."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from duizhao.publish.bundles.book import Book, Leaf, Note, headings
from duizhao.publish.bundles.epub.model import Document, Entry, Publication, Said
from duizhao.publish.bundles.imprint import attribution, imprint, rights
from duizhao.publish.bundles.markup import (
    heading_html,
    home_rest,
    nested,
    numbered_note,
    paragraphs,
    role_of,
    title_html,
)
from duizhao.publish.bundles.trees import inner


def publication(book: Book, date: datetime) -> Publication:
    """The book as an e-book."""
    lang = book.strings.html_lang
    documents = [title_page([book])]
    documents += [_document(leaf, book) for leaf in book.text]
    documents += [imprint_page([book], date)]
    first = next((i for i, leaf in enumerate(book.text) if leaf.facts.kind in ("chapter", "section")), 0)
    return Publication(
        key=f"{book.name} {book.language}",
        titles=[Said(lang, book.facts.title)],
        publishers=[Said(lang, book.facts.publisher)],
        descriptions=[Said(lang, attribution(book))],
        rights=[Said(lang, rights(book))],
        summaries=[summary(book)],
        contents_title=book.strings.contents,
        documents=with_bodymatter(documents, first + 1),
        entries=_entries(book),
        landmarks=landmarks(book),
        date=date,
        images=book.images,
        issued=book.facts.date,
    )


def landmarks(book: Book) -> dict[str, str]:
    """What the landmarks are called."""
    return {"titlepage": book.facts.title, "bodymatter": book.text[0].facts.title if book.text else book.facts.title}


def with_bodymatter(documents: Sequence[Document], index: int) -> list[Document]:
    """The documents; the one at `index` is where the text begins."""
    return [
        Document(each.file, each.lang, each.title, each.body, "bodymatter" if i == index else each.landmark)
        for i, each in enumerate(documents)
    ]


def summary(book: Book) -> Said:
    """How the book can be read, in a sentence or two."""
    words = book.strings.bundles
    text = in_a_row(words["accessible"], words["accessible_images"]) if book.images else words["accessible"]
    return Said(book.strings.html_lang, text)


def in_a_row(first: str, second: str) -> str:
    """Two sentences; only those that end with an ASCII full stop have a space between them."""
    return f"{first} {second}" if first.endswith(".") else first + second


def title_page(books: Sequence[Book]) -> Document:
    """Title, publisher and whose words these are, in each language."""
    parts = []
    for index, book in enumerate(books):
        level = "h1" if index == 0 else "p"
        title = title_html(book.home) if book.home else escape(book.facts.title)
        id_ = f' id="{book.home.anchor}"' if book.home else ""
        parts.append(
            f'<div lang="{book.strings.html_lang}"><{level} class="title"{id_}>{title}</{level}>'
            f'{inner(home_rest(book))}<p class="attribution">{escape(attribution(book))}</p>'
            f"{notes_section(book.home.notes if book.home else (), book)}</div>"
        )
    main = books[0]
    body = f'<section class="titlepage">{"".join(parts)}</section>'
    return Document("title.xhtml", main.strings.html_lang, main.facts.title, body, "titlepage")


def imprint_page(books: Sequence[Book], date: datetime) -> Document:
    """The imprint in each language."""
    main = books[0]
    parts = []
    for index, book in enumerate(books):
        level = "h1" if index == 0 else "p"
        parts.append(
            f'<div lang="{book.strings.html_lang}"><{level} class="imprint-title">'
            f"{escape(book.strings.bundles['imprint'])}</{level}>{paragraphs(imprint(book, date))}</div>"
        )
    body = f'<section class="imprint" id="imprint">{"".join(parts)}</section>'
    return Document("imprint.xhtml", main.strings.html_lang, main.strings.bundles["imprint"], body)


def _document(leaf: Leaf, book: Book) -> Document:
    role = f' role="{name}"' if (name := role_of(leaf)) else ""
    body = (
        f'<section{role} aria-labelledby="{leaf.anchor}">{inner(leaf.body)}{notes_section(leaf.notes, book)}</section>'
    )
    return Document(f"page-{leaf.key}.xhtml", book.strings.html_lang, leaf.facts.title, body)


def notes_section(notes: Sequence[Note], book: Book, *, named: bool = False) -> str:
    """The notes of a page, each one that a reading system can show beside its reference; `named`: a line above them
    says what they are, where another language's stand below."""
    if not notes:
        return ""
    items = "".join(
        f'<aside id="{note.id}" role="doc-footnote">{inner(numbered_note(note, book))}</aside>\n' for note in notes
    )
    label = escape(book.strings.footnotes)
    return (
        f'\n<section class="notes" role="doc-endnotes" lang="{book.strings.html_lang}" aria-label="{label}">'
        + (f'\n<p class="notes-name">{label}</p>' if named else "")
        + f"\n{items}</section>\n"
    )


def _entries(book: Book) -> list[Entry]:
    return [
        Entry(
            title_html(leaf), leaf.anchor, (*_below(leaf), *(Entry(title_html(s), s.anchor, _below(s)) for s in more))
        )
        for leaf, more in nested(book.text)
    ] + [Entry(escape(book.strings.bundles["imprint"]), "imprint")]


def _below(leaf: Leaf) -> tuple[Entry, ...]:
    return tuple(Entry(heading_html(heading), str(heading["id"])) for heading in headings(leaf))
