"""Title pages and contents lists that are typed: no style says what a line is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from duizhao.source.conversion import convert
from duizhao.source.guess.formatted import of_format
from duizhao.source.guess.profile_text import profile_text
from duizhao.source.guess.whole import File, guessed, rows_of
from duizhao.source.readers.docx import read_docx
from duizhao.source.readers.markdown import read_markdown

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)

#: Each line: its size in points (0: as usual), its level as a heading (0: none), and its text.
LINES = (
    (0, 0, "湖泊研究丛书之三"),
    (26, 0, "全县湖泊与渔业"),
    (26, 0, "调查报告"),
    (16, 0, "——以四湖为例"),
    (0, 0, "湖泊研究院"),
    (0, 0, "2021年6月"),
    (16, 0, "目 录"),
    (0, 0, "摘要\t1"),
    (0, 0, "一、船只\t1"),
    (0, 0, "二、鱼类\t2"),
    (0, 1, "摘要"),
    (0, 0, "湖泊研究院的调查表明，湖中有十一种鱼。"),
    (0, 1, "一、船只"),
    (0, 0, "船只共四十艘。"),
    (0, 1, "二、鱼类"),
    (0, 0, "狗鱼最多。"),
)


def written(path: Path, lines: tuple[tuple[int, int, str], ...]) -> None:
    """A Word document of some lines."""
    paragraphs = []
    for size, level, text in lines:
        own = f'<w:rPr><w:sz w:val="{2 * size}"/></w:rPr>' if size else ""
        outline = f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>' if level else ""
        words = "</w:t><w:tab/><w:t>".join(text.split("\t"))
        paragraphs.append(f"<w:p>{outline}<w:r>{own}<w:t>{words}</w:t></w:r></w:p>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
        )


def seen_and_pages(folder: Path, lines: tuple[tuple[int, int, str], ...]) -> tuple[str, dict[str, str]]:
    """The profile that is written for a document, and the pages it is converted to."""
    written(folder / "report.docx", lines)
    read = read_docx(folder / "report.docx", "report.docx")
    seen = guessed([File("report.docx", rows_of(read.source, read.blocks))])
    profile = profile_text([of_format(seen[0], read, 1_000)], "", lambda guess: guess.because).lstrip("# \n")
    (folder / "report.yml").write_text(profile, encoding="utf-8")
    pages = convert(folder / "report.yml", folder).files
    return profile, {name: page.body.plain for name, page in pages.items()}


def test_the_biggest_lines_of_the_first_page_are_the_title_and_a_typed_contents_list_is_no_text(tmp_path: Path) -> None:
    profile, pages = seen_and_pages(tmp_path, LINES)
    assert "title: 全县湖泊与渔业调查报告 " in profile
    assert "publisher: 湖泊研究院 " in profile
    assert pages["zh/index.md"].count("\n{ #") == 4
    assert pages["zh/index.md"].startswith("\n# 全县湖泊与渔业调查报告 { #home }\n\n湖泊研究院\n{ #publisher }\n")
    assert not any("目" in body for body in pages.values())


@pytest.mark.parametrize("name", ["目 录", "目錄", "圖表目錄"])
def test_the_name_of_a_contents_list_goes_whose_entries_the_format_has_left_out(name: str, tmp_path: Path) -> None:
    lines = tuple((size, level, text.replace("目 录", name)) for size, level, text in LINES if "\t" not in text)
    _, pages = seen_and_pages(tmp_path, lines)
    assert not any("目" in body for body in pages.values())


def test_a_list_with_leaders_is_no_text_though_nothing_names_it_and_its_entries_are_headings(tmp_path: Path) -> None:
    entries = (
        "摘要......1",
        "一、船只 ........... 1",
        "二、鱼类 . . . . 2",
        "三、湖岸",
        "..........2",
        "四、渡口……………… 3",
    )
    text = tuple((0, level, line) for line in ("三、湖岸", "四、渡口") for level, line in ((1, line), (0, "湖水。")))
    lines = ((26, 0, "调查报告"), *((0, 1, entry) for entry in entries), *LINES[10:], *text)
    _, pages = seen_and_pages(tmp_path, lines)
    assert not any(dots in body for body in pages.values() for dots in ("...", "……", ". ."))
    assert sum(body.count("三、湖岸") for body in pages.values()) == 1


def test_a_list_with_leaders_that_the_text_does_not_have_again_is_its_own(tmp_path: Path) -> None:
    fish = ("狗鱼......10", "鲈鱼......12", "鲤鱼......7", "鳗鱼......3", "鲑鱼......1")
    lines = ((26, 0, "调查报告"), *LINES[10:], *((0, 0, each) for each in fish))
    _, pages = seen_and_pages(tmp_path, lines)
    assert all(any(each in body for body in pages.values()) for each in fish)


def test_lines_of_one_size_have_no_title_among_them(tmp_path: Path) -> None:
    lines = tuple((0, level, text) for _, level, text in LINES)
    profile, _ = seen_and_pages(tmp_path, lines)
    assert "title: 湖泊研究丛书之三" in profile
    assert "publisher: 湖泊研究院 " in profile


def test_a_publisher_that_is_a_heading_is_none_of_the_outline(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# 全县湖泊\n\n# 湖泊研究院\n\n# 摘要\n\n鱼很多。\n\n# 第一章 船\n\n船很少。\n", "utf-8"
    )
    read = read_markdown(tmp_path / "a.md", "a.md")
    seen = of_format(guessed([File("a.md", rows_of(read.source, read.blocks))])[0], read, 1_000)
    assert [heading.text for heading in seen.outline] == ["摘要", "第一章 船"]
