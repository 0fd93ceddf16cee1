"""No page breaks a rule of axe-core: WCAG 2.2 A and AA, and its advice on good practice."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import Reader, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then(found => found.violations.map(
  broken => `${broken.id}: ${broken.nodes.map(node => node.html).join(" ")}`))"""
#: The policy of the pages forbids strange scripts, axe among them.
OPTIONS: dict[str, Any] = {"reduced_motion": "reduce", "bypass_csp": True}


def violations(reader: Reader) -> list[str]:
    reader.page.evaluate(AXE)
    found: list[Any] = reader.page.evaluate(RUN)
    return found


# Two tests a width, so that several workers share the pages.
@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1], ids=["one half", "the other half"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible(chromium: Browser, served: str, site: Path, width: int, half: int) -> None:
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    assert len(pages) > 30
    broken = {}
    with reading(chromium, served, width=width, color_scheme="light", **OPTIONS) as reader:
        for page in pages[half::2]:
            reader.page.emulate_media(color_scheme="light")
            reader.open(page)
            reader.page.evaluate(AXE)
            for scheme in ("light", "dark"):
                reader.page.emulate_media(color_scheme=scheme)
                if found := reader.page.evaluate(RUN):
                    broken[page, scheme] = found
    assert broken == {}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_opens_on_a_page_is_accessible(chromium: Browser, served: str, width: int, scheme: Any) -> None:
    with reading(chromium, served, width=width, color_scheme=scheme, **OPTIONS) as reader:
        reader.open("chapter-1/1-1.html")
        reader.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        assert violations(reader) == []
        reader.page.keyboard.press("/")
        reader.page.locator(".dz-search input").fill("石桥")
        reader.page.locator(".dz-search__results .dz-search__hit").first.wait_for()
        assert violations(reader) == []


# The spacing a reader may set (WCAG 2.2, success criterion 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""


@pytest.mark.parametrize("width", [1280, 640, 390, 320], ids=["wide", "at 200 %", "phone", "at 400 %"])
def test_nothing_is_lost_with_more_space_or_larger(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served, width=width, bypass_csp=True) as reader:
        for page in ("index.html", "en/chapter-1/1-1.html", "parallel/chapter-1/1-1.html", "sources.html"):
            reader.open(page)
            reader.page.add_style_tag(content=SPACING)
            assert reader.overflow() <= 0, page
            bar = reader.page.locator(".md-header").bounding_box()
            title = reader.page.locator(".md-header__topic > .md-ellipsis").first.bounding_box()
            assert bar, page
            assert title, page
            middle = title["y"] + title["height"] / 2
            assert abs(middle - (bar["y"] + bar["height"] / 2)) < 4, f"{page}: the title left the middle of the bar"


NOTE_WHAT_IS_SAID = """() => {
  const region = document.querySelector(".dz-search [role=status]");
  window.said = [];
  new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
}"""


def test_what_was_found_is_said_when_the_reader_pauses(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("en/index.html", settled=True)
        reader.page.keyboard.press("/")
        reader.page.locator(".dz-search[open]").wait_for()
        reader.page.evaluate(NOTE_WHAT_IS_SAID)
        for letter in "bridge":
            reader.page.keyboard.press(letter)
        reader.page.locator(".dz-search__status").filter(has_text="found").wait_for()
        reader.wait_until("said.length > 0 && said[said.length - 1].includes('found')")
        shown = reader.page.locator(".dz-search__status").inner_text()
        assert [text for text in reader.page.evaluate("said") if text] == [shown]


def test_headings_and_boxes_are_called_by_their_words(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        for path in ("chapter-1/1-1.html", "en/chapter-1/1-1.html"):
            reader.open(path)
            article = reader.page.locator("article")
            for heading in article.locator("h1, h2:has(.headerlink)").all():
                words = heading.evaluate("e => e.firstChild.data.trim()")
                assert words
                assert article.get_by_role("heading", name=words, exact=True).count() == 1
            box = article.locator("aside.factbox").first
            title = box.locator(".admonition-title")
            words = title.evaluate("e => e.firstChild.data.trim()")
            name = " ".join(filter(None, [title.get_attribute("data-label"), words]))
            assert article.get_by_role("complementary", name=name, exact=True).count() == 1
