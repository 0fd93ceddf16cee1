"""A language that runs from the right: its pages in a browser, its books, and what stands in it beside another."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import expect

from duizhao.publish.bundles.build import make_bundles
from duizhao.publish.site.build import build_site
from tests.site.conftest import reading, serving
from tests.tongues.conftest import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Where the element's inner edges are, from the window's left.
EDGES = "element => { const at = element.getBoundingClientRect(); return [at.left, at.right]; }"


@pytest.fixture
def arabic(chromium: Browser, edition: Edition) -> Iterator[Page]:
    """A page in Arabic of an edition in French and Arabic; nothing amiss when it is left."""
    with serving(edition("fr", "ar") / "site") as address, reading(chromium, address, width=1300) as reader:
        reader.open("ar/chapter-1/1-1.html")
        yield reader.page
        assert reader.errors == []


def edges(page: Page, selector: str) -> tuple[float, float]:
    left, right = page.locator(selector).first.evaluate(EDGES)
    return left, right


def test_the_page_is_mirrored(arabic: Page) -> None:
    text = edges(arabic, ".md-content article")
    assert edges(arabic, ".md-sidebar--primary")[0] >= text[1], "the chapters on the right"
    assert edges(arabic, ".md-sidebar--secondary")[1] <= text[0], "the page's own contents on the left"
    box, title = edges(arabic, "aside.factbox"), edges(arabic, "aside.factbox .admonition-title")
    paragraph = edges(arabic, "aside.factbox p:not(.admonition-title)")
    assert title[1] == paragraph[1], "the title begins where the text begins"
    assert arabic.locator("aside.factbox").evaluate("e => getComputedStyle(e).borderRightWidth") != "0px"
    assert box[1] - paragraph[1] < 60


def test_a_note_opens_at_its_number_in_its_direction(arabic: Page) -> None:
    arabic.locator(".footnote-ref").first.hover()
    preview = arabic.locator(".footnote-preview").first
    preview.wait_for()
    assert preview.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_in_the_parallel_view_arabic_stands_right_and_french_left_each_in_its_direction(arabic: Page) -> None:
    arabic.locator(".edition-view").click()
    arabic.wait_for_url("**/ar/parallel/**")  # and all that it needs, style sheets and scripts
    own, other = ".parallel-row.paragraph .parallel-cell[lang=ar]", ".parallel-row.paragraph .parallel-cell[lang=fr]"
    assert edges(arabic, own)[0] > edges(arabic, other)[1]
    assert arabic.locator(own).first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert arabic.locator(other).first.evaluate("e => getComputedStyle(e).direction") == "ltr"
    buttons = ["اللغتان معا", "العربية فقط", "الفرنسية فقط", "تبديل الترتيب", "إخفاء الفرنسية إلى حين الطلب"]
    expect(arabic.locator(".parallel-controls button")).to_have_text(buttons)


def test_a_word_is_found(arabic: Page) -> None:
    arabic.locator("[data-search-open]").click()
    arabic.locator(".dz-search[open]").wait_for()
    arabic.keyboard.type("السكان")
    found = arabic.locator(".dz-search__results a").first
    found.wait_for()
    assert "chapter-1/1-1.html" in str(found.get_attribute("href"))


def test_shared_links_have_no_picture_with_letters_apart_and_that_is_said(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(edition("fr", "ar"), tmp_path / "wells")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "site_url: https://example.org/\n", encoding="utf-8")
    site = build_site(root)
    assert capsys.readouterr().err.count("shared links in ar will have no picture") == 1
    assert not (site / "assets" / "share" / "ar").exists()
    assert "og:image" not in (site / "ar" / "preface.html").read_text(encoding="utf-8")


def test_its_books_run_from_the_right(edition: Edition, tmp_path: Path) -> None:
    made = edition("fr", "ar")
    bundles = make_bundles(made, made / "sources" / "wells.yml", tmp_path, ("single", "epub", "pdf"))
    assert bundles.missing == ()
    content = {bundle.name: bundle.content for bundle in bundles.bundles}
    onward = 'page-progression-direction="rtl"'
    for name, forward in (("wells.ar.epub", True), ("wells.fr.epub", False), ("wells.fr-ar.epub", False)):
        with zipfile.ZipFile(BytesIO(content[name])) as book:
            package = next(file for file in book.namelist() if file.endswith(".opf"))
            assert (onward in book.read(package).decode()) == forward
            pages = "".join(book.read(file).decode() for file in book.namelist() if file.endswith(".xhtml"))
        assert ('dir="rtl"' in pages) == ("ar" in name)
    assert '<html dir="rtl" lang="ar">' in content["wells.ar.html"].decode()
    page = pypdfium2.PdfDocument(content["wells.ar.pdf"])[2].get_textpage()
    _, _, right, _ = page.get_rect(0) if page.count_rects() else (0, 0, 0, 0)
    assert right > 500, "a line begins at the right margin"
