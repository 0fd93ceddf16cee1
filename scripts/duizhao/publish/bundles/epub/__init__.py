"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.epub.publication import publication
from duizhao.publish.bundles.model import Order, Step, steps_of
from duizhao.publish.bundles.pdf.typeset import cover


def steps(order: Order) -> Iterator[Step]:
    """An e-book in each language, and one in the first and each other."""
    return steps_of(order, "epub", "epub", _content)


def _content(books: Sequence[Book], date: datetime) -> bytes:
    return epub(publication(books, date), cover(books))
