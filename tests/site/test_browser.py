"""What a reader sees, in a real browser: both languages, both widths, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from tests.site.conftest import PAGES, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_render(chromium: Browser, served: str, repo_root: Path, language: str, width: int, scheme: str) -> None:
    with reading(chromium, served, width=width, color_scheme=scheme) as reader:
        for page in PAGES:
            reader.open(path_in(language, page), settled=True)
            assert reader.page.locator("article h1").count() == 1
            assert reader.page.locator("article h1").is_visible()
            assert reader.overflow() <= 0, f"{page} is wider than the window"
            background = reader.page.evaluate("getComputedStyle(document.body).backgroundColor")
            light = sum(int(part) for part in background.removeprefix("rgb(").removesuffix(")").split(",")[:3])
            assert (light > 600) == (scheme == "light"), background
            if page in ("index.html", "chapter-1/index.html", "chapter-1/1-1.html", "chapter-2/2-1.html"):
                name = f"{page.removesuffix('.html').replace('/', '-')}-{language}-{width}-{scheme}"
                reader.screenshot(name, repo_root / "artefacts" / "sample")
        assert reader.elsewhere == []
        assert reader.errors == []


def test_the_reader_notes_what_is_amiss(chromium: Browser, served: str) -> None:
    # The pages' own policy would stop it before it is asked for.
    with reading(chromium, served, width=390, bypass_csp=True) as reader:
        reader.page.route("http://elsewhere.example/*", lambda route: route.abort())
        reader.open("preface.html")
        reader.page.evaluate("document.querySelector('article p').style.width = '500px'")
        reader.page.evaluate("fetch('http://elsewhere.example/x').catch(() => console.error('no'))")
        reader.wait_until(lambda: "no" in reader.errors)
        assert reader.overflow() > 0
        assert reader.elsewhere == ["http://elsewhere.example/x"]


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_language_of_page_and_labels(chromium: Browser, served: str, language: str, tag: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, "chapter-1/1-1.html"))
        page = reader.page
        assert page.locator("html").get_attribute("lang") == tag
        names = page.evaluate(
            """[...document.querySelectorAll(`nav[aria-label], [data-md-component=palette] label:not([hidden]),
                .headerlink, .footnote-backref, .footnote-ref, input[aria-label].md-search__input`)]
               .map(e => e.getAttribute('aria-label') || e.title)"""
        )
        assert len(names) > 15
        for name in names:
            # A heading's link holds the heading, which is in the page's language too.
            han = any("一" <= character <= "鿿" for character in name)
            assert han == (language == "zh"), name


@pytest.mark.parametrize("protocol", ["http", "file"])
def test_language_switch_leads_to_the_same_page(chromium: Browser, served: str, site: Path, protocol: str) -> None:
    base = served if protocol == "http" else f"{site.as_uri()}/"
    with reading(chromium, base) as reader:
        for page in ("index.html", "preface.html", "chapter-1/index.html", "chapter-1/1-1.html"):
            for language, other in (("zh", "en"), ("en", "zh")):
                reader.open(path_in(language, page))
                there = reader.page.locator(f".edition-languages a[hreflang={other}]")
                if there.evaluate("e => e.getAttribute('href')").startswith("/"):
                    pytest.fail("an address from the root works only on a server")
                there.click()
                reader.page.wait_for_url(base + path_in(other, page))
        assert reader.elsewhere == []


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_footnote_and_back(chromium: Browser, served: str, language: str, scripts: bool) -> None:
    with reading(chromium, served, width=390, java_script_enabled=scripts) as reader:
        reader.page.goto(served + path_in(language, "chapter-1/1-1.html"))
        page = reader.page
        page.locator("[id='fnref:n3'] a").click()
        page.wait_for_url("**#fn:n3")
        note = page.locator("[id='fn:n3']")
        assert "example.org/a_b_c/2023" in note.inner_text()
        reader.wait_in_view("[id='fn:n3']")
        note.locator(".footnote-backref").click()
        page.wait_for_url("**#fnref:n3")
        reader.wait_in_view("[id='fnref:n3']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_is_an_address(chromium: Browser, served: str, language: str) -> None:
    with reading(chromium, served, width=390) as reader:
        for anchor in ("s1-1-p3", "s1-1-box1", "s1-1-box1-p2", "figure-1"):
            reader.page.goto(served + path_in(language, "chapter-1/1-1.html") + f"#{anchor}")
            reader.page.wait_for_load_state("networkidle")
            reader.wait_in_view(f"[id='{anchor}']")


@pytest.mark.parametrize("width", [1280, 1700, 2100])  # the theme's type grows with the window
def test_the_contents_mark_the_section_one_has_gone_to(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served, width=width) as reader:
        reader.open(path_in("en", "chapter-1/1-1.html"), settled=True)
        page = reader.page
        # Room to scroll below a short text.
        page.evaluate("document.querySelector('article').style.paddingBottom = '2000px'")
        entries = page.locator(".md-sidebar--secondary .md-nav__link:visible")
        addresses = [entry.get_attribute("href") for entry in entries.all()]
        assert len(addresses) > 1
        for entry, address in zip(entries.all(), addresses, strict=True):
            entry.click()
            marked = "[...document.querySelectorAll('.md-sidebar--secondary .md-nav__link--active')].map(a => a.hash)"
            reader.wait_until(f"{marked}.join() === '#{(address or '').split('#')[1]}'")


def test_a_line_of_english_is_no_longer_in_a_narrow_font(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=1280) as reader:
        reader.open(path_in("en", "chapter-1/1-1.html"))
        figures = reader.page.evaluate(
            """() => { const p = document.querySelector('#s1-1-p1'), probe = document.createElement('span');
                       probe.textContent = '0'.repeat(100); p.append(probe); probe.style.whiteSpace = 'nowrap';
                       const one = probe.getBoundingClientRect().width / 100; probe.remove();
                       return p.getBoundingClientRect().width / one; }"""
        )
        assert 50 < figures <= 66.5


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts(chromium: Browser, served: str, language: str, width: int) -> None:
    with reading(chromium, served, width=width, java_script_enabled=False) as reader:
        page = reader.page
        page.goto(served + path_in(language, "index.html"))
        contents = page.locator(".edition-contents a:not(.edition-inside a)")
        assert [link.is_visible() for link in contents.all()] == [True] * (len(PAGES) - 1)
        # What would not work is not there to be tried.
        for broken in (".md-search", "[for=__search].md-header__button", "[data-md-component=palette]"):
            assert page.locator(broken).first.is_hidden(), broken
        contents.nth(2).click()
        page.wait_for_url(served + path_in(language, "chapter-1/1-1.html"))
        for selector in ("h1", "#s1-1-p1", "#s1-1-box1-p1", "#figure-1 figcaption", ".edition-attribution"):
            assert page.locator(selector).is_visible(), selector
        if width == 390:
            page.locator("label[for=__drawer].md-header__button").click()
        page.locator(".md-nav--primary").get_by_text("1.2").first.wait_for()


@pytest.mark.parametrize(
    ("language", "note"),
    [("zh", "本版没有这幅图的图片"), ("en", "This edition has no image of it")],
)
def test_figures(chromium: Browser, served: str, language: str, note: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, "chapter-1/1-1.html"))
        figure = reader.page.locator("figure#figure-1")
        assert note in figure.locator("[role=note]").inner_text()
        assert figure.locator("img").count() == 0
        reader.open(path_in(language, "chapter-2/2-1.html"))
        figure = reader.page.locator("figure#figure-2")
        assert figure.locator("[role=note]").count() == 0
        image = figure.locator("img")
        assert image.evaluate("e => e.naturalWidth") == 480
        assert image.get_attribute("alt") == figure.locator(".figure-title").inner_text()


def test_following_the_next_page_reads_the_edition_in_order(chromium: Browser, served: str) -> None:
    for language in LANGUAGES:
        with reading(chromium, served) as reader:
            reader.open(path_in(language, PAGES[0]))
            onward = reader.page.locator(".md-footer__link--next")
            for page in PAGES[1:]:
                onward.click()
                reader.page.wait_for_url(served + path_in(language, page))
            assert onward.count() == 0
            back = reader.page.locator(".md-footer__link--prev").evaluate("e => e.href")
            assert back == served + path_in(language, PAGES[-2])


def test_palette_button(chromium: Browser, served: str) -> None:
    with reading(chromium, served, color_scheme="light") as reader:
        reader.open("preface.html", settled=True)
        reader.page.locator(".dz-reading > summary").click()
        reader.page.get_by_title("切换到深色模式").click()
        reader.page.locator("body[data-md-color-scheme=slate]").wait_for()
        reader.open("conclusion.html", settled=True)
        reader.page.locator("body[data-md-color-scheme=slate]").wait_for()
        reader.page.locator(".dz-reading > summary").click()
        reader.page.get_by_title("切换到浅色模式").wait_for()


def test_chinese_is_as_written(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("chapter-1/1-1.html")
        shown = reader.page.evaluate(
            """() => { const p = document.getElementById('s1-1-p3').cloneNode(true);
                       p.querySelectorAll('sup').forEach(sup => sup.remove()); return p.textContent; }"""
        )
        assert shown == (
            "水位计装在每座桥的第二个桥墩上，每小时读数一次，数据通过 CASI 系统传回。"
            "五年间，最高水位出现在2023年7月，最低水位出现在2020年1月，相差4.6米。"
        )
        slanted = reader.page.evaluate(
            """[...document.querySelectorAll('article *, footer *')]
               .filter(e => getComputedStyle(e).fontStyle !== 'normal').map(e => e.tagName)"""
        )
        assert slanted == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print(chromium: Browser, served: str, scheme: str) -> None:
    with reading(chromium, served, color_scheme=scheme) as reader:
        reader.open("chapter-1/1-1.html", settled=True)
        reader.page.emulate_media(media="print")
        for hidden in (".md-header", ".md-sidebar--primary", ".edition-languages", ".md-footer__inner", ".headerlink"):
            assert reader.page.locator(hidden).first.is_hidden(), hidden
        for shown in ("h1", "#s1-1-p1", ".footnote", ".edition-attribution"):
            assert reader.page.locator(shown).first.is_visible(), shown
        for text in ("h1", "#s1-1-p1", ".edition-attribution"):
            colour = reader.page.locator(text).first.evaluate("e => getComputedStyle(e).color")
            parts = [float(part) for part in colour.split("(")[1].rstrip(")").split(",")[:3]]
            assert sum(parts) < 300, f"{text} is too pale for paper: {colour}"
        # White, and no tint; a box's title stands where its text does.
        assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        title = reader.page.locator("aside > .admonition-title").first
        assert title.evaluate("e => getComputedStyle(e).paddingInlineStart") == "0px"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_of_a_page_is_set_in_one_face(chromium: Browser, served: str, language: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, "chapter-1/1-1.html"))
        faces = reader.page.evaluate(
            "() => [...document.querySelectorAll('body *')].filter(e => e.innerText && !e.closest('.latin, pre, code')"
            " && e.closest('[lang]').lang === document.documentElement.lang).map(e => getComputedStyle(e).fontFamily)"
        )
        assert len(set(faces)) == 1, set(faces)


def test_latin_beside_han_is_as_high_as_the_han_faces_own(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        wide = """async e => {
          const c = document.createElement("canvas").getContext("2d");
          c.font = "100px " + getComputedStyle(e).fontFamily;
          await document.fonts.load(c.font, "2024");
          return c.measureText("2024").width;
        }"""
        reader.open("chapter-1/1-1.html", settled=True)
        beside_han = reader.page.locator("#s1-1-p1").evaluate(wide)
        reader.open("en/chapter-1/1-1.html", settled=True)
        alone = reader.page.locator("#s1-1-p1").evaluate(wide)
        assert beside_han / alone == pytest.approx(1.1, abs=0.005)


def test_what_heads_a_printed_sheet_is_black_from_a_dark_page(chromium: Browser, served: str) -> None:
    with reading(chromium, served, color_scheme="dark") as reader:
        reader.open("chapter-1/1-1.html", settled=True)
        sheet = PdfDocument(reader.page.pdf(format="A4"))[0].render()
        head = bytes(sheet.buffer)[: sheet.stride * 50]  # the margin is 57 rows high
        assert min(head) < 100
