"""`duizhao new`: from the files of a report to an edition with its site, in an empty folder."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from duizhao.cli import main
from duizhao.commands.new import LAST_LINES
from duizhao.commands.review_file import REVIEW
from duizhao.project import Project
from duizhao.publish.site.notices import for_readers

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
REPORT = """\
水井报告

某研究院

前言

这里有水。

第一章 水

1.1 井

村里有四口井。①

① 见2023年记录。

The Report on Wells

Some Institute

Preface

There is water here.

Chapter One Water

1.1 Wells

The village has four wells.①

① See the records of 2023.
"""
GERMAN = """\
Der Bericht der Brunnen

Institut der Brunnen

Vorwort

Das Wasser steigt in dem Dorf und die Menschen sind mit den Kindern auf dem Feld.
"""


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def brought(tmp_path: Path) -> tuple[Path, Path]:
    """The report's file, and an empty folder."""
    (tmp_path / "Wells 2024.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "edition").mkdir()
    return tmp_path / "Wells 2024.txt", tmp_path / "edition"


@pytest.mark.slow
def test_one_command_makes_a_site_and_says_where_to_look(
    brought: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, edition = brought
    monkeypatch.chdir(edition)
    assert main(["new", str(file), "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "the best guesses are taken, as with --yes" in told.out, "without a terminal nothing is asked"
    assert "zh: Wells 2024.txt, from line 1" in told.out
    assert "en: Wells 2024.txt, from line 17" in told.out
    assert "chapters: 第{numeral}章  (the numbers follow each other; line 9)" in told.out
    assert "[2/4] " in told.err
    last = told.out[told.out.index("The site is at site/index.html") :].rstrip("\n").split("\n")
    assert len(last) <= LAST_LINES
    assert "The village has four wells." in (edition / "site/en/chapter-1/1-1.html").read_text(encoding="utf-8")
    profile = (edition / "sources/wells-2024.yml").read_text(encoding="utf-8")
    assert "chapter: 第{numeral}章           # the numbers follow each other; line 9" in profile
    assert (edition / REVIEW).exists()

    (edition / REVIEW).write_text("of an earlier conversion", encoding="utf-8")
    assert main(["site", "--lang", "en"]) == 0
    capsys.readouterr()
    assert "earlier" not in (edition / REVIEW).read_text(encoding="utf-8"), "each build renews it"

    before = files(edition)
    assert main(["new", str(file), "--yes", "--lang", "en"]) == 2
    assert "holds an edition already" in capsys.readouterr().err
    assert files(edition) == before


MARKDOWN = """\
# 水井报告

## 第一章 水井

- 第一口井

![井台](images/a%20b.png)

### （一）东村

井深五米。[^1]

[^1]: 注释一。
"""


@pytest.mark.slow
def test_markdown_is_brought_with_its_images_and_no_publisher_is_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brought" / "images").mkdir(parents=True)
    (tmp_path / "brought" / "wells.md").write_text(MARKDOWN, encoding="utf-8")
    Image.new("RGB", (40, 30)).save(tmp_path / "brought" / "images" / "a b.png")
    (tmp_path / "edition").mkdir()
    monkeypatch.chdir(tmp_path / "edition")
    assert main(["new", "../brought/wells.md", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Nothing can be asked here" in told
    assert "taken: publisher (zh): none. To change it, write `publisher:` in sources/wells.yml" in told
    assert "publisher: none is named, and the site says so" in told
    assert (
        "seen: notes 1, boxes 0, figures 1, tables 0\n  outline (headings: 2):\n    第一章 水井\n      （一）东村\n"
        in told
    )
    made = files(tmp_path / "edition")
    assert "sources/images/a b.png" in made
    assert "docs/figures/figure-ch1-1.png" in made
    assert "publisher" not in (tmp_path / "edition/docs/zh/index.md").read_text(encoding="utf-8")
    page = (tmp_path / "edition/site/index.html").read_text(encoding="utf-8")
    assert "本站文字出自未具名机构发布的报告<cite>《水井报告》</cite>" in page
    assert 'name="author"' not in page


@pytest.mark.slow
def test_a_long_outline_stands_in_full_in_the_file_to_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = "".join(f"Chapter {number}: The well of village {number}\n\nIt is deep.\n\n" for number in range(1, 15))
    (tmp_path / "wells.txt").write_text(f"The Report on Wells\n\nSome Institute\n\n{chapters}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "wells.txt", "--yes", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert (
        "    Chapter 12: The well of village 12\n    … (headings: 2 more; all of them at the end of review.txt)" in told
    )
    end = "  en: # Chapter 13: The well of village 13\n  en: # Chapter 14: The well of village 14\n"
    assert (tmp_path / REVIEW).read_text(encoding="utf-8").endswith(end)


@pytest.mark.slow
def test_a_language_without_rules_has_a_site_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brunnen.txt").write_text(GERMAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "brunnen.txt", "--yes", "--lang", "en"]) == 0
    assert "There are no rules for German yet" in capsys.readouterr().out
    assert "Das Wasser steigt" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A person at a terminal who types that, and then ends the input."""

    def types(text: str) -> None:
        terminal = io.StringIO(text)
        terminal.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr(sys, "stdin", terminal)

    return types


def test_a_terminal_is_asked_what_cannot_be_settled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: Callable[[str], None]
) -> None:
    (tmp_path / "brunnen.txt").write_text(GERMAN.replace("Institut der Brunnen\n\n", ""), encoding="utf-8")
    typed("Institut\x1b[D  Général\n")
    assert main(["new", str(tmp_path / "brunnen.txt"), "-C", str(tmp_path), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "Who publishes the report? The name in German. [Enter: none] " in told
    assert "Nothing needs a human eye." in told, "what a person answers is not doubted"
    assert "publisher: Institut Général" in (tmp_path / "sources/brunnen.yml").read_text(encoding="utf-8")
    assert "c-068 The text does not name the publisher" in (tmp_path / REVIEW).read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["zh", "Chinese", "中文", "yes, both\n中文"])
def test_a_terminal_can_say_that_a_report_is_in_one_language(
    answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: Callable[[str], None]
) -> None:
    (tmp_path / "wells.txt").write_text(REPORT, encoding="utf-8")
    typed(f"{answer}\n")
    assert main(["new", str(tmp_path / "wells.txt"), "-C", str(tmp_path), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "type that one. [Enter: Chinese, English] " in told
    assert ("None of these was named." in told) == ("both" in answer)
    assert sorted(folder.name for folder in (tmp_path / "docs").iterdir() if folder.is_dir()) == ["zh"]
    pages = "".join(page.read_text(encoding="utf-8") for page in (tmp_path / "docs/zh").rglob("*.md"))
    assert "The village has four wells." in pages


def test_who_ends_the_input_is_left_with_an_empty_folder(
    brought: tuple[Path, Path], capsys: pytest.CaptureFixture[str], typed: Callable[[str], None]
) -> None:
    typed("")
    assert main(["new", str(brought[0]), "-C", str(brought[1]), "--lang", "en"]) == 130
    assert capsys.readouterr().err.endswith("\nduizhao: stopped.\n")
    assert files(brought[1]) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", "", "The source is empty."),
        ("sheet.xls", "x", "There is no reader for `.xls` files."),
        ("report.DOC", "x", "save it as .docx"),
        ("page.png", "x", "Let an OCR program read it"),
        (".", None, "This is a folder."),
        ("gone.txt", None, "There is no such file."),
    ],
)
def test_what_cannot_be_read_leaves_the_folder_empty(
    name: str, content: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = tmp_path / "edition"
    edition.mkdir()
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["new", str(tmp_path / name), "--yes", "-C", str(edition), "--lang", "en"]) == 2
    assert says in capsys.readouterr().err
    assert files(edition) == []


def test_two_files_in_one_language_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GERMAN, encoding="utf-8")
    edition = tmp_path / "edition"
    edition.mkdir()
    call = ["new", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--yes", "-C", str(edition), "--lang", "en"]
    assert main(call) == 2
    assert "Two files are in the same language." in capsys.readouterr().err
    assert files(edition) == []


@pytest.mark.parametrize(("first", "doubtful"), [("Preface", True), ("Introduction:", True), ("The Wells", False)])
def test_a_title_that_parts_are_called_by_is_doubtful(
    first: str, doubtful: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(f"# {first}\n\nWells are deep.\n\n## Water\n\nIt is cold.\n", encoding="utf-8")
    edition = tmp_path / "edition"
    edition.mkdir()
    assert main(["new", str(tmp_path / "a.md"), "--yes", "-C", str(edition), "--lang", "en"]) == 0
    told = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  title: "))
    assert ("parts are called so" in told and "not certain" in told) == doubtful


def test_a_title_in_a_table_on_the_cover_is_known_by_its_style(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def paragraph(text: str, style: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    cell = f"<w:tc>{paragraph('The Wells', 'Title')}</w:tc><w:tc>{paragraph('A. Digger', 'Author')}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + paragraph("Introduction", "Heading1") + paragraph("Deep.", "Normal")
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{DOCUMENT}</Relationships>')
        style = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{style}</w:styles>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    edition = tmp_path / "edition"
    edition.mkdir()
    assert main(["new", str(tmp_path / "a.docx"), "--yes", "-C", str(edition), "--lang", "en"]) == 0
    assert "  title: The Wells  (the file calls itself so)" in capsys.readouterr().out


#: English lacks two chapters, one behind the other, and has a heading more; in Chinese a mark is straight.
APART = {
    "zh": '# 水井报告\n\n## 1. 水\n\n### 水源\n\n这里有水。\n\n## 2. 井\n\n这里有"井"。\n\n'
    "## 3. 河\n\n这里有河。\n\n## 4. 湖\n\n这里有湖。\n",
    "en": "# The Wells\n\n## 1. Water\n\n### Its source\n\nThere is water.\n\n#### A well\n\nThere is a well.\n\n"
    "And a river.\n\n"
    "## 4. Lakes\n\nThere is a lake.\n",
}  # fmt: skip


@pytest.mark.slow
def test_outlines_that_differ_are_told_once_and_what_the_program_mends_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edition").mkdir()
    for code, text in APART.items():
        (tmp_path / f"{code}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "edition")
    assert main(["new", "../zh.md", "../en.md", "--yes", "--lang", "en"]) == 0
    review = Path(REVIEW).read_text(encoding="utf-8")
    assert review.count("b-502") == 1
    assert "docs/zh/chapter-2/index.md:1: error b-502 The page “2. 井” has no counterpart in English" in review
    assert "b-501" not in review, "what stands behind the page before is the same matter"
    assert "c-018" not in review, "what the conversion says of headings is the same matter, too"
    assert "`duizhao check --fix` mends 2 places: t-110 Straight quotation mark in Chinese (2)" in review
    main(["check", "--lang", "en"])
    assert (
        "So it is with the next pages (further ones: 1); from here on the outlines differ." in capsys.readouterr().out
    )


@pytest.mark.slow
def test_a_passage_that_one_language_lacks_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the labels of a drawn chart come, each a paragraph of its own."""
    (tmp_path / "edition").mkdir()
    labels = "".join(f"{number}.5%\n\n" for number in range(11, 17))
    zh = f"# 水井报告\n\n## 1. 水\n\n村里的水来自山上的河。\n\n{labels}## 2. 井\n\n这里有井。\n"
    en = "# The Wells\n\n## 1. Water\n\nThe village has its water from the river in the hills.\n\n"
    (tmp_path / "zh.md").write_text(zh, encoding="utf-8")
    (tmp_path / "en.md").write_text(f"{en}## 2. Wells\n\nThere is a well.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "edition")
    assert main(["new", "../zh.md", "../en.md", "--yes", "--lang", "en"]) == 0
    told = [line for line in Path(REVIEW).read_text(encoding="utf-8").split("\n") if "b-501" in line]
    assert [line.partition("b-501 ")[2] for line in told] == [
        "This paragraph stands in Chinese and has no counterpart in English (and 5 more behind it): 11.5%"
    ]


@pytest.mark.slow
def test_one_entry_settles_what_recurs_in_a_source_and_readers_are_told_each_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edition").mkdir()
    text = "# 河流报告\n\n## 1. 江河\n\n长江 and 黄河水位上涨。\n\n## 2. 湖泊\n\n太湖 and 巢湖水位下降。\n"
    (tmp_path / "rivers.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "edition")
    assert main(["new", "../rivers.md", "--yes", "--lang", "en"]) == 0
    capsys.readouterr()
    main(["check", "--json"])
    kind, *others = json.loads(capsys.readouterr().out)["findings"]
    assert (kind["code"], len(kind["alike"]), others) == ("l-101", 1, [])
    entry = f"- fingerprint: {kind['fingerprint']}\n  code: l-101\n  verdict: difference\n"
    Path("sources/rivers.findings.yml").write_text(f"{entry}  reason: So it is.\n  readers: true\n", encoding="utf-8")
    assert main(["check", "--lang", "en"]) == 0
    assert "0 to look at, 2 settled" in capsys.readouterr().out
    assert len(for_readers(Project(Path.cwd()))) == 2


def test_a_report_that_makes_no_site_yet_says_what_needs_an_eye_and_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wells.md").write_text("# The Wells\n\n" + "Deep wells.\n" * 1_000, encoding="utf-8")
    (tmp_path / "edition").mkdir()
    monkeypatch.chdir(tmp_path / "edition")
    assert main(["new", "../wells.md", "--yes", "--lang", "en"]) == 2
    told = capsys.readouterr()
    last = told.out[told.out.index("There is no site yet, for the reason below;") :].rstrip("\n").split("\n")
    assert len(last) <= LAST_LINES
    assert "docs/en/index.md:12: x-112 This is larger than anyone can review" in last[3]
    assert "The site could not be built." in told.err
    assert Path(REVIEW).exists()
    assert Path("sources/wells.yml").exists()
