"""The search box as a reader uses it: typing, pasting, an input method, keys, a folder without a network."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from duizhao.publish.search.build import build_index, build_variants
from duizhao.publish.search.documents import documents
from duizhao.publish.search.model import Document, Passage
from tests.reading import read_edition
from tests.site.conftest import SAMPLE, Reader, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

RESULTS = ".dz-search__results > li:not([hidden]) > a.dz-search__hit"


#: There is an answer, and to what stands in the box now.
ANSWERED = """document.querySelector(".dz-search__status")?.textContent
  && document.querySelector(".dz-search__results[aria-busy=false]")"""


def search(reader: Reader, text: str, path: str = "chapter-1/1-1.html") -> list[str]:
    """Opens the box on a page, types, and gives the links found, from the site's root."""
    reader.open(path)
    reader.page.keyboard.press("/")
    reader.page.locator(".dz-search input").press_sequentially(text)
    return results(reader)


def results(reader: Reader) -> list[str]:
    reader.wait_until(ANSWERED)
    found = reader.page.eval_on_selector_all(RESULTS, "links => links.map(link => link.href)")
    return [address.removeprefix(reader.base) for address in found]


def status(reader: Reader) -> str:
    return reader.page.locator(".dz-search__status").inner_text()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, served: str, site: Path) -> str:
    """Where the site is: on a server, or in a folder."""
    return served if request.param == "http" else f"{site.as_uri()}/"


@pytest.mark.parametrize(
    ("query", "page", "first"),
    [
        ("水位计装在", "index.html", "chapter-1/1-1.html?q=%E6%B0%B4%E4%BD%8D%E8%AE%A1%E8%A3%85%E5%9C%A8#s1-1-p3"),
        ("casi", "index.html", "chapter-1/1-1.html?q=casi#s1-1-p3"),
        ("4.6", "en/index.html", "en/chapter-1/1-1.html?q=4.6#s1-1-p3"),
        ("Mason", "en/index.html", "en/chapter-1/1-1.html?q=Mason#s1-1-p2"),
    ],
    ids=["phrase", "small letters", "number", "singular for plural"],
)
def test_a_result_leads_to_the_paragraph_from_a_server_and_from_a_folder(
    chromium: Browser, base: str, query: str, page: str, first: str
) -> None:
    with reading(chromium, base) as reader:
        assert search(reader, query, page)[0] == first
        assert (reader.errors, reader.elsewhere) == ([], [])


def test_the_words_are_marked_where_the_result_leads(chromium: Browser, base: str) -> None:
    with reading(chromium, base, width=390) as reader:
        search(reader, "CASI")
        reader.page.keyboard.press("Enter")
        mark = reader.page.locator("#s1-1-p3 mark.dz-found")
        mark.wait_for()
        assert mark.inner_text() == "CASI"
        reader.wait_in_view("#s1-1-p3 mark.dz-found")
        reader.page.keyboard.press("Escape")
        assert reader.page.locator("mark.dz-found").count() == 0


