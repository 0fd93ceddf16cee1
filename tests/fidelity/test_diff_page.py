"""The page of `duizhao diff`: what a reader sees of a change, in one file that asks no one for anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.fidelity.conftest import Git

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>document.title='hit'</script><img src=x onerror=alert(1)>"


def page(root: Path, language: str, *, ending: str = "") -> BeautifulSoup:
    """The page of the changes since the first commit."""
    done = subprocess.run(
        [sys.executable, "-m", "duizhao", "diff", "HEAD", "-o", "out.html", "--lang", language],
        cwd=root, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(ending)
    return BeautifulSoup((root / "out.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def changed(tmp_path: Path, git: Git) -> Path:
    """A repository with changes that are not committed: a word, a paragraph gone, a hostile one, a state."""
    for language, old, new in (
        ("zh", "上涨", "上升"),
        ("zh", "集市无人。\n{ #home-p2 }\n", ""),
        ("en", "empty", HOSTILE),
    ):
        file = tmp_path / f"docs/{language}/index.md"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    file = tmp_path / "docs/en/index.md"
    file.write_text("---\nproofread: proofread\n---\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_both_languages_side_by_side(changed: Path) -> None:
    html = page(changed, "en", ending="2 paragraphs changed; 1 paragraph removed (out.html)\n")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select(".cell, .row > div")] for row in html.select(".row")]
    assert len(rows) == 3  # the front matter, and two paragraphs
    marked = [(tag.name, tag.find_all(string=True, recursive=False)[0]) for tag in html.select("del, ins")]
    assert ("del", "涨") in marked
    assert ("ins", "升") in marked
    assert ("del", "集市无人。") in marked
    assert "unchanged" in rows[1][0]  # the English counterpart of the Chinese correction, in full
    assert "The water rose." in rows[1][0]
    assert html.select_one("script, img, link, [src], [onerror]") is None
    assert html.html is not None
    assert html.html["lang"] == "en"
    assert [p["lang"] for p in html.select(".cell [lang]")] == ["en", "zh-Hans"] * 2


def test_nothing_changed(tmp_path: Path, git: Git) -> None:
    html = page(tmp_path, "zh", ending="没有改动 (out.html)\n")
    assert "没有读者可见的改动。" in html.get_text()
    assert html.html is not None
    assert html.html["lang"] == "zh-Hans"


@pytest.mark.parametrize("width", [1200, 390])
def test_in_a_browser(changed: Path, chromium: Browser, repo_root: Path, width: int) -> None:
    page(changed, "zh")
    context = chromium.new_context(viewport={"width": width, "height": 800})
    try:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((changed / "out.html").as_uri())
        assert asked == [(changed / "out.html").as_uri()]
        assert tab.title() == "自 HEAD 以来的改动"
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        tops = [box["y"] for cell in tab.locator(".row").last.locator(".cell").all() if (box := cell.bounding_box())]
        assert (tops[0] == tops[1]) is (width == 1200)
        folder = repo_root / "artefacts"
        folder.mkdir(exist_ok=True)
        tab.screenshot(path=folder / f"diff-{width}.png", full_page=True)
    finally:
        context.close()
