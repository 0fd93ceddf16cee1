"""The manual as it is opened by double click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from duizhao.publish.manual.place import FOLDERS
from tests.site.conftest import reading


@pytest.fixture(params=[(1440, "light"), (390, "dark")], ids=["wide", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, manual_site: Path) -> Iterator[Page]:
    width, scheme = request.param
    with reading(chromium, f"{manual_site.as_uri()}/", width=width, color_scheme=scheme) as reader:
        yield reader.page
        assert (reader.elsewhere, reader.errors) == ([], [])


@pytest.mark.parametrize("name", ["index", "publishers/first-site", "commands", "b-101"])
@pytest.mark.parametrize("language", FOLDERS)
def test_no_page_is_wider_than_the_window(language: str, name: str, page: Page, manual_site: Path) -> None:
    page.goto((manual_site / FOLDERS[language] / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("zh", "指纹", "editors/checking.html"),
        ("en", "fingerprint", "editors/checking.html"),
        ("en", "b-302", "b-302.html"),
    ],
)
def test_the_search_finds_and_leads_there(language: str, words: str, place: str, page: Page, manual_site: Path) -> None:
    page.goto((manual_site / FOLDERS[language] / "index.html").as_uri())
    page.click("[data-search-open]")
    page.fill(".dz-search input", words)
    hit = page.locator(f".dz-search__results a[href*='{place}']").first
    hit.wait_for()
    hit.click()
    page.wait_for_url(f"**/{place}*")
    page.locator("mark.dz-found").first.wait_for()


def test_the_other_language_is_the_same_page(page: Page, manual_site: Path) -> None:
    page.goto((manual_site / "translators" / "terms.html").as_uri())
    page.click(".manual-language")
    page.wait_for_url((manual_site / "en" / "translators" / "terms.html").as_uri())
