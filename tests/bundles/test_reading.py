"""The offline website and the single page in a real browser, from `file://`."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.bundles.conftest import Bundled
from tests.bundles.helpers import said, soup, squeezed, text_of
from tests.site.conftest import PAGES, path_in, reading
from tests.site.test_search import search

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def unpacked(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the offline website, as it is after unpacking, with a slash at the end."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(bundled.made.folder / "rivers.offline.zip") as archive:
        archive.extractall(folder)
    return f"{(folder / 'rivers-offline').as_uri()}/"


def test_every_page_of_the_offline_website_opens(chromium: Browser, unpacked: str) -> None:
    with reading(chromium, unpacked) as reader:
        for language in LANGUAGES:
            for page in (*PAGES, "parallel/chapter-1/1-1.html"):
                reader.open(path_in(language, page))
                assert reader.page.locator("h1").count() == 1
        # Scripts that start late have their time once.
        reader.page.wait_for_load_state("networkidle")
        assert reader.elsewhere == []
        assert reader.errors == []


def test_the_offline_website_has_switch_search_parallel_view_notes_and_theme(chromium: Browser, unpacked: str) -> None:
    with reading(chromium, unpacked, color_scheme="light") as reader:
        page = reader.page
        reader.open("index.html")
        page.locator(".edition-contents a").nth(2).click()
        page.wait_for_url("**/chapter-1/1-1.html")
        page.locator(".edition-languages a[hreflang=en]").click()
        page.wait_for_url("**/en/chapter-1/1-1.html")
        page.locator("[id='fnref:n3'] a").click()
        page.wait_for_url("**#fn:n3")
        page.locator("a.edition-view").click()
        page.wait_for_url("**/en/parallel/chapter-1/1-1.html*")
        assert search(reader, "connectivity", "en/index.html") == ["en/chapter-1/1-1.html?q=connectivity#s1-1-p4"]
        page.keyboard.press("Escape")
        # The theme's script starts after the load.
        page.wait_for_load_state("networkidle")
        page.locator(".dz-reading > summary").click()
        page.get_by_title("Switch to dark mode").click()
        page.locator("body[data-md-color-scheme=slate]").wait_for()
        assert reader.elsewhere == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_single_page_is_complete_in_itself(
    chromium: Browser, bundled: Bundled, repo_root: Path, language: str, scripts: bool
) -> None:
    base = f"{bundled.made.folder.as_uri()}/"
    with reading(chromium, base, width=390, java_script_enabled=scripts) as reader:
        page = reader.page
        reader.open(f"rivers.{language}.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator("#contents a").nth(2).click()
        page.wait_for_url("**#s1-1")
        reference = page.locator("sup a").first
        reference.click()
        page.wait_for_url("**#*-fn-n1")
        page.locator(".back").first.click()
        page.wait_for_url("**#*-fnref-n1")
        image = page.locator("figure img")
        assert image.bounding_box() is not None
        assert [url for url in asked if not url.startswith("data:")] == []
        if scripts:
            assert image.evaluate("e => e.naturalWidth") == 480
            assert reader.overflow() <= 0
            reader.screenshot(f"single-{language}-390", repo_root / "artefacts" / "bundles")
        assert reader.elsewhere == []
        assert reader.errors == []


def sound(content: bytes) -> BeautifulSoup:
    """The page, which loads nothing, whose ids are one of a kind, whose links lead somewhere, whose headings nest."""
    html = soup(content)
    assert html.select("script, link, iframe") == []
    ids = [str(element["id"]) for element in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in html.select("a[href^='#']")} <= set(ids)
    levels = [int(heading.name[1]) for heading in html.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_single_page_is_sound_and_whole(bundled: Bundled, language: str) -> None:
    content = bundled[f"rivers.{language}.html"].content
    html = sound(content)
    text = squeezed(text_of(content))
    assert [words for words in said(bundled.root / "docs", language) if squeezed(words) not in text] == []
    head, foot = html.select_one("header .attribution"), html.select_one("#imprint")
    assert head is not None
    assert foot is not None
    verbatim, licence = {"zh": ("逐字收录", "不授予任何使用许可"), "en": ("carried verbatim", "gives no licence")}[
        language
    ]
    assert verbatim in head.get_text()
    assert licence in foot.get_text()


def test_the_single_page_in_both_languages_is_sound_and_whole(bundled: Bundled) -> None:
    content = bundled["rivers.zh-en.html"].content
    html = sound(content)
    text = squeezed(text_of(content))
    docs = bundled.root / "docs"
    assert [words for code in LANGUAGES for words in said(docs, code) if squeezed(words) not in text] == []
    for pair in html.select(".pair"):
        assert [str(side["lang"]) for side in pair.find_all(recursive=False)] == ["zh-Hans", "en"]
    assert html.select_one("#s1-1-p1 ~ p") is None
    (notes,) = html.select("section[aria-labelledby=s1-1] > .notes")
    assert len(notes.select(".first aside")) == len(notes.select(".second aside")) == len(notes.select(".pair"))


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (390, False)])
def test_the_two_languages_stand_beside_each_other_where_there_is_room(
    chromium: Browser, bundled: Bundled, repo_root: Path, width: int, beside: bool
) -> None:
    with reading(chromium, f"{bundled.made.folder.as_uri()}/", width=width) as reader:
        reader.open("rivers.zh-en.html")
        first, second = (reader.page.locator(f"#{id_}").bounding_box() for id_ in ("s1-1-p1", "en-s1-1-p1"))
        assert first is not None
        assert second is not None
        assert (first["y"] == second["y"]) == beside
        assert (first["x"] + first["width"] < second["x"]) == beside
        assert reader.overflow() <= 0
        reader.page.locator("#s1-1").scroll_into_view_if_needed()
        reader.screenshot(f"single-both-{width}", repo_root / "artefacts" / "bundles")
        assert reader.errors == []


def test_nothing_in_a_page_can_run(chromium: Browser, hard: Path, tmp_path: Path) -> None:
    from duizhao.publish.bundles.build import make_bundles

    make_bundles(hard.parent.parent, hard, tmp_path, ("single",))
    with reading(chromium, f"{tmp_path.as_uri()}/", own=True) as reader:
        reader.page.on("dialog", lambda dialog: reader.errors.append(dialog.message))
        reader.open("rivers.zh.html")
        reader.page.get_by_text('onclick="alert(1)"').click()
        assert reader.page.locator("#evil, [onclick], [style], [href^='javascript:'], iframe").count() == 0
        assert reader.elsewhere == []
        assert reader.errors == []
