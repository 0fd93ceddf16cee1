"""PDF: what stands where on its pages becomes headings, paragraphs, notes, tables and lists; each letter is kept."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
import typst
import yaml
from PIL import Image

from duizhao.source.conversion import Conversion, convert

#: A page as a report has it: a running head with the page's number, text in lines, a note at the foot, a table.
PAGE = """
#set page(width: 300pt, height: 330pt, margin: 40pt)
#set page(header: [The River Report #h(1fr) #context counter(page).display()])
#set text(size: 10pt, font: ("Libertinus Serif", "Noto Serif CJK SC"))
#set par(justify: true)
"""
REPORT = """
= The River Report
The Office
== 1 The wells
The keeper of the northern station wrote down the level of the water each morning.#footnote[The books are kept in the
town.] He did so for forty years, and nobody asked him to; the incomprehensible gaps are those of two winters.

A second paragraph, which is short.

- The first well
  - its rope
- The second well
=== 1.1 What was measured
#table(columns: 2, [Well], [Depth], [North], [5.2], [South], [7.9])
#quote(block: true)[The water came back in the year after, and with it the frogs, which nobody had missed before.]

== 2 The canal
The canal is as old as the town. Its banks were mended in the spring, after the flood had carried them away, and again
in the autumn, when the boats had gone and the water was low enough for men to stand in it and work.
#table(columns: 3, stroke: none, table.hline(), [Year], [Boats], [Men], table.hline(), [1901], [12], [40], [1902],
[9], [31], table.hline())
The mill stands where the canal leaves the river; it was the largest of the county.
"""
EXPECTED = """
## 1.1 What was measured

| Well | Depth |
| --- | --- |
| North | 5.2 |
| South | 7.9 |

