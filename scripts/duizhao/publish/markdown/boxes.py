"""Boxes (`!!! …`): the id line goes onto the box, and fact boxes and figures get the HTML element made for them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor

from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.figures import Pictures, make_figure
from duizhao.publish.markdown.plain import classes, plain_text

_ATTRIBUTES = re.compile(r"\s*\{:?[ ]*([^}\n]+)\}\s*")


class BoxProcessor(Treeprocessor):
    """Reworks every box that Python-Markdown's `admonition` has made."""

    def __init__(self, md: Markdown, pictures: Pictures, charts: Charts, factbox: str = "") -> None:
        super().__init__(md)
        self._pictures = pictures
        self._charts = charts
        self._factbox = factbox

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        for box in [div for div in root.iter("div") if "admonition" in classes(div)]:
            _take_attributes(box)
            if "factbox" in classes(box):
                _make_aside(box, self._factbox, self.md)
            elif "figure" in classes(box):
                make_figure(box, self._pictures, self._charts, self.md)


def title_of(box: Element) -> Element | None:
    """The box's title, or None if it has none."""
    first = next(iter(box), None)
    return first if first is not None and "admonition-title" in classes(first) else None


def _take_attributes(box: Element) -> None:
    """Moves a first paragraph that is nothing but `{ #id … }` onto the box itself."""
    body = [child for child in box if "admonition-title" not in classes(child)]
    if not body or body[0].tag != "p" or len(body[0]):
        return
    match = _ATTRIBUTES.fullmatch(body[0].text or "")
    if match is None:
        return
    attributes, rest = get_attrs_and_remainder(match[1])
    if rest:
        return
    for name, value in attributes:
        if name == ".":
            box.set("class", f"{box.get('class')} {value}")
        else:
            box.set(name, value)
    box.remove(body[0])


def _make_aside(box: Element, label: str, md: Markdown) -> None:
    """A fact box stands beside the text: `<aside>`, named by its title.

    What a fact box is called is not in the text but in an attribute, which the style sheet shows.
    """
    box.tag = "aside"
    title = title_of(box)
    if title is None:
        return
    words = plain_text(title, md)
    if label and label not in words:
        title.set("data-label", label)
    if box_id := box.get("id"):
        title.set("id", f"{box_id}-title")
        box.set("aria-labelledby", f"{box_id}-title")
    else:
        box.set("aria-label", words)
