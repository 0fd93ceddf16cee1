"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.epub import bilingual, single_language
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.model import Order, Step, step, step_each


def steps(order: Order) -> Iterator[Step]:
    """An e-book in each language, and one in both."""
    yield from step_each(order, "epub", "epub", lambda book, date: epub(single_language.publication(book, date)))
    if len(order.books) == 2:
        left, right = order.books
        yield step(order, "epub", "epub", (left.language, right.language), lambda: _bilingual(order))


def _bilingual(order: Order) -> bytes:
    left, right = read_books(order.project, order.profile, apart=True)
    return epub(bilingual.publication(left, right, order.date))
