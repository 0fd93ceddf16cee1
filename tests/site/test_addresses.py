"""A site with an address: what names it absolutely, and the page for wrong addresses; and a site without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from duizhao.document.editions import read_page
from duizhao.publish.share_images import fonts
from duizhao.publish.site.addresses import take_site_url
from duizhao.publish.site.build import build_site
from duizhao.publish.site.head import excerpt
from tests.hosting import answering
from tests.site.conftest import PAGES, built_once, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOME = "https://example.org/report/"
# The report's own pages; behind them stand the edition's.
TEXT = PAGES[: PAGES.index("conclusion.html") + 1]
BOTH = [(language, page) for language in ("zh", "en") for page in PAGES]


@pytest.fixture(scope="module")
def published(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site built for an address in a folder of its host."""

    def change(project: Path) -> None:
        config = project / "mkdocs.yml"
        config.write_text(f"site_url: {HOME}\n" + config.read_text(encoding="utf-8"), encoding="utf-8")

    return built_once(repo_root, tmp_path_factory, "published", change)


def soup(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def tags(page: BeautifulSoup) -> dict[str, str]:
    """The contents of `<meta>` by name or property."""
    found = page.select("meta[content]")
    return {str(tag.get("name") or tag.get("property")): str(tag["content"]) for tag in found}


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_each_page_names_itself_and_its_languages(published: Path, language: str, page: str) -> None:
    html = soup(published, path_in(language, page))
    (canonical,) = html.select("link[rel=canonical]")
    assert canonical["href"] == HOME + path_in(language, page)
    # With a space behind the word: see main.html.
    alternates = {str(link["hreflang"]): link["href"] for link in html.select('link[rel^="alternate"]')}
    zh, en = (HOME + path_in(code, page) for code in ("zh", "en"))
    assert alternates == {"zh-Hans": zh, "en": en, "x-default": zh}
    assert tags(html)["og:url"] == HOME + path_in(language, page)


def test_map_of_the_site(published: Path) -> None:
    root = ElementTree.parse(published / "sitemap.xml").getroot()
    name = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    pages = {url.findtext("s:loc", "", name): url for url in root.findall("s:url", name)}
    assert list(pages) == [HOME + path_in(language, page) for language, page in BOTH]
    for url in pages.values():
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", name)}
        assert set(links) == {"zh-Hans", "en", "x-default"}
        assert links["x-default"] == links["zh-Hans"]
        assert set(links.values()) <= set(pages)
    assert not (published / "sitemap.xml.gz").exists()
    assert f"Sitemap: {HOME}sitemap.xml" in (published / "robots.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shared_link_has_its_picture(published: Path, language: str) -> None:
    for page in PAGES:
        address = tags(soup(published, path_in(language, page))).get("og:image")
        if page not in TEXT:
            assert address is None
        else:
            assert address
            assert address.startswith(f"{HOME}assets/share/{language}/")
            assert (published / address.removeprefix(HOME)).is_file()
    view = tags(soup(published, path_in(language, "parallel/chapter-1/1-1.html")))
    assert view["og:image"].endswith("chapter-1/1-1.png")


@pytest.mark.parametrize(
    ("language", "title", "report"),
    [
        ("zh", "1.1 石桥的修缮与保护", "河流、桥梁与渡口：五年观察"),
        ("en", "1.1 Repairing and Protecting the Stone Bridges", '"Rivers & Bridges": Five Years of Observation'),
    ],
)
def test_what_a_section_says_of_itself(published: Path, language: str, title: str, report: str) -> None:
    html = soup(published, path_in(language, "chapter-1/1-1.html"))
    said = tags(html)
    assert said["citation_title"] == said["og:title"] == said["DC.title"] == title
    assert said["citation_inbook_title"] == said["og:site_name"] == report
    assert said["citation_public_url"] == HOME + path_in(language, "chapter-1/1-1.html")
    assert said["description"] == said["og:description"]
    assert said["description"][:5] in html.select("article p")[0].get_text()
    data = json.loads(html.select('script[type="application/ld+json"]')[0].get_text())
    assert (data["@type"], data["name"], data["position"]) == ("Chapter", title, 3)
    assert data["isPartOf"]["@type"] == "Report"
    assert data["isPartOf"]["name"] == report
    assert "datePublished" not in data["isPartOf"]


def test_what_the_home_page_says_of_the_report(published: Path) -> None:
    html = soup(published, "en/index.html")
    data = json.loads(html.select('script[type="application/ld+json"]')[0].get_text())
    assert data["@type"] == "Report"
    assert [part["url"] for part in data["hasPart"]] == [HOME + path_in("en", page) for page in TEXT[1:]]
    assert "citation_technical_report_institution" in tags(html)


@pytest.mark.parametrize("page", ["about.html", "parallel/chapter-1/1-1.html"])
def test_a_page_of_the_edition_is_no_work_of_the_publisher(published: Path, page: str) -> None:
    html = soup(published, page)
    assert not [name for name in tags(html) if name.startswith(("citation_", "DC"))]
    assert not html.select('script[type="application/ld+json"]')


def test_a_picture_needs_a_font(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = project / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))  # no fc-list
    monkeypatch.setenv("SITE_URL", HOME)
    assert not any(Path(place).is_file() for place in fonts._PLACES), "this machine has a font in a fixed place"
    site = build_site(project)
    assert capsys.readouterr().err == (
        "shared links will have no picture: this machine has no font with Chinese characters.\n"
    )
    assert not (site / "assets" / "share").exists()
    said = tags(soup(site, "preface.html"))
    assert "og:image" not in said
    assert said["twitter:card"] == "summary"


@pytest.mark.parametrize("given", ["example.org", "ftp://example.org/", "https://example.org/?x"])
def test_what_is_no_address(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SITE_URL", given)
    with pytest.raises(PluginError, match="SITE_URL is"):
        take_site_url(MkDocsConfig())


def test_the_address_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    config = MkDocsConfig()
    assert not take_site_url(config).site_url
    monkeypatch.setenv("SITE_URL", "https://example.org/report")
    assert take_site_url(config).site_url == HOME
    monkeypatch.setenv("SITE_URL", "https://example.org/other/")
    assert take_site_url(config).site_url == HOME, "mkdocs.yml comes first"


BRIDGE = "The bridge was repaired in 2021. "


@pytest.mark.parametrize(
    ("paragraph", "description"),
    [
        ("A *short* one.[^n1]", "A short one."),
        ("石桥于2021年修复。", "石桥于2021年修复。"),
        # Whole sentences, if they are half of what may stand there.
        (BRIDGE * 9, (BRIDGE * 4).strip()),
        ("水位为4.6米，" * 7 + "共计。" + "水" * 60, "水位为4.6米，" * 7 + "共计。"),
        # Else whole words, or characters, and a sign that there is more.
        ("Stone " * 40, "Stone " * 26 + "…"),
        ("石桥" * 60, "石桥" * 39 + "石…"),
    ],
)
def test_a_description_is_how_the_page_begins(paragraph: str, description: str) -> None:
    page = f"---\nkind: section\n---\n\n# 1.1 Bridges\n\n{paragraph}\n\n[^n1]: A note.\n\nAnother.\n"
    assert excerpt(read_page(page, "", "", "")) == description.replace(" …", "…")


def test_a_page_without_a_paragraph_has_no_description_of_its_own() -> None:
    assert excerpt(read_page("---\nkind: chapter\n---\n\n# Chapter One\n", "", "", "")) == ""


def test_without_an_address_none_is_named(site: Path) -> None:
    for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "assets/share"):
        assert not (site / name).exists(), name
    for language, page in BOTH:
        html = soup(site, path_in(language, page))
        assert not html.select("link[rel=canonical]")
        said = tags(html)
        assert not {"og:url", "og:image", "citation_public_url", "DC.identifier"} & set(said)
        for script in html.select('script[type="application/ld+json"]'):
            assert '"url"' not in script.get_text()
        assert said["og:title"]


# The page for a wrong address


class _Host(SimpleHTTPRequestHandler):
    """A host as GitHub Pages is one: a site in a folder, and its 404.html for whatever is not there."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "report" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def host(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(published, folder / "report")
    with answering(partial(_Host, directory=str(folder))) as address:
        yield f"{address}report/"


@pytest.mark.parametrize(
    ("wrong", "locale", "first"),
    [
        ("no.html", "zh-CN", "zh-Hans"),
        ("no.html", "en-GB", "en"),
        ("no.html", "fr-FR", "zh-Hans"),
        ("chapter-1/no/deeper.html", "en-GB", "en"),
        ("en/chapter-1/no.html", "zh-CN", "en"),
    ],
)
def test_a_wrong_address(chromium: Browser, host: str, repo_root: Path, wrong: str, locale: str, first: str) -> None:
    with reading(chromium, host, locale=locale) as reader:
        reader.open(wrong, settled=True)
        page = reader.page
        assert page.locator("article section").first.get_attribute("lang") == first
        assert page.locator("article h1").count() == 1
        assert page.locator("html").get_attribute("lang") == first
        assert page.locator("article h1 span").first.get_attribute("lang") == first
        own = page.locator("article h1 span").first.inner_text()
        assert page.title() == own or locale == "fr-FR"
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        # The one error is the page's own.
        assert len(reader.errors) <= 1, reader.errors
        said = page.locator(".edition-attribution")
        assert [part.evaluate("p => p.closest('[lang]').lang") for part in said.all()] == ["zh-Hans", "en"]
        for address in page.locator("article section a, .edition-languages a").evaluate_all(
            "all => all.map(a => a.href)"
        ):
            assert address.removesuffix("#search") in (f"{host}index.html", f"{host}en/index.html")
            assert page.request.get(address).ok
        reader.screenshot(f"404-{locale}", repo_root / "artefacts" / "sample")


def test_a_wrong_address_without_scripts(chromium: Browser, host: str) -> None:
    with reading(chromium, host, java_script_enabled=False) as reader:
        reader.open("en/no/where.html")
        assert reader.page.locator("article section[lang=en] a:visible").count() == 1, "no search without a script"
        reader.page.locator("article section[lang=en] a").first.click()
        reader.page.wait_for_url(f"{host}en/index.html")
        # The pages after it have their own language's footer again.
        assert reader.page.locator(".edition-attribution").count() == 1
