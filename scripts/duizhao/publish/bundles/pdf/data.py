"""What `report.typ` reads: one book, or two beside each other, as plain data."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from duizhao.document.issued import Issued
from duizhao.languages import language
from duizhao.languages.cldr import is_right_to_left
from duizhao.publish.bundles.bilingual.rows import (
    PRINT,
    Books,
    Group,
    Pages,
    Row,
    counterparts,
    gap,
    groups,
    in_both,
    is_wide,
    leading,
    note_pairs,
    shares,
)
from duizhao.publish.bundles.book import Book, Note
from duizhao.publish.bundles.imprint import attribution, imprint
from duizhao.publish.bundles.pdf.fonts import LATIN, fonts_of, installed, is_han
from duizhao.publish.bundles.pdf.nodes import Node, Nodes

Data = dict[str, Any]

#: How much text a page has about, in letters (one of Han counts twice): of a book in one language, and of each in two.
_PAGE, _HALF_PAGE = 2400, 1500
#: Chapters begin on pages of their own if they are so many pages long on average: then the white before them is no more
#: than a quarter of the paper.
_LONG = 1.5


def day_of(issued: Issued | None) -> datetime | None:
    """The day the report was published; None where the source gives less than a day: none is invented."""
    if not issued or issued.month is None or issued.day is None:
        return None
    return datetime(issued.year, issued.month, issued.day)


def book_data(books: Books, images: Mapping[str, str], date: datetime) -> Data:
    """A book in one language, or two beside each other. `images`: the files of their images, by path."""
    main, two = books[0], len(books) > 1
    names = [book.facts.title for book in books] if two else [main.facts.title, main.facts.publisher]
    targets = _targets(books)
    last: list[list[Node]] = [[{"t": "p", "c": [line]} for line in imprint(book, date)] for book in books]
    if two:
        pages = [_Page(page, books, targets, images).data() for page in counterparts(books)]
    else:
        pages = list(_pages(main, targets, images))
    return {
        **_shared(books, targets, images),
        "columns": shares(books, PRINT) if two else [],
        "apart": _is_long(books),
        "running": [*filter(None, names)],
        "attribution": [
            line for book in books for line in (attribution(book), *([in_both(book, books)] if two else ()))
        ],
        "imprint": [_row(last, books)] if two else imprint(main, date),
        "pages": pages,
    }


def cover_data(books: Books, images: Mapping[str, str]) -> Data:
    """The cover of one book or of two alone."""
    targets = {leaf.anchor for book in books for leaf in book.leaves if not leaf.depth}
    empty: Data = {"columns": [], "apart": True, "running": [], "attribution": [], "imprint": [], "pages": []}
    return {**_shared(books, targets, images), **empty, "picture": True}


def _shared(books: Books, targets: set[str], images: Mapping[str, str]) -> Data:
    main = books[0]
    day = day_of(main.facts.date)
    return {
        "title": " · ".join(book.facts.title for book in books),
        "publishers": [*dict.fromkeys(book.facts.publisher for book in books if book.facts.publisher)],
        "issued": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "voices": [_voice(book) for book in books],
        "title_page": [_title_page(book, targets, images) for book in books],
        "begin": "right" if is_right_to_left(main.language) else "left",
        "latin": installed(LATIN),
        "contents": main.strings.contents,
        "imprint_title": main.strings.bundles["imprint"],
    }


def _voice(book: Book) -> Data:
    """How a language is set."""
    return {
        "lang": book.language.split("-")[0],
        "region": language(book.language).region or None,
        "fonts": fonts_of(book),
        "han": is_han(book),
    }


def _targets(books: Books) -> set[str]:
    """The ids that something leads to."""
    trees = [
        tree for book in books for leaf in book.leaves for tree in (leaf.body, *(note.body for note in leaf.notes))
    ]
    targets = {str(link["href"])[1:] for tree in trees for link in tree.select("a[href^='#']")}
    return targets | {leaf.anchor for book in books for leaf in book.leaves}


def _title_page(book: Book, targets: set[str], images: Mapping[str, str]) -> Data:
    """The title, and what stands below it."""
    front = Nodes(book.home, targets, images).page() if book.home else []
    title = next((node for node in front if _is_title(node)), None)
    return {
        "title": title["c"] if isinstance(title, dict) else [book.facts.title],
        "rest": [_no_heading(node) for node in front if node is not title],
    }


def _is_long(books: Books) -> bool:
    """Whether chapters are so long that each begins on a page of its own."""
    page = _HALF_PAGE if len(books) > 1 else _PAGE
    for book in books:
        text = "".join(
            leaf.body.get_text() + "".join(note.body.get_text() for note in leaf.notes) for leaf in book.text
        )
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
        chapters = sum(leaf.depth == 1 for leaf in book.text)
        if width >= _LONG * page * max(chapters, 1):
            return True
    return False


def _pages(book: Book, targets: set[str], images: Mapping[str, str]) -> Iterator[Data]:
    """The pages; notes are numbered through from where a sheet of paper begins, so that no two are alike on one."""
    before = 0
    apart = _is_long([book])
    for leaf in book.text:
        before = 0 if leaf.depth == 1 and apart else before
        yield {"depth": leaf.depth, "title": leaf.facts.title, "c": Nodes(leaf, targets, images, before).page()}
        before += len(leaf.notes)


class _Page:
    """Two counterpart pages; one is None where a language lacks it."""

    def __init__(self, leaves: Pages, books: Books, targets: set[str], images: Mapping[str, str]) -> None:
        self._leaves, self._books, self._targets = leaves, books, targets
        self._sides = [Nodes(each, targets, images, apart=True) if each else None for each in leaves]

    def data(self) -> Data:
        """What the pages hold, the notes of both at the end."""
        leaf = leading(self._leaves)
        content = [node for group in groups(self._leaves, self._books) for node in self._group(group)]
        notes = [self._notes(pair) for pair in note_pairs(self._leaves, self._books)]
        found = [*content, {"t": "notes", "c": notes}] if notes else content
        return {"depth": leaf.depth, "title": leaf.facts.title, "c": found}

    def _group(self, group: Group) -> list[Node]:
        pairs = [self._pair(row) for row in group.rows]
        if not group.boxes:
            return pairs
        ids = [str(box["id"]) for box in group.boxes if str(box.get("id") or "") in self._targets]
        return [{"t": "aside", "c": [*({"t": "anchor", "id": id_} for id_ in ids), *pairs]}]

    def _pair(self, row: Row) -> Node:
        sides = [
            side.blocks([element for segment in segments for element in segment.elements])
            if side and segments
            else None
            for side, segments in zip(self._sides, row, strict=True)
        ]
        return _row(sides, self._books, wide=is_wide(row))

    def _notes(self, pair: tuple[Note | None, Note | None]) -> Node:
        sides = [[side.note(note)] if side and note else None for side, note in zip(self._sides, pair, strict=True)]
        return _row(sides, self._books)


def _row(sides: Sequence[list[Node] | None], books: Books, *, wide: bool = False) -> Node:
    """Counterparts; where a language has none, the other says so. `wide`: columns have no room for them."""
    here, missing = gap(sides, books)
    told: list[Node] = [{"t": "p", "style": "note", "c": [missing]}]
    first, second = (told if side is None else side for side in sides)
    if sides[0] and sides[1]:
        first, second = _one_outline(first, second)
    voices = [books.index(here) if side is None else place for place, side in enumerate(sides)]
    cells = [{"voice": voice, "c": side} for voice, side in zip(voices, (first, second), strict=True)]
    last = first[-1] if first else ""
    keep = isinstance(last, dict) and (last["t"] == "h" or last.get("style") == "label")
    return {"t": "pair", "sides": cells, "wide": wide, "keep": keep}


def _one_outline(first: list[Node], second: list[Node]) -> tuple[list[Node], list[Node]]:
    """The headings of the first language with what they are called in the second, where they are no headings."""
    called = [node for node in second if isinstance(node, dict) and node["t"] == "h"]
    headings = [node for node in first if isinstance(node, dict) and node["t"] == "h"]
    others = {id(here): {"other": _no_anchors(there["c"])} for here, there in zip(headings, called, strict=False)}
    return [{**node, **others.get(id(node), {})} if isinstance(node, dict) else node for node in first], [
        {**node, "t": "second-h"} if isinstance(node, dict) and node["t"] == "h" else node for node in second
    ]


def _no_anchors(nodes: list[Node]) -> list[Node]:
    """Text that stands in a second place, too: no id stands twice."""
    return [node for node in nodes if isinstance(node, str) or node["t"] not in ("anchor", "to-note")]


def _is_title(node: object) -> bool:
    return isinstance(node, dict) and node["t"] == "h" and node["level"] == 1


def _no_heading(node: Node) -> Node:
    """A sub-heading of the title page as a line: the headings, and with them the contents, begin behind it."""
    return {**node, "t": "p", "style": "label", "label": ""} if isinstance(node, dict) and node["t"] == "h" else node
