"""Takes the pictures of this edition in docs-dev/reading.md and README.md anew: nine pages in four looks, below those
of before, and what is done on a page.

python -m benchmarks.page.looks
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.server import serving

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs-dev" / "images"
#: Each picture's page, as its path on the site in the default language.
PAGES = {
    "home": "index.html",
    "page": "chapter-1/1-2.html",
    "chapter": "chapter-1/index.html",
    "parallel": "parallel/chapter-1/1-2.html",
    "sources": "sources.html",
    "downloads": "downloads.html",
    "about": "about.html",
    "figures": "figures.html",
    "glossary": "glossary.html",
}
#: The looks from left to right: language, width and height of the window, colours, width in the picture.
LOOKS = (
    ("zh", 1440, 900, "light", 460),
    ("zh", 390, 749, "light", 150),
    ("en", 1440, 900, "dark", 460),
    ("en", 390, 749, "dark", 150),
)
HEIGHT, GAP = 288, 6


def point_at_a_note(page: Page) -> None:
    """The pointer rests on the number of a note, in the middle of the window."""
    number = page.locator("a.footnote-ref").nth(1)
    number.evaluate("e => e.scrollIntoView({ block: 'center' })")
    number.hover()
    page.locator(".footnote-preview").wait_for()


def search(page: Page) -> None:
    """A word is searched for."""
    page.keyboard.press("/")
    page.locator(".dz-search input").fill("corridor")
    page.locator(".dz-search__hit").first.wait_for()


#: What is done: the picture, the page, the window, and how it comes about.
SCENES: tuple[tuple[str, str, tuple[int, int], Callable[[Page], None] | None], ...] = (
    ("site", "parallel/chapter-1/1-2.html", (1280, 800), None),
    ("reading-parallel", "parallel/chapter-1/1-1.html", (1180, 760), None),
    ("reading-note", "en/chapter-1/1-1.html", (1180, 760), point_at_a_note),
    ("reading-search", "en/chapter-1/1-1.html", (1180, 760), search),
)


def main() -> None:
    """Writes the pictures whose pages are there."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("chromium is needed: scripts/setup-browser says how to get it.")
    with sync_playwright() as playwright, serving(ROOT / "site") as served:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in PAGES.items():
            picture = Image.open(IMAGES / f"look-{name}.webp").convert("RGB")
            left = 0
            for language, width, height, colours, shown in LOOKS:
                at = path if language == "zh" else f"{language}/{path}"
                if not (ROOT / "site" / at).is_file():
                    print(f"look-{name}: no {at}")
                    break
                seen = shot(browser, served.base + at, language, (width, height), colours)
                picture.paste(seen.resize((shown, HEIGHT), Image.Resampling.LANCZOS), (left, HEIGHT + GAP))
                left += shown + GAP
            else:
                picture.save(IMAGES / f"look-{name}.webp", quality=80, method=6)
        for name, path, size, act in SCENES:
            language = "en" if path.startswith("en/") else "zh"
            shot(browser, served.base + path, language, size, "light", act).convert("RGB").save(
                IMAGES / f"{name}.webp", quality=80, method=6
            )
        browser.close()


def shot(
    browser: Browser,
    address: str,
    language: str,
    size: tuple[int, int],
    colours: str,
    act: Callable[[Page], None] | None = None,
) -> Image.Image:
    """What the window shows when the page has settled, and something was done there."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if colours == "dark" else "light",
        locale={"zh": "zh-CN", "en": "en-US"}[language],
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    if act:
        act(page)
    seen = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return seen


if __name__ == "__main__":
    main()
