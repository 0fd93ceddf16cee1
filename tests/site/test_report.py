"""From the page: a link to its file and a form for mistakes, filled in; and what a site without a repository says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from duizhao.publish.site.build import build_site
from tests.site.conftest import PAGES, built_once, path_in, reading, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPO = "https://github.com/example/rivers"


@pytest.fixture(scope="module")
def with_repository(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site, with the address of its source in `mkdocs.yml`."""

    def change(project: Path) -> None:
        settings = project / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"repo_url: {REPO}\nedit_uri: edit/main/docs/\n{text}", encoding="utf-8")

    return built_once(repo_root, tmp_path_factory, "report", change)


def soup(site: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")


def links(page: BeautifulSoup) -> list[Tag]:
    return page.select(".edition-report a")


def fields(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_page_of_the_edition_leads_to_its_own_file(language: str, with_repository: Path, repo_root: Path) -> None:
    sample = repo_root / "tests" / "site" / "sample"
    for source in sorted((sample / language).rglob("*.md")):
        path = source.relative_to(sample / language)
        page = soup(with_repository, path_in(language, path.with_suffix(".html").as_posix()))
        edit = links(page)[0]
        assert edit["href"] == f"{REPO}/edit/main/docs/{language}/{path.as_posix()}"


@pytest.mark.parametrize(
    ("language", "form", "named", "title"),
    [
        ("zh", "cuowu.yml", "中文", "1.1 石桥的修缮与保护"),
        ("en", "mistake.yml", "English", "1.1 Repairing and Protecting the Stone Bridges"),
    ],
)
def test_the_form_knows_language_and_page(
    language: str, form: str, named: str, title: str, with_repository: Path, repo_root: Path
) -> None:
    report = links(soup(with_repository, path_in(language, "chapter-1/1-1.html")))[1]
    address = str(report["href"])
    assert address.startswith(f"{REPO}/issues/new?")
    given = fields(address)
    assert given["template"] == form
    assert (repo_root / ".github" / "ISSUE_TEMPLATE" / form).is_file()
    assert given["language"] == named
    assert given["page"] == f"{title} ({language}/chapter-1/1-1.md)"


def test_pages_made_by_the_program_have_no_file_to_edit(with_repository: Path) -> None:
    for path in ("glossary.html", "about.html", "en/downloads.html"):
        assert links(soup(with_repository, path)) == []


def test_a_mistake_in_a_parallel_view_is_one_on_its_page(with_repository: Path) -> None:
    for language in ("zh", "en"):
        view, page = (
            [link["href"] for link in links(soup(with_repository, path_in(language, path)))]
            for path in ("parallel/preface.html", "preface.html")
        )
        assert view == page


def test_without_a_repository_there_are_no_links_and_the_edition_says_how_to_write_in(site: Path) -> None:
    for language in ("zh", "en"):
        for path in PAGES:
            page = soup(site, path_in(language, path))
            assert links(page) == []
            assert not page.select('script[src$="report.js"]')
    assert not (site / "counterparts").exists()
    assert "向您提供本版的人" in soup(site, "about.html").get_text()
    assert "whoever gave you this edition" in soup(site, "en/about.html").get_text()


def test_without_a_repository_a_paragraphs_menu_copies_what_can_be_sent(chromium: Browser, served: str) -> None:
    with reading(chromium, served, own=True) as reader:
        reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        reader.open("en/chapter-1/1-1.html")
        reader.page.locator("#s1-1-p3 .edition-permalink").click()
        reader.page.get_by_role("button", name="Copy a report of a mistake").click()
        reader.page.locator(".edition-said.shown").wait_for()
        copied = reader.page.evaluate("navigator.clipboard.readText()")
        subject, page, address, *rest = (line for line in copied.split("\n") if line)
        assert subject.startswith("Mistake: 1.1")
        assert (page, address, rest[0]) == (
            "Page",
            subject.removeprefix("Mistake: "),
            f"{served}en/chapter-1/1-1.html#s1-1-p3",
        )
        assert rest[1:3] == ["Paragraph", "s1-1-p3"]
        assert rest[-2:] == ["What is wrong, and what should it be?", "How do you know?"]


def test_with_a_contact_a_letter_to_it_opens(project: Path, chromium: Browser) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  # contact: ", "  contact: "), encoding="utf-8")
    build_site(project)
    assert "editor@example.org" in soup(project / "site", "about.html").get_text()
    page = soup(project / "site", "chapter-1/1-1.html")
    assert str(links(page)[0]["href"]).startswith("mailto:editor%40example.org?subject=")
    with reading(chromium, f"{(project / 'site').as_uri()}/") as reader:
        reader.open("chapter-1/1-1.html")
        reader.page.locator("#s1-1-p3 .edition-permalink").click()
        letter = str(reader.page.locator(".edition-menu a[href^=mailto]").get_attribute("href"))
        assert parse_qs(urlsplit(letter).query)["body"][0].count("s1-1-p3") == 1


def test_with_a_repository_the_edition_says_where_to_write_in(with_repository: Path) -> None:
    for path in ("about.html", "en/about.html"):
        assert f"{REPO}/issues" in soup(with_repository, path).get_text()


def test_the_link_to_the_source_asks_no_other_host(with_repository: Path) -> None:
    page = soup(with_repository, "index.html")
    assert page.select('[data-md-component="source"]') == []


@pytest.mark.parametrize("where", ["server", "folder"])
def test_a_paragraphs_menu_opens_the_form_with_the_paragraph_and_its_counterpart(
    where: str, with_repository: Path, chromium: Browser, repo_root: Path
) -> None:
    english = soup(with_repository, "en/chapter-1/1-1.html").select_one("#s1-1-p1")
    assert english is not None
    for extra in english.select("sup, a.edition-permalink"):
        extra.decompose()
    with serving(with_repository) as address:
        base = address if where == "server" else f"{with_repository.as_uri()}/"
        with reading(chromium, base, width=390) as reader:
            reader.open("chapter-1/1-1.html")
            stops = reader.page.locator(".edition-permalink").count()
            reader.page.locator("#s1-1-p1 .edition-permalink").click()
            link = reader.page.locator(".edition-menu a", has_text="报告差错")
            reader.wait_until("document.querySelector('.edition-menu').innerHTML.includes('counterpart=')")
            given = fields(str(link.get_attribute("href")))
            assert given["template"] == "cuowu.yml"
            assert given["language"] == "中文"
            assert given["paragraph"] == "s1-1-p1"
            assert given["text"] == reader.page.evaluate(
                """() => { const p = document.getElementById('s1-1-p1').cloneNode(true);
                p.querySelectorAll('sup, .edition-permalink').forEach(e => e.remove());
                return p.textContent.trim(); }"""
            )
            assert given["counterpart"] == " ".join(english.get_text().split())
            assert len(str(link.get_attribute("href"))) < 8000
            # One stop for the tabulator among all the paragraphs' signs, as before.
            assert stops > 1
            assert reader.page.locator(".edition-permalink[tabindex='0']").count() == 1
            reader.screenshot(f"report-{where}", repo_root / "artefacts" / "sample")
            assert reader.errors == []
            assert reader.elsewhere == []


def test_a_reader_without_scripts_can_report_too(with_repository: Path, chromium: Browser) -> None:
    with (
        serving(with_repository) as address,
        reading(chromium, address, java_script_enabled=False) as reader,
    ):
        reader.open("en/chapter-1/1-1.html")
        assert reader.page.locator(".edition-report a").all_inner_texts() == [
            "Edit this page",
            "Report a mistake on this page",
        ]
        assert reader.elsewhere == []


def test_a_repository_on_gitlab_gets_one_text(project: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        f"repo_url: https://gitlab.com/example/rivers\nedit_uri: -/edit/main/docs/\n{text}", encoding="utf-8"
    )
    report = links(soup(build_site(project), "en/preface.html"))[1]
    assert str(report["href"]).startswith("https://gitlab.com/example/rivers/-/issues/new?")
    given = fields(str(report["href"]))
    assert given["issue[title]"] == "Mistake: Preface"
    assert "**Language**\n\nEnglish\n" in given["issue[description]"]
    assert "**How do you know?**" in given["issue[description]"]
