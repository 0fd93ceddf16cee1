"""A table an editor adds is one block: what stands in its cells is seen by whatever looks at the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import markdown

from duizhao.check.context import Context
from duizhao.check.prose import prose_of
from duizhao.check.run import run_checks
from duizhao.compare.pairs import counterparts, pair_editions
from duizhao.document.editions import read_page
from duizhao.document.model import Block, Edition, Page
from duizhao.project import Project
from duizhao.publish.exports.build import build_pages
from duizhao.publish.search.documents import documents
from duizhao.revise.realign import applied, proposals

TABLE = """| Year | Length in *km* |
|:-----|---------------:|
| 2020 | 12[^n1] |
| 2021 | a \\| b, <https://example.org/a_b> |
{ #s1-p2 data-also="s1-p3" }

[^n1]: Measured.
"""


def page(body: str, language: str = "en") -> Page:
    front = "---\ntitle: T\nkind: part\norder: 1\n---\n"
    return read_page(f"{front}# T {{ #s1 }}\n\n{body}", language, "1.md", f"docs/{language}/1.md")


def table(body: str) -> Block:
    return next(block for block in page(body).blocks if block.kind == "table")


def test_its_text_is_its_cells_with_a_stroke_between_and_a_line_a_row() -> None:
    found = table(TABLE)
    assert found.text == "Year | Length in km\n2020 | 12\n2021 | a | b, https://example.org/a_b"
    assert (found.id, found.also) == ("s1-p2", ("s1-p3",))
    assert (found.line, found.last) == (8, 12)


def test_its_cells_references_emphasis_and_links_are_where_they_are() -> None:
    found = table(TABLE)
    cells = [[found.text[start:end] for start, end in row] for row in found.rows]
    assert cells == [["Year", "Length in km"], ["2020", "12"], ["2021", "a | b, https://example.org/a_b"]]
    assert [(ref.label, found.text[: ref.offset][-2:]) for ref in found.refs] == [("n1", "12")]
    assert [found.text[mark.start : mark.end] for mark in found.marks] == ["km", "https://example.org/a_b"]
    assert found.addresses == ("https://example.org/a_b",)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a | b\n--|--\nc | d\n", "a | b\nc | d"),  # without strokes at the ends
        ("| a | b |\n|---|---|\n| c |\n", "a | b\nc | "),  # a cell short
        ("| a |\n|---|\n| b | c |\n", "a\nb | c"),  # a cell too many: nothing of it is lost
        ("| a | b |\n|---|---|\n| { x } | |\n", "a | b\n{ x } | "),  # no id line
        ("|  | b |\n|---|---|\n|  |  |\n", " | b\n | "),  # empty cells
    ],
)
def test_rows_of_every_form(body: str, text: str) -> None:
    assert table(body).text == text
    (prose,) = (each for each in prose_of(page(body)) if each.block.kind == "table")
    assert prose.text == text


def test_without_an_id_line_it_ends_with_its_last_row() -> None:
    found = table("| a | b |\n|---|---|\n| c | d |\n\nWords.\n{ #s1-p1 }\n")
    assert (found.id, found.line, found.last) == ("", 8, 10)


def test_in_a_box_it_is_the_boxs() -> None:
    body = '!!! factbox "B"\n    { #s1-box1 }\n\n    | a | b |\n    |---|---|\n    | c | d |\n    { #s1-box1-p1 }\n'
    assert [(block.id, block.kind, block.box) for block in page(body).blocks[1:]] == [
        ("s1-box1", "factbox", ""),
        ("s1-box1-p1", "table", "s1-box1"),
    ]


def test_each_character_has_its_place_in_the_file() -> None:
    found = page(TABLE)
    lines = found.content.split("\n")
    (prose,) = (each for each in prose_of(found) if each.block.kind == "table")
    assert prose.text == prose.block.text
    assert len(prose.text) == len(prose.shape) == len(prose.at)
    for char, (line, start, end) in zip(prose.text, prose.at, strict=True):
        assert char in f" |\n{lines[line - 1][start:end]}"
    at = prose.text.index("Length")
    assert prose.place(at, at + 6).line == 8
    assert lines[7][slice(*(prose.place(at, at + 6).at or (0, 0)))] == "Length"


def found_in(zh: str, en: str, root: Path) -> set[tuple[str, str]]:
    """The codes of what is found, each with what is marked."""
    editions = [Edition("zh", (page(zh, "zh"),)), Edition("en", (page(en, "en"),))]
    found = set()
    for finding in run_checks(Context(editions, Project(root))):
        for place in finding.places:
            found.add((finding.code, place.text[slice(*(place.mark or (0, 0)))]))
    return found


ZH, EN = (f"| {a} | {b} |\n|---|---|\n| {c} | {d} |\n{{ #s1-p1 }}\n" for a, b, c, d in (
    ("年份", "里程（公里）", "2020", "12"), ("Year", "Length (km)", "2020", "12"),
))  # fmt: skip


def test_two_tables_that_agree_give_no_finding(tmp_path: Path) -> None:
    assert found_in(ZH, EN, tmp_path) == set()


def test_numbers_that_differ_are_found(tmp_path: Path) -> None:
    assert {code[:3] for code, _ in found_in(ZH, EN.replace("| 12 |", "| 21 |"), tmp_path)} == {"b-1"}


def test_typography_is_looked_at_cell_by_cell(tmp_path: Path) -> None:
    found = found_in(ZH.replace("（公里）", "(公里)"), EN.replace("Length", "Length ,"), tmp_path)
    assert ("t-102", "(公里)") in found
    assert "t-114" in {code for code, _ in found}


def test_a_table_without_an_id_is_found(tmp_path: Path) -> None:
    zh, en = (text.rpartition("{")[0] for text in (ZH, EN))
    assert "s-101" in {code for code, _ in found_in(zh, en, tmp_path)}


def test_a_table_on_one_side_is_found(tmp_path: Path) -> None:
    assert {code for code, _ in found_in(ZH, "", tmp_path)} == {"b-501"}


@pytest.mark.parametrize(
    ("above", "joined"),
    [("## Years { #s1-h1 }\n", False), ("\n", False), ("Words.\n", True), ("Words.\n{ #s1-p9 }\n", True)],
)
def test_directly_below_text_it_is_none_and_below_a_heading_it_is_one(above: str, joined: bool, tmp_path: Path) -> None:
    body = f"{above}{EN}"
    found = run_checks(Context([Edition("en", (page(body),))], Project(tmp_path)))
    assert ("s-307" in {finding.code for finding in found}) is joined
    assert ("<table>" in markdown(body, extensions=["attr_list", "tables"])) is not joined


def test_tables_get_ids_together() -> None:
    pages = [page(text.rpartition("{")[0], code) for code, text in (("zh", ZH), ("en", EN))]
    (pair,) = pair_editions(Edition("zh", (pages[0],)), Edition("en", (pages[1],)))
    changes = proposals(pair, ("zh", "en"))
    assert [change.id for change in changes] == ["s1-p1", "s1-p1"]
    assert applied(pages[1].content, changes[1:]) == page(EN).content


def test_it_is_searched_and_exported(tmp_path: Path) -> None:
    editions = Edition("zh", (page(ZH, "zh"),)), Edition("en", (page(EN),))
    (document,) = documents(editions[1], "en/")
    assert [(p.id, p.kind, p.text) for p in document.passages[1:]] == [
        ("s1-p1", "text", "Year | Length (km)\n2020 | 12")
    ]
    (corpus,) = build_pages(counterparts(editions))
    unit = corpus.units[-1]
    assert (unit.id, unit.kind) == ("s1-p1", "table")
    assert tuple(side and side.text for side in unit.sides) == (
        "年份 | 里程（公里）\n2020 | 12",
        "Year | Length (km)\n2020 | 12",
    )
