"""What cites an entry of a bibliography, in `cited.md`, is linked to it; on the page both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from duizhao.compare.pairs import PagePair, pair_blocks
from duizhao.document.citations import Citations, citations_of, linked, ways_back
from duizhao.document.editions import read_page
from duizhao.document.model import Edition, Page
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Behind, Words, page_element
from duizhao.publish.parallel.links import Ways, cited_back, with_links
from duizhao.publish.parallel.view import Words as ViewWords
from duizhao.publish.parallel.view import view_html

CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```\n(?P<page>.*?)```\n(?P<links>(?:\n- [^\n]+)*)", re.MULTILINE | re.DOTALL
)
CASES = list(CASE.finditer((Path(__file__).parent / "cited.md").read_text(encoding="utf-8")))


def page_of(lines: str, path: str = "1.md") -> Page:
    """A page whose lines are blocks; a heading's begins with `#`."""
    blocks = []
    for number, line in enumerate(lines.splitlines(), 1):
        words = re.sub(r"([\[\]_*])", r"\\\1", line.removeprefix("# "))
        blocks.append(
            f"## {words} {{ #{path[0]}-h{number} }}" if line[:1] == "#" else f"{words}\n{{ #{path[0]}-p{number} }}"
        )
    return read_page("\n\n".join(blocks), "en", path, path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_case(case: re.Match[str]) -> None:
    page = page_of(case["page"])
    texts = {block.id: block.text for block in page.blocks}
    found = citations_of(Edition("en", (page,)))
    links = [(texts[id_][c.start : c.end], texts[c.entry.id]) for id_, cited in found.citing.items() for c in cited]
    wanted = re.findall(r"- `(.+?)` → (.+)", case["links"])
    assert [cited for cited, _ in links] == [cited for cited, _ in wanted]
    for (_, entry), (_, begins) in zip(links, wanted, strict=True):
        assert entry.startswith(begins)


def test_every_case_is_read() -> None:
    assert len(CASES) == (Path(__file__).parent / "cited.md").read_text(encoding="utf-8").count("\n## ")


def test_links_lead_both_ways_and_from_page_to_page() -> None:
    text, list_ = (
        page_of("Wells are deep (Smith 2019).", "1.md"),
        page_of("# References\nSmith, J. 2019. Wells.", "2.md"),
    )
    found = citations_of(Edition("en", (text, list_)))
    html = html_of(page_element(linked(text, found), Words(), Pictures()))
    assert '(<a href="2.md#2-p2">Smith 2019</a>).' in html
    behind = Behind(cited=ways_back(list_, found))
    html = html_of(page_element(linked(list_, found), Words(cited_back="Back, {place}"), Pictures(), behind))
    assert 'class="footnote-backref" href="1.md#1-p1" role="doc-backlink" title="Back, 1">' in html


def test_a_link_of_the_text_stays_alone() -> None:
    page = read_page(
        "[Wells (Smith 2019)](https://e.org) and *wells (Smith 2019)*.\n{ #p1 }\n\n"
        "## References { #h }\n\nSmith, J. 2019. W.\n{ #p2 }",
        "en", "1.md", "1.md",
    )  # fmt: skip
    found = citations_of(Edition("en", (page,)))
    html = html_of(page_element(linked(page, found), Words(), Pictures()))
    assert '<em>wells (<a href="#p2">Smith 2019</a>)</em>' in html
    assert html.count("<a ") == 2


def test_in_the_parallel_view_they_lead_from_view_to_view() -> None:
    """A page without a view is led to itself."""
    text = page_of("Wells are deep (Smith 2019). Ponds are not (Li 2020).", "1.md")
    list_, other = (
        page_of("# References\nSmith, J. 2019. Wells.", "2.md"),
        page_of("# References\nLi, W. 2020. P.", "3.md"),
    )
    found = {"en": citations_of(Edition("en", (text, list_, other)))}
    assert view_of(text, found) == [("Smith 2019", "2.html#2-p2"), ("Li 2020", "../3.html#3-p2")]
    assert view_of(list_, found) == [("↩", "1.html#1-p1")]


def view_of(page: Page, found: dict[str, Citations]) -> list[tuple[str, str]]:
    """What the links of a page's view are called, and where they lead."""
    none = {"en": "", "zh": ""}
    ways = Ways(page.path, "parallel/", {"1.md", "2.md"}, {"en": ""})
    pair = PagePair(page, None, pair_blocks(page.blocks, ()))
    words = ViewWords(
        gap=none, notes="", coverage="", tags={}, controls={}, alone="", back=none, back_several=none, reference=none,
        boxes={}, paragraph="", cited=cited_back(pair, found, ways), cited_back=none,
    )  # fmt: skip
    html = view_html(with_links(pair, found, ways), ("en", "zh"), words, lambda one, other: [])
    links = BeautifulSoup(html, "html.parser").select("a[href]:not(.edition-permalink)")
    return [(link.get_text(), str(link["href"])) for link in links]
