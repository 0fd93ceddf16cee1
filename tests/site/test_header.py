"""The header by keyboard and by ear: the menu on a narrow window, the colours, the languages; and where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from duizhao.publish import installed
from tests.site.conftest import Reader, path_in, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "chapter-1/1-1.html"
OPEN = "document.getElementById('__drawer').checked"
# Whether what has the focus is in the window, and nothing lies on it.
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const on = !!there && (document.activeElement.contains(there) || there.contains(document.activeElement));
  return box.x >= 0 && box.y >= 0 && on;
}"""
IN_MENU = "!!document.activeElement.closest('.md-sidebar--primary')"


def key(reader: Reader, name: str) -> None:
    reader.page.keyboard.press(name)


def by_tab(reader: Reader, selector: str) -> None:
    """Goes from the page's beginning to what the selector names."""
    for _ in range(20):
        key(reader, "Tab")
        if reader.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not come to {selector}")


@pytest.mark.parametrize("width", [1024, 390])
@pytest.mark.parametrize(("language", "name"), [("zh", "全书导航"), ("en", "Navigation")])
def test_a_key_opens_the_menu_and_closes_it(
    chromium: Browser, served: str, width: int, language: str, name: str
) -> None:
    with reading(chromium, served, width=width, reduced_motion="reduce") as reader:
        reader.open(path_in(language, PAGE), settled=True)
        menu = reader.page.get_by_role("button", name=name, exact=True)
        assert menu.get_attribute("aria-expanded") == "false"
        by_tab(reader, ".dz-menu-open")
        key(reader, "Enter")
        assert menu.get_attribute("aria-expanded") == "true"
        reader.wait_until(f"{IN_MENU} && ({IN_SIGHT})()")
        came = set()
        for _ in range(40):
            key(reader, "Tab")
            if not reader.page.evaluate(IN_MENU):
                break
            reader.wait_until(IN_SIGHT)
            came.add(reader.page.evaluate("document.activeElement.textContent.trim()"))
        assert len(came) > 5
        assert any(text.startswith("2.1") for text in came), "no way to the pages of another chapter"
        reader.wait_until(f"!{OPEN}")  # leaving it closes it
        menu.focus()
        key(reader, "Space")
        reader.wait_until(f"{OPEN} && {IN_MENU}")
        key(reader, "Escape")
        assert not reader.page.evaluate(OPEN)
        assert menu.evaluate("button => button === document.activeElement")
        assert menu.get_attribute("aria-expanded") == "false"
        assert reader.errors == []


def test_a_page_without_headings_has_the_menu_too(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=390, reduced_motion="reduce") as reader:
        reader.open("index.html", settled=True)
        by_tab(reader, ".dz-menu-open")
        key(reader, "Enter")
        for _ in range(5):
            reader.wait_until(f"{IN_MENU} && ({IN_SIGHT})()")
            key(reader, "Tab")
        assert reader.errors == []


def test_on_a_wide_window_the_navigation_stands_there_and_needs_no_button(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=1280) as reader:
        reader.open(PAGE, settled=True)
        assert not reader.page.locator(".dz-menu-open").is_visible()
        by_tab(reader, ".md-sidebar--primary a")


@pytest.mark.parametrize("width", [1024, 390])
def test_a_closed_menu_is_no_place_to_come_to(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served, width=width, reduced_motion="reduce") as reader:
        reader.open(PAGE, settled=True)
        for _ in range(15):
            key(reader, "Tab")
            assert not reader.page.evaluate(IN_MENU)


def test_a_key_finds_nothing_that_lies_beside_a_small_window(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=390, reduced_motion="reduce") as reader:
        reader.open(PAGE, settled=True)
        for _ in range(15):
            key(reader, "Tab")
            reader.wait_until(f"!document.activeElement.closest('.md-sidebar--secondary') || ({IN_SIGHT})()")


def test_a_finger_opens_the_menu_as_before(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=390, has_touch=True, is_mobile=True, reduced_motion="reduce") as reader:
        reader.open(PAGE, settled=True)
        page = reader.page
        page.locator(".dz-menu-open").tap()
        assert page.locator(".md-sidebar--primary a:focus").count() == 0
        if installed.theme() == "mkdocs-material":  # whose levels lie on top of each other
            page.locator(".md-nav__title[for^=__nav]:visible").first.tap()
        page.locator(".md-nav--primary > ul > li > a").first.tap()
        page.wait_for_url("**/index.html")


