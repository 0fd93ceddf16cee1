"""PDF: typeset by Typst from the book's trees, tagged (PDF/UA-1), with bookmarks and embedded fonts."""

from collections.abc import Iterator

from duizhao.publish.bundles.model import Order, Step, step_each, step_pairs
from duizhao.publish.bundles.pdf.typeset import bilingual_pdf, pdf


def steps(order: Order) -> Iterator[Step]:
    """A PDF in each language, and one in the first and each other."""
    yield from step_each(order, "pdf", "pdf", pdf)
    yield from step_pairs(order, "pdf", "pdf", bilingual_pdf)
