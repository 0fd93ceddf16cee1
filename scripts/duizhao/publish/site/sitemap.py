"""For search engines: the map of the site, with each page's counterparts, and where it is.

Both need the site's address (`site_url`); without it neither is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from duizhao.publish.site.addresses import address, alternates

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

_Pages = dict[str, list[tuple[str, str]]]
# The pages of the languages built so far, by the site's folder: each language is a build of its own.
_found: dict[str, _Pages] = {}


def note(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Notes the pages of the language that is being built, in reading order; returns the same navigation.

    The parallel views are not among them: they hold what stands on the pages.
    """
    i18n: Any = config.plugins["i18n"]
    if i18n.is_default_language_build:
        _found[config.site_dir] = {}  # what an earlier build in the same process has noted
    pages = _found[config.site_dir]
    if config.site_url:
        pages.update({address(page.file, config): alternates(page.file, config) for page in nav.pages})
    return nav


def write(config: MkDocsConfig) -> None:
    """Writes `sitemap.xml` and `robots.txt` from what was noted, if the site has an address."""
    pages = _found.get(config.site_dir)
    if not config.site_url or not pages:
        return
    site = Path(config.site_dir)
    (site / "sitemap.xml").write_bytes(sitemap(pages))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(config.site_url, 'sitemap.xml')}\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")


def sitemap(pages: _Pages) -> bytes:
    """The map as XML: every page, and under each all of its languages, itself included (Google's rule)."""
    ElementTree.register_namespace("", MAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{MAP}}}urlset")
    for page, others in pages.items():
        url = ElementTree.SubElement(root, f"{{{MAP}}}url")
        ElementTree.SubElement(url, f"{{{MAP}}}loc").text = page
        for language, other in others:
            ElementTree.SubElement(url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": language, "href": other})
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
