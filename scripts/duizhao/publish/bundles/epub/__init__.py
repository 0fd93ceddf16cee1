"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.publish.bundles.epub import bilingual, single_language
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.model import Order, Step, step_each, step_pairs


def steps(order: Order) -> Iterator[Step]:
    """An e-book in each language, and one in the first and each other."""
    yield from step_each(order, "epub", "epub", lambda book, date: epub(single_language.publication(book, date)))
    yield from step_pairs(order, "epub", "epub", lambda a, b, date: epub(bilingual.publication(a, b, date)))
