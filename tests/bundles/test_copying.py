"""What a reader selects and copies is the report's words, in a real browser: no number of a note stands in it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.bundles.conftest import Bundled
from tests.site.conftest import path_in, reading, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAID = {
    "zh": "当年10月完工。修缮采用了原有的石料",
    "en": "in October of the same year. The original stones were used again",
}
# What Ctrl+C has put on the clipboard: as text, and as a word processor takes it.
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const as = async type => (await item.getType(type)).text();
  const html = new DOMParser().parseFromString(await as("text/html"), "text/html");
  return [await as("text/plain"), html.body.textContent];
}"""


@pytest.fixture(scope="module")
def served(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the offline website, the single pages and the e-books' documents, with a slash at the end."""
    folder = tmp_path_factory.mktemp("copying")
    for name in ("rivers.offline.zip", "rivers.zh.epub", "rivers.en.epub", "rivers.zh-en.epub"):
        with zipfile.ZipFile(bundled.made.folder / name) as archive:
            archive.extractall(folder / name)
    for language in SAID:
        shutil.copy(bundled.made.folder / f"rivers.{language}.html", folder)
    with serving(folder) as address:
        yield address


def in_epub(book: str) -> str:
    return f"{book}/EPUB/page-chapter-1-1-1.xhtml"


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("view", ["page", "parallel", "single", "epub", "bilingual epub"])
def test_no_number_of_a_note_is_copied(chromium: Browser, served: str, view: str, language: str) -> None:
    website = "rivers.offline.zip/rivers-offline/"
    path = {
        "page": website + path_in(language, "chapter-1/1-1.html"),
        "parallel": website + path_in(language, "parallel/chapter-1/1-1.html"),
        "single": f"rivers.{language}.html",
        "epub": in_epub(f"rivers.{language}.epub"),
        "bilingual epub": in_epub("rivers.zh-en.epub"),
    }[view]
    with reading(chromium, served, permissions=["clipboard-read", "clipboard-write"]) as reader:
        reader.open(path)
        paragraph = reader.page.locator("p:has(sup)").filter(has_text=SAID[language][:8]).first
        paragraph.evaluate("element => getSelection().selectAllChildren(element)")
        reader.page.keyboard.press("Control+c")
        for copied in reader.page.evaluate(CLIPBOARD):
            assert SAID[language] in copied
