"""The page of `duizhao diff`: what a reader sees of a change, in one file that asks no one for anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.fidelity.conftest import Git, change, corrected, duizhao

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>document.title='hit'</script><img src=x onerror=alert(1)>"


def page(root: Path, language: str, *, ending: str = "", base: str = "HEAD") -> BeautifulSoup:
    """The page of the changes since a commit."""
    assert duizhao(root, "diff", base, "-o", "out.html", "--lang", language).endswith(ending)
    return BeautifulSoup((root / "out.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def report(tmp_path: Path, git: Git) -> Path:
    """A converted report with a correction committed, and one not."""
    return corrected(tmp_path, git, "A slip\n\n理由：印本作“下降”。", "falls")


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
    # Nothing is committed, so no one can have said why.
    assert [p.get_text() for p in html.select(".why")] == ["Why: no reason given"] * 3


def test_each_page_is_listed_with_its_titles_in_both_languages(tmp_path: Path, git: Git) -> None:
    for language, title, text in (("zh", "水井", "水井很深。"), ("en", "Wells & <springs>", "Wells are deep.")):
        front = f"---\ntitle: {title}\norder: 1\n---\n\n"
        (tmp_path / f"docs/{language}/wells.md").write_text(
            f"{front}# {title.replace('<', '&lt;')} {{ #w }}\n\n{text}\n{{ #w-p1 }}\n", encoding="utf-8"
        )
        change(tmp_path / f"docs/{language}/index.md", "# ", f"---\ntitle: {title}\n---\n\n# ")
    html = page(tmp_path, "zh")
    sections = html.select("section")
    links = html.select("nav a")
    assert [link["href"] for link in links] == [f"#{section.h2['id']}" for section in sections if section.h2] != []
    for titled in (links[-1], sections[-1].h2):
        assert titled is not None
        told = [(span["lang"], span.get_text()) for span in titled.select("span")]
        assert told == [("en", "Wells & <springs>"), ("zh-Hans", "水井")]
    assert html.select_one("springs") is None
    # The home page's title is both in its front matter and a text; the new page has a title and a paragraph.
    assert [tag.get_text() for tag in html.select("nav small")] == ["4 处改动", "4 处改动"]


def test_each_change_has_its_reason_and_evidence(tmp_path: Path, git: Git) -> None:
    """Only those since the commit asked for: what was said before is not about this change."""
    chinese = tmp_path / "docs/zh/index.md"
    for old, new, message in (
        ("上涨", "升高", "A\n\n理由：早先的改动。"),
        ("升高", "上升", f"B\n\nReason: {HOSTILE}\n依据：印本第3页"),
        ("上升", "涨高", "C\n\nReason: So the printed report."),
    ):
        change(chinese, old, new)
        git("commit", "--quiet", "-am", message)
    change(tmp_path / "docs/en/index.md", "rose", "has risen")
    html = page(tmp_path, "en", base="HEAD~2")
    told = [" ".join(p.get_text().split()) for p in html.select(".why")]
    day = git("log", "-1", "--format=%as").strip()
    assert told == [
        "Why: no reason given",
        f"Why: {day} · An Editor · So the printed report.",
        f"For an earlier change: {day} · An Editor · {HOSTILE}",
        "Evidence: 印本第3页",
    ]
    assert [span["lang"] for span in html.select(".why [lang]")] == ["", "", "zh-Hans"]
    assert html.select_one("script, img, [onerror]") is None


def test_a_move_has_the_reasons_of_moves_since_and_of_none_before(tmp_path: Path, git: Git) -> None:
    chinese = tmp_path / "docs/zh/index.md"
    one, two = "水位上涨。\n{ #home-p1 }\n", "集市无人。\n{ #home-p2 }\n"
    for before, after, reason in ((one, two, "早先的移动。"), (two, one, "移回原处。")):
        change(chinese, f"{before}\n{after}", f"{after}\n{before}")
        git("commit", "--quiet", "-am", f"Moved\n\n理由：{reason}")
    (told,) = page(tmp_path, "zh", base="HEAD~1").select(".why")
    assert told.get_text().endswith("移回原处。")
    # Since the first commit nothing has changed, though there were two moves.
    assert page(tmp_path, "zh", base="HEAD~2", ending="没有改动（out.html）\n").select(".why") == []


def test_an_entry_in_the_errata_goes_before_a_commit(report: Path, git: Git) -> None:
    hashes = {item["language"]: item["change"] for item in json.loads(duizhao(report, "errata", "--json"))}
    entry = (
        "- {{edition: report, language: {}, id: home-p1, change: '{}', reason: {{zh: 原文如此。, en: So it is.}}}}\n"
    )
    (report / "sources/errata.yml").write_text(
        "".join(entry.format(code, change) for code, change in hashes.items()), encoding="utf-8"
    )
    html = page(report, "zh", base="HEAD~1")
    assert [" ".join(p.get_text().split()) for p in html.select(".why")] == [
        f"理由：{git('log', '-1', '--format=%as').strip()} · An Editor · 原文如此。",
        "理由：原文如此。",
    ]
    (report / "sources/errata.yml").write_text("no list", encoding="utf-8")
    html = page(report, "zh", base="HEAD~1")
    # `duizhao check` says what is wrong with the file; the change is shown all the same.
    assert "印本作" in html.select(".why")[0].get_text()


def test_nothing_changed(tmp_path: Path, git: Git) -> None:
    html = page(tmp_path, "zh", ending="没有改动（out.html）\n")
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
        tab.locator("nav a").last.click()
        tab.wait_for_url("**#page-1")
        folder = repo_root / "artefacts"
        folder.mkdir(exist_ok=True)
        tab.screenshot(path=folder / f"diff-{width}.png", full_page=True)
    finally:
        context.close()
