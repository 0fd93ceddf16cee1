"""Tables: the id line below them becomes the table's id, cells at the head say so, and a wide table can be scrolled."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor

from duizhao.publish.markdown.plain import plain_text

_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*)\}")

_ALIGNED = re.compile(r"text-align: (left|center|right);")


class TableProcessor(Treeprocessor):
    """Reworks every table that Python-Markdown's `tables` has made.

    With a `label`, a table stands in a frame of its own: a region that is named by its columns (`separator` between
    them), can be scrolled from the keyboard, and has the table's id.
    """

    def __init__(self, md: Markdown, label: str, separator: str) -> None:
        super().__init__(md)
        self._label, self._separator = label, separator

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    self._rework(parent, place, child)

    def _rework(self, parent: Element, place: int, table: Element) -> None:
        attributes = _taken_attributes(table)
        columns = table.findall("thead/tr/th")
        for column in columns:
            column.set("scope", "col")
        for cell in table.iter():
            if match := _ALIGNED.fullmatch(cell.attrib.pop("style", "")):
                # A style in the page would be against the page's policy.
                cell.set("class", f"align-{match[1]}")
        for further in reversed(attributes.pop("data-also", "").split() if columns else ()):
            anchor = Element("span", {"id": further, "class": "edition-anchor"})
            anchor.tail, columns[0].text = columns[0].text, None
            columns[0].insert(0, anchor)
        whole = self._framed(parent, place, table) if self._label else table
        for name, value in attributes.items():
            whole.set(name, value)

    def _framed(self, parent: Element, place: int, table: Element) -> Element:
        named = self._separator.join(
            filter(None, (plain_text(c, self.md).strip() for c in table.iterfind("thead/tr/th")))
        )
        frame = Element("div", {"class": "edition-table", "role": "region", "tabindex": "0"})
        frame.set("aria-label", self._label.format(columns=named).strip(" :："))
        frame.tail, table.tail = table.tail, None
        parent[place] = frame
        frame.append(table)
        return frame


def _taken_attributes(table: Element) -> dict[str, str]:
    """What the id line says; it is taken off the table, of which it is the last row to Python-Markdown."""
    body = table.find("tbody")
    rows = table.findall("tbody/tr")
    if body is None or not rows or any(len(cell) or (cell.text or "").strip() for cell in rows[-1][1:]):
        return {}
    match = _ATTRIBUTES.fullmatch((rows[-1][0].text or "").strip()) if len(rows[-1]) else None
    if match is None or len(rows[-1][0]):
        return {}
    attributes, rest = get_attrs_and_remainder(match[1])
    if rest:
        return {}
    body.remove(rows[-1])
    return {name: value for name, value in attributes if name != "."}
