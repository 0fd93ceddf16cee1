"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""

from collections.abc import Iterator
from datetime import datetime

from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.epub import bilingual, single_language
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.model import Order, Step, step_each, step_pairs
from duizhao.publish.bundles.pdf.typeset import cover


def steps(order: Order) -> Iterator[Step]:
    """An e-book in each language, and one in the first and each other."""
    yield from step_each(order, "epub", "epub", _of_one)
    yield from step_pairs(order, "epub", "epub", _of_two)


def _of_one(book: Book, date: datetime) -> bytes:
    return epub(single_language.publication(book, date), cover([book]))


def _of_two(left: Book, right: Book, date: datetime) -> bytes:
    return epub(bilingual.publication(left, right, date), cover([left, right]))
