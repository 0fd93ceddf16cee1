"""What the check finds stands at its paragraph in the editor's language, and goes when it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serve.conftest import PAGE, Editor, editing, new_edition, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZH = "docs/zh/chapter-1/1-1.md"


def behind(editor: Editor, block: str) -> str:
    """The code of the finding right behind a block; empty if there is none."""
    found = f"document.getElementById('{block}').nextElementSibling"
    return str(editor.page.evaluate(f"({found} && {found}.dataset.code) || ''"))


def settlement(editor: Editor) -> str:
    """An entry that settles the one finding on the page."""
    editor.wait_until_calm()
    note = editor.page.locator(".duizhao-note")
    code, key = note.get_attribute("data-code"), note.get_attribute("data-key")
    return f"- fingerprint: {key}\n  code: {code}\n  verdict: difference\n  reason: It was measured anew.\n"


def test_a_finding_stands_at_its_paragraph_until_it_is_mended(editor: Editor) -> None:
    editor.open()
    editor.wait_for(".duizhao-live__said", "Nothing to look at on this page")
    editor.replace(ZH, "春天井水最浅，", "春天井水最浅,")
    editor.wait(lambda: "t-101" in editor.codes())
    assert behind(editor, "s1-1-p2") == "t-101"
    said = editor.text('.duizhao-note[data-code="t-101"]')
    assert "warning" in said or "notice" in said
    assert f"{ZH}:" in said
    editor.wait_for(".duizhao-live__said", "on this page")
    editor.replace(ZH, "春天井水最浅,", "春天井水最浅，")
    editor.wait(lambda: editor.codes() == [])
    editor.wait_for(".duizhao-live__said", "Nothing to look at on this page")


def test_what_only_the_whole_edition_shows_comes_and_goes_too(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "深12米", "深13米")
    editor.wait(lambda: editor.codes() == ["f-101"])
    assert "English has “" in editor.text('.duizhao-note[data-code="f-101"]')
    assert behind(editor, "s1-1-p1")
    editor.replace(ZH, "深13米", "深12米")
    editor.wait(lambda: editor.codes() == [])


def test_what_is_said_runs_from_the_left_on_a_page_that_runs_from_the_right(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "春天井水最浅，", "春天井水最浅,")
    editor.wait(lambda: "t-101" in editor.codes())
    editor.wait_until_calm()
    editor.page.evaluate("document.documentElement.dir = 'rtl'")
    for said in (".duizhao-live", ".duizhao-note"):
        assert editor.page.locator(said).first.evaluate("box => getComputedStyle(box).direction") == "ltr"
    editor.replace(ZH, "春天井水最浅,", "春天井水最浅，")
    editor.wait(lambda: editor.codes() == [])


def test_in_the_parallel_view_a_finding_stands_in_its_language(editor: Editor) -> None:
    editor.open(f"parallel/{PAGE}")
    editor.replace("docs/en/chapter-1/1-1.md", "12 metres deep", "12 metres  deep")
    editor.wait("document.querySelector('#s1-1-p1 [data-language=\"en\"] .duizhao-note') !== null")


def test_a_setting_of_a_finding_counts_at_once(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "深12米", "深13米")
    editor.wait(lambda: editor.codes() == ["f-101"])
    changed = settlement(editor)
    editor.write("sources/wells.findings.yml", changed)
    editor.wait(lambda: editor.codes() == ["b-102"])
    editor.write("sources/wells.findings.yml", changed + settlement(editor))
    # What is left is to look at the counterpart.
    editor.wait(lambda: editor.codes() == ["f-109"])
    editor.write("sources/wells.findings.yml", "")
    editor.wait(lambda: editor.codes() == ["f-101"])


def test_what_readers_are_told_of_a_difference_is_shown_at_once(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "深12米", "深13米")
    editor.wait(lambda: editor.codes() == ["f-101"])
    changed = settlement(editor)
    editor.write("sources/wells.findings.yml", changed)
    editor.wait(lambda: editor.codes() == ["b-102"])
    assert "in sources/wells.findings.yml" in editor.text(".duizhao-note")
    differs = settlement(editor)
    editor.open("about.html")
    assert editor.page.locator(".edition-differences").count() == 0
    editor.write("sources/wells.findings.yml", f"{changed}{differs}  readers: true\n")
    editor.wait("document.querySelector('.edition-differences') !== null")


def test_findings_are_reached_by_keyboard_and_announced(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "春天井水最浅，", "春天井水最浅,")
    editor.wait(lambda: "t-101" in editor.codes())
    bar = editor.page.get_by_role("region", name="Check")
    assert bar.get_by_role("status").count() == 1  # polite
    bar.get_by_role("button", name="Next").focus()
    editor.page.keyboard.press("Enter")
    assert editor.page.evaluate("document.activeElement.dataset.code") == "t-101"
    assert "t-101" in str(editor.page.evaluate("document.activeElement.getAttribute('aria-label')"))


def bar_height(editor: Editor) -> float:
    """How much of the window the bar takes, in pixels."""
    return float(editor.page.evaluate("document.querySelector('.duizhao-live').getBoundingClientRect().height"))


def test_on_a_narrow_window_the_bar_is_a_line_until_it_is_opened(editor: Editor) -> None:
    editor.page.set_viewport_size({"width": 390, "height": 844})
    editor.open()
    editor.replace(ZH, "kind:", "extra: 1\nkind:")  # a finding that has its place in the bar
    editor.wait(lambda: "x-108" in editor.codes())
    editor.wait_for(".duizhao-live__said", "1 finding on this page")
    assert bar_height(editor) < 50
    editor.page.get_by_text("Check", exact=True).click()
    assert bar_height(editor) > 100
    # As it was left, so it is on the next page; what is in the way opens it.
    editor.page.get_by_text("Check", exact=True).click()
    editor.wait("sessionStorage.getItem('duizhao-folded') === 'true'")
    editor.open("preface.html")
    assert bar_height(editor) < 50
    editor.write(ZH, "---\ntitle: [\n---\n")
    editor.wait(editor.page.locator(".duizhao-live__problem").is_visible)


@pytest.mark.parametrize(
    ("file", "broken", "said"),
    [
        (ZH, "---\ntitle: [1.1\n---\n\n# 旧井\n", f"{ZH}:"),
        (ZH, "---\ntitle: 旧井\nkind: part\norder: 3\n---\n\n<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> x\n", f"{ZH}:7:"),
        (ZH, b"---\ntitle: 1.1\n---\n\n# \xb5\xda\xd2\xbb\n", f"{ZH}:5: The file is not UTF-8."),
        (ZH, "", ZH),
        ("sources/wells.yml", "source: report.txt\nlanguages: []\n", "sources/wells.yml"),
        ("sources/glossary.yml", "- id: [\n", "sources/glossary.yml"),
        ("sources/wells.findings.yml", "- fingerprint: 1\n", "sources/wells.findings.yml:1:"),
    ],
    ids=["front matter", "merge marks", "encoding", "empty", "profile", "glossary", "settings of findings"],
)
def test_a_broken_file_is_told_and_the_last_good_page_stays(
    editor: Editor, file: str, broken: str | bytes, said: str
) -> None:
    editor.open()
    editor.write(file, broken)
    editor.wait_for(".duizhao-live__problem", said)
    editor.wait(editor.page.locator(".duizhao-live__problem").is_visible)
    editor.wait_until_calm()
    editor.wait_for(".duizhao-live__problem", said)
    editor.wait_for(".duizhao-live__said", "The pages are shown as they were before")
    editor.wait_for("#s1-1-p1", "村里的第一口井")
    # A page that is opened meanwhile says so, too, and is the last good one; it may be made, and loaded, once more.
    editor.open("preface.html")
    editor.wait_for(".duizhao-live__problem", said)
    editor.wait_for(".md-content", "本报告记述")
    editor.undo()
    editor.wait("document.querySelector('.duizhao-live__problem').hidden")


@pytest.fixture
def chinese(chromium: Browser, repo_root: Path, tmp_path: Path) -> Iterator[Editor]:
    """Someone who reads Chinese, and whose edition is broken when they begin."""
    root = new_edition(repo_root, tmp_path / "edition")
    good = (root / ZH).read_text(encoding="utf-8")
    (root / ZH).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with serving(root, "--lang", "zh", "--port", "0") as address, editing(chromium, root, address) as editor:
        editor.before[root / ZH] = good.encode()
        yield editor


def test_in_chinese_from_a_broken_beginning(chinese: Editor) -> None:
    chinese.open()
    chinese.wait_for(".duizhao-live__problem", f"{ZH}:")
    # The page that says so waits; it does not load itself again and again.
    chinese.page.evaluate("window.left = true")
    chinese.page.wait_for_timeout(1500)
    assert chinese.page.evaluate("window.left === true")
    chinese.undo()
    chinese.wait_for("#s1-1-p1", "村里的第一口井")
    chinese.wait_for(".duizhao-live__said", "本页没有需要查看之处")
    chinese.replace(ZH, "春天井水最浅，", "春天井水最浅,")
    chinese.wait(lambda: "t-101" in chinese.codes())
    note = chinese.page.locator('.duizhao-note[data-code="t-101"]')
    assert note.get_attribute("lang") == "zh"
    assert "逗号" in note.inner_text() or "标点" in note.inner_text()