> The water came back in the year after, and with it the frogs, which nobody had missed before.
"""


def made(folder: Path, source: str, name: str = "a.pdf", *, tags: bool = False) -> Path:
    """The PDF Typst makes of a source."""
    (folder / "a.typ").write_text(source, encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / name), pdf_tags=tags)
    return folder / name


def converted(path: Path, title: str, code: str = "en") -> Conversion:
    language = {"script": "han" if code == "zh" else "latin", "title": title, "publisher": "The Office"}
    profile = path.with_suffix(".yml")
    text = yaml.safe_dump({"source": path.name, "languages": {code: language}}, allow_unicode=True)
    profile.write_text(text, encoding="utf-8")
    return convert(profile, path.parent)


def text_of(conversion: Conversion, name: str) -> str:
    """The Markdown of a page, without ids."""
    return re.sub(r"(?m)^[> ]*\{ #.*\n|(?<=\S) \{ #.*$", "", conversion.files[name].body.plain + "\n")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Conversion]:
    path = made(tmp_path_factory.mktemp("pdf"), PAGE + REPORT)
    return path, converted(path, "The River Report")


def test_a_report_becomes_pages(report: tuple[Path, Conversion]) -> None:
    _, conversion = report
    assert conversion.findings == ()
    chapter = text_of(conversion, "en/chapter-1/index.md")
    assert "# 1 The wells" in chapter
    assert "nobody asked him to; the incomprehensible gaps are those of two winters." in chapter
    assert "each morning.[^n1] He did so" in chapter
    assert "[^n1]: The books are kept in the town." in chapter
    assert "- The first well" in chapter
    assert "  - its rope" in chapter
    second = text_of(conversion, "en/chapter-2/index.md")
    assert "| 1902 | 9 | 31 |" in second
    assert "when the boats had gone and the water was low enough for men to stand in it and work." in second


def test_a_section_reads_as_it_stands(report: tuple[Path, Conversion]) -> None:
    lines = text_of(report[1], "en/chapter-1/1-1.md").split("\n")
    assert [line for line in lines if line][1:] == [line for line in EXPECTED.split("\n") if line][1:]


def test_each_letter_is_kept(report: tuple[Path, Conversion]) -> None:
    path, conversion = report
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    letters = Counter("".join("".join(pages).replace("\ufffe", "-").replace("\x02", "-").split()))
    assert letters == Counter("".join(conversion.extracted["a.pdf.txt"].split()))
    reasons = conversion.ledger.by_reason()
    assert reasons["running head"] == sum(len("The River Report") - 2 for _ in pages)
    assert reasons["page number"] == len(pages)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sentence = "第{number}句说的是水井，井深{number}米，看守它的人在早晨记下水位，到今年已经有{number}天了。"
    body = "= 水井\n== 一、井\n" + "\n\n".join(
        "".join(sentence.format(number=paragraph * 10 + at) for at in range(4)) for paragraph in range(1, 9)
    )
    page = PAGE.replace("width: 300pt", "columns: 2, width: 420pt")
    conversion = converted(made(tmp_path, page + body), "水井", "zh")
    text = "".join(text_of(conversion, "zh/chapter-1/index.md").split())
    places = [text.index(sentence.format(number=paragraph * 10 + at)) for paragraph in range(1, 9) for at in range(4)]
    assert places == sorted(places)
    assert len([line for line in text_of(conversion, "zh/chapter-1/index.md").split("\n") if line]) == 9


def test_a_column_of_short_lines_and_tables_is_one(tmp_path: Path) -> None:
    long = "The keeper of well {} wrote down the level of the water each morning, and nobody asked him to."
    left = "\n\n".join(long.format(number) for number in range(1, 8))
    short = "\n\n".join(f"Well {number} is deep." for number in range(1, 9))
    table = "#table(columns: 2, stroke: none, [Well], [Depth], [North], [5.2], [South], [7.9])"
    body = f"= Wells\n== One\n{left}\n\n#colbreak()\n{long.format(8)}\n\n{short}\n\n{table}"
    page = PAGE.replace("width: 300pt", "columns: 2, width: 420pt")
    lines = text_of(converted(made(tmp_path, page + body), "Wells"), "en/chapter-1/index.md").split("\n")
    wanted = [*(long.format(number) for number in range(1, 9)), *(f"Well {number} is deep." for number in range(1, 9))]
    cells = ["| Well | Depth |", "| --- | --- |", "| North | 5.2 |", "| South | 7.9 |"]
    assert [line for line in lines if line][-len(wanted) - 4 :] == wanted + cells


def test_rows_of_numbers_are_rows_whatever_parts_groups_of_them(tmp_path: Path) -> None:
    rows = "".join(f"[Well {number}], [{number}.2], [{number * 3}], " for number in range(1, 7))
    style = "#set table(stroke: none, inset: (y: 2pt))\n"
    table = (
        f"#table(columns: 3, table.hline(), [Site], [Depth], [Year], table.hline(), {rows}[], [], [], [All], [9], [7])"
    )
    text = text_of(
        converted(made(tmp_path, PAGE + style + f"= Wells\n== One\n#lorem(30)\n\n{table}"), "Wells"),
        "en/chapter-1/index.md",
    )
    assert [f"| Well {number} | {number}.2 | {number * 3} |" in text for number in range(1, 7)] == [True] * 6


def test_numbers_of_lines_and_watermarks_are_left_out(tmp_path: Path) -> None:
    draft = "background: place(top + left, dx: 60pt, dy: 150pt, text(40pt, fill: silver)[DRAFT])"
    page = PAGE + f'#set page({draft})\n#set par.line(numbering: "1", number-clearance: 2.5em)\n'
    conversion = converted(made(tmp_path, page + "= Wells\n== One\n#lorem(300)"), "Wells")
    reasons = conversion.ledger.by_reason()
    pages = conversion.extracted["a.pdf.txt"].count("DRAFT")
    assert pages > 2
    assert reasons["watermark"] == pages * len("DRAFT")
    assert reasons["number of a line"] > 50
    text = text_of(conversion, "en/chapter-1/index.md")
    assert not re.search(r"\d|DRAFT", text)
    assert "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor" in text


def test_notes_with_circled_numbers_follow_each_other(tmp_path: Path) -> None:
    foot = "#place(bottom, text(8pt)[#line(length: 30%)\n① 注释一。\\\n② 注释二。])"
    text = PAGE + "= 水井\n== 一、井\n" + foot + "井深五米①，水深二米②。看守它的人在早晨记下水位。\n"
    lines = text_of(converted(made(tmp_path, text), "水井", "zh"), "zh/chapter-1/index.md").split("\n")
    assert [line for line in lines if line.startswith("[^")] == ["[^n1]: 注释一。", "[^n2]: 注释二。"]


def test_marks_of_items_may_be_drawn(tmp_path: Path) -> None:
    marks = "#set list(marker: box(circle(radius: 1.2pt, fill: black), inset: (bottom: 2pt)))\n"
    text = PAGE + marks + "= Wells\n== One\nThe wells of the town are these.\n- The first well\n- The second well\n"
    lines = text_of(converted(made(tmp_path, text), "Wells"), "en/chapter-1/index.md").split("\n")
    assert [line for line in lines if line][-2:] == ["- The first well", "- The second well"]


def test_notes_that_lead_back_need_no_heading(tmp_path: Path) -> None:
    """So a browser prints the notes of a page of the web."""
    text = PAGE + "= Wells\n== One\nThe well is deep.#super[1] It is old.\n\n1. As was measured. #sym.arrow.l.hook\n"
    found = text_of(converted(made(tmp_path, text), "Wells"), "en/chapter-1/index.md")
    assert "The well is deep.[^n1] It is old." in found
    assert "[^n1]: As was measured.\n" in found


def test_the_picture_of_a_running_head_is_no_figure(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "logo.png")
    Image.new("RGB", (60, 40), "red").save(tmp_path / "well.png")
    page = '#set page(width: 300pt, height: 200pt, header: image("logo.png", width: 1cm))\n'
    text = page + '= Wells\n== One\n#image("well.png", width: 2cm)\nA well.\n' + "#pagebreak()\nA well.\n" * 3
    assert text_of(converted(made(tmp_path, text), "Wells"), "en/chapter-1/index.md").count("!!! figure") == 1


def test_figures_that_begin_several_pages_with_one_picture_are_none_of_a_running_head(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "red").save(tmp_path / "well.png")
    figure = '#image("well.png", width: 2cm)\nFigure {}: A well.\n\n#lorem(30)\n#pagebreak()\n'
    text = PAGE + "= Wells\n== One\n#lorem(30)\n#pagebreak()\n" + "".join(map(figure.format, (1, 2, 3)))
    assert text_of(converted(made(tmp_path, text), "Wells"), "en/chapter-1/index.md").count("!!! figure") == 3
