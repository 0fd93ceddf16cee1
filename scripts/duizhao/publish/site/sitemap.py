"""For search engines: the map of the site, with each page's counterparts, and where it is.

Both need the site's address (`site_url`); without it neither is written.
"""

from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from duizhao.publish.site.addresses import address, alternates
from duizhao.publish.site.being_built import held

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

_Pages = dict[str, list[tuple[str, str]]]


def _noted(config: MkDocsConfig) -> _Pages:
    """The pages of the languages built so far."""
    return held(config, "sitemap", _Pages)


def note(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Notes the pages of the language that is being built, in reading order; returns the same navigation.

    The parallel views are not among them: they hold what stands on the pages.
    """
    if config.site_url:
        _noted(config).update({address(page.file, config): alternates(page.file, config) for page in nav.pages})
    return nav


def write(config: MkDocsConfig) -> None:
    """Writes `sitemap.xml` and `robots.txt` from what was noted, if the site has an address."""
    pages = _noted(config)
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
