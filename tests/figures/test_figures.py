"""Figures from data: what is refused, what is drawn, and what a reader sees of it."""

from __future__ import annotations

import re
import shutil
import textwrap
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.document.editions import read_page
from duizhao.document.figures.data import FigureData, Series, load_figure
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.bundles.rendering import renderer
from duizhao.publish.figures.draw import PLACES, draw, panels, shown, width
from duizhao.publish.figures.show import Charts
from duizhao.publish.figures.values import bands
from duizhao.publish.markdown.page import Behind
from duizhao.publish.site.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).with_name("faults.txt").read_text(encoding="utf-8")
WORDS = CASES.partition("WORDS\n")[2].partition("\n\n")[0]

TABLE = "year,wells,cost\n2021,12,3.50\n2022,,4\n2023,1015,\n"
MORE_WORDS = """\
chart: bars
columns:
  year: {zh: 年份, en: Year}
  wells: {zh: 水井, en: Wells, unit: {zh: 口, en: wells}}
  cost: {zh: 费用, en: Cost, unit: {zh: 万元, en: "10,000 yuan"}}
source: {zh: 水务局, en: Water board}
address: https://example.org/wells?a=1&b=2
"""


def cases() -> Iterator[object]:
    for case in CASES.split("\n== ")[1:]:
        title, _, rest = case.partition("\n")
        table, words, said = re.split(r"^-- (?:words|said)\n", rest, flags=re.MULTILINE)
        yield pytest.param(
            table.replace("⇥", "\t"), words.replace("{WORDS}", WORDS), said.strip("\n").strip(), id=title
        )


def put(folder: Path, table: str | bytes, words: str) -> Path:
    (folder / "figure-1.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    (folder / "figure-1.yml").write_text(words, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("table", "words", "said"), list(cases()))
def test_fault(tmp_path: Path, table: str, words: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        load_figure(put(tmp_path, table, words), "figure-1", "en")
    assert str(error.value) == said


def test_a_file_without_the_other(tmp_path: Path) -> None:
    assert load_figure(tmp_path, "figure-1", "en") is None
    put(tmp_path, TABLE, MORE_WORDS)
    (tmp_path / "figure-1.yml").unlink()
    with pytest.raises(InputError, match=r"figure-1\.yml: The words of the figure are missing"):
        load_figure(tmp_path, "figure-1", "en")


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, "year,wells\n2021,1\n二,2\n".encode("gb18030"), WORDS)
    with pytest.raises(InputError, match=r"figure-1\.csv:3: The table is not UTF-8"):
        load_figure(tmp_path, "figure-1", "en")


def test_as_spreadsheet_programs_save_it(tmp_path: Path) -> None:
    table = b"\xef\xbb\xbf" + b'year,wells\r\n"2021", 12 \r\n2022,-.5\r\n,\r\n'
    data = load_figure(put(tmp_path, table, WORDS), "figure-1", "en")
    assert data == FigureData(
        "bars", "Year", ("2021", "2022"), (Series("Wells", "", (Decimal(12), Decimal("-0.5"))),), "Water board", ""
    )


def test_each_language_has_its_words(tmp_path: Path) -> None:
    put(tmp_path, "kind,wells\ndug,1\ndrilled,2\n", WORDS.replace("year", "kind") + "\nrows:\n"
        "  dug: {zh: 挖井, en: Dug}\n  drilled: {zh: 钻井, en: Drilled}\n")  # fmt: skip
    for language, rows, name in (("zh", ("挖井", "钻井"), "水井"), ("en", ("Dug", "Drilled"), "Wells")):
        data = load_figure(tmp_path, "figure-1", language)
        assert data
        assert (data.rows, data.series[0].name) == (rows, name)


def drawings(data: FigureData) -> list[Element]:
    return [draw(data, panel, place).svg for panel in panels(data) for place in PLACES]


def texts(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


def test_a_bar_for_each_value_and_its_height_is_the_value(tmp_path: Path) -> None:
    data = load_figure(put(tmp_path, "year,wells\n2021,10\n2022,\n2023,40\n", WORDS), "figure-1", "zh")
    assert data
    for svg in drawings(data):
        bars = [float(rect.get("height", 0)) for rect in svg.iter("rect")]
        assert len(bars) == 2
        assert bars[1] / bars[0] == pytest.approx(4, rel=0.02)
        assert {"2021", "2022", "2023", "0", "10", "40"} <= set(texts(svg))


def test_two_units_are_two_panels(tmp_path: Path) -> None:
    data = load_figure(put(tmp_path, TABLE, MORE_WORDS), "figure-1", "en")
    assert data
    assert [(panel.unit, panel.first, len(panel.series)) for panel in panels(data)] == [
        ("wells", 1, 1),
        ("10,000 yuan", 2, 1),
    ]


def test_a_line_is_broken_where_there_is_no_value() -> None:
    values = (Decimal(1), Decimal(2), None, Decimal(3), Decimal(4))
    data = FigureData("lines", "Year", ("1", "2", "3", "4", "5"), (Series("a", "", values),), "", "")
    for svg in drawings(data):
        paths = [p.get("d", "") for g in svg.iter("g") if "series" in g.get("class", "") for p in g.iter("path")]
        assert sum(path.count("M") for path in paths) == 2
        assert len(list(svg.iter("circle"))) == 4


def test_names_that_do_not_fit_below_stand_beside() -> None:
    names = tuple(f"{n}号水井的名称很长" for n in range(8))
    data = FigureData("bars", "井", names, (Series("深", "", tuple(map(Decimal, range(1, 9)))),), "", "")
    for svg, (across, _) in zip(drawings(data), PLACES.values(), strict=True):
        beside = [t for t in svg.iter("text") if t.text in names]
        assert [t.text for t in beside] == list(reversed(names)) or [t.text for t in beside] == list(names)
        assert {t.get("text-anchor") for t in beside} == {"end"}
        # The first row is on top.
        heights = {t.text: float(t.get("y", 0)) for t in beside}
        assert heights[names[0]] < heights[names[-1]]
        # Each name has room to the left of the axis.
        shifts = (re.match(r"translate\(([\d.]+)", g.get("transform", "")) for g in svg.iter("g"))
        shift = next(float(match[1]) for match in shifts if match)
        assert all(width(t.text or "", 13) <= shift for t in beside)
        below = [t for t in svg.iter("text") if t not in beside]
        assert below
        assert all(shift + float(t.get("x", 0)) + width(t.text or "", 13) / 2 <= across for t in below)


@pytest.mark.parametrize("rows", [13, 40])
def test_many_years_are_named_now_and_then(rows: int) -> None:
    years = tuple(str(1980 + n) for n in range(rows))
    data = FigureData("bars", "年", years, (Series("井", "", tuple(map(Decimal, range(rows)))),), "", "")
    for svg, (across, size) in zip(drawings(data), PLACES.values(), strict=True):
        named = [t for t in svg.iter("text") if t.text in years]
        places = [float(t.get("x", 0)) for t in named]
        assert named
        assert len(list(svg.iter("rect"))) == rows
        assert all(b - a >= width("2000", size) for a, b in pairwise(places)), across


SHAPES = {"svg", "g", "path", "rect", "circle", "line", "text"}
ATTRIBUTES = {"class", "viewBox", "role", "transform", "text-anchor", "x", "y", "x1", "x2", "y1", "y2"}
ATTRIBUTES |= {"width", "height", "cx", "cy", "r", "d"}

Columns = list[tuple[str, list[Decimal | None]]]
names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12).filter(str.strip)
numbers = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)


