"""How wide the columns of two languages are, so that both come to their end together."""

import re

from msgspec import Struct

from duizhao.languages.script import HAN
from duizhao.publish.bundles.bilingual.rows import Books
from duizhao.publish.bundles.book import Book

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
