"""The page “Downloads”: the aligned corpus, and the place where `duizhao bundle` lists what it has made.

A site built by itself offers no bundles, since they are made from it; its page says so.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.exports.downloads import Download, write_downloads
from duizhao.publish.site.being_built import project_of
from duizhao.publish.site.generated import generated, with_alternates
from duizhao.publish.site.strings import Strings, load_strings

# The page's path in each language, its kind, and its place in reading order: before “About this edition”.
PATH = "downloads.md"
PAGE = "downloads.html"
KIND = "downloads"
ORDER = 9998.5

# The folder with the files, on the site.
FOLDER = "downloads"

# The element on the built page that holds the list of bundles.
REGION = r'<div class="edition-bundles" data-language="(?P<language>[\w-]+)">(?P<inside>.*?)</div>'

log = logging.getLogger("mkdocs.duizhao")


def add_page(files: Files, config: MkDocsConfig) -> Files:
    """Adds the page in the language that is being built; returns the same collection."""
    i18n: Any = config.plugins["i18n"]
    languages = [str(language.locale) for language in i18n.config.languages]
    current, default = str(i18n.current_language), languages[0]
    strings = load_strings(current)
    lines = [f"## {strings.downloads_bundles} {{ #bundles }}", "", strings.downloads_bundles_text, ""]
    lines += [
        f'<div class="edition-bundles" data-language="{current}"><p>{escape(strings.downloads_none)}</p></div>',
        "",
    ]
    if len(languages) > 1 and (offered := _downloads(project_of(config), Path(config.site_dir))):
        lines += [f"## {strings.about_downloads} {{ #corpus }}", "", strings.about_downloads_text, ""]
        up = "" if current == default else "../"
        lines += ['<ul class="edition-downloads">', *(_offer(d, strings, up) for d in offered), "</ul>", ""]
    front: dict[str, object] = {
        "title": strings.downloads,
        "kind": KIND,
        "order": ORDER,
        "search": {"exclude": True},
    }
    body = f"# {strings.downloads} {{ #downloads }}\n\n" + "\n".join(lines)
    made = {code: generated(PATH, code, default, front, body, config) for code in languages}
    files.append(with_alternates(made, current))
    return files


def item(address: str, said: str, sha256: str) -> str:
    """A list item for a file; `said` is markup."""
    return f'<li><a href="{escape(address)}" download>{said}</a><br><small>SHA-256 <code>{sha256}</code></small></li>'


def _downloads(project: Project, site: Path) -> Sequence[Download]:
    """Writes the corpus beside the pages; nothing without a profile."""
    try:
        return write_downloads(project, site / FOLDER)
    except InputError as error:
        log.info("no corpus is offered: %s", error.message)
        return ()


def _offer(download: Download, strings: Strings, up: str) -> str:
    said = strings.about_download.format(
        format=download.format.upper(),
        level=strings.levels[download.level],
        size=f"{max(download.size // 1000, 1):,}",
    )
    return item(f"{up}{FOLDER}/{download.name}", escape(said), download.sha256)
