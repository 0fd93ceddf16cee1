"""The extension of Python-Markdown that hands over a page as our grammar reads it.

Python-Markdown, and MkDocs around it, keep what they do with a finished tree: links between pages, the table of
contents, anchors, titles. Its own block and inline parsers are not asked, but for pages the program makes.
"""

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from duizhao.document.editions import read_page
from duizhao.document.model import Page
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.elements import spaced, verbatim
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Behind, Words, page_element

#: Python-Markdown's table of contents, which gives headings their links, runs at 5.
_AFTER_TABLE_OF_CONTENTS = 4

#: MkDocs takes each tag apart for its ids at 21, Python-Markdown for its end at 20.
_BEFORE_TAGS = 25

#: Lines that are HTML as a whole.
_HTML = re.compile(r"<(\w+)(?=[ >]).*</(\w+)>", re.DOTALL)

_DEFAULTS: dict[str, tuple[Any, str]] = {
    "page": (None, "The page as it was read; without it, the text that is converted is read"),
    "generated": (False, "The program made the page: it is Python-Markdown's"),
    "cited": ({}, "The addresses of what cites the page's blocks, by their ids"),
    "notices": ({}, "What to tell the reader behind blocks, by their ids"),
    "figures_dir": ("", "The folder with the figures' images and data"),
    "figures_url": ("/figures", "The address of that folder on the site"),
    "figure_missing": ("", "What stands in place of an image that there is not"),
    "figure_data": ({}, "The words around a figure drawn from data"),
    "language": ("", "The language of the page"),
    "box": ({}, "What boxes are called, by kind"),
    "permalink": ("", "The name of a heading's link to itself, with {heading}"),
    "paragraph": ("", "The name of a paragraph's link to itself"),
    "footnote": ("", "The name of a footnote reference, with {number}"),
    "footnotes": ("", "The heading of the notes at the foot of the page"),
    "footnote_back": ("", "The name of a note's link back, with {number}"),
    "footnote_back_several": ("", "The same of a note cited more than once, with {number} and {place}"),
    "cited_back": ("", "The name of an entry's link back to what cites it, with {place}"),
    "table": ("", "The name of a table, with {columns}"),
    "table_separator": (", ", "What parts the names of columns in it"),
}

#: The words that settings call what `Words` does.
_SAME_NAME = ("paragraph", "footnote", "footnotes", "table", "table_separator", "cited_back")


class DuizhaoExtension(Extension):
    """Settings: see `_DEFAULTS`; an empty name leaves its element without one."""

    def __init__(self, **settings: Any) -> None:
        # Python-Markdown would turn a setting into the type of its default.
        values = {name: default for name, (default, _) in _DEFAULTS.items()} | settings
        super().__init__()
        self._values = values

    def extendMarkdown(self, md: Markdown) -> None:
        """Puts our page in place of the parser's."""
        if self._values["permalink"]:
            md.treeprocessors.register(
                _HeadingLinks(md, self._values["permalink"]), "duizhao_headings", _AFTER_TABLE_OF_CONTENTS
            )
        if self._values["generated"]:
            md.preprocessors.register(_OwnHtml(md), "duizhao_html", _BEFORE_TAGS)
            return
        if self._values["page"]:
            md.preprocessors.register(_NoLines(md), "duizhao_read", _BEFORE_TAGS)
        words, pictures = settings(self._values)
        behind = Behind(self._values["notices"], self._values["cited"])
        md.parser = _Parser(md, self._values["page"], words, pictures, behind)
        md.preprocessors.deregister("html_block")
        for name in ("inline", "prettify", "attr_list"):
            md.treeprocessors.deregister(name, strict=False)


def settings(values: Mapping[str, Any]) -> tuple[Words, Pictures]:
    """The words and pictures that settings of the extension describe."""
    folder = Path(values["figures_dir"]) if values.get("figures_dir") else None
    url = str(values.get("figures_url", "/figures")).rstrip("/")
    charts = Charts(folder, url, values.get("language", ""), values.get("figure_data", {}))
    words = Words(
        box=values.get("box", {}),
        back=values.get("footnote_back", ""),
        back_several=values.get("footnote_back_several", ""),
        **{name: values[name] for name in _SAME_NAME if name in values},
    )
    return words, Pictures(folder, url, values.get("figure_missing", ""), charts)


class _Parser(BlockParser):
    """In place of Python-Markdown's: its one method that Python-Markdown calls."""

    def __init__(self, md: Markdown, page: Page | None, words: Words, pictures: Pictures, behind: Behind) -> None:
        super().__init__(md)
        self._page, self._words, self._pictures, self._behind = page, words, pictures, behind

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:
        page = self._page or read_page("\n".join(lines), "", "", "")
        return ElementTree(spaced(page_element(page, self._words, self._pictures, self._behind)))


class _NoLines(Preprocessor):
    """A page that was read needs no lines."""

    def run(self, lines: list[str]) -> list[str]:
        return []


class _OwnHtml(Preprocessor):
    """Lays HTML that the program wrote aside as a whole: nothing has to look for where it ends."""

    def run(self, lines: list[str]) -> list[str]:
        *parts, last = "\n".join(lines).split("\n\n")
        # Python-Markdown keeps the empty line behind HTML.
        laid = [self._laid_aside(part, "\n") for part in parts] + [self._laid_aside(last)]
        return "\n\n".join(laid).split("\n")

    def _laid_aside(self, part: str, behind: str = "") -> str:
        found = _HTML.fullmatch(part)
        if found and all(map(self.md.is_block_level, found.groups())):
            return self.md.htmlStash.store(f"{part}{behind}")
        return part


class _HeadingLinks(Treeprocessor):
    """Names the links of headings to themselves after the headings."""

    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self._label = label

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        for heading in root.iter():
            if heading.tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
                continue
            for link in [child for child in heading if child.get("class") == "headerlink"]:
                # The heading's own words, so without the link that stands in it.
                heading.remove(link)
                said = html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))
                name = verbatim(self._label.format(heading=said))
                heading.append(link)
                link.set("title", name)
                link.set("aria-label", name)