def test_without_a_script_the_menu_shows_itself_to_the_keyboard(chromium: Browser, served: str) -> None:
    with reading(chromium, served, width=1024, java_script_enabled=False, reduced_motion="reduce") as reader:
        reader.open(PAGE)
        came = 0
        for _ in range(15):
            key(reader, "Tab")
            if reader.page.evaluate(IN_MENU):
                reader.wait_until(IN_SIGHT)
                came += 1
        assert came > 5


@pytest.mark.parametrize("pressed", ["Space", "Enter"])
def test_a_key_switches_the_colours_there_and_back(chromium: Browser, served: str, pressed: str) -> None:
    with reading(chromium, served, color_scheme="light") as reader:
        reader.open(f"en/{PAGE}", settled=True)
        reader.page.locator(".dz-reading > summary").click()
        colours = reader.page.get_by_role("radiogroup", name="Colours")
        by_tab(reader, ".md-option")
        for scheme, name in (("slate", "Dark mode"), ("default", "Light mode"), ("slate", "Dark mode")):
            key(reader, pressed)
            reader.page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()
            assert colours.get_by_role("radio", name=name).is_checked()
            assert reader.page.evaluate("document.activeElement.matches('.md-option:checked')")


def test_the_other_language_is_named_in_its_own(chromium: Browser, served: str) -> None:
    with reading(chromium, served) as reader:
        for language, other, name in (("zh", "en", "English"), ("en", "zh", "简体中文")):
            reader.open(path_in(language, PAGE))
            link = reader.page.locator(".edition-languages a")
            assert (link.get_attribute("lang"), link.inner_text()) == (other, name)
            by_tab(reader, ".edition-languages a")
            assert link.evaluate("e => getComputedStyle(e).outlineStyle") != "none"


@pytest.mark.parametrize(("language", "short"), [("zh", "EN"), ("en", "中")])
def test_on_the_narrowest_window_the_title_is_whole_and_the_language_short(
    chromium: Browser, served: str, language: str, short: str
) -> None:
    with reading(chromium, served, width=320) as reader:
        reader.open(path_in(language, PAGE))
        title = reader.page.locator(".md-header__topic .md-ellipsis").first
        bar = reader.page.locator(".md-header").bounding_box()
        box = title.bounding_box()
        assert bar
        assert box
        assert box["y"] >= bar["y"]
        assert box["y"] + box["height"] <= bar["y"] + bar["height"]
        assert title.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
        link = reader.page.locator(".edition-languages a")
        assert link.evaluate("e => getComputedStyle(e, '::after').content") == f'"{short}"'
        size = link.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24
        assert reader.overflow() <= 0


@pytest.mark.parametrize("path", ["index.html", PAGE, "chapter-1/index.html", "sources.html"])
def test_the_navigation_says_which_page_one_is_on(chromium: Browser, served: str, path: str) -> None:
    with reading(chromium, served) as reader:
        reader.open(f"en/{path}")
        here = reader.page.locator(".md-sidebar--primary [aria-current=page]")
        assert here.count() == 1
        assert here.evaluate("e => e.href") == f"{served}en/{path}"


# Whether what has the focus stands between the header and what lies on the window's lower edge.
FREE = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".parallel-controls");
  const inBar = bar && bar.contains(document.activeElement);
  const end = bar && !inBar ? bar.getBoundingClientRect().top : innerHeight;
  return !!document.activeElement.closest(".md-header, .md-sidebar, .md-skip") || (box.top >= 48 && box.top < end - 4);
}"""


@pytest.mark.parametrize("path", [PAGE, f"parallel/{PAGE}"])
@pytest.mark.parametrize("width", [1280, 390])
def test_what_has_the_focus_is_never_covered(chromium: Browser, served: str, path: str, width: int) -> None:
    options: dict[str, Any] = {"width": width, "reduced_motion": "reduce"}
    with reading(chromium, served, **options) as reader:
        reader.open(path, settled=True)
        reader.page.set_viewport_size({"width": width, "height": 480})
        reader.page.locator("article a").first.focus()
        for name in ("Tab", "Shift+Tab"):
            for _ in range(40):
                key(reader, name)
                if reader.page.evaluate("document.activeElement === document.body"):
                    break
                reader.wait_until(FREE)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_ends_above_the_controls(chromium: Browser, served: str, width: int) -> None:
    with reading(chromium, served, width=width) as reader:
        reader.open(f"en/parallel/{PAGE}", settled=True)
        reader.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        reader.wait_until(
            """document.querySelector(".edition-attribution").getBoundingClientRect().bottom
               <= document.querySelector(".parallel-controls").getBoundingClientRect().top"""
        )
