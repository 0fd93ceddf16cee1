"""A page as a clean tree: what the site shows, without what only a website needs.

Only elements and attributes on a list get through, so that nothing in a page can run, load or restyle anything in a
book; the sanitizer is nh3 (Ammonia).
"""

import re

import nh3
from bs4 import BeautifulSoup, Tag
from markdown.extensions.toc import slugify, unique
from msgspec import Struct

from duizhao.document.model import Page
from duizhao.document.safety.allowed import led_to
from duizhao.document.safety.text import SCHEMES, without_unseen
from duizhao.project import Project
from duizhao.publish.bundles.drawings import take_drawings
from duizhao.publish.bundles.trees import HEADINGS
from duizhao.publish.exports.markup import INVALID
from duizhao.publish.figures.show import Charts
from duizhao.publish.markdown.elements import html_of, spaced
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Behind, Words, page_element
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.figures import FOLDER as FIGURES
from duizhao.publish.site.strings import Strings

# Where a line of the file ends between Han characters, there is no space.
_HAN = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAN_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t]*\n[ \t]*(?=[{_HAN}])")
_TAGS = {
    *("a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark"),
    *("ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "u", "ul", "var", "wbr"),
}
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "role", "aria-label", "aria-labelledby", "data-label"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


class Renderer(Struct, frozen=True):
    """Turns pages of one language into trees."""

    words: Words
    pictures: Pictures

    def tree(self, page: Page, behind: Behind) -> tuple[Tag, dict[str, bytes]]:
        """The page as one element that holds its blocks, the notes last; and the images drawn for it, by path.

        Raises:
            InputError: a figure's data cannot be used.
        """
        whole = page_element(page, self.words, self.pictures, behind)
        used = {element.get("id", "") for element in whole.iter()}
        for heading in (element for element in whole.iter() if element.tag in HEADINGS and not element.get("id")):
            heading.set("id", unique(slugify("".join(heading.itertext()), "-"), used))
        html = html_of(spaced(whole))
        html = INVALID.sub(lambda found: f"[U+{ord(found[0]):04X}]", html)
        drawn: dict[str, bytes] = {}
        if "figure-chart" in html or "figure-data" in html:
            soup = BeautifulSoup(html, "html.parser")
            drawn = take_drawings(soup, FIGURES)
            html = soup.decode(formatter="minimal")
        return clean(html), drawn


def clean(html: str) -> Tag:
    """The first `<div>` of a text of HTML with what is on our lists, and nothing that cannot be seen."""
    html = nh3.clean(
        without_unseen(html), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None,
        attribute_filter=led_to,
    )  # fmt: skip
    # Once more: what was written by its number is there only now. No address is made of it, `led_to` has seen to that.
    tree = BeautifulSoup(without_unseen(html), "html.parser").div
    assert tree is not None
    for text in tree.find_all(string=_HAN_BREAK):
        if text.find_parent("pre") is None:
            text.replace_with(_HAN_BREAK.sub("", str(text)))
    return tree


def renderer(project: Project, language: str, strings: Strings) -> Renderer:
    """The renderer for a language of a project."""
    folder = project.path(f"docs/{FIGURES}")
    words = Words(
        box=box_labels(project, language),
        footnote=strings.footnote,
        footnotes=strings.footnotes,
        back=strings.footnote_back,
        cited_back=strings.cited_back,
    )
    charts = Charts(folder, FIGURES, language, strings.figure_data)
    return Renderer(words, Pictures(folder, FIGURES, strings.figure_missing, charts))
