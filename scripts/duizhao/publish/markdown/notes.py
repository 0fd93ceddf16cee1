"""The notes at the foot of a page get a heading, so that they are in the page's outline."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from duizhao.publish.markdown.plain import classes

#: The heading's id. The edition's own ids begin with a page's prefix and a hyphen, or are a page's prefix.
HEADING_ID = "footnotes"


class NotesProcessor(Treeprocessor):
    """Puts the heading in place of the line above the notes; without a heading the line stays."""

    def __init__(self, md: Markdown, heading: str) -> None:
        super().__init__(md)
        self._heading = heading

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        if not self._heading:
            return
        for notes in [div for div in root.iter("div") if "footnote" in classes(div)]:
            line = notes.find("hr")
            if line is not None:
                notes.remove(line)
            heading = Element("h2", {"id": HEADING_ID})
            heading.text, heading.tail = self._heading, "\n"
            notes.insert(0, heading)
            notes.set("aria-labelledby", HEADING_ID)
