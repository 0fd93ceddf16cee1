"""The parallel view, the switch that keeps the place, and the links of paragraphs, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duizhao.publish.site.build import build_site
from tests.site.conftest import reading

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
        assert reader.page.locator(".parallel-coverage").inner_text().startswith(f"{rows} of {rows} ")


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