def test_notes_and_boxes_are_found_and_say_what_they_are(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        found = search(reader, "石桥巡查记录", "index.html")
        assert [address.split("#")[1] for address in found] == ["fn:n2"]
        assert reader.page.locator(".dz-search__kind").inner_text() == "脚注"
        reader.page.keyboard.press("Enter")
        reader.page.locator("[id='fn:n2'] mark.dz-found").wait_for()


def test_results_are_filtered_by_what_they_are(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        found = search(reader, "石桥", "index.html")
        button = reader.page.locator(".dz-search__filters button", has_text="脚注")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        colour = "e => getComputedStyle(e).backgroundColor"
        assert button.evaluate(colour) != reader.page.locator(".dz-search").evaluate(colour), "seen as pressed"
        notes = results(reader)
        assert 0 < len(notes) < len(found)
        assert all("#fn:" in address for address in notes)


def test_pasted_text_is_searched(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("index.html")
        reader.page.keyboard.press("Control+k")
        reader.page.keyboard.insert_text("水位计装在")  # no key is pressed
        assert results(reader)[0].endswith("#s1-1-p3")


def test_an_input_method_is_awaited_and_its_choice_searched(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("index.html")
        reader.page.keyboard.press("/")
        reader.page.locator(".dz-search[open]").wait_for()
        keyboard = reader.page.context.new_cdp_session(reader.page)
        for composed in ("s", "sh", "shi'qiao"):
            keyboard.send("Input.imeSetComposition", {"text": composed, "selectionStart": 0, "selectionEnd": 0})
        reader.page.wait_for_timeout(200)
        assert status(reader) == ""  # letters on the way to a word are no query
        keyboard.send("Input.insertText", {"text": "石桥"})  # as when a candidate is picked with the mouse
        assert results(reader)


def test_what_is_not_there_is_said(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, "饕餮", "index.html") == []
        assert status(reader) == "没有找到“饕餮”。"
        assert search(reader, "zeppelin", "en/index.html") == []
        assert status(reader) == "“zeppelin” was not found."


def test_a_similar_word_is_proposed(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, "masnos", "en/index.html") == []
        reader.page.get_by_role("button", name="masons").click()
        assert results(reader)[0].endswith("#s1-1-p2")


@pytest.mark.parametrize("typed", ["水未计装在", "水计位装在", "水位计在", "水位的计装在"])
def test_a_slip_in_chinese_is_seen_too(chromium: Browser, served: str, typed: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, typed, "index.html") == []
        reader.page.locator(".dz-search__similar").click()
        assert reader.page.locator(".dz-search input").input_value() in ("水位计装在", "水位计装")
        assert results(reader)


@pytest.mark.parametrize(
    ("query", "page", "first", "marked"),
    [
        ("五年间最高水位相差46米水位计桥墩", "index.html", "#s1-1-p3", "水位计"),
        ("青溪三座石桥2021年3月动工", "index.html", "#s1-1-p1", "三座石桥"),
        ("gauge of the second pier CASI systm", "en/index.html", "en/chapter-1/1-1.html", "second pier"),
    ],
    ids=["a point left out", "facts run together", "a slip"],
)
def test_what_holds_most_of_a_whole_phrase_comes_first(
    chromium: Browser, base: str, query: str, page: str, first: str, marked: str
) -> None:
    with reading(chromium, base) as reader:
        assert first in search(reader, query, page)[0]
        assert status(reader).startswith(("没有一处含有全部内容", "No passage holds all of it"))
        assert marked in reader.page.locator(".dz-search__hit").first.inner_text()
        reader.page.keyboard.press("Enter")
        reader.page.locator("mark.dz-found").first.wait_for()
        assert (reader.errors, reader.elsewhere) == ([], [])


@pytest.mark.parametrize(
    ("page", "typed", "offered", "first"),
    [
        ("en/index.html", "second peir", "second pier", "#s1-1-p3"),
        ("en/index.html", "clearbrook institte", "Clearbrook Institute", ""),
        ("index.html", "水位计 乔墩上", "水位计 桥墩上", "#s1-1-p3"),
    ],
)
def test_of_several_words_with_a_slip_what_was_meant_is_offered_beside_what_is_near(
    chromium: Browser, served: str, page: str, typed: str, offered: str, first: str
) -> None:
    with reading(chromium, served) as reader:
        assert first in search(reader, typed, page)[0]
        assert reader.page.locator(".dz-search__similar").inner_text() == offered


@pytest.mark.parametrize(
    ("page", "query", "first", "lacking"),
    [
        ("en/index.html", "zeppelin hangars masons", "#s1-1-p2", "Not here: zeppelin, hangars"),
        ("index.html", "第二个桥墩饕餮盛宴大会", "#s1-1-p3", "不含：饕餮盛宴大会"),
    ],
    ids=["two words of three", "the longer fact of two"],
)
def test_one_fact_that_is_nowhere_does_not_hide_the_other(
    chromium: Browser, served: str, page: str, query: str, first: str, lacking: str
) -> None:
    with reading(chromium, served) as reader:
        assert first in search(reader, query, page)[0]
        assert reader.page.locator(".dz-search__lacking").first.inner_text() == lacking


def test_what_begins_with_a_number_is_of_the_language_of_its_words(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        search(reader, "5座吊桥", "index.html")
        assert "英文版" not in reader.page.locator(".dz-search").inner_text()


def test_what_was_not_found_of_a_phrase_is_said(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, "每座桥的第二个桥墩饕餮", "index.html")[0].endswith("#s1-1-p3")
        assert reader.page.locator(".dz-search__lacking").first.inner_text() == "不含：饕餮"
        # Of a phrase in the other language, too.
        assert search(reader, "每座桥的第二个桥墩饕餮", "en/index.html")[0].endswith("#s1-1-p3")
        assert reader.page.locator(".dz-search__lacking").first.inner_text() == "Not here: 饕餮"


def test_a_result_shows_all_that_was_found_wherever_in_the_passage_it_stands(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, "ferry quiet", "en/index.html")
        extracts = reader.page.locator(".dz-search__snippet").first
        assert extracts.locator("mark").all_inner_texts() == ["ferry", "quiet"]
        assert extracts.inner_text().count("…") == 2


def test_enter_takes_the_suggestion(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        assert search(reader, "masnos", "en/index.html") == []
        reader.page.keyboard.press("Enter")
        assert reader.page.locator(".dz-search input").input_value() == "masons"
        assert results(reader)[0].endswith("#s1-1-p2")


@pytest.mark.parametrize("typed", ["水位計裝在", "石橋", "青溪三座石橋2021年3月動工"])
def test_traditional_characters_find_simplified_ones(chromium: Browser, base: str, typed: str) -> None:
    with reading(chromium, base) as reader:
        assert search(reader, typed, "index.html")
        reader.page.keyboard.press("Enter")
        reader.page.locator("mark.dz-found").first.wait_for()


def test_simplified_characters_find_traditional_ones(chromium: Browser, site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    texts = (Passage("s1-1", "title", "石橋的修繕"), Passage("s1-1-p1", "text", "青溪上遊的頭髮與乾燥"))
    found = [Document("chapter-1/1-1.html", "石橋的修繕", "zh", "chapter-1/1-1.html", texts)]
    build_variants(build_index(found, folder / "search"), folder / "search")
    with reading(chromium, f"{folder.as_uri()}/") as reader:
        for typed in ("头发", "頭髮", "干燥", "青溪头发"):
            assert search(reader, typed, "index.html")[0].endswith("#s1-1-p1"), typed


def test_a_phrase_in_the_other_language_is_found_too(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        found = search(reader, "gauge on the second pier CASI systm", "index.html")
        assert found[0].endswith("#s1-1-p3")


def test_a_query_in_the_other_language_leads_to_the_counterpart(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        found = search(reader, "masons", "index.html")
        assert found[0].endswith("chapter-1/1-1.html#s1-1-p2")
        assert "英文版" in status(reader)
        there = reader.page.locator("a.dz-search__there").first
        assert there.get_attribute("lang") == "en"
        assert str(there.get_attribute("href")).endswith("en/chapter-1/1-1.html?q=masons#s1-1-p2")
        # The glossary says what is marked in the counterpart.
        search(reader, "Clearbrook", "index.html")
        assert reader.page.locator(".dz-search section .dz-search__hit mark").first.inner_text() == "青溪"


def test_everything_is_done_with_keys(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        search(reader, "石桥", "index.html")
        focused = "document.activeElement.tagName"
        assert reader.page.evaluate(focused) == "INPUT"
        reader.page.keyboard.press("ArrowDown")
        assert reader.page.evaluate(focused) == "A"
        reader.page.keyboard.press("ArrowUp")
        assert reader.page.evaluate(focused) == "INPUT"
        reader.page.keyboard.press("Escape")
        assert not reader.page.locator(".dz-search").is_visible()
        opener = reader.page.get_by_role("button", name="搜索")
        opener.focus()
        reader.page.keyboard.press("Enter")
        assert reader.page.locator(".dz-search").is_visible()


def test_the_box_and_its_parts_have_names(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        search(reader, "bridge", "en/index.html")
        dialog = reader.page.get_by_role("dialog", name="Search")
        assert dialog.get_by_role("searchbox", name="Search").is_visible()
        assert dialog.get_by_role("group", name="Show only").is_visible()
        dialog.get_by_role("status").filter(has_text="found").wait_for()


def test_nothing_is_loaded_before_a_reader_reaches_for_it(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
        reader.open("chapter-1/1-1.html", settled=True)
        assert not [path for path in asked if path.startswith("search/") or "javascripts/search" in path]
        asked.clear()
        reader.page.get_by_role("button", name="搜索").focus()
        scripts = ["assets/javascripts/search-engine.js", "assets/javascripts/search.js"]
        wanted = [*scripts, "search/zh/index.js", "search/zh/places.js"]
        reader.wait_until(lambda: len([path for path in asked if path.endswith(".js")]) >= len(wanted))
        assert sorted(path for path in asked if path.endswith(".js")) == wanted


def test_what_is_typed_while_the_box_is_on_its_way_is_not_lost(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:

        def late(route: Route) -> None:
            reader.page.wait_for_timeout(300)
            route.continue_()

        reader.page.route("**/search.js", late)
        reader.open("en/chapter-1/1-1.html", settled=True)
        reader.page.keyboard.press("/")
        for letter in "bridge":
            reader.page.keyboard.press(letter)
        reader.page.keyboard.insert_text("s")  # as by pasting
        reader.page.locator(".dz-search[open]").wait_for()
        assert reader.page.locator(".dz-search input").input_value() == "bridges"
        assert results(reader)


def test_what_is_composed_while_the_box_is_on_its_way_is_awaited(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        held: list[Route] = []
        reader.page.route("**/search.js", lambda route: held.append(route))
        reader.open("index.html")
        reader.page.keyboard.press("/")
        keyboard = reader.page.context.new_cdp_session(reader.page)
        keyboard.send("Input.imeSetComposition", {"text": "shi'qiao", "selectionStart": 0, "selectionEnd": 0})
        reader.wait_until(lambda: bool(held))
        held[0].continue_()
        reader.wait_until("Boolean(window.duizhaoSearch.arrive)")  # the box is there, and waits
        keyboard.send("Input.insertText", {"text": "石桥"})
        assert results(reader)
        assert reader.page.locator(".dz-search input").input_value() == "石桥"


@pytest.mark.parametrize(
    ("typed", "path", "where"),
    [
        ("s1-1-p3", "index.html", "chapter-1/1-1.html#s1-1-p3"),
        ("1.1第3段", "index.html", "chapter-1/1-1.html#s1-1-p3"),
        ("第1.1节第三段", "index.html", "chapter-1/1-1.html#s1-1-p3"),
        ("1.1 ¶3", "en/index.html", "en/chapter-1/1-1.html#s1-1-p3"),
        ("paragraph 3 of 1.1", "en/index.html", "en/chapter-1/1-1.html#s1-1-p3"),
        ("Preface, paragraph 1", "index.html", "preface.html#preface-p1"),
        ("section 1.1", "en/parallel/preface.html", "en/parallel/chapter-1/1-1.html#s1-1"),
        ("glossary", "index.html", "glossary.html"),
        ("图目录", "index.html", "figures.html"),
        ("EPUB", "en/index.html", "en/downloads.html"),
    ],
)
def test_a_place_is_gone_to_by_its_name(chromium: Browser, served: str, typed: str, path: str, where: str) -> None:
    with reading(chromium, served) as reader:
        first = search(reader, typed, path)[0]
        assert first == where
        if "-p" in typed or "¶" in typed:  # and to the same paragraph in both languages
            both = reader.page.locator(".dz-search__in-both").get_attribute("href")
            assert both
            assert both.endswith("parallel/chapter-1/1-1.html#s1-1-p3")


def test_an_empty_box_says_what_may_be_typed(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("en/chapter-1/1-1.html")
        reader.page.keyboard.press("/")
        reader.page.locator(".dz-search__hints li").first.wait_for()
        heading = reader.page.locator(".dz-search__recent a").first
        assert heading.get_attribute("href") in reader.page.locator(".md-nav__link[href*='#']").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )


def test_a_number_asks_for_no_other_language(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
        reader.open("index.html")
        reader.page.keyboard.press("/")
        reader.page.locator(".dz-search input").fill("4.6")
        assert results(reader)
        assert [path for path in asked if path.startswith("search/")] == ["search/zh/places.js", "search/zh/index.js"]
        reader.page.locator(".dz-search input").fill("masons")
        # What is listed until then is the number's.
        assert results(reader)[0].endswith("#s1-1-p2")
        assert "search/en/index.js" in asked


def test_words_of_two_languages_are_looked_for_in_both(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        found = search(reader, "石桥 masons", "en/index.html")
        assert "en/chapter-1/1-1.html#s1-1-p2" in [re.sub(r"\?[^#]*", "", address) for address in found]
        assert status(reader).startswith("No passage holds all of it")
        lacking = reader.page.locator("li > .dz-search__lacking").first
        assert lacking.inner_text() == "Not here: masons"
        assert lacking.evaluate("e => parseFloat(getComputedStyle(e).paddingInlineStart)") > 10


def test_recent_searches_stay_in_the_browser_and_can_be_cleared(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        search(reader, "石桥", "index.html")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**/*?q=*")
        reader.open("index.html")
        reader.page.keyboard.press("/")
        reader.page.get_by_role("button", name="石桥", exact=True).click()
        assert results(reader)
        reader.page.locator(".dz-search input").fill("")
        reader.page.get_by_role("button", name="清除").click()
        assert reader.page.evaluate("localStorage.getItem('duizhao.recent')") == "[]"
        assert not reader.page.locator(".dz-search__recent button").count()


def test_without_script_there_is_no_button_that_does_nothing(chromium: Browser, served: str) -> None:
    with reading(chromium, served, java_script_enabled=False) as reader:
        reader.open("index.html")
        assert not reader.page.locator("[data-search-open]").is_visible()
        assert "JavaScript" in reader.page.locator("noscript p").inner_text()


def test_a_link_opens_the_box(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("en/index.html#search")
        reader.page.locator(".dz-search input").wait_for()


def test_the_box_fits_a_phone(chromium: Browser, served: str, repo_root: Path) -> None:
    with reading(chromium, served, width=390, color_scheme="dark") as reader:
        search(reader, "石桥", "chapter-1/1-1.html")
        assert reader.overflow() == 0
        reader.page.screenshot(path=repo_root / "artefacts" / "search-phone-dark.png")


@pytest.fixture(scope="module")
def library(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample's site with the index of a large library."""
    folder = tmp_path_factory.mktemp("library") / "site"
    shutil.copytree(site, folder)
    shutil.rmtree(folder / "search" / "zh")
    shutil.rmtree(folder / "search" / "en")
    found = [*documents(read_edition(SAMPLE / "zh"), ""), *documents(read_edition(SAMPLE / "en"), "en/")]
    build_index(found, folder / "search", limit=0)
    for language in ("zh", "en"):
        shutil.copy(site / "search" / language / "places.js", folder / "search" / language)
    return f"{folder.as_uri()}/"


QUERIES = [
    "石桥",
    "桥",
    "水位计装在每座桥",
    "casi",
    "4.6",
    "石桥 修缮",
    "2023年7月",
    "饕餮",
    "青溪研究所",
    "每座桥的第二个桥墩饕餮",
    "石橋",
    "例",
    "5",
    "5%",
]
QUERIES_EN = [
    "bridge",
    "Bridges",
    "gauge on the second",
    "mas",
    "inspect",
    "4.6 metres",
    "zeppelin",
    "stone spring",
    "5",
]
ENOUGH = 12
ASK = "queries => Promise.all(queries.map(text => duizhaoSearch.query(text)))"


@pytest.mark.parametrize(("page", "queries"), [("index.html", QUERIES), ("en/index.html", QUERIES_EN)])
def test_a_library_finds_what_a_report_finds(
    chromium: Browser, served: str, library: str, page: str, queries: list[str]
) -> None:
    found: list[Any] = []
    for base in (served, library):
        with reading(chromium, base) as reader:
            reader.open(page)
            found.append([sorted(hit["url"] for hit in hits) for hits in reader.page.evaluate(ASK, queries)])
            assert reader.errors == []
    for query, report, paged in zip(queries, *found, strict=True):
        # A library stops when it has enough to show, and goes on when it is asked to.
        assert paged == report if len(report) <= ENOUGH else set(paged) <= set(report), query
        assert len(paged) >= min(len(report), ENOUGH), query
    assert sum(map(bool, found[0])) >= len(queries) - 2


def test_a_library_leads_to_the_counterpart_too(chromium: Browser, library: str) -> None:
    with reading(chromium, library) as reader:
        assert search(reader, "masons", "index.html")[0].endswith("chapter-1/1-1.html#s1-1-p2")


def test_who_asks_twice_to_look_further_is_shown_nothing_twice(chromium: Browser, library: str) -> None:
    with reading(chromium, library) as reader:
        assert search(reader, "桥", "index.html")
        more = reader.page.locator(".dz-search__more")
        more.click()  # shows what of the first pages was held back
        listed = reader.page.locator(".dz-search__results > li:not([hidden]) .dz-search__hit")
        reader.wait_until("!document.querySelector('.dz-search__results > li[hidden]')")
        before = listed.count()
        assert more.inner_text() == "继续查找"
        reader.page.evaluate("[1, 2].forEach(() => document.querySelector('.dz-search__more').click())")
        reader.wait_until(lambda: listed.count() > before)
        reader.page.wait_for_load_state("networkidle")
        found = listed.evaluate_all("all => all.map(hit => hit.href)")
        assert len(found) == len(set(found))


#: Enters queries in a row, each whole: the first one's shards come when the last has been entered.
ENTER = """queries => {
  const box = document.querySelector(".dz-search input");
  for (const text of queries) {
    box.value = text;
    box.dispatchEvent(new InputEvent("input"));
  }
}"""


def test_a_query_that_was_overtaken_loads_no_texts(chromium: Browser, library: str) -> None:
    with reading(chromium, library) as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.url))

        def texts(*queries: str) -> frozenset[str]:
            asked.clear()
            reader.open("index.html")
            reader.page.keyboard.press("/")
            reader.page.locator(".dz-search[open]").wait_for()
            reader.page.evaluate(ENTER, queries)
            assert results(reader)
            return frozenset(url for url in asked if "/zh/t/" in url)

        assert texts("石桥") - texts("水位")
        assert texts("石桥", "水位") == texts("水位")
