"""What the manual's build has of its own between MkDocs' events."""

import re
from pathlib import Path
from typing import Any

import lxml.html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from duizhao.check.words import words
from duizhao.publish.manual.place import FOLDERS
from duizhao.publish.search.words import search_words

#: The page of a check, by its file's name.
_CODE = re.compile(r"([a-z])-\d+\.md")
#: How the page of a check leads to the other language: for who reads the files; on the site the header does.
_OTHER = re.compile(r"(?m)^\[[^]]+\]\([^)]*\) · ")
#: What is found by itself.
_BLOCKS = ("p", "pre", "tr", "li", "summary")
#: In Chinese, an end of a line that is no space between words: beside punctuation, or between Han characters.
_NO_SPACE = re.compile(r"(?<=[，。、；：！？）》”…])\n *|\n *(?=[，。、；：！？（《“])|(?<=[㐀-鿿])\n *(?=[㐀-鿿])")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the pages of the checks into the navigation, by family."""
    checks = next(entry["Checks"] for entry in config.nav or () if isinstance(entry, dict) and "Checks" in entry)
    languages: Any = config.plugins["i18n"].config.languages
    families: dict[str, list[str]] = {}
    for file in sorted((Path(config.docs_dir) / "en").glob("?-*.md")):
        if found := _CODE.fullmatch(file.name):
            families.setdefault(found[1], []).append(file.name)
    called = {str(each.locale): words(str(each.locale))["phrases"]["families"] for each in languages}
    ordered = [family for family in called["en"] if family in families]
    # The configuration is the same object for each language, and is fitted for each.
    checks[1:] = [{called["en"][family]: families[family]} for family in ordered]
    for each in languages:
        names = {called["en"][family]: called[str(each.locale)][family] for family in ordered}
        each.nav_translations = {**(each.nav_translations or {}), **names}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Sets the theme's language and the link to the other one; the plugin does it if the theme is called `material`."""
    i18n: Any = config.plugins["i18n"]
    i18n.reconfigure_material_theme(config, str(i18n.current_language))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: object) -> str:
    """Takes the link to the other language out of the page of a check."""
    return _OTHER.sub("", markdown, count=1) if _CODE.fullmatch(page.file.name + ".md") else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: object) -> str:
    """Gives every block an id, so that the search can lead to it, and joins the lines of Chinese text."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    if page.file.src_uri.startswith("zh/"):
        _join_lines(tree)
    blocks = [each for each in tree.iter(*_BLOCKS) if not any(up.tag in _BLOCKS for up in each.iterancestors())]
    for number, block in enumerate(blocks, start=1):
        block.set("id", f"p-{number}")
    return "".join(lxml.html.tostring(each, encoding="unicode") for each in tree)


def _join_lines(tree: lxml.html.HtmlElement) -> None:
    """Takes out the ends of lines that are no spaces, also those beside a link."""
    texts = tree.xpath(".//text()[not(ancestor::pre)]")
    joined = _NO_SPACE.sub(lambda found: "\0" * len(found[0]), "".join(texts))
    at = 0
    for text in texts:
        kept = joined[at : at + len(text)].replace("\0", "")
        setattr(text.getparent(), "tail" if text.is_tail else "text", kept)
        at += len(text)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Gives the page the words of the search in its language."""
    context["search"] = search_words(list(FOLDERS), str(context["i18n_page_locale"]), {})
    return context
