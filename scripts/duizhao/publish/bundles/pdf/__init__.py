"""PDF: typeset by Typst from the book's trees, tagged (PDF/UA-1), with bookmarks and embedded fonts."""

from collections.abc import Iterator

from duizhao.publish.bundles.model import Order, Step, steps_of
from duizhao.publish.bundles.pdf.typeset import pdf


def steps(order: Order) -> Iterator[Step]:
    """A PDF in each language, and one in the first and each other."""
    return steps_of(order, "pdf", "pdf", pdf)
