"""PDF: typeset by Typst from the book's trees, tagged (PDF/UA-1), with bookmarks and embedded fonts."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.publish.bundles.model import Order, Step, step_each
from duizhao.publish.bundles.pdf.typeset import pdf


def steps(order: Order) -> Iterator[Step]:
    """A PDF in each language."""
    return step_each(order, "pdf", "pdf", pdf)
