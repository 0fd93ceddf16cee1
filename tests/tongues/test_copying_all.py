"""A paragraph's menu copies it in all languages of the site, and leads to the view beside each, not the first other one
alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.conftest import reading, serving
from tests.tongues.conftest import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_paragraph_is_copied_in_all_languages(chromium: Browser, edition: Edition) -> None:
    with serving(edition("fr", "ar", "zh-Hant") / "site") as address, reading(chromium, address, own=True) as reader:
        page = reader.page
        page.add_init_script("navigator.clipboard.writeText = async text => { window.copied = text; };")
        reader.open("ar/chapter-1/1-1.html")
        page.locator("#s1-1-p2 > .edition-permalink").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="نسخ كل اللغات مع المرجع").click()
        reader.wait_until("!!window.copied")
        own, *others, reference = page.evaluate("window.copied").strip().split("\n\n")
        assert own.startswith("«لولا هذه البئر")
        assert [text[:12] for text in others] == ["« Sans ce pu", "「沒有這口井，」一位鄰居"]
        assert "s1-1-p2" in reference
        assert reader.errors == []


def test_the_menu_leads_to_each_parallel_view(chromium: Browser, edition: Edition) -> None:
    with serving(edition("fr", "ar", "zh-Hant") / "site") as address, reading(chromium, address, own=True) as reader:
        reader.open("ar/chapter-1/1-1.html")
        reader.page.locator("#s1-1-p2 > .edition-permalink").focus()
        reader.page.keyboard.press("Enter")
        reader.page.locator(".edition-menu").wait_for()
        links = reader.page.eval_on_selector_all(
            ".edition-menu a[href*=parallel]", "all => all.map(a => [a.textContent, a.getAttribute('href')])"
        )
        assert [(text, href.rpartition("/ar/")[2]) for text, href in links] == [
            ("القراءة باللغتين · الفرنسية", "parallel/chapter-1/1-1.html#s1-1-p2"),
            ("القراءة باللغتين · الصينية التقليدية", "parallel-zh-Hant/chapter-1/1-1.html#s1-1-p2"),
        ]
        assert reader.errors == []
