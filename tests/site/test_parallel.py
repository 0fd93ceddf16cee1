"""The parallel view, the switch that keeps the place, and the links of paragraphs, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duizhao.publish.site.build import build_site
from tests.site.conftest import Reader, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VIEW = "parallel/chapter-1/1-1.html"


def bases(served: str, site: Path) -> list[str]:
    """The site's address over http, and by double click."""
    return [served, f"{site.as_uri()}/"]


@pytest.mark.parametrize("width", [1280, 390])
def test_both_languages_side_by_side(chromium: Browser, served: str, repo_root: Path, width: int) -> None:
    with reading(chromium, served, width=width) as reader:
        reader.open(VIEW)
        cells = reader.page.locator("#s1-1-p1 .parallel-cell")
        assert cells.count() == 2
        assert cells.nth(0).get_attribute("lang") == "zh-Hans"
        assert cells.nth(1).get_attribute("lang") == "en"
        left, right = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
        assert left
        assert right
        assert (right["y"] > left["y"]) == (width == 390), "side by side on a desktop, one below the other on a phone"
        assert reader.overflow() <= 0
        assert reader.page.locator("article h1").count() == 1
        reader.screenshot(f"parallel-{width}", repo_root / "artefacts" / "sample")
        assert reader.elsewhere == []
        assert reader.errors == []


def test_the_page_says_how_much_is_aligned(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(VIEW)
        rows = reader.page.locator(".parallel-row.paragraph:not(:has(.gap))").count()
        assert f"其中{rows}段" in reader.page.locator(".parallel-coverage").inner_text()
        reader.open(f"en/{VIEW}")
        said = reader.page.locator(".parallel-coverage").inner_text()
        assert said.startswith(f"Paragraphs with a counterpart: {rows} of {rows}.")


def test_a_gap_is_shown_as_a_gap(chromium: Browser, project: Path) -> None:
    page = project / "docs" / "en" / "chapter-1" / "1-1.md"
    lines = page.read_text(encoding="utf-8").split("\n")
    at = lines.index("{ #s1-1-p4 }")
    page.write_text("\n".join(lines[: at - 1] + lines[at + 1 :]), encoding="utf-8")
    with reading(chromium, f"{build_site(project).as_uri()}/") as reader:
        reader.open(VIEW)
        assert reader.page.locator("#s1-1-p4 .gap").inner_text() == "（英文版没有与此对应的内容）"
        assert "其中" in reader.page.locator(".parallel-coverage").inner_text()
        reader.open(f"en/{VIEW}")
        assert reader.page.locator("#s1-1-p4 .gap").inner_text() == "(The English edition has no counterpart to this.)"


def test_code_keeps_its_lines(project: Path) -> None:
    page = project / "docs" / "en" / "chapter-1" / "1-1.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n```\nfirst <line>\nsecond\n```\n", encoding="utf-8")
    html = (build_site(project) / "parallel" / "chapter-1" / "1-1.html").read_text(encoding="utf-8")
    assert "<pre><code>first &lt;line&gt;\nsecond" in html


def test_without_script_everything_can_be_read(chromium: Browser, served: str) -> None:
    with reading(chromium, served, java_script_enabled=False) as reader:
        reader.open(VIEW)
        assert reader.page.locator(".parallel-cell:visible").count() > 10
        assert reader.page.locator(".parallel-controls").count() == 0
        assert reader.page.get_by_text("单语阅读").is_visible()


