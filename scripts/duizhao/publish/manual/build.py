"""Builds the manual's site: MkDocs makes the pages, then comes what they load.

Run as a program (`python -m duizhao.publish.manual.build FOLDER`) it needs of the libraries only those that a wheel is
built with, so that a wheel holds the site (`scripts/build_wheel.py`).
"""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html

from duizhao.errors import InputError
from duizhao.publish.installed import TEMPLATES
from duizhao.publish.manual.place import FOLDERS, SITE
from duizhao.publish.search.build import FOLDER, build_index
from duizhao.publish.search.model import Document, Passage

#: What the manual has of the editions' theme: colours, type and the search.
_SHARED = (
    "images/duizhao.svg",
    "stylesheets/duizhao.css",
    "stylesheets/search.css",
    "javascripts/common.js",
    "javascripts/place.js",
    "javascripts/search-opener.js",
    "javascripts/search.js",
    "javascripts/search-engine.js",
    "javascripts/search-nearest.js",
    "fonts/*",
)

#: What the theme brings for its own search, and for who works on the theme.
_UNUSED = ("javascripts/lunr", "javascripts/workers", "**/*.map")


def build_manual(to: Path) -> None:
    """Builds the manual into the folder `to`, which is emptied first. The same pages give the same bytes.

    Raises:
        InputError: MkDocs did not build it, or had a warning; it has said which.
    """
    import mkdocs.config
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException
    from mkdocs.utils import get_themes

    os.environ["MANUAL_THEME"] = next(name for name, each in get_themes().items() if each.value == TEMPLATES)
    # No file bears the day on which it was made.
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    # The theme's notice about its successor (docs-dev/theme-move.md).
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    settings = Path(__file__).with_name("mkdocs.yml")
    try:
        config = mkdocs.config.load_config(str(settings), site_dir=str(to.absolute()), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        raise InputError("The manual could not be built: {what}", what=str(error), file=str(settings)) from error
    for name in _UNUSED:
        for found in (to / "assets").glob(name):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    theme = Path(__file__).parents[1] / "theme" / "assets"
    for source in (file for name in _SHARED for file in theme.glob(name)):
        target = to / "assets" / source.relative_to(theme)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(Path(__file__).with_name("manual.css"), to / "assets" / "stylesheets" / "manual.css")
    build_index((document for language in FOLDERS for document in documents(to, language)), to / FOLDER)


def documents(site: Path, language: str) -> Iterator[Document]:
    """The pages of a language as documents to search: of each the headings, and the blocks that bear an id."""
    folder = site / FOLDERS[language]
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if path.partition("/")[0] not in FOLDERS:
            yield _document(f"{FOLDERS[language]}{path}", path, language, file)


def _document(url: str, key: str, language: str, file: Path) -> Document:
    page = lxml.html.fromstring(file.read_text(encoding="utf-8"))
    (article,) = page.xpath("//article")
    for unsaid in article.xpath(".//a[@class='headerlink']"):
        unsaid.drop_tree()
    passages = []
    for block in article.xpath(".//*[@id][self::h1 or self::h2 or self::h3 or starts-with(@id, 'p-')]"):
        if text := " ".join(block.text_content().split()):
            kind = {"h1": "title", "h2": "heading", "h3": "heading"}.get(block.tag, "text")
            passages.append(Passage(block.get("id"), kind, text))
    title = next((passage.text for passage in passages if passage.kind == "title"), key)
    return Document(url, title, language, key, tuple(passages))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        build_manual(Path(sys.argv[1]) if sys.argv[1:] else SITE)
    except InputError as problem:
        sys.exit(str(problem))