@settings(max_examples=25)
@given(
    st.sampled_from(["bars", "lines"]),
    st.lists(st.tuples(names, st.lists(st.one_of(st.none(), numbers), min_size=3, max_size=3)), min_size=1, max_size=6),
    st.lists(names, min_size=3, max_size=3, unique=True),
)
def test_the_drawing_holds_only_shapes_and_text(chart: str, columns: Columns, rows: list[str]) -> None:
    filled = [Series(name, "", (Decimal(1), *values[1:])) for name, values in columns]
    data = FigureData("bars" if chart == "bars" else "lines", "x", tuple(rows), tuple(filled), "s", "")
    for svg in drawings(data):
        assert {each.tag for each in svg.iter()} <= SHAPES
        assert {name for each in svg.iter() for name in each.attrib} <= ATTRIBUTES
        values = [value for each in svg.iter() for name, value in each.attrib.items() if name != "class"]
        assert not [value for value in values if "nan" in value or "inf" in value]


@pytest.mark.parametrize("chart", ["bars", "lines"])
@pytest.mark.parametrize("rows", [2, 3, 12])
@pytest.mark.parametrize("name", ["{}", "A name that is too long to stand below, {}"])
def test_what_is_pointed_at_is_the_row_that_stands_there(chart: str, rows: int, name: str) -> None:
    names = tuple(name.format(1990 + n) for n in range(rows))
    values = tuple(map(Decimal, range(5, 5 + rows)))
    data = FigureData("bars" if chart == "bars" else "lines", "Year", names, (Series("Wells", "", values),), "", "")
    for place in PLACES:
        drawing = draw(data, panels(data)[0], place)
        x, y, _, _ = drawing.plot
        if chart == "bars":
            shapes = [[float(e.get(k, 0)) for k in ("x", "y", "width", "height")] for e in drawing.svg.iter("rect")]
            middles = [(x + left + wide / 2, y + top + high / 2) for left, top, wide, high in shapes]
        else:
            middles = [(x + float(e.get("cx", 0)), y + float(e.get("cy", 0))) for e in drawing.svg.iter("circle")]
        if drawing.sideways:
            middles.reverse()
        for at, (left, top, wide, high) in zip(middles, bands(rows, drawing, points=chart == "lines"), strict=True):
            assert left - 0.1 <= at[0] <= left + wide + 0.1
            assert top - 0.1 <= at[1] <= top + high + 0.1


