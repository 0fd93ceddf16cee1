"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.epub import bilingual, single_language
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.model import Order, Step, step, step_each


def steps(order: Order) -> Iterator[Step]:
    """An e-book in each language, and one in the first and each other."""
    yield from step_each(order, "epub", "epub", lambda book, date: epub(single_language.publication(book, date)))
    for number, other in enumerate(order.books[1:], 1):
        languages = order.books[0].language, other.language
        yield step(order, "epub", "epub", languages, partial(_bilingual, order, number))


def _bilingual(order: Order, number: int) -> bytes:
    """The first book and the one of that number."""
    books = read_books(order.project, order.profile, apart=True)
    return epub(bilingual.publication(books[0], books[number], order.date))
