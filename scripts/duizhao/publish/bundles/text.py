"""The whole report in one language as plain text in UTF-8, for a reader with any device and for programs.

A paragraph is one line, whatever its length, with an empty line before the next; a page begins behind two empty lines.
What stands in a box, a figure, a quotation or a list is indented below its first line. Rows of a table are lines.
Notes have the number `[1]` on their page, and stand at its end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from duizhao.document.model import BETWEEN_CELLS
from duizhao.publish.bundles.book import Book, Leaf
from duizhao.publish.bundles.imprint import imprint
from duizhao.publish.bundles.markup import home_rest
from duizhao.publish.bundles.model import Order, Step, step
from duizhao.publish.bundles.trees import HEADINGS, as_list, classes
from duizhao.publish.site.front_page import written_date

INDENT = "    "

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LINES = {*HEADINGS, "p", "dt"}
_HOLD = {"aside", "blockquote", "dd", "div", "dl", "figcaption", "figure", "ol", "section", "ul"}


def steps(order: Order) -> Iterator[Step]:
    """A file in each language."""
    for book in order.books:
        yield step(order, "text", "txt", (book.language,), partial(plain_text, book, order.date))


def plain_text(book: Book, date: datetime) -> bytes:
    """The file's content. `date` is the one its imprint names."""
    colon = book.strings.colon
    issued = [written_date(book.facts.date, book.strings.dates, book.language)] if book.facts.date else []
    head = [book.facts.title, *_blocks(home_rest(book), colon), *issued, *imprint(book, date)]
    pages = [[*head, *(_notes(book.home, colon) if book.home else ())]]
    pages += [[*_blocks(leaf.body, colon), *_notes(leaf, colon)] for leaf in book.text]
    return ("\n\n\n".join("\n\n".join(page) for page in pages) + "\n").encode()


def _notes(leaf: Leaf, colon: str) -> Iterator[str]:
    """The notes of a page, the further paragraphs of a note below its first."""
    for note in leaf.notes:
        yield from _below(f"[{note.number}] ", list(_blocks(note.body, colon)))


def _below(mark: str, blocks: list[str]) -> list[str]:
    """Blocks of which the first stands behind a mark, and the others are indented."""
    return [mark + "".join(blocks[:1]), *map(_indented, blocks[1:])]


def _indented(block: str) -> str:
    return "\n".join(INDENT + line for line in block.split("\n"))


def _blocks(parent: Tag, colon: str) -> Iterator[str]:
    """The blocks in an element, each as its lines; `colon` stands between what a box is called and its title."""
    line: list[PageElement] = []
    for child in parent.children:
        if isinstance(child, Tag) and (child.name in _LINES | _HOLD or child.name in ("hr", "pre", "table")):
            yield from _line(line)
            line = []
            yield from _block(child, colon)
        else:
            line.append(child)
    yield from _line(line)


def _block(element: Tag, colon: str) -> Iterator[str]:
    name = element.name
    if name in _LINES:
        label = str(element.get("data-label") or "")
        yield from _line(element.children, f"{label}{colon}" if label else "")
    elif name == "hr":
        yield "* * *"
    elif name == "pre":
        yield element.get_text().rstrip("\n")
    elif name == "table":
        yield "\n".join(map(BETWEEN_CELLS.join, _rows(element)))
    elif name in ("ol", "ul"):
        start = str(element.get("start") or "1")
        for number, item in enumerate(as_list(element), int(start) if start.isdecimal() else 1):
            yield from _below(f"{number}. " if name == "ol" else "- ", list(_blocks(item, colon)))
    elif name == "figure":
        # The caption stands below a picture, of which there is none here; a note that says why would say nothing.
        parts = [part for part in as_list(element) if "edition-note" not in classes(part)]
        parts.sort(key=lambda part: part.name != "figcaption")
        yield from _below("", [block for part in parts for block in _block(part, colon)])
    elif name == "aside":
        yield from _below("", list(_blocks(element, colon)))
    elif name in ("blockquote", "dd"):
        yield from map(_indented, _blocks(element, colon))
    else:
        yield from _blocks(element, colon)


def _rows(table: Tag) -> Iterator[list[str]]:
    """The cells of each row; one that takes several places is followed by empty ones, and has such below it."""
    down: Counter[int] = Counter()
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in [*as_list(row), None]:
            while down[len(cells)]:
                down[len(cells)] -= 1
                cells.append("")
            if cell:
                columns, rows = (int(str(cell.get(name) or 1)) for name in ("colspan", "rowspan"))
                down.update(dict.fromkeys(range(len(cells), len(cells) + columns), rows - 1))
                cells += [_inline(cell.children).replace("\n", " "), *[""] * (columns - 1)]
        yield cells


def _line(content: Iterable[PageElement], label: str = "") -> Iterator[str]:
    text = _inline(content)
    if text:
        yield label + text


def _inline(content: Iterable[PageElement]) -> str:
    """What stands in a line; only a line break that was meant parts it."""
    return "".join(_pieces(content)).strip()


def _pieces(content: Iterable[PageElement]) -> Iterator[str]:
    for each in content:
        if isinstance(each, NavigableString):
            yield _SPACE.sub(" ", str(each))
        elif not isinstance(each, Tag) or each.get("role") == "doc-backlink":
            continue
        elif each.name == "br":
            yield "\n"
        elif each.name == "img":
            yield str(each.get("alt") or "")
        elif each.name == "sup" and (reference := each.select_one("a.footnote-ref")):
            yield f"[{reference.get_text()}]"
        else:
            text = "".join(_pieces(each.children))
            address = str(each.get("href") or "")
            yield f"{text} <{address}>" if ":" in address and address not in (text, f"mailto:{text}") else text
