"""Footnotes in a real browser: the preview at the number, the way there, and the way back to the very place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.site.conftest import path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TWICE = "chapter-2/2-1.html"
BOTH = [(language, f"{view}chapter-1/1-1.html") for language in ("zh", "en") for view in ("", "parallel/")]


def reference(page: Page, label: str, language: str) -> Locator:
    """The number of a note, on a page of its own or in the parallel view's column of that language."""
    return page.locator(f"[id='fnref:{label}'] a, [id='ref-{language}-{label}'] a").first


def preview(page: Page) -> Locator:
    return page.locator(".footnote-preview")


@pytest.mark.parametrize(("language", "path"), BOTH)
def test_under_the_pointer(chromium: Browser, served: str, language: str, path: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open(path_in(language, path), settled=True)
        number = reference(page, "n3", language)
        number.hover()
        preview(page).wait_for()
        address = "http://example.org/a_b_c/2023"
        assert address in preview(page).inner_text()
        assert preview(page).get_by_role("link").get_attribute("href") == address
        assert page.locator(".footnote-preview .footnote-backref").count() == 0
        assert number.get_attribute("aria-describedby") == "footnote-preview"
        # It stays while the pointer is in it, and goes when it has left.
        preview(page).hover()
        page.wait_for_timeout(400)
        assert preview(page).count() == 1
        page.mouse.move(5, 5)
        preview(page).wait_for(state="detached")
        assert number.get_attribute("aria-describedby") is None
        assert reader.errors == []


def test_in_each_column_its_own_language(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        reader.open("parallel/chapter-1/1-1.html")
        for language, tag, words in (("zh", "zh-Hans", "石桥巡查记录"), ("en", "en", "Inspection")):
            reference(reader.page, "n2", language).hover()
            preview(reader.page).filter(has_text=words).wait_for()
            assert preview(reader.page).get_attribute("lang") == tag


def test_by_keyboard(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open("chapter-1/1-1.html", settled=True)
        page.locator(".edition-permalink").first.focus()
        for _ in range(3):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.footnote-ref')"):
                break
        assert preview(page).is_visible()
        assert preview(page).get_attribute("role") == "tooltip"
        page.keyboard.press("Escape")
        assert preview(page).count() == 0
        focused = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{focused}")


def test_focus_elsewhere_closes_it(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        page = reader.page
        reader.open("chapter-1/1-1.html", settled=True)
        page.keyboard.press("Tab")  # from now on focus is the keyboard's
        reference(page, "n1", "zh").focus()
        assert preview(page).is_visible()
        reference(page, "n2", "zh").focus()
        assert "石桥巡查记录" in preview(page).inner_text()
        assert preview(page).count() == 1
        page.locator("#s1-1-p4 > .edition-permalink").focus()
        assert preview(page).count() == 0


def touching(chromium: Browser, served: str) -> Any:
    return reading(chromium, served, width=390, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_by_finger(chromium: Browser, served: str, language: str) -> None:
    with touching(chromium, served) as reader:
        page = reader.page
        reader.open(path_in(language, "chapter-1/1-1.html"), settled=True)
        number = reference(page, "n1", language)
        number.tap()
        preview(page).wait_for()
        assert page.url.endswith("1-1.html"), "the first tap stays"
        assert preview(page).get_attribute("role") == "status"
        box = preview(page).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert reader.overflow() <= 0
        # A tap elsewhere closes it.
        page.locator("article h1").tap()
        preview(page).wait_for(state="detached")
        # A second tap on the number goes to the note; so does the link in the box.
        number.tap()
        preview(page).wait_for()
        number.tap()
        page.wait_for_url("**#fn:n1")
        assert preview(page).count() == 0
        reference(page, "n2", language).tap()
        preview(page).locator(".footnote-preview-go").tap()
        page.wait_for_url("**#fn:n2")
        assert preview(page).count() == 0


def test_a_finger_closes_it(chromium: Browser, served: str) -> None:
    with touching(chromium, served) as reader:
        reader.open("en/chapter-1/1-1.html", settled=True)
        reference(reader.page, "n1", "en").tap()
        close = preview(reader.page).get_by_role("button", name="Close")
        box = close.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        close.tap()
        preview(reader.page).wait_for(state="detached")
        assert reader.page.url.endswith("1-1.html")


@pytest.mark.parametrize(("language", "path"), BOTH)
def test_the_arrow_leads_to_where_the_number_stood(chromium: Browser, served: str, language: str, path: str) -> None:
    with touching(chromium, served) as reader:
        page = reader.page
        reader.open(path_in(language, path), settled=True)
        number = reference(page, "n3", language)
        number.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 600)")
        stood = number.evaluate("e => e.parentNode.getBoundingClientRect().top")
        number.tap()
        preview(page).locator(".footnote-preview-go").tap()
        page.wait_for_url("**n3")
        note = "[id='fn:n3']" if path.startswith("chapter") else f"#note-n3 [data-language={language}]"
        page.locator(f"{note} .footnote-backref").first.tap()
        page.wait_for_url("**ref*n3")
        reader.wait_until(f"""Math.abs({stood}
          - document.querySelector("[id='fnref:n3'], [id='ref-{language}-n3']").getBoundingClientRect().top) < 3""")


def test_a_finger_that_scrolls_opens_nothing(chromium: Browser, served: str) -> None:
    with touching(chromium, served) as reader:
        page = reader.page
        reader.open("chapter-1/1-1.html", settled=True)
        reference(page, "n1", "zh").scroll_into_view_if_needed()
        at = reference(page, "n1", "zh").bounding_box()
        assert at
        x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
        before = page.evaluate("scrollY")
        hand = page.context.new_cdp_session(page)
        hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 8):
            point = {"x": x, "y": y - 25 * step}
            hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        reader.wait_until(f"scrollY > {before}")
        page.wait_for_timeout(400)
        assert preview(page).count() == 0


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("view", ["", "parallel/"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_note_cited_twice_leads_back_to_both_places(
    chromium: Browser, served: str, language: str, view: str, scripts: bool
) -> None:
    with reading(chromium, served, java_script_enabled=scripts) as reader:
        page = reader.page
        reader.page.goto(served + path_in(language, view + TWICE))
        ids = ("fnref:n1", "fnref2:n1") if not view else (f"ref-{language}-n1", f"ref2-{language}-n1")
        note = page.locator("[id='fn:n1']" if not view else f"#note-n1 [data-language={language}]")
        links = note.locator(".footnote-backref")
        assert [link.get_attribute("data-place") for link in links.all()] == ["1", "2"]
        names = [link.get_attribute("aria-label") or "" for link in links.all()]
        assert ["1" in names[0], "2" in names[1], names[0] != names[1]] == [True] * 3
        for number, id_ in enumerate(ids):
            page.locator(f"[id='{id_}'] a").click()
            page.wait_for_url("**#fn:n1" if not view else "**#note-n1")
            if scripts:
                assert ["came-from" in (link.get_attribute("class") or "") for link in links.all()] == [
                    place == number for place in range(2)
                ]
            links.nth(number).click()
            page.wait_for_url(f"**#{id_}")
            reader.wait_in_view(f"[id='{id_}']")


@pytest.mark.parametrize(("language", "heading"), [("zh", "脚注"), ("en", "Footnotes")])
def test_notes_have_a_heading(chromium: Browser, served: str, language: str, heading: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(path_in(language, "chapter-1/1-1.html"))
        assert reader.page.locator("h2#footnotes").is_visible()
        notes = reader.page.locator("[role=doc-endnotes][aria-labelledby=footnotes]")
        assert notes.locator("h2").inner_text().startswith(heading)
        assert notes.locator("li").count() == 4
        reader.page.locator(".md-sidebar--secondary a[href='#footnotes']").click()
        reader.page.wait_for_url("**#footnotes")
        # A page without notes has neither the heading nor the script.
        reader.open(path_in(language, "preface.html"))
        assert reader.page.locator("#footnotes").count() == 0
        assert reader.page.locator("script[src$='footnotes.js']").count() == 0


@pytest.mark.parametrize("finger", [True, False])
def test_the_browsers_way_back_leads_to_the_number(chromium: Browser, served: str, finger: bool) -> None:
    with reading(chromium, served, width=390, has_touch=finger, is_mobile=finger) as reader:
        page = reader.page
        # Come to a passage, say from the search, and read on from there.
        reader.open("chapter-1/1-1.html?q=石桥#s1-1-p1", settled=True)
        page.set_viewport_size({"width": 390, "height": 300})
        number = reference(page, "n3", "zh")
        number.scroll_into_view_if_needed()
        if finger:
            number.tap()
            preview(page).locator(".footnote-preview-go").tap()
        else:
            number.click()
        page.wait_for_url("**#fn:n3")
        page.go_back()
        page.wait_for_url("**#fnref:n3")
        reader.wait_until(
            "(() => { const y = document.getElementById('fnref:n3').getBoundingClientRect().y;"
            " return y >= 48 && y < innerHeight; })()"
        )
