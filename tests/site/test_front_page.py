"""The home page: what is counted, what the cards say, and where the ways to read lead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from duizhao.errors import InputError
from duizhao.languages import language as facts_of
from duizhao.publish.site.build import build_site
from duizhao.publish.site.facts import text_length
from tests.site.conftest import path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ("zh", "en")


def home(site: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((site / path_in(language, "index.html")).read_text(encoding="utf-8"), "html.parser")


def facts(page: BeautifulSoup) -> dict[str, str]:
    """The facts by their names."""
    pairs = [(each.select_one("dt"), each.select_one("dd")) for each in page.select(".edition-facts > div")]
    return {dt.get_text(): dd.get_text() for dt, dd in pairs if dt and dd}


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("zh", {"章": "2", "节": "3", "资料框": "1", "图": "2", "脚注": "5"}),
        ("en", {"Chapters": "2", "Sections": "3", "Fact boxes": "1", "Figures": "2", "Footnotes": "5"}),
    ],
)
def test_what_is_counted_in_the_sample(site: Path, language: str, counted: dict[str, str]) -> None:
    found = facts(home(site, language))
    assert {name: found.get(name) for name in counted} == counted


@pytest.mark.parametrize(
    ("language", "name", "said"), [("zh", "发布日期", "未注明日期"), ("en", "Date", "gives no date")]
)
def test_a_source_without_a_date(site: Path, language: str, name: str, said: str) -> None:
    assert said in facts(home(site, language))[name]


def test_a_date_is_shown_as_exactly_as_it_is_given(project: Path) -> None:
    for language, date in (("zh", "2024-10"), ("en", "2024-10-18")):
        path = project / "docs" / language / "index.md"
        source = path.read_text(encoding="utf-8")
        text = "\n2024年10月\n{ #home-p99 }\n" if language == "zh" else ""
        path.write_text(source.replace("kind: home", f"kind: home\ndate: {date}", 1) + text, encoding="utf-8")
    site = build_site(project)
    assert facts(home(site, "zh"))["发布日期"] == "2024年10月"
    assert facts(home(site, "en"))["Date"] == "October 18, 2024"
    for language, date in (("zh", "2024年10月"), ("en", "October 18, 2024")):
        (front,) = home(site, language).select(".edition-front")
        assert front.get_text().count(date) == 1, "once, whether the text has it or not"
    page = (site / "en" / "chapter-1" / "1-1.html").read_text(encoding="utf-8")
    assert '<meta name="citation_publication_date" content="2024/10/18">' in page
    assert "Clearbrook Institute. (2024, October 18). 1.1" in page
    assert "The source gives no date" not in page


def test_a_date_that_is_none_is_told(project: Path) -> None:
    path = project / "docs" / "zh" / "index.md"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("kind: home", "kind: home\ndate: 去年", 1), encoding="utf-8")
    with pytest.raises(InputError, match=re.escape("docs/zh/index.md: `date: 去年` is no date")):
        build_site(project)


def test_a_figure_without_a_caption_is_not_in_the_contents(project: Path) -> None:
    path = project / "docs" / "zh" / "preface.md"
    figures = "".join(
        f'\n!!! figure "{title}"\n    {{ #figure-{number} }}\n' for number, title in ((8, "图"), (9, "图9 水位"))
    )
    path.write_text(path.read_text(encoding="utf-8") + figures, encoding="utf-8")
    listed = [link.get_text() for link in home(build_site(project), "zh").select(".edition-inside a")]
    assert "图9 水位" in listed
    assert "图" not in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_times_are_those_of_the_pages(site: Path, language: str) -> None:
    page = home(site, language)
    cards = page.select(".edition-contents ol ol > li")
    assert len(cards) == 3
    for card in cards:
        link = card.select_one("a")
        assert link
        article = BeautifulSoup(
            (site / path_in(language, str(link["href"]))).read_text(encoding="utf-8"), "html.parser"
        ).select_one("article")
        assert article
        for other in article.select(".footnote, .edition-cite, .edition-languages, .edition-note, sup, .headerlink"):
            other.decompose()
        han, words = text_length(article.get_text(" "))
        pace = facts_of(language)
        per = pace.han_per_minute, pace.words_per_minute
        minutes = -(-(han * per[1] + words * per[0]) // (per[0] * per[1]))
        assert re.findall(r"\d+", card.select("span")[0].get_text()) == [str(minutes)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ways_to_read(site: Path, language: str) -> None:
    links = [str(link["href"]) for link in home(site, language).select(".edition-ways a")]
    assert links == ["preface.html", "parallel/preface.html", "downloads.html"]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page(chromium: Browser, served: str, language: str, width: int, scripts: bool) -> None:
    with reading(chromium, served, width=width, java_script_enabled=scripts) as reader:
        reader.open(path_in(language, "index.html"))
        page = reader.page
        links = page.locator("article a").all()
        assert len(links) > 8
        addresses = {link.evaluate("a => a.href") for link in links}
        for address in addresses:
            assert page.request.get(address).ok, address
        # A card leads there wherever it is clicked.
        card = page.locator(".edition-ways li").first.bounding_box()
        assert card
        page.mouse.click(card["x"] + card["width"] - 6, card["y"] + card["height"] - 6)
        page.wait_for_url("**/preface.html")
