"""Citing a page and a paragraph, in a real browser: with and without scripts, by keyboard, from a server or a file."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from duizhao.publish.citation.model import Work, text
from duizhao.publish.site.cite import STYLES
from tests.site.conftest import Reader, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PAGE = "chapter-1/1-1.html"
DAY = datetime.date(2026, 3, 9)
CLIPBOARD = ["clipboard-read", "clipboard-write"]
EN = Work(
    "report-chapter-1-1-1-en",
    '"Rivers & Bridges": Five Years of Observation',
    "Clearbrook Institute",
    "en",
    part="1.1 Repairing and Protecting the Stone Bridges",
)
ZH = Work(
    "report-chapter-1-1-1-zh",
    "河流、桥梁与渡口：五年观察",
    "青溪研究所",
    "zh-Hans",
    part="1.1 石桥的修缮与保护",
    translated_title=EN.title,
    translated_part=EN.part,
    undated="日期不详",
)
WORKS = {"zh": ZH, "en": EN}


def shown(root: Locator) -> dict[str, str]:
    """The references in sight, by style."""
    entries: list[list[str]] = root.locator("[data-style]").evaluate_all(
        "all => all.map(entry => [entry.dataset.style, entry.querySelector('dd').textContent])"
    )
    return {style: reference.strip() for style, reference in entries}


def expected(work: Work, address: str, day: datetime.date | None) -> dict[str, str]:
    return {name: text(style(work), address, day).strip() for name, style in STYLES.items()}


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def wait_for_clipboard(reader: Reader, text: str | None) -> None:
    """Waits until the text is in the clipboard, which a page writes to in its own time."""
    reader.wait_until(f"navigator.clipboard.readText().then(there => there === {json.dumps(text)})")


@pytest.mark.parametrize("language", WORKS)
def test_references_to_a_page(chromium: Browser, served: str, language: str) -> None:
    with reading(chromium, served, permissions=CLIPBOARD) as reader:
        page = reader.page
        page.clock.set_fixed_time(datetime.datetime(DAY.year, DAY.month, DAY.day, 12))
        reader.open(path_in(language, PAGE))
        cite = page.locator(".edition-cite")
        assert not cite.locator(".edition-references").is_visible()
        cite.locator("summary").focus()
        page.keyboard.press("Enter")
        address = served + path_in(language, PAGE)
        assert shown(cite) == expected(WORKS[language], address, DAY)
        assert cite.locator(".edition-address a").inner_text() == address
        for entry in cite.locator("[data-style]").all():
            entry.get_by_role("button").first.click()
            wait_for_clipboard(reader, entry.locator("dd").text_content())
        assert reader.errors == []


def test_data_is_saved_as_a_file(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(f"en/{PAGE}")
        reader.page.locator(".edition-cite summary").click()
        for style, name in (("bibtex", ".bib"), ("ris", ".ris"), ("csl_json", ".json")):
            with reader.page.expect_download() as download:
                reader.page.locator(f"[data-style={style}]").get_by_role("button", name="Save").click()
            assert download.value.suggested_filename == EN.key + name
            saved = Path(download.value.path()).read_bytes().decode("utf-8")
            if style == "csl_json":
                assert json.loads(saved)[0]["title"] == EN.part
            if style == "ris":
                assert saved.startswith("TY  - CHAP\r\n")


@pytest.mark.parametrize("language", WORKS)
def test_without_scripts(chromium: Browser, served: str, language: str) -> None:
    with reading(chromium, served, width=390, java_script_enabled=False) as reader:
        page = reader.page
        reader.open(path_in(language, PAGE))
        cite = page.locator(".edition-cite")
        cite.locator("summary").click()
        assert cite.locator(".edition-references").is_visible()
        visible = {
            str(entry.get_attribute("data-style")): entry.locator("dd").inner_text().strip()
            for entry in cite.locator("[data-style]").all()
        }
        assert visible == expected(WORKS[language], "", None)
        assert page.locator("article button").count() == 0, "a button that does nothing is worse than none"
        assert reader.overflow() <= 0


def test_from_a_file_no_address_is_made_up(chromium: Browser, site: Path) -> None:
    with reading(chromium, f"{site.as_uri()}/") as reader:
        reader.open(f"en/{PAGE}")
        cite = reader.page.locator(".edition-cite")
        cite.locator("summary").click()
        assert shown(cite) == expected(EN, "", None)
        assert "opened from a file" in cite.locator(".edition-address").inner_text()
        sign = reader.page.locator("#s1-1-p2 > .edition-permalink")
        sign.focus()
        reader.page.keyboard.press("Enter")
        assert reader.page.locator(".edition-menu").get_by_text("Copy link").count() == 0
        reader.page.locator(".edition-menu").get_by_text("Cite this paragraph").click()
        told = shown(reader.page.locator(".edition-dialog"))
        assert told == {
            style: text if style in ("bibtex", "ris", "csl_json") else f"{text} (paragraph s1-1-p2)"
            for style, text in expected(EN, "", None).items()
        }
        assert reader.errors == []


@pytest.mark.parametrize(
    ("page", "title", "said"),
    [
        ("about.html", "", "report as a whole"),
        ("index.html", "", "report as a whole"),
        ("parallel/chapter-1/1-1.html", EN.part, "to this page"),
    ],
)
def test_what_other_pages_are_cited_as(site: Path, page: str, title: str, said: str) -> None:
    html = BeautifulSoup((site / "en" / page).read_text(encoding="utf-8"), "html.parser")
    (item,) = json.loads(html.select("[data-style=csl_json] dd")[0].get_text())
    assert item["title"] == (title or EN.title)
    assert said in html.select(".edition-cited")[0].get_text()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits(chromium: Browser, served: str, repo_root: Path, width: int, scheme: str) -> None:
    with reading(chromium, served, width=width, color_scheme=scheme) as reader:
        for language in WORKS:
            reader.open(path_in(language, PAGE) + "#cite")
            assert reader.page.locator(".edition-references").is_visible(), "the link to it opens it"
            assert reader.overflow() <= 0
            reader.screenshot(f"cite-{language}-{width}-{scheme}", repo_root / "artefacts" / "sample")


# One paragraph


def tab_stops(page: Page) -> int:
    """How many signs of paragraphs the tabulator stops at."""
    stops = "[...document.querySelectorAll('.edition-permalink')].filter(sign => sign.tabIndex >= 0)"
    return int(page.evaluate(f"{stops}.length"))


def test_the_signs_are_one_stop(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open(PAGE)
        signs = page.locator(".edition-permalink").count()
        assert signs > 5
        assert tab_stops(page) == 1
        focused = "document.activeElement.closest('p') && document.activeElement.closest('p').id"
        page.locator("#s1-1-p1 > .edition-permalink").focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) == "s1-1-p2"
        page.keyboard.press("End")
        assert page.evaluate(focused) == "s1-1-p4"
        page.keyboard.press("ArrowUp")
        assert page.evaluate(focused) == "s1-1-box1-p2"
        page.keyboard.press("Home")
        assert page.evaluate(focused) == "s1-1-p1"
        assert tab_stops(page) == 1
        # Once through the page with the tabulator: one sign.
        reader.open(PAGE)
        seen = []
        page.keyboard.press("Tab")
        page.evaluate("window.begun = document.activeElement")
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === window.begun || document.activeElement === document.body"):
                break
            if page.evaluate("document.activeElement.matches('.edition-permalink')"):
                seen.append(page.evaluate(focused))
        assert len(seen) == 1
        # Scrolled elsewhere, the stop is where the reader is.
        page.set_viewport_size({"width": 1280, "height": 300})
        page.locator("#s1-1-box1-p2").evaluate("p => p.scrollIntoView()")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Tab")
        assert page.locator(".edition-permalink[tabindex='0']").evaluate("e => e.parentNode.id").startswith("s1-1-box1")


def test_without_scripts_each_sign_is_a_link(chromium: Browser, served: str) -> None:
    with reading(chromium, served, java_script_enabled=False) as reader:
        reader.open(PAGE)
        sign = reader.page.locator("#s1-1-p2 > .edition-permalink")
        assert sign.get_attribute("aria-label") == "本段的链接"
        sign.focus()
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**#s1-1-p2")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_paragraphs_link_is_copied(chromium: Browser, served: str, key: str) -> None:
    with reading(chromium, served, permissions=CLIPBOARD) as reader:
        page = reader.page
        reader.open(PAGE)
        sign = page.locator("#s1-1-p2 > .edition-permalink")
        assert sign.get_attribute("aria-expanded") == "false"
        sign.focus()
        page.keyboard.press(key)
        assert sign.get_attribute("aria-expanded") == "true"
        page.wait_for_url("**#s1-1-p2")
        assert page.evaluate("document.activeElement.textContent") == "复制链接"
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="已复制").wait_for()
        assert clipboard(page) == f"{served}{PAGE}#s1-1-p2"
        assert page.locator(".edition-menu").count() == 0
        assert sign.evaluate("e => e === document.activeElement")


def test_a_paragraph_is_copied_with_its_source(chromium: Browser, served: str) -> None:
    with reading(chromium, served, permissions=CLIPBOARD) as reader:
        page = reader.page
        page.clock.set_fixed_time(datetime.datetime(DAY.year, DAY.month, DAY.day, 12))
        reader.open(f"en/{PAGE}")
        page.locator("#s1-1-box1-p1").hover()
        page.locator("#s1-1-box1-p1 > .edition-permalink").click()
        page.get_by_role("button", name="Copy text with reference").click()
        page.get_by_role("status").filter(has_text="Copied").wait_for()
        quoted, _, reference = clipboard(page).strip().partition("\n\n")
        assert quoted == (
            "The association “Friends of the Bridges” was founded in 2016; most of its members live beside the river."
        )
        assert (
            reference == text(STYLES["apa"](EN), f"{served}en/{PAGE}#s1-1-box1-p1", DAY) + " (paragraph s1-1-box1-p1)"
        )


@pytest.mark.parametrize("scheme", ["http", "file"])
@pytest.mark.parametrize(
    ("language", "name", "begin", "beside"),
    [
        ("zh", "复制两种文字与出处", "工匠们说", "“A bridge is alive,”"),
        ("en", "Copy both languages with reference", "“A bridge is alive,”", "工匠们说"),
    ],
)
def test_both_languages_are_copied_from_the_page_of_one(
    chromium: Browser, served: str, site: Path, language: str, name: str, begin: str, beside: str, scheme: str
) -> None:
    base = served if scheme == "http" else f"{site.as_uri()}/"
    with reading(chromium, base, permissions=CLIPBOARD if scheme == "http" else [], own=True) as reader:
        page = reader.page
        # From a file no one may read the clipboard: what is written to it is noted.
        page.add_init_script("navigator.clipboard.writeText = async text => { window.copied = text; };")
        reader.open(path_in(language, PAGE))
        page.locator("#s1-1-p2 > .edition-permalink").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name=name).click()
        reader.wait_until("!!window.copied")
        own, other, reference = page.evaluate("window.copied").strip().split("\n\n")
        assert (own.startswith(begin), other.startswith(beside), "s1-1-p2" in reference) == (True, True, True)
        assert not re.search(r"\d$", own + other), "no number of a note"
        assert reader.errors == []


def test_where_the_counterpart_cannot_be_had_the_view_of_both_is_shown(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.page.route("**/search/en/index.js", lambda route: route.abort())
        reader.open(PAGE)
        reader.page.locator("#s1-1-p2 > .edition-permalink").focus()
        reader.page.keyboard.press("Enter")
        reader.page.get_by_role("button", name="复制两种文字与出处").click()
        reader.page.wait_for_url(f"**/parallel/{PAGE}#s1-1-p2")


@pytest.mark.parametrize("language", WORKS)
def test_a_paragraph_is_cited(chromium: Browser, served: str, language: str) -> None:
    with reading(chromium, served, width=390, permissions=CLIPBOARD) as reader:
        page = reader.page
        page.clock.set_fixed_time(datetime.datetime(DAY.year, DAY.month, DAY.day, 12))
        reader.open(path_in(language, PAGE))
        sign = page.locator("#s1-1-p3 > .edition-permalink")
        sign.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        dialog = page.locator(".edition-dialog")
        dialog.wait_for()
        address = f"{served}{path_in(language, PAGE)}#s1-1-p3"
        assert shown(dialog) == expected(WORKS[language], address, DAY)
        # A key copies the first of them, with nothing to look for before.
        first = dialog.locator("[data-style]").first
        assert first.get_by_role("button").first.evaluate("e => e === document.activeElement")
        page.keyboard.press("Enter")
        wait_for_clipboard(reader, first.locator("dd").text_content())
        box = dialog.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        dialog.locator("[data-style=apa]").get_by_role("button").click()
        wait_for_clipboard(reader, expected(WORKS[language], address, DAY)["apa"])
        # In an open dialog only what stands in it is heard.
        dialog.get_by_role("status").filter(has_text=re.compile(r"\S")).wait_for()
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        assert sign.evaluate("e => e === document.activeElement")
        assert reader.errors == []


def test_the_menu_closes(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open(PAGE)
        menu = page.locator(".edition-menu")
        sign = page.locator("#s1-1-p2 > .edition-permalink")

        def opened() -> None:
            sign.focus()
            page.keyboard.press("Enter")
            assert menu.count() == 1

        opened()
        page.keyboard.press("Escape")
        assert menu.count() == 0
        assert sign.evaluate("e => e === document.activeElement")
        opened()
        page.locator("h1").click()
        assert menu.count() == 0
        opened()
        for _ in range(menu.locator("> *").count()):
            page.keyboard.press("Tab")
        assert menu.count() == 0
        opened()
        menu.get_by_role("link").click()
        page.wait_for_url(f"**/parallel/{PAGE}#s1-1-p2")
