"""An edit is in the open tab, the reader's place is kept, and the page works as it did."""

from __future__ import annotations

import hashlib
import urllib.request
from pathlib import Path

from duizhao.publish.site.build import build_site
from tests.serve.conftest import PAGE, Editor

ZH = "docs/zh/chapter-1/1-1.md"
EN = "docs/en/chapter-1/1-1.md"

#: The page is not loaded again if what a script leaves on its window is still there.
LEAVE_A_MARK = "window.left = true"
NOT_LOADED_AGAIN = "window.left === true"


def top_of(editor: Editor, block: str) -> float:
    """How far a block is from the window's top."""
    return float(editor.page.evaluate(f"document.getElementById('{block}').getBoundingClientRect().top"))


def test_an_edit_is_shown_where_the_reader_is(editor: Editor) -> None:
    editor.open(f"{PAGE}#s1-1-p6")
    editor.page.evaluate(LEAVE_A_MARK)
    editor.wait("window.scrollY > 0")  # it has gone to the paragraph
    editor.page.evaluate("window.scrollBy(0, 13)")
    before = top_of(editor, "s1-1-p6")
    # What stands above grows by several lines.
    editor.replace(ZH, "村里的第一口井", "村里最早的、也是最深的一口井" + "（至今还有人用）" * 30)
    editor.wait_for("#s1-1-p1", "至今还有人用")
    editor.wait_until_calm()
    assert abs(top_of(editor, "s1-1-p6") - before) < 2
    assert editor.page.evaluate(NOT_LOADED_AGAIN)


def test_the_parallel_view_shows_an_edit_in_either_language(editor: Editor) -> None:
    editor.open(f"parallel/{PAGE}")
    editor.page.evaluate(LEAVE_A_MARK)
    editor.replace(EN, "The first well", "The oldest well")
    editor.wait_for("#s1-1-p1", "The oldest well")
    editor.replace(ZH, "第一口井", "最老的一口井")
    editor.wait_for("#s1-1-p1", "最老的一口井")
    editor.wait_until_calm()
    assert editor.page.evaluate(NOT_LOADED_AGAIN)
    assert editor.page.locator(".parallel-controls").count() == 1
    editor.page.locator(".parallel-controls button").nth(1).click()
    assert "show-first" in str(editor.page.locator(".parallel").get_attribute("class"))


def test_a_title_is_new_everywhere_on_the_page_and_then_on_the_others(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "title: 1.1 旧井", "title: 1.1 老井")
    editor.replace(ZH, "# 1.1 旧井", "# 1.1 老井")
    editor.wait("document.title.startsWith('1.1 老井')")
    editor.wait_for(".md-sidebar--primary", "1.1 老井")
    editor.wait_until_calm()
    editor.open("index.html")
    editor.wait_for(".md-content", "1.1 老井")


def test_the_scripts_of_the_page_work_after_an_edit(editor: Editor) -> None:
    editor.open()
    editor.page.evaluate(LEAVE_A_MARK)
    editor.replace(ZH, "春天井水最浅", "春分前后井水最浅")
    editor.wait_for("#s1-1-p2", "春分前后")
    editor.wait_until_calm()
    assert editor.page.evaluate(NOT_LOADED_AGAIN)
    # A paragraph's menu: one click opens one, the next closes it.
    sign = editor.page.locator("#s1-1-p2 .edition-permalink")
    editor.page.locator("#s1-1-p2").hover()
    sign.click()
    assert editor.page.locator(".edition-menu").count() == 1
    sign.click()
    assert editor.page.locator(".edition-menu").count() == 0
    assert editor.page.locator("#edition-keys").count() == 1
    # A note beside its number.
    editor.page.locator(".footnote-ref").first.hover()
    editor.wait("document.querySelectorAll('.footnote-preview, [class*=preview]').length === 1")
    # The references have their buttons once.
    assert editor.page.locator(".edition-cite [data-style]").first.locator("button").count() == 1
    # The table of contents, which the theme's own script looks after.
    assert editor.page.locator(".md-sidebar--secondary").count() == 1
    # The search finds the new words, once the site is built.
    editor.page.keyboard.press("/")
    editor.page.keyboard.type("春分前后")
    editor.wait("document.querySelector('dialog[open] ol li a') !== null")
    editor.page.keyboard.press("Escape")


def test_a_paragraph_that_had_the_focus_has_it_again(editor: Editor) -> None:
    editor.open()
    editor.page.locator("#s1-1-p2 .edition-permalink").focus()
    editor.replace(ZH, "春天井水最浅", "立春时井水最浅")
    editor.wait_for("#s1-1-p2", "立春时")
    editor.wait("document.activeElement.closest('#s1-1-p2') !== null")


