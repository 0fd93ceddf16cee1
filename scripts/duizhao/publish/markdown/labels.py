"""Names for signs that stand alone (¶, ↩, a bare number), so that a screen reader says what they do."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor

from duizhao.publish.markdown.plain import classes, plain_text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names in the page's language; an empty one leaves the element unnamed."""

    permalink: str = ""
    footnote: str = ""
    footnotes: str = ""
    back_several: str = ""


class LabelProcessor(Treeprocessor):
    """Gives links to headings, footnote references, links back and the notes themselves their names."""

    def __init__(self, md: Markdown, labels: Labels) -> None:
        super().__init__(md)
        self._labels = labels

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        cited = {element.get("id", "") for element in root.iter("sup")}
        for element in list(root.iter()):
            if element.tag in _HEADINGS:
                self._name_permalink(element)
            elif element.tag == "sup":
                self._name_reference(element)
            elif element.tag == "div" and "footnote" in classes(element):
                self._name_notes(element)
                _drop_links_to_nowhere(element, cited)
            elif element.tag == "a":
                self._tell_address(element)

    def _tell_address(self, link: Element) -> None:
        """Marks a link whose words are not its address: on paper the address is printed behind them."""
        address = link.get("href", "")
        if address.startswith(("http://", "https://")) and plain_text(link, self.md) != address:
            link.set("data-address", address)

    def _name_permalink(self, heading: Element) -> None:
        link = next((child for child in heading if "headerlink" in classes(child)), None)
        if link is None or not self._labels.permalink:
            return
        # The heading's own words, so without the link that stands in it.
        heading.remove(link)
        name = self._labels.permalink.format(heading=plain_text(heading, self.md))
        heading.append(link)
        link.set("title", name)
        link.set("aria-label", name)

    def _name_reference(self, sup: Element) -> None:
        for link in sup.iter("a"):
            if "footnote-ref" in classes(link):
                link.set("role", "doc-noteref")
                if self._labels.footnote:
                    link.set("aria-label", self._labels.footnote.format(number=link.text or ""))

    def _name_notes(self, notes: Element) -> None:
        notes.set("role", "doc-endnotes")
        for number, note in enumerate(notes.iter("li"), 1):
            self._tell_places_apart(note, number)
        for parent in list(notes.iter()):
            for index, child in enumerate(parent):
                if child.tag == "a" and "footnote-backref" in classes(child):
                    child.set("role", "doc-backlink")
                    child.set("aria-label", child.get("title", ""))
                    _drop_space_before(parent, index)

    def _tell_places_apart(self, note: Element, number: int) -> None:
        """A note that is cited more than once has as many links back: each says to which place."""
        links = [link for link in note.iter("a") if "footnote-backref" in classes(link)]
        for place, link in enumerate(links, 1) if len(links) > 1 else ():
            link.set("data-place", str(place))
            if self._labels.back_several:
                link.set("title", self._labels.back_several.format(number=number, place=place))


def _drop_space_before(parent: Element, index: int) -> None:
    """Python-Markdown puts a no-break space before the link back. The text has none there: the style sheet
    keeps the distance instead."""
    if index == 0:
        parent.text = (parent.text or "").removesuffix(NBSP_PLACEHOLDER)
    else:
        before = parent[index - 1]
        before.tail = (before.tail or "").removesuffix(NBSP_PLACEHOLDER)


def _drop_links_to_nowhere(notes: Element, cited: set[str]) -> None:
    """A note that nothing refers to has no place to go back to."""
    for parent in list(notes.iter()):
        for child in list(parent):
            target = child.get("href", "").removeprefix("#")
            if child.tag == "a" and "footnote-backref" in classes(child) and target not in cited:
                parent.remove(child)
