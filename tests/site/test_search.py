"""The theme's search finds what a reader types, in Chinese and in English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from duizhao.site.search import add_pairs, pairs_across
from tests.site.conftest import SAMPLE, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Asks the theme's own worker, as its page does: set up with the index (0), then one query after the other (2).
ASK = """async queries => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const index = await (await fetch("search/search_index.json")).json();
  index.options = { suggest: false };
  const worker = new Worker(config.search);
  const ask = message => new Promise(answer => {
    worker.onmessage = event => answer(event.data);
    worker.postMessage(message);
  });
  await ask({ type: 0, data: index });
  const found = {};
  for (const query of queries) {
    const answer = await ask({ type: 2, data: query });
    found[query] = answer.data.items.map(group => group[0].location.split("#")[0]);
  }
  worker.terminate();
  return found;
}"""


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("互联互通", "联互"),
        ("高质量共建", "质量 共建"),
        ("公路", ""),
        ("桥", ""),
        ("2023年7月，水位", ""),
        ("<p>石桥的</p><p>修缮与保护</p>", "桥的 缮与 保护"),
        ("no Han", ""),
    ],
)
def test_pairs_across(text: str, pairs: str) -> None:
    assert pairs_across(text) == pairs


def test_index_is_left_alone_where_there_is_none(tmp_path: Path) -> None:
    add_pairs(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_pairs_are_added_once(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    file = tmp_path / "search" / "search_index.json"
    file.write_text(json.dumps({"config": {}, "docs": [{"location": "a", "title": "互联互通", "text": "x"}]}))
    add_pairs(tmp_path)
    once = file.read_text(encoding="utf-8")
    assert json.loads(once)["docs"] == [{"location": "a", "title": "互联互通", "text": "x", "title_pairs": "联互"}]
    add_pairs(tmp_path)
    assert file.read_text(encoding="utf-8") == once


@pytest.fixture(scope="module")
def found(chromium: Browser, served: str) -> dict[str, list[str]]:
    """For every query of this file, the pages found, best first."""
    queries = [*_neighbours(), "港口", "结语", "铁路桥", "货运班列", "互联互通", "水位计装在", "桥", "CASI", "example"]
    queries += ["railway", "Railway", "harbour", "masons", "ferry", "Bridges", "kilometres", "瓷器商人", "zeppelin"]
    with reading(chromium, served) as reader:
        reader.open("index.html")
        answer: dict[str, Any] = reader.page.evaluate(ASK, queries)
        assert reader.errors == []
    return answer


def _neighbours() -> dict[str, set[str]]:
    """Every two Han characters that stand side by side in a page's paragraphs, and the pages they stand on."""
    pairs: dict[str, set[str]] = {}
    for file in sorted((SAMPLE / "zh").rglob("*.md")):
        page = file.relative_to(SAMPLE / "zh").with_suffix(".html").as_posix()
        for line in file.read_text(encoding="utf-8").split("---\n", 2)[2].splitlines():
            if line.startswith(("!!!", "[^", "{", "    {", "#", "|")):
                continue
            for run in re.findall(r"[一-鿿]+", line):
                for i in range(len(run) - 1):
                    pairs.setdefault(run[i : i + 2], set()).add(page)
    return pairs


def test_every_two_neighbouring_characters_are_found(found: dict[str, list[str]]) -> None:
    neighbours = _neighbours()
    assert len(neighbours) > 300
    missed = {pair: pages - set(found[pair]) for pair, pages in neighbours.items() if pages - set(found[pair])}
    assert missed == {}


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("港口", "chapter-1/1-2.html"),
        ("结语", "conclusion.html"),
        ("铁路桥", "chapter-1/1-2.html"),
        ("货运班列", "chapter-1/1-2.html"),
        ("互联互通", "chapter-1/1-1.html"),
        ("水位计装在", "chapter-1/1-1.html"),
        ("CASI", "chapter-1/1-1.html"),
        ("railway", "en/chapter-1/1-2.html"),
        ("Railway", "en/chapter-1/1-2.html"),
        ("harbour", "en/chapter-1/1-2.html"),
        ("masons", "en/chapter-1/1-1.html"),
        ("ferry", "en/chapter-2/2-1.html"),
        ("kilometres", "en/chapter-1/1-2.html"),
    ],
)
def test_word_is_found_first(found: dict[str, list[str]], query: str, page: str) -> None:
    assert found[query], query
    assert found[query][0] == page


def test_what_is_not_there_is_not_found(found: dict[str, list[str]]) -> None:
    assert found["zeppelin"] == []
    assert found["瓷器商人"][:1] in ([], ["chapter-1/1-2.html"])
    assert 1 < len(found["桥"]) < 16


@pytest.mark.parametrize(
    ("language", "query", "title"),
    [("zh", "港口", "1.2 铁路桥与货运班列"), ("en", "harbour", "1.2 Railway Bridges and Freight Trains")],
)
def test_typed_into_the_page(chromium: Browser, served: str, language: str, query: str, title: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, "index.html"), settled=True)
        box = reader.page.locator("input.md-search__input")
        box.click()
        # An input method hands over whole words and then a key goes up.
        reader.page.keyboard.insert_text(query)
        reader.page.keyboard.press("End")
        first = reader.page.locator(".md-search-result__item h1").first
        first.wait_for()
        assert first.inner_text() == title
        first.click()
        reader.page.wait_for_url(f"**/{path_in(language, 'chapter-1/1-2.html')}*")
        assert reader.elsewhere == []
