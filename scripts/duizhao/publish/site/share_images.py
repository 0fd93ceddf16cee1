"""The pictures beside shared links: one for each page of the report, made while the site is built."""

import logging
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from duizhao.errors import Phrase
from duizhao.publish.share_images.fonts import han_font
from duizhao.publish.site.build import NOTE
from duizhao.publish.site.cite import front_matter, title_of
from duizhao.publish.site.front_matter import KINDS_OF_TEXT

# The folder on the site.
FOLDER = "assets/share"

log = logging.getLogger("mkdocs.duizhao")


def add_images(files: Files, config: MkDocsConfig) -> None:
    """Draws the pictures of the language that is being built.

    Without `site_url` there are none, since a shared link names its picture by an absolute address; nor without a
    font with Chinese characters; nor in a language that runs from the right, whose letters would not be joined.
    """
    if not config.site_url:
        return
    edition = config.extra["edition"]
    if edition["direction"] == "rtl":
        told = Phrase(
            "shared links in {language} will have no picture: it runs from the right.", language=edition["html_lang"]
        )
        log.info("%s%s", NOTE, told)
        return
    font = han_font()
    if not font:
        told = Phrase("shared links will have no picture: this machine has no font with Chinese characters.")
        log.info("%s%s", NOTE, told)
        return
    from duizhao.publish.share_images.draw import draw

    for file in files.documentation_pages():
        kind = front_matter(file).get("kind")
        if kind == "home":
            draw(_file(file, config), font, edition["title"], "", edition["publisher"])
        elif kind in KINDS_OF_TEXT:
            draw(_file(file, config), font, title_of(file), edition["title"], edition["publisher"])


def image_of(file: File, config: MkDocsConfig) -> str:
    """The absolute address of the page's picture; empty if there is none. A parallel view has its page's."""
    file = getattr(file, "single_file", file)
    if not config.site_url or not _file(file, config).is_file():
        return ""
    return urljoin(config.site_url, _path(file))


def _path(file: File) -> str:
    """Beside the pages of the same language: `assets/share/zh/chapter-1/1-1.png`."""
    return f"{FOLDER}/{Path(file.src_uri).with_suffix('.png').as_posix()}"


def _file(file: File, config: MkDocsConfig) -> Path:
    return Path(config.site_dir) / _path(file)