def test_sentence_pairs_light_up_together(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(VIEW)
        pair = reader.page.locator('#s1-1-p2 .sentence[data-pair="1"]')
        assert pair.count() == 2
        pair.nth(0).hover()
        lit = reader.page.locator("#s1-1-p2 .sentence.lit")
        reader.wait_until(lambda: lit.count() == 2)
        reader.page.mouse.move(0, 0)
        reader.wait_until(lambda: lit.count() == 0)
        assert reader.page.locator(".sentence.lit").count() == 0
        pair.nth(0).focus()
        reader.wait_until(lambda: lit.count() == 2)


def test_the_arrows_go_from_sentence_to_sentence_and_across(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(VIEW)
        here = "document.activeElement.closest('.parallel-cell').dataset.language + document.activeElement.dataset.pair"
        reader.page.locator('#s1-1-p2 .sentence[data-pair="1"]').first.focus()
        reader.page.keyboard.press("ArrowDown")
        assert reader.page.evaluate(here) == "zh2"
        reader.page.keyboard.press("ArrowRight")
        assert reader.page.evaluate(here) == "en2"
        reader.page.keyboard.press("ArrowUp")
        assert reader.page.evaluate(here) == "en1"
        assert reader.page.locator('.sentence[tabindex="0"]').count() == 1


def test_controls(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(VIEW)
        first, second = (reader.page.locator(f"#s1-1-p1 .{name}") for name in ("first", "second"))
        reader.page.get_by_role("button", name="只看中文").click()
        assert first.is_visible()
        assert not second.is_visible()
        reader.open("parallel/chapter-1/1-2.html")
        assert reader.page.get_by_role("button", name="只看中文").get_attribute("aria-pressed") == "true"
        reader.open(VIEW)
        reader.page.get_by_role("button", name="两种语言").click()
        before = first.bounding_box()
        reader.page.get_by_role("button", name="交换次序").click()
        after = first.bounding_box()
        assert before
        assert after
        assert after["x"] > before["x"]
        reader.page.get_by_role("button", name="遮住英文，点按再看").click()
        assert not second.locator("p").first.is_visible()
        second.get_by_role("button", name="显示英文").click()
        assert second.locator("p").first.is_visible()
        assert not reader.page.locator("#s1-1-p2 .second p").first.is_visible()


def test_it_is_not_found_twice(site: Path) -> None:
    index = (site / "search" / "zh" / "index.js").read_text(encoding="utf-8")
    assert '"chapter-1/1-1.html' in index
    assert "parallel/" not in index


def test_switching_keeps_the_place(chromium: Browser, served: str, site: Path) -> None:
    for base in bases(served, site):
        with reading(chromium, base) as reader:
            reader.open("chapter-1/1-1.html#s1-1-p3")
            reader.page.locator(".edition-languages a[hreflang=en]").evaluate("link => link.click()")
            reader.page.wait_for_url("**/en/chapter-1/1-1.html#s1-1-p3")
            assert reader.page.locator("#s1-1-p3").is_visible()
            # No address of a paragraph, but scrolled to one.
            reader.page.set_viewport_size({"width": 1280, "height": 300})
            reader.open("chapter-1/1-1.html")
            reader.page.locator("#s1-1-box1-p2").evaluate("p => p.scrollIntoView()")
            reader.page.locator("a.edition-view").evaluate("link => link.click()")
            reader.page.wait_for_url(f"**/{VIEW}#s1-1-box1*")
            # At the top of the page there is no place to keep.
            reader.open("chapter-1/1-1.html")
            reader.page.locator(".edition-languages a[hreflang=en]").click()
            reader.page.wait_for_url("**/en/chapter-1/1-1.html")


# Of what begins above the header's lower edge how much is above, as a share of its height; else how far below it is.
STANDS = """(() => {
  const end = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const { top, height } = document.getElementById("s1-1-p3").getBoundingClientRect();
  return top < end ? (top - end) / height : top - end;
})()"""


@pytest.mark.parametrize("leads", ["en/chapter-1/1-1.html", VIEW])
@pytest.mark.parametrize("stands", [-0.6, -0.2, 10, 30])
def test_what_is_read_stands_where_it_stood(
    chromium: Browser, served: str, site: Path, leads: str, stands: float
) -> None:
    for base in bases(served, site):
        with reading(chromium, base, width=320) as reader:
            page = reader.page
            page.set_viewport_size({"width": 320, "height": 400})
            reader.open("chapter-1/1-1.html", settled=True)
            page.evaluate(f"scrollBy(0, {STANDS} - {max(stands, 0)})")
            if stands < 0:
                height = page.locator("#s1-1-p3").evaluate("p => p.getBoundingClientRect().height")
                page.evaluate(f"scrollBy(0, {-stands * height})")
            assert page.evaluate(STANDS) == pytest.approx(stands, abs=0.6 if stands > 0 else 0.05)
            link = ".edition-view" if leads == VIEW else ".edition-languages a[hreflang=en]"
            page.locator(link).first.evaluate("link => link.click()")
            page.wait_for_url(f"**/{leads}#s1-1-p3")
            reader.wait_until(f"Math.abs({STANDS} - {stands}) < {1 if stands > 0 else 0.05}")


def test_an_id_only_the_other_language_has_leads_to_the_paragraph_before(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("chapter-1/1-1.html#s1-1-p9")
        reader.wait_in_view("#s1-1-p4")


def test_a_merged_paragraph_answers_to_both_ids(chromium: Browser, project: Path) -> None:
    page = project / "docs" / "en" / "chapter-1" / "1-1.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("{ #s1-1-p3 }", '{ #s1-1-p3 data-also="s1-1-p30" }'), encoding="utf-8")
    with reading(chromium, f"{build_site(project).as_uri()}/", java_script_enabled=False) as reader:
        reader.open("en/chapter-1/1-1.html")
        assert reader.page.locator("#s1-1-p3 #s1-1-p30").count() == 1


def test_the_parallel_view_keeps_the_place_too(chromium: Browser, served: str) -> None:
    for link, leads in (
        (".dz-header-link", "chapter-1/1-1.html"),
        (".edition-languages a[hreflang=en]", "en/parallel/chapter-1/1-1.html"),
    ):
        with reading(chromium, served) as reader:
            reader.open("parallel/chapter-1/1-1.html")
            reader.page.locator("#s1-1-p3").evaluate("row => row.scrollIntoView()")
            reader.page.locator(link).evaluate("link => link.click()")
            reader.page.wait_for_url(f"**/{leads}#s1-1-*")
            assert reader.page.url.startswith(served + leads)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_figures_source_stands_in_its_frame(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served, width=width) as reader:
        reader.open(VIEW)
        frame, source = reader.page.locator(".parallel-row.figure, #figure-1-source").evaluate_all(
            """rows => rows.map(row => {
              const box = row.getBoundingClientRect(), style = getComputedStyle(row);
              return { left: box.left, right: box.right, top: box.top, bottom: box.bottom,
                       above: style.borderTopStyle, below: style.borderBottomStyle };
            })"""
        )
        assert (frame["above"], frame["below"], source["above"], source["below"]) == (
            "dashed",
            "none",
            "none",
            "dashed",
        )
        assert frame["bottom"] == pytest.approx(source["top"], abs=1)
        assert (frame["left"], frame["right"]) == (source["left"], source["right"])


def test_the_way_to_the_text_has_a_name(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("parallel/chapter-1/1-1.html")
        assert reader.page.locator(".md-skip").first.inner_text() == "跳到正文"


def test_each_column_names_its_notes_in_its_language(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        for path in (VIEW, f"en/{VIEW}"):
            reader.open(path)
            for language, number, back in (("zh", "脚注", "回到"), ("en", "Footnote", "Back to")):
                cells = reader.page.locator(f".parallel-cell[data-language={language}]")
                for selector, word in ((".reference a", number), (".footnote-backref", back)):
                    names = [link.get_attribute("aria-label") or "" for link in cells.locator(selector).all()]
                    assert names
                    assert [name for name in names if not name.startswith(word)] == []


def test_what_uncovers_a_text_is_in_the_pages_language_and_stays_in_sight(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=1024) as reader:
        reader.open(VIEW, settled=True)
        reader.page.get_by_role("button", name="遮住英文，点按再看").click()
        reveal = reader.page.locator("#s1-1-p2 .parallel-reveal")
        assert reveal.get_attribute("lang") == "zh-Hans"
        reader.page.set_viewport_size({"width": 1024, "height": 260})
        row = reader.page.locator("#s1-1-p2")
        row.evaluate("row => { row.style.minHeight = '1000px'; row.scrollIntoView(); scrollBy(0, 400); }")
        reader.wait_until(
            "(() => { const y = document.querySelector('#s1-1-p2 .parallel-reveal').getBoundingClientRect().y;"
            " return y >= 48 && y < 150; })()"
        )


def test_paper_hides_no_text(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(VIEW)
        reader.page.get_by_role("button", name="遮住英文，点按再看").click()
        text = reader.page.locator("#s1-1-p2 .second > p")
        assert not text.is_visible()
        reader.page.emulate_media(media="print")
        assert text.is_visible()
        assert reader.page.locator(".parallel-reveal:visible").count() == 0


def test_in_a_low_window_the_controls_take_one_line(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=320) as reader:
        reader.open(f"en/{VIEW}")
        reader.page.set_viewport_size({"width": 320, "height": 256})
        tops = reader.page.locator(".parallel-controls button").evaluate_all("all => all.map(e => e.offsetTop)")
        assert len(set(tops)) == 1
        assert reader.overflow() <= 0
        # The bar above holds all its buttons, and no letter of a title that has no room.
        assert not reader.page.locator(".md-header__title .md-ellipsis").first.is_visible()
        for button in reader.page.locator(".md-header button:visible, .md-header label:visible").all():
            box = button.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 320


def test_what_is_pressed_is_seen_without_colours_of_ones_own(chromium: Browser, served: str) -> None:
    with reading(chromium, served, forced_colors="active") as reader:
        reader.open(f"{VIEW}#s1-1-p2", settled=True)
        looks = reader.page.locator(".parallel-controls button").evaluate_all(
            "all => all.map(e => [e.getAttribute('aria-pressed'), getComputedStyle(e).backgroundColor])"
        )
        colours = {pressed: {colour for state, colour in looks if state == pressed} for pressed in ("true", "false")}
        assert colours["true"].isdisjoint(colours["false"])
        cell = reader.page.locator("#s1-1-p2 .parallel-cell").first
        assert cell.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        reader.open("chapter-1/1-1.html#s1-1-p2")
        assert reader.page.locator("#s1-1-p2").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize("language", ["", "en/"])
def test_at_a_desk_it_has_the_menu_and_the_contents_and_keeps_the_mode(
    chromium: Browser, served: str, repo_root: Path, language: str
) -> None:
    with reading(chromium, served, width=1440) as reader:
        reader.open(f"{language}{VIEW}", settled=True)
        menu = reader.page.locator(".md-sidebar--primary nav")
        assert menu.is_visible()
        assert reader.page.locator(".md-sidebar--secondary a[href='#s1-1-h1']").is_visible()
        here = menu.locator("[aria-current=page]")
        assert here.count() == 1
        reader.screenshot(f"parallel-desk-{language.strip('/') or 'zh'}", repo_root / "artefacts" / "sample")
        # What has no view, such as the list of sources, has its own page.
        links = menu.locator("a.md-nav__link").evaluate_all("all => all.map(a => a.href)")
        text = [link.removeprefix(served + language) for link in links if "chapter-" in link]
        assert len(text) > 3
        # A page that is a title alone has no view.
        assert [link for link in text if not link.startswith("parallel/")] == ["chapter-2/index.html"]
        menu.locator("a.md-nav__link", has_text="1.2").click()
        reader.page.wait_for_url(f"**/{language}parallel/chapter-1/1-2.html")
        reader.page.locator(".md-footer__link--prev").click()
        reader.page.wait_for_url(f"**/{language}{VIEW}")
        reader.page.locator("a.edition-view").click()
        reader.page.wait_for_url(f"**/{language}chapter-1/1-1.html")
        assert (reader.errors, reader.elsewhere) == ([], [])


def test_search_results_keep_the_mode(chromium: Browser, served: str, site: Path) -> None:
    for base in bases(served, site):
        with reading(chromium, base) as reader:
            reader.open("parallel/chapter-1/1-2.html")
            for typed, leads in (("水位计装在", "#s1-1-p3"), ("石桥巡查记录", "#note-n2")):
                reader.page.keyboard.press("/")
                reader.page.locator(".dz-search input").fill(typed)
                reader.page.locator(f".dz-search__results .dz-search__hit[href$='{leads}']").first.click()
                reader.page.wait_for_url(f"**/{VIEW}?q=*{leads}")
                reader.page.locator(f"{leads} mark.dz-found").first.wait_for()


def copied(reader: Reader) -> str:
    reader.page.locator(".edition-said.shown").wait_for()
    text: str = reader.page.evaluate("navigator.clipboard.readText()")
    return text


def test_a_pair_of_paragraphs_is_copied_in_two_clicks(chromium: Browser, served: str) -> None:
    with reading(chromium, served, permissions=["clipboard-read", "clipboard-write"]) as reader:
        reader.open(VIEW)
        reader.page.locator("#s1-1-p2").hover()
        reader.page.locator("#s1-1-p2 > .edition-permalink").click()
        menu = reader.page.locator(".edition-menu")
        said = menu.locator("> *").all_inner_texts()
        assert said[:3] == ["复制链接", "引用本段", "复制文字与出处"]
        assert said[-2:] == ["单语阅读", "复制差错报告"]
        menu.get_by_role("button", name="复制两种文字与出处").click()
        chinese, english, reference = copied(reader).strip().split("\n\n")
        assert chinese.startswith("工匠们说")
        assert chinese.endswith("栏杆。")  # without the note's number
        assert english.endswith("in autumn.")
        assert "s1-1-p2" in reference


def test_a_pair_of_sentences_is_copied_in_two_clicks_and_lit_without_a_box(chromium: Browser, served: str) -> None:
    with reading(chromium, served, permissions=["clipboard-read", "clipboard-write"]) as reader:
        reader.open(f"en/{VIEW}", settled=True)
        pair = reader.page.locator('#s1-1-p1 .sentence[data-pair="2"]')
        pair.first.click()
        reader.page.mouse.move(0, 0)
        assert pair.first.evaluate("e => getComputedStyle(e).outlineStyle") == "none"
        assert reader.page.locator(".sentence.picked").count() == pair.count()
        reader.page.get_by_role("button", name="Copy the pair of sentences").click()
        english, chinese, reference = copied(reader).strip().split("\n\n")
        assert english == "The original stones were used again; only about 5% of them had to be replaced."
        assert chinese == "修缮采用了原有的石料，只更换了其中约5%。"
        assert "s1-1-p1" in reference
        # A tap elsewhere lets go of it.
        reader.page.locator(".parallel-row.title p").first.click()
        assert reader.page.locator(".sentence.picked").count() == 0
        assert not reader.page.get_by_role("button", name="Copy the pair of sentences").is_visible()


def test_the_references_have_both_titles(site: Path) -> None:
    html = (site / VIEW).read_text(encoding="utf-8")
    for said in ("titleaddon", "booktitleaddon", "TT  - 1.1", "LA  - en", "LA  - zh-Hans", "zh-Hans and en"):
        assert said in html
        assert said not in (site / "chapter-1" / "1-1.html").read_text(encoding="utf-8") or said == "LA  - zh-Hans"


def test_the_columns_are_as_wide_as_their_texts_are_long(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=1440) as reader:
        for path, wider in ((VIEW, 1), (f"en/{VIEW}", 0)):
            reader.open(path)
            cells = reader.page.locator("#s1-1-p1 .parallel-cell")
            widths = [cells.nth(n).evaluate("e => e.getBoundingClientRect().width") for n in (0, 1)]
            assert widths[wider] / widths[1 - wider] == pytest.approx(1.5, abs=0.05)
            chinese = reader.page.locator("#s1-1-p1 .parallel-cell[lang=zh-Hans] > p").first
            assert chinese.evaluate("e => getComputedStyle(e).textAlign") == "justify"
