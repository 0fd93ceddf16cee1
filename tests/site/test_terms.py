"""Glossary terms in the text: what is marked, what is listed, and what a reader sees of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from duizhao.compare.glossary.load import parse_glossary
from duizhao.compare.glossary.match import Matcher
from duizhao.project import Project
from duizhao.publish.site.build import build_site
from duizhao.publish.site.terms import common_terms, mark_terms
from tests.site.conftest import SAMPLE, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GLOSSARY = parse_glossary((SAMPLE / "sources" / "glossary.yml").read_text(encoding="utf-8"), "glossary.yml")


def marked(html: str, language: str, other: str) -> str:
    return mark_terms(html, Matcher(GLOSSARY, language), [other])[0]


def term(text: str, counterpart: str) -> str:
    return f'<span class="edition-term" data-counterpart="{counterpart}" tabindex="-1">{text}</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A stone bridge.</p>", f"<p>A {term('stone bridge', '石桥')}.</p>"),
        ("<p>Old <em>stone bridges</em> here.</p>", f"<p>Old <em>{term('stone bridges', '石桥')}</em> here.</p>"),
    ],
    ids=["in a paragraph", "in emphasis"],
)
def test_a_term_is_marked_with_its_counterpart(html: str, expected: str) -> None:
    assert marked(html, "en", "zh") == expected


def test_only_the_first_place_on_a_page_is_marked() -> None:
    assert marked("<p>Clearbrook, Clearbrook.</p><p>Clearbrook.</p>", "en", "zh").count("edition-term") == 1


def test_what_is_common_is_listed_and_not_marked_unless_the_glossary_says_so() -> None:
    glossary = parse_glossary(
        "- {id: river, kind: concept, zh: 河流, en: river}\n"
        "- {id: bridge, kind: concept, zh: 石桥, en: stone bridge, mark: true}\n"
        "- {id: asia, kind: place, zh: 亚洲, en: Asia, mark: false}\n"
        "- {id: lock, kind: concept, zh: 水闸, en: lock}\n",
        "glossary.yml",
    )
    html = "<p>A river in Asia, a stone bridge, a lock.</p>"
    marked, found = mark_terms(html, Matcher(glossary, "en"), ["zh"], common={"river", "bridge"})
    assert [match.term.id for match in found] == ["river", "asia", "bridge", "lock"]
    marks = BeautifulSoup(marked, "html.parser").select(".edition-term")
    assert [mark.get_text() for mark in marks] == ["stone bridge", "lock"]


def test_common_is_what_many_paragraphs_speak_of(project: Path) -> None:
    page = project / "docs" / "en" / "chapter-1" / "1-2.md"
    more = "".join(f"\nClearbrook, and again Clearbrook.\n{{ #s1-2-p{number} }}\n" for number in range(50, 59))
    assert "clearbrook" not in common_terms(Project(project), "en")
    assert "Clearbrook" in marks_on(build_site(project) / "en" / "chapter-2" / "2-1.html")
    page.write_text(page.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert "clearbrook" in common_terms(Project(project), "en")
    assert "clearbrook" not in common_terms(Project(project), "zh")
    assert "Clearbrook" not in marks_on(build_site(project) / "en" / "chapter-2" / "2-1.html"), (
        "a page that was not edited"
    )


def marks_on(page: Path) -> list[str]:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return [mark.get_text() for mark in soup.select(".edition-term")]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>The stone bridge</h2>",
        '<p><a href="x.html">The stone bridge</a></p>',
        '<div class="footnote"><p>The stone bridge.</p></div>',
        "<p><code>stone bridge</code></p>",
        '<svg><title>Clearbrook</title><text x="1">stone bridge</text></svg>',
        '<p class="chart-legend"><span>stone bridges</span></p>',
    ],
    ids=["heading", "link", "footnote", "code", "drawing", "legend"],
)
def test_what_is_no_running_text_is_left_alone(html: str) -> None:
    assert marked(html, "en", "zh") == html


def test_text_and_markup_stay_as_they_were() -> None:
    html = "<p>青溪上的石桥 &lt;座&gt; &amp; more<br/>青溪</p>"
    soup = BeautifulSoup(marked(html, "zh", "en"), "html.parser")
    assert soup.get_text() == BeautifulSoup(html, "html.parser").get_text()
    for span in soup.select(".edition-term"):
        span.unwrap()
    soup.smooth()
    assert str(soup) == html


def test_a_reader_finds_the_counterpart_by_pointer_finger_and_list(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=390, has_touch=True) as reader:
        reader.open("chapter-1/1-1.html")
        first = reader.page.locator(".edition-term").first
        shown = "getComputedStyle(document.querySelector('.edition-term'), '::after').content"
        assert reader.page.evaluate(shown) == "none"
        first.tap()
        reader.wait_until(f"""{shown} === '"Clearbrook"'""")
        assert reader.overflow() == 0
        entries = reader.page.locator(".edition-terms dl")
        assert not entries.is_visible()
        reader.page.locator(".edition-terms summary").click()
        assert "Clearbrook" in entries.inner_text()
        entries.locator("a").first.click()
        reader.page.wait_for_url(served + "glossary.html#term-clearbrook")


def test_by_key_the_terms_are_one_stop_and_tell_their_counterparts(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open("en/chapter-1/1-1.html", settled=True)
        terms = page.locator(".edition-term")
        assert terms.count() > 1
        assert terms.evaluate_all("all => all.filter(e => e.tabIndex === 0).length") == 1
        page.locator("h1 .headerlink").focus()
        page.keyboard.press("Tab")
        focused = "document.activeElement"
        assert page.evaluate(f"{focused}.matches('.edition-term[role=button][aria-expanded=true]')")
        counterpart = page.evaluate(f"{focused}.dataset.counterpart")
        assert page.evaluate(f"{focused}.getAttribute('aria-description')") == counterpart
        shown = f"getComputedStyle({focused}, '::after').content"
        assert page.evaluate(shown) == f'"{counterpart}"'
        assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") == "solid"
        page.keyboard.press("Escape")
        assert page.evaluate(shown) == "none"
        page.keyboard.press("Enter")
        assert page.evaluate(shown) == f'"{counterpart}"'
        page.keyboard.press("ArrowDown")
        assert page.evaluate(f"{focused}.dataset.counterpart") not in ("", None, counterpart)
        page.keyboard.press("Tab")
        assert not page.evaluate(f"{focused}.matches('.edition-term')")


def test_without_a_script_marks_are_no_tab_stops_and_are_not_searched(site: Path) -> None:
    soup = BeautifulSoup((site / "chapter-1" / "1-1.html").read_text(encoding="utf-8"), "html.parser")
    assert {span["tabindex"] for span in soup.select(".edition-term")} == {"-1"}
    assert soup.select_one(".edition-terms[data-search-exclude]")