def test_a_term_of_the_glossary_is_marked(editor: Editor) -> None:
    editor.open()
    editor.write("sources/glossary.yml", "- id: pebble\n  kind: concept\n  zh: 卵石\n  en: pebbles\n")
    editor.wait_for(".edition-term", "卵石")
    editor.replace("sources/glossary.yml", "  zh: 卵石\n", "  zh: 井壁\n")
    editor.wait_for(".edition-term", "井壁")


def test_the_glossary_itself_shows_an_edit(editor: Editor) -> None:
    editor.write("sources/glossary.yml", "- id: pebble\n  kind: concept\n  zh: 卵石\n  en: pebbles\n")
    editor.open()
    editor.wait_until_calm()
    editor.open("glossary.html")
    editor.replace("sources/glossary.yml", "en: pebbles", "en: pebbles from the river")
    editor.wait_for(".md-content", "pebbles from the river")


def test_a_box_is_called_as_the_profile_says(editor: Editor) -> None:
    editor.open()
    assert "知识卡片" in editor.page.content()
    editor.replace("sources/wells.yml", "【知识卡片】", "【井边故事】")
    editor.wait(lambda: "井边故事" in editor.page.content())


def test_a_figure_is_drawn_from_its_data(editor: Editor) -> None:
    editor.open()
    editor.write(
        "docs/figures/figure-1.yml",
        "chart: bars\ncolumns:\n  year: {zh: 年份, en: Year}\n  depth: {zh: 水深, en: Depth}\n"
        "source: {zh: 水利研究所, en: Institute of Water}\n",
    )
    editor.write("docs/figures/figure-1.csv", "year,depth\n2019,4\n2020,5\n")
    editor.wait("document.querySelector('.md-content figure table, .md-content [id=figure-1] table') !== null")
    editor.replace("docs/figures/figure-1.csv", "2020,5", "2020,77")
    editor.wait_for(".md-content", "77")


def test_a_figures_image_is_loaded_again(editor: Editor) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="10"><rect width="{0}" height="10"/></svg>\n'
    editor.open()
    editor.write("docs/figures/figure-1.svg", drawing.format(40))
    width = "(document.querySelector('#figure-1 img') || {}).naturalWidth"
    editor.wait(f"{width} === 40")
    editor.write("docs/figures/figure-1.svg", drawing.format(70))
    editor.wait(f"{width} === 70")


def test_after_an_edit_every_file_is_what_a_build_writes(editor: Editor, tmp_path: Path) -> None:
    editor.open()
    editor.replace(ZH, "title: 1.1 旧井", "title: 1.1 古井")
    editor.replace(EN, "The first well", "The first deep well")
    editor.write("sources/glossary.yml", "- id: well\n  kind: concept\n  zh: 井\n  en: well\n")
    editor.wait("document.title.startsWith('1.1 古井')")
    editor.wait_for(".edition-terms", "well")
    editor.open(f"parallel/{PAGE}")
    editor.wait_for("#s1-1-p1", "The first deep well")
    editor.wait_until_calm()
    clean = build_site(editor.root, to=tmp_path / "clean")
    files = sorted(path for path in clean.rglob("*") if path.is_file())
    assert len(files) > 50
    for path in files:
        with urllib.request.urlopen(editor.base + path.relative_to(clean).as_posix()) as answer:
            mark = answer.headers["ETag"].strip('"')
        # The mark is made of the file alone, without the script that the page is sent with.
        assert mark == hashlib.sha256(path.read_bytes()).hexdigest()[:16], path


def test_nothing_of_the_server_is_written_into_the_project(editor: Editor) -> None:
    editor.open()
    editor.replace(ZH, "春天井水最浅", "春天的井水最浅")
    editor.wait_for("#s1-1-p2", "春天的井水")
    assert not (editor.root / "site").exists()
    assert not [path for path in editor.root.rglob("*.html") if b"_duizhao" in path.read_bytes()]


def test_a_new_page_is_there_once_the_site_is_built(editor: Editor) -> None:
    editor.open("chapter-1/1-3.html")
    for language, title in (("zh", "1.3 尾声"), ("en", "1.3 The End")):
        editor.write(
            f"docs/{language}/chapter-1/1-3.md",
            f"---\ntitle: {title}\nkind: section\nchapter: 1\nsection: '1.3'\norder: 9\n---\n\n# {title} {{ #s1-3 }}\n",
        )
    editor.wait_for("h1", "1.3 尾声")
    editor.errors = [told for told in editor.errors if "404" not in told]
