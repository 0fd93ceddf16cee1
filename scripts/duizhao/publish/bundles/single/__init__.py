"""The whole report as one HTML file that needs nothing else: no script, no font, no other file."""

from collections.abc import Iterator

from duizhao.publish.bundles.model import Order, Step, steps_of
from duizhao.publish.bundles.single.page import single_page


def steps(order: Order) -> Iterator[Step]:
    """A page in each language, and one in the first and each other."""
    return steps_of(order, "single", "html", single_page)


__all__ = ["single_page", "steps"]
