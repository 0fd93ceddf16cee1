"""The page “Downloads”: the aligned corpus, and the place where `duizhao bundle` lists what it has made.

A site built by itself offers no bundles, since they are made from it; its page says so.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from duizhao.errors import InputError
from duizhao.languages import language_names
from duizhao.project import Project
from duizhao.publish.exports.downloads import Download, write_downloads
from duizhao.publish.site.being_built import Building
from duizhao.publish.site.generated import GeneratedPage
from duizhao.publish.site.strings import Strings

# The page, in each language.
PAGE = "downloads.html"

# The folder with the files, on the site.
FOLDER = "downloads"

# The element on the built page that holds the list of bundles.
REGION = r'<div class="edition-bundles" data-language="(?P<language>[\w-]+)">(?P<inside>.*?)</div>'

log = logging.getLogger("mkdocs.duizhao")


def pages(built: Building) -> Iterator[GeneratedPage]:
    """The page."""
    strings = built.strings
    lines = [
        *(f"## {strings.downloads_bundles} {{ #bundles }}", "", strings.downloads_bundles_text, ""),
        f'<div class="edition-bundles" data-language="{built.current}"><p>{escape(strings.downloads_none)}</p></div>',
        "",
    ]
    if len(built.languages) > 1 and (offered := _downloads(built.project, Path(built.config.site_dir))):
        lines += [f"## {strings.about_downloads} {{ #corpus }}", "", strings.about_downloads_text, ""]
        lines += ['<ul class="edition-downloads">', *(_offer(d, strings, built.up) for d in offered), "</ul>", ""]
    yield GeneratedPage("downloads", strings.downloads, "\n".join(lines), built.languages)


def offers_bundles(site: Path) -> bool:
    """Whether the site that is there offers bundles."""
    pages = (page.read_text(encoding="utf-8") for page in (*site.glob(PAGE), *site.glob(f"*/{PAGE}")))
    found = (re.search(REGION, page, re.DOTALL) for page in pages)
    return any(match and "<li>" in match["inside"] for match in found)


def item(address: str, said: str, sha256: str) -> str:
    """A list item for a file; `said` is markup. The digest is there for who asks for it."""
    digest = f"<details><summary>SHA-256</summary><code>{sha256}</code></details>"
    return f'<li><a href="{escape(address)}" download>{said}</a>{digest}</li>'


def _downloads(project: Project, site: Path) -> Sequence[Download]:
    """Writes the corpus beside the pages; nothing without a profile."""
    try:
        return write_downloads(project, site / FOLDER)
    except InputError as error:
        log.info("no corpus is offered: %s", error.message)
        return ()


def _offer(download: Download, strings: Strings, up: str) -> str:
    languages = language_names(download.languages, strings.html_lang)
    said = strings.about_download.format(
        format=" ".join(filter(None, (download.format.upper(), languages))),
        level=strings.levels[download.level],
        size=f"{max(download.size // 1000, 1):,}",
    )
    return item(f"{up}{FOLDER}/{download.name}", escape(said), download.sha256)
