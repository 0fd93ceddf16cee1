"""What a page knows of its reader, in a real browser: how they want to read, where they stopped, which language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import Reader, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "chapter-1/1-1.html"
FACE = "getComputedStyle(document.querySelector('#s1-1-p1')).fontFamily"
# A browser that keeps nothing.
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"


def choose(reader: Reader, value: str) -> None:
    if not reader.page.locator(".dz-reading-panel").is_visible():
        reader.page.locator(".dz-reading > summary").click()
    reader.page.locator(f".dz-reading input[value={value}]").check()


@pytest.mark.parametrize("protocol", ["http", "file"])
def test_how_one_reads_is_kept(chromium: Browser, served: str, site: Path, protocol: str) -> None:
    with reading(chromium, served if protocol == "http" else f"{site.as_uri()}/", locale="zh-CN") as reader:
        reader.open(PAGE)
        small = reader.page.locator("#s1-1-p1").bounding_box()
        assert "Serif" not in reader.page.evaluate(FACE).split(",")[0]
        choose(reader, "serif")
        choose(reader, "larger")
        choose(reader, "shown")
        reader.page.keyboard.press("Escape")
        assert not reader.page.locator(".dz-reading-panel").is_visible()
        reader.open(PAGE)
        assert "Duizhao Serif" in reader.page.evaluate(FACE).split(",")[0]
        large = reader.page.locator("#s1-1-p1").bounding_box()
        assert small
        assert large
        assert large["height"] > small["height"]
        numbers = reader.page.locator(".edition-permalink[data-number]")
        assert numbers.evaluate_all("all => all.map(e => e.dataset.number)")[:3] == ["1", "2", "3"]
        assert reader.elsewhere == []
        assert reader.errors == []


def test_the_first_line_has_the_colours_of_the_system_and_the_face_of_the_book(chromium: Browser, site: Path) -> None:
    with reading(chromium, f"{site.as_uri()}/") as reader:
        reader.page.emulate_media(color_scheme="dark")
        reader.page.route("**/*.js", lambda route: route.abort())
        reader.page.goto(f"{site.as_uri()}/en/{PAGE}")
        assert reader.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        faces = "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').map(f => f.family))"
        assert {"Duizhao Sans", "Duizhao Sans Signs"} <= {name.strip('"') for name in reader.page.evaluate(faces)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_home_page_leads_to_where_one_stopped(chromium: Browser, served: str, language: str) -> None:
    home = path_in(language, "index.html")
    with reading(chromium, served, locale={"zh": "zh-CN", "en": "en-US"}[language]) as reader:
        reader.open(home)
        first = reader.page.locator(".edition-ways .main a").inner_text()
        reader.open(path_in(language, PAGE))
        reader.page.set_viewport_size({"width": 1280, "height": 300})
        reader.page.locator("#s1-1-p3").evaluate("p => p.scrollIntoView()")
        reader.open(home)
        onward = reader.page.locator(".edition-ways .main a")
        assert onward.inner_text() != first
        onward.click()
        reader.page.wait_for_url(f"{served}{path_in(language, PAGE)}#s1-1-*")


@pytest.mark.parametrize(
    ("locale", "language", "words"),
    [("en-US", "zh", "Read in English"), ("zh-TW", "en", "阅读中文版"), ("zh-CN", "zh", None), ("fr-FR", "zh", None)],
)
def test_another_language_is_offered_once(
    chromium: Browser, served: str, locale: str, language: str, words: str | None
) -> None:
    with reading(chromium, served, locale=locale) as reader:
        reader.open(path_in(language, "index.html"))
        offer = reader.page.locator(".dz-offer:not([hidden])")
        if words is None:
            assert offer.count() == 0
            return
        # Nobody is sent there, and the one who follows is at the same page.
        assert reader.page.url == served + path_in(language, "index.html")
        assert offer.locator("a").inner_text() == words
        offer.locator("button").click()
        assert offer.count() == 0
        reader.open(path_in(language, PAGE))
        assert offer.count() == 0


def test_who_follows_the_offer_is_at_the_same_page_and_not_asked_again(chromium: Browser, served: str) -> None:
    with reading(chromium, served, locale="en-US") as reader:
        reader.open(PAGE)
        reader.page.locator(".dz-offer:not([hidden]) a").click()
        reader.page.wait_for_url(f"{served}en/{PAGE}")
        reader.open(PAGE)
        assert reader.page.locator(".dz-offer:not([hidden])").count() == 0


def test_a_browser_that_keeps_nothing_is_no_trouble(chromium: Browser, served: str) -> None:
    with reading(chromium, served, locale="zh-CN") as reader:
        reader.page.add_init_script(REFUSED)
        reader.open(PAGE)
        choose(reader, "serif")
        assert "Duizhao Serif" in reader.page.evaluate(FACE).split(",")[0]
        reader.open("index.html")
        assert reader.page.locator(".edition-ways .main a").inner_text() == "开始阅读"


def test_the_offer_is_not_printed(chromium: Browser, served: str) -> None:
    with reading(chromium, served, locale="en-US") as reader:
        reader.open(PAGE)
        offer = reader.page.locator(".dz-offer:not([hidden])")
        assert offer.is_visible()
        reader.page.emulate_media(media="print")
        assert not offer.is_visible()


@pytest.mark.parametrize(("scheme", "colours"), [("light", "rgb(253, 252, 249)"), ("dark", "rgb(22, 25, 29)")])
def test_without_a_script_the_colours_are_those_of_the_system(
    chromium: Browser, served: str, scheme: str, colours: str
) -> None:
    with reading(chromium, served, java_script_enabled=False, color_scheme=scheme) as reader:
        reader.open(PAGE)
        body = reader.page.locator("body")
        assert body.evaluate("e => getComputedStyle(e).backgroundColor") == colours
        reader.page.emulate_media(media="print")
        assert body.evaluate("e => getComputedStyle(e).getPropertyValue('--dz-paper')") == "#fff"


def test_a_headings_link_stands_behind_its_last_word(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(f"en/{PAGE}")
        # As wide as the text, so that there is no room for anything else on its line.
        last, link = reader.page.locator("#s1-1").evaluate(
            """heading => {
              const text = document.createRange();
              text.selectNode(heading.firstChild);
              heading.style.inlineSize = text.getBoundingClientRect().width + "px";
              const boxes = [...text.getClientRects()], link = heading.querySelector(".headerlink");
              return [boxes[boxes.length - 1], link.getBoundingClientRect()].map(box => (box.top + box.bottom) / 2);
            }"""
        )
        assert link == pytest.approx(last, abs=3)


def test_the_ring_of_a_note_covers_nothing_before_it(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(PAGE)
        reader.page.keyboard.press("Tab")
        note = reader.page.locator(".footnote-ref").first
        note.focus()
        assert note.evaluate("a => a.matches(':focus-visible')")
        assert note.evaluate("a => a.getBoundingClientRect().left > a.parentNode.getBoundingClientRect().left")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_stands_at_the_head_of_a_printed_sheet_has_the_face_of_the_text(
    chromium: Browser, served: str, language: str
) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, PAGE))
        reader.page.emulate_media(media="print")
        sheet, text = reader.page.evaluate(
            "['html', '#s1-1-p1'].map(one => getComputedStyle(document.querySelector(one)).fontFamily)"
        )
        assert sheet == text
