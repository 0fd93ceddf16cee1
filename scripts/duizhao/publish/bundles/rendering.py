"""A page's Markdown as a clean tree: what the site's Markdown gives, without what only a website needs.

Only elements and attributes on a list get through, so that nothing in a page can run, load or restyle anything in a
book; the sanitizer is nh3 (Ammonia).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from mkdocs.utils.yaml import yaml_load

from duizhao.document.safety.text import without_unseen
from duizhao.errors import InputError, reason_of
from duizhao.project import Project
from duizhao.publish.bundles.drawings import take_drawings
from duizhao.publish.exports.markup import INVALID
from duizhao.publish.site.boxes import box_labels
from duizhao.publish.site.figures import FOLDER as FIGURES
from duizhao.publish.site.strings import Strings

# Fenced code and these two are what MkDocs adds of itself.
_BUILT_IN = ("toc", "tables", "fenced_code")
# Where a line of the file ends between Han characters, there is no space.
_HAN = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAN_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t]*\n[ \t]*(?=[{_HAN}])")
_TAGS = {
    *("a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark"),
    *("ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "u", "ul", "var"),
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


@dataclass(frozen=True, slots=True)
class Renderer:
    """Turns pages of one language into trees: the extensions of `mkdocs.yml`, with their settings for books."""

    extensions: tuple[str, ...]
    settings: dict[str, dict[str, Any]]

    def tree(self, markdown: str) -> tuple[Tag, dict[str, bytes]]:
        """The page as one element that holds its blocks, the notes last; and the images drawn for it, by path.

        Raises:
            InputError: a figure's data cannot be used.
        """
        parser = Markdown(extensions=list(self.extensions), extension_configs=self.settings)
        html = INVALID.sub(lambda found: f"[U+{ord(found[0]):04X}]", parser.convert(markdown))
        drawn: dict[str, bytes] = {}
        if "figure-chart" in html or "figure-data" in html:
            page = BeautifulSoup(html, "html.parser")
            drawn = take_drawings(page, FIGURES)
            html = page.decode(formatter="minimal")
        html = nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
        tree = BeautifulSoup(f"<div>{without_unseen(html)}</div>", "html.parser").div
        assert tree is not None
        for text in tree.find_all(string=_HAN_BREAK):
            if text.find_parent("pre") is None:
                text.replace_with(_HAN_BREAK.sub("", str(text)))
        return tree, drawn


def renderer(project: Project, language: str, strings: Strings) -> Renderer:
    """The renderer for a language of a project.

    Raises:
        InputError: `mkdocs.yml` is not there, or is not YAML.
    """
    path = project.path("mkdocs.yml")
    try:
        with path.open(encoding="utf-8") as file:
            configured = yaml_load(file).get("markdown_extensions") or ()
    except OSError as error:
        raise InputError(
            "The settings of the site cannot be read ({reason}).", file=str(path), reason=reason_of(error),
            hint="Run this in the folder that holds mkdocs.yml and docs/.",
        ) from None  # fmt: skip
    except Exception as error:  # each YAML loader has its own
        raise InputError(
            "This is not YAML: {fault}", file=str(path), fault=error, hint="Mend it and run again."
        ) from None
    names: dict[str, None] = dict.fromkeys(_BUILT_IN)
    settings: dict[str, dict[str, Any]] = {}
    for item in configured:
        for name, values in item.items() if isinstance(item, dict) else [(str(item), None)]:
            names[name] = None
            settings[name] = dict(values or {})
    settings.setdefault("toc", {}).update(permalink=False)
    settings.setdefault("footnotes", {}).update(BACKLINK_TITLE=strings.footnote_back.format(number="{}"))
    settings.setdefault("duizhao.publish.markdown", {}).update(
        figures_dir=str(project.root / "docs" / FIGURES),
        figures_url=FIGURES,
        figure_missing=strings.figure_missing,
        figure_data=strings.figure_data,
        language=language,
        factbox=box_labels(project, language)["factbox"],
        footnote=strings.footnote,
        footnotes=strings.footnotes,
    )
    return Renderer(tuple(names), settings)
