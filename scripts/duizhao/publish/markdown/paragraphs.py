"""Paragraphs with an id: a quiet link to themselves, and an anchor for each further id they answer to."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class ParagraphProcessor(Treeprocessor):
    """Works on every `<p id=…>`, also in fact boxes.

    The link has no text of its own: the style sheet shows a sign, so that nothing is added to what is copied,
    searched or read aloud but the link's name.
    """

    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self._label = label

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        for paragraph in root.iter("p"):
            id_ = paragraph.get("id")
            if not id_ or "figure" in id_.split("-", 1)[0]:
                continue
            for further in reversed(paragraph.get("data-also", "").split()):
                anchor = Element("span", {"id": further, "class": "edition-anchor"})
                anchor.tail, paragraph.text = paragraph.text, None
                paragraph.insert(0, anchor)
            if self._label:
                SubElement(paragraph, "a", {"class": "edition-permalink", "href": f"#{id_}", "aria-label": self._label})
