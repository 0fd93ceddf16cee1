"""The whole report as one HTML file that needs nothing else: no script, no font, no other file."""

from collections.abc import Iterator

from duizhao.publish.bundles.model import Order, Step, step_each, step_pairs
from duizhao.publish.bundles.single.both import bilingual_page
from duizhao.publish.bundles.single.page import single_page


def steps(order: Order) -> Iterator[Step]:
    """A page in each language, and one in the first and each other."""
    yield from step_each(order, "single", "html", single_page)
    yield from step_pairs(order, "single", "html", bilingual_page)


__all__ = ["bilingual_page", "single_page", "steps"]
