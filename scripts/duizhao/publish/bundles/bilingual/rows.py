"""Which elements of counterpart pages belong together: in rows, and the rows of a box together;
how wide the columns of two languages are, so that both come to their end together."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bs4 import Tag
from msgspec import Struct

from duizhao.compare.pairs import pair_blocks
from duizhao.document.model import Block
from duizhao.languages import language_name, language_names
from duizhao.languages.script import HAN
from duizhao.publish.bundles.book import Book, Leaf, Note
from duizhao.publish.bundles.trees import as_list, classes

#: One book; or the one that comes first and another, whose ids begin with its language (`read_books(apart=True)`).
Books = Sequence[Book]
#: A page in each of the books; None where one lacks it.
Pages = tuple[Leaf | None, ...]


class Segment(Struct, frozen=True):
    """What moves as one: an element with an id, and what follows it without one. `box`: the box it is in."""

    ids: tuple[str, ...]
    elements: tuple[Tag, ...]
    box: Tag | None


#: How many columns of a table a column of text has room for.
_MOST_COLUMNS = 3

#: What stands beside each other; one side is empty where a language has nothing.
Row = tuple[list[Segment], list[Segment]]


class Group(Struct, frozen=True):
    """Rows in a row; `boxes`: the elements of the box they all stand in, one for each language that has it."""

    rows: tuple[Row, ...]
    boxes: tuple[Tag, ...]


def counterparts(books: Books) -> list[Pages]:
    """Counterpart pages, in reading order; the title pages are not among them."""
    sides = [{leaf.path: leaf for leaf in book.text} for book in books]
    places = {leaf.path: (leaf.facts.order, leaf.path) for book in reversed(books) for leaf in book.text}
    return [tuple(side.get(path) for side in sides) for path in sorted(places, key=lambda path: places[path])]


def leading(pages: Pages) -> Leaf:
    """The page in the first of the languages that have it."""
    return next(leaf for leaf in pages if leaf)


def note_pairs(pages: Pages, books: Books) -> list[tuple[Note | None, Note | None]]:
    """Counterpart notes of two pages, in the first one's order; what only the second has stands where it has it."""
    sides = [
        {note.id.removeprefix(book.prefix): note for note in leaf.notes} if leaf else {}
        for leaf, book in zip(pages, books, strict=True)
    ]
    order = list(sides[0])
    place = 0
    for id_ in sides[1]:
        if id_ not in order:
            order.insert(place, id_)
        place = order.index(id_) + 1
    return [(sides[0].get(id_), sides[1].get(id_)) for id_ in order]


def groups(pages: Pages, books: Books) -> Iterator[Group]:
    """What two counterpart pages hold, in rows."""
    left, right = (_segments(leaf, book) for leaf, book in zip(pages, books, strict=True))
    blocks = [
        [Block(s.ids[0] if s.ids else "", "paragraph", "", line, also=s.ids[1:]) for line, s in enumerate(side)]
        for side in (left, right)
    ]
    rows = [
        ([left[block.line] for block in row.left], [right[block.line] for block in row.right])
        for row in pair_blocks(blocks[0], blocks[1])
    ]
    for _, found in groupby(rows, key=lambda row: _box(row, books)):
        together = tuple(found)
        boxes = {id(s.box): s.box for row in together for side in row for s in side if s.box}
        yield Group(together, tuple(boxes.values()))


def is_wide(row: Row) -> bool:
    """Whether a row holds what columns have no room for: a table of many columns, or lines that cannot be broken."""
    elements = [element for side in row for segment in side for element in segment.elements]
    cells = [line.find_all(["td", "th"]) for element in elements for line in element.select("tr")]
    fixed = any(element.name == "pre" or element.find("pre") for element in elements)
    return fixed or any(len(line) > _MOST_COLUMNS for line in cells)


def in_both(book: Book, books: Books) -> str:
    """What says that the two languages stand beside each other, in a book's language."""
    names = language_names([each.language for each in books], book.language)
    return book.strings.bundles["both"].format(languages=names)


def gap(row: Sequence[object], books: Books) -> tuple[Book, str]:
    """The book that lacks nothing in a row that one side lacks, and what is said in its language of the other."""
    here, there = books if row[0] else (books[1], books[0])
    return here, here.strings.parallel_gap.format(language=language_name(there.language, here.language))


def _segments(leaf: Leaf | None, book: Book) -> list[Segment]:
    """A page's segments, in order."""
    found: list[Segment] = []
    for child in as_list(leaf.body) if leaf else ():
        box = child if child.name == "aside" else None
        for element in as_list(child) if box else [child]:
            ids = _ids(element, book)
            if box and "admonition-title" in classes(element):
                ids = _ids(box, book)[:1]
            if not ids and found and found[-1].box is box:
                last = found[-1]
                found[-1] = Segment(last.ids, (*last.elements, element), box)
            else:
                found.append(Segment(tuple(ids), (element,), box))
    return found


def _ids(element: Tag, book: Book) -> list[str]:
    """The ids an element answers to, as the other language has them: its own, or those of what a list or a quotation
    holds."""
    own = [str(element["id"])] if element.get("id") else []
    named = element.select(".edition-anchor[id]" if own else "p[id], li[id], .edition-anchor[id]")
    return [id_.removeprefix(book.prefix) for id_ in (*own, *(str(each["id"]) for each in named))]


def _box(row: Row, books: Books) -> str:
    """What names the box a row stands in, in both languages alike; nothing if it stands in none."""
    for side, book in zip(row, books, strict=True):
        for segment in side:
            if segment.box:
                return str(segment.box.get("id") or id(segment.box)).removeprefix(book.prefix)
    return ""


_HAN = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]")
#: What no column is narrower than, of a hundred.
_LEAST = 30


class Type(Struct, frozen=True):
    """How text is set: how wide a letter is on average that is no Han character, in ems; and how much further two lines
    in Han are apart than others."""

    letter: float
    han_line: float


SCREEN = Type(letter=0.48, han_line=1.12)
PRINT = Type(letter=0.43, han_line=1.25)


def shares(books: Books, of: Type) -> tuple[int, int]:
    """The widths of the two columns, of a hundred."""
    first, second = (_room(book, of) for book in books)
    share = round(100 * first / max(first + second, 1))
    share = min(max(share, _LEAST), 100 - _LEAST)
    return share, 100 - share


def _room(book: Book, of: Type) -> float:
    """How much room a book's text takes, in square ems."""
    text = "".join(leaf.body.get_text() for leaf in book.text)
    han = len(_HAN.findall(text))
    return han * of.han_line + (len(text) - han) * of.letter