def test_the_same_data_give_the_same_drawing(tmp_path: Path) -> None:
    charts = Charts(put(tmp_path, TABLE, MORE_WORDS), "/figures", "en", load_strings("en").figure_data)
    data = charts.load("figure-1")
    assert data
    first, second = (tostring(charts.drawing(data, "Figure 1: Wells")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("language", "title", "description", "cells"),
    [
        (
            "zh",
            "图1 水井 — 柱形图：水井（口）",
            "水井（口）：最低12（2021），最高1,015（2023）",
            "年份|水井（口）|费用（万元）|2021|12|3.50|2022|无数据|4|2023|1,015|无数据",
        ),
        (
            "en",
            "图1 水井 — Bar chart: Wells (wells)",
            "Wells (wells): lowest 12 (2021), highest 1,015 (2023)",
            "Year|Wells (wells)|Cost (10,000 yuan)|2021|12|3.50|2022|no value|4|2023|1,015|no value",
        ),
    ],
)
def test_words_for_those_who_do_not_see_it(
    tmp_path: Path, language: str, title: str, description: str, cells: str
) -> None:
    charts = Charts(put(tmp_path, TABLE, MORE_WORDS), "/figures", language, load_strings(language).figure_data)
    data = charts.load("figure-1")
    assert data
    for svg in charts.drawing(data, "图1 水井").findall("div/svg[@role='img']")[:2]:
        assert svg.get("role") == "img"
        assert svg.findtext("title") == title
        assert svg.findtext("desc") == description
    table = charts.table(data, "figure-1")
    assert "|".join(each.text or "" for each in table.iter() if each.tag in ("th", "td")) == cells
    assert {each.get("scope") for each in table.iter("th")} == {"col", "row"}
    assert [each.get("href") for each in table.iter("a")] == ["/figures/figure-1.csv"]
    assert [each.get("href") for each in charts.whose(data, drawn=True).iter("a")] == [
        "https://example.org/wells?a=1&b=2"
    ]


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0"), ("-1234.50", "−1,234.50"), ("1E+4", "10,000"), ("1234567.8", "1,234,567.8")]
)
def test_numbers_as_they_are_read(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


def test_the_guide_for_editors_shows_what_works(repo_root: Path, tmp_path: Path) -> None:
    guide = (repo_root / "docs" / "figures" / "README.md").read_text(encoding="utf-8")
    blocks = [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+(?:\n?    .*\n)*", guide, re.MULTILINE)]
    tables = [block for block in blocks if block.startswith("year,")]
    words = [block for block in blocks if block.startswith("chart:")]
    assert len(tables) == len(words) == 2, "once in each language"
    for table, text in zip(tables, words, strict=True):
        for language in ("zh", "en"):
            assert load_figure(put(tmp_path, table, text), "figure-1", language)
    message = next(block for block in blocks if "is no number" in block)
    with pytest.raises(InputError) as error:
        load_figure(put(tmp_path, tables[0].replace("1015", '"1,015"'), words[0]), "figure-1", "en")
    assert str(error.value) == message.strip()


@pytest.mark.parametrize(
    ("language", "source"),
    [("zh", "本图由本版根据以下数据绘制：水务局"), ("en", "Drawn for this edition from: Water board")],
)
def test_in_a_book_drawing_and_table_stand_in_the_text(
    repo_root: Path, tmp_path: Path, language: str, source: str
) -> None:
    shutil.copy(repo_root / "mkdocs.yml", tmp_path)
    (tmp_path / "docs" / "figures").mkdir(parents=True)
    put(tmp_path / "docs" / "figures", TABLE, MORE_WORDS)
    page = read_page('!!! figure "Figure 1: Wells"\n    { #figure-1 }\n', language, "1.md", "1.md")
    tree, drawn = renderer(Project(tmp_path), language, load_strings(language)).tree(page, Behind())
    assert tree.find(["svg", "details", "summary"]) is None
    assert len(drawn) == len(tree.select("img")) > 0
    assert [cell.get_text() for cell in tree.select("tbody tr:last-child > *")][:2] == ["2023", "1,015"]
    assert [note.get_text() for note in tree.select(".figure-whose")] == [source]
    assert tree.select(".edition-note") == []
