"""An e-book in one language; or in two, each paragraph of the first followed by its counterpart in the second."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from duizhao.publish.bundles.bilingual.markup import page_rows, titles
from duizhao.publish.bundles.bilingual.rows import Books, Pages, counterparts, in_both, leading
from duizhao.publish.bundles.book import Book, Leaf, Note, headings
from duizhao.publish.bundles.epub.model import Document, Entry, Publication, Said
from duizhao.publish.bundles.imprint import attribution, imprint, rights
from duizhao.publish.bundles.markup import home_rest, nested, numbered_note, paragraphs, role_of, title_html
from duizhao.publish.bundles.trees import heading_of, inner


def publication(books: Books, date: datetime) -> Publication:
    """The book, or the two, as an e-book."""
    main = books[0]
    pages = counterparts(books)
    kinds = [leading(page).facts.kind for page in pages]
    first = next((i for i, kind in enumerate(kinds) if kind in ("chapter", "section")), 0)
    documents = [_title_page(books)]
    documents += [_document(page, books, "bodymatter" if i == first else "") for i, page in enumerate(pages)]
    documents += [_imprint_page(books, date)]
    return Publication(
        key=" ".join([main.name, *(book.language for book in books)]),
        titles=[Said(book.strings.html_lang, book.facts.title) for book in books],
        publishers=[Said(book.strings.html_lang, book.facts.publisher) for book in books],
        descriptions=[Said(book.strings.html_lang, _description(book, books)) for book in books],
        rights=[Said(book.strings.html_lang, rights(book)) for book in books],
        summaries=[_summary(book) for book in books],
        contents_title=main.strings.contents,
        documents=documents,
        entries=_entries(pages, books),
        landmarks={"titlepage": main.facts.title, "bodymatter": (main.text[0] if main.text else main).facts.title},
        date=date,
        images={path: image for book in books for path, image in book.images.items()},
        issued=next((book.facts.date for book in books if book.facts.date), None),
    )


def _description(book: Book, books: Books) -> str:
    return _in_a_row(attribution(book), in_both(book, books)) if len(books) > 1 else attribution(book)


def _summary(book: Book) -> Said:
    """How the book can be read, in a sentence or two."""
    words = book.strings.bundles
    text = _in_a_row(words["accessible"], words["accessible_images"]) if book.images else words["accessible"]
    return Said(book.strings.html_lang, text)


def _in_a_row(first: str, second: str) -> str:
    """Two sentences; only those that end with an ASCII full stop have a space between them."""
    return f"{first} {second}" if first.endswith(".") else first + second


def _title_page(books: Sequence[Book]) -> Document:
    """Title, publisher and whose words these are, in each language."""
    parts = []
    for index, book in enumerate(books):
        level = "h1" if index == 0 else "p"
        title = title_html(book.home) if book.home else escape(book.facts.title)
        id_ = f' id="{book.home.anchor}"' if book.home else ""
        parts.append(
            f'<div lang="{book.strings.html_lang}"><{level} class="title"{id_}>{title}</{level}>'
            f'{inner(home_rest(book))}<p class="attribution">{escape(attribution(book))}</p>'
            f"{_notes_section(book.home.notes if book.home else (), book)}</div>"
        )
    main = books[0]
    body = f'<section class="titlepage">{"".join(parts)}</section>'
    return Document("title.xhtml", main.strings.html_lang, main.facts.title, body, "titlepage")


def _imprint_page(books: Sequence[Book], date: datetime) -> Document:
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


def _document(page: Pages, books: Books, landmark: str) -> Document:
    leaf, two = leading(page), len(books) > 1
    lang = next(book for each, book in zip(page, books, strict=True) if each).strings.html_lang
    role = f' role="{name}"' if (name := role_of(leaf)) else ""
    text = page_rows(page, books) if two else inner(leaf.body)
    notes = (_notes_section(each.notes, book, named=two) for each, book in zip(page, books, strict=True) if each)
    body = f'<section{role} aria-labelledby="{leaf.anchor}">{text}{"".join(notes)}</section>'
    return Document(f"page-{leaf.key}.xhtml", lang, leaf.facts.title, body, landmark)


def _notes_section(notes: Sequence[Note], book: Book, *, named: bool = False) -> str:
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


def _entries(pages: Sequence[Pages], books: Books) -> list[Entry]:
    of = {id(leading(page)): [leaf for leaf in page if leaf] for page in pages}

    def entry(leaf: Leaf, below: Sequence[Leaf]) -> Entry:
        own, *others = of[id(leaf)]
        called = {str(each["id"]).removeprefix(books[1].prefix): each for other in others for each in headings(other)}
        parts = [
            Entry(titles([each, *filter(None, [called.get(str(each["id"]))])], books), str(each["id"]))
            for each in headings(own)
        ]
        title = titles([heading_of(each.body) for each in (own, *others)], books)
        return Entry(title, leaf.anchor, (*parts, *(entry(each, ()) for each in below)))

    entries = [entry(leaf, below) for leaf, below in nested([leading(page) for page in pages])]
    return [*entries, Entry(escape(books[0].strings.bundles["imprint"]), "imprint")]
