"""PDF: what only the look of a page tells. Small pages as Typst sets them, beside the Markdown that comes of them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import typst
import yaml
from playwright.sync_api import Browser

from duizhao.source.conversion import Conversion, convert

PAGE = """
#set page(width: 300pt, height: 480pt, margin: 40pt)
#set text(size: 10pt, font: ("Libertinus Serif", "Noto Serif CJK SC"))
#set heading(numbering: none)
"""
TEXT = "看守它的人在早晨记下水位，到今年已经有四十年了，而没有人让他这样做，他也不知道是为了什么。\n\n"


def converted(path: Path, title: str, code: str) -> Conversion:
    language = {"script": "han" if code == "zh" else "latin", "title": title, "publisher": "The Office"}
    profile = path.with_suffix(".yml")
    text = yaml.safe_dump({"source": path.name, "languages": {code: language}}, allow_unicode=True)
    profile.write_text(text, encoding="utf-8")
    return convert(profile, path.parent)


def lines_of(conversion: Conversion) -> list[str]:
    """The lines of all pages behind the first, without ids; a heading has its level on its page."""
    pages = [file.body.plain for name, file in conversion.files.items() if name.count("/") > 1 or "index" not in name]
    return [line.split(" { #")[0] for page in pages for line in page.split("\n") if line and not line.startswith("{ #")]


def read(folder: Path, source: str, title: str = "水井", code: str = "zh") -> list[str]:
    """What a page becomes, without its title."""
    (folder / "a.typ").write_text(f"{PAGE}= {title}\n{source}", encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / "a.pdf"), pdf_tags=False)
    return lines_of(converted(folder / "a.pdf", title, code))


def test_letters_with_an_outline_are_bold(tmp_path: Path) -> None:
    """So programs set a face in bold that has no bold one."""
    head = "#text(stroke: 0.3pt + black)[{}]\n\n"
    source = "== 第一章 井\n" + TEXT + head.format("东村的井") + TEXT + head.format("西村的井") + TEXT
    assert [line for line in read(tmp_path, source) if line.startswith("#")] == [
        "# 第一章 井",
        "# 东村的井",
        "# 西村的井",
    ]


def test_numbers_in_order_make_headings_of_what_looks_like_text(tmp_path: Path) -> None:
    source = f"一、去年的工作\n\n{TEXT}（一）东村\n\n{TEXT}（二）西村\n\n{TEXT}二、今年的工作\n\n{TEXT}"
    heads = [line for line in read(tmp_path, source) if line.startswith("#")]
    assert heads == ["# 一、去年的工作", "# （一）东村", "# （二）西村", "# 二、今年的工作"]


def test_numbers_of_a_list_make_none(tmp_path: Path) -> None:
    source = f"== 第一章 井\n{TEXT}一、东村\n\n二、西村\n\n三、北村\n\n{TEXT}"
    assert [line for line in read(tmp_path, source) if line.startswith("#")] == ["# 第一章 井"]


def test_a_number_far_before_a_heading_is_part_of_it(tmp_path: Path) -> None:
    source = f"== 1#h(2em)引言\n{TEXT}== 2#h(2em)方法\n{TEXT}"
    assert [line for line in read(tmp_path, source) if line.startswith("#")] == ["# 1 引言", "# 2 方法"]


def test_words_that_end_pages_by_chance_are_no_running_foot(tmp_path: Path) -> None:
    table = "#table(columns: 2, stroke: none, inset: 8pt, [村], [深], [东村], [5.2], [合计], [7.9])"
    page = f"#v(1fr)\n{table}\n#pagebreak()\n{TEXT * 3}"
    lines = read(tmp_path, f"== 第一章 井\n{TEXT}{page}{page}{TEXT}")
    assert lines.count("| 合计 | 7.9 |") == 2


def test_a_number_at_half_the_height_of_its_row_is_in_it(tmp_path: Path) -> None:
    rows = "[东村的水井], [往北的石桥], [5.2], [西村的水井], [往南的石桥], [7.9]"
    style = "#set table(stroke: none, inset: 6pt, align: horizon)\n"
    table = f"#table(columns: (3.2em + 12pt, 3.2em + 12pt, 4em), [水井], [石桥], [深], {rows})"
    assert read(tmp_path, f"== 第一章 井\n{TEXT}{style}{table}")[-4:] == [
        "| 水井 | 石桥 | 深 |",
        "| --- | --- | --- |",
        "| 东村的水井 | 往北的石桥 | 5.2 |",
        "| 西村的水井 | 往南的石桥 | 7.9 |",
    ]


def test_text_between_the_rules_of_two_tables_parts_them(tmp_path: Path) -> None:
    """Each table has a rule below its head alone, both rules are as long."""
    style = "#set table(stroke: none, align: center)\n"
    rows = "[{0}], [深], table.hline(), [{0}东], [5.2], [{0}南], [7.9], [{0}西], [6.1]"
    table = f"#table(columns: (1fr, 1fr), {rows})\n\n"
    tables = table.format("水井") + TEXT + table.format("石桥")
    assert read(tmp_path, f"== 第一章 井\n{TEXT}{style}{tables}")[-11:] == [
        "| 水井 | 深 |",
        "| --- | --- |",
        "| 水井东 | 5.2 |",
        "| 水井南 | 7.9 |",
        "| 水井西 | 6.1 |",
        TEXT.strip(),
        "| 石桥 | 深 |",
        "| --- | --- |",
        "| 石桥东 | 5.2 |",
        "| 石桥南 | 7.9 |",
        "| 石桥西 | 6.1 |",
    ]


def test_a_line_over_the_columns_of_a_table_heads_rows(tmp_path: Path) -> None:
    head = "table.hline(), [水井], [深], table.hline(), [西村], [6.1]"
    rows = "table.cell(colspan: 2)[东边的水井与石桥旁边的水井], [东村], [5.2], table.hline()"
    style = "#set table(stroke: none, align: center)\n"
    text = read(tmp_path, f"== 第一章 井\n{TEXT}{style}#table(columns: (1fr, 1fr), {head}, {rows})")
    assert [line for line in text if line.startswith("|")][2:] == [
        "| 西村 | 6.1 |",
        "| 东边的水井与石桥旁边的水井 |  |",
        "| 东村 | 5.2 |",
    ]


def test_a_box_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    box = f"#block(fill: silver, inset: 8pt, width: 100%)[*专栏1 水井*\n\n{TEXT * 3}]"
    text = read(tmp_path, f"== 第一章 井\n{TEXT}#v(300pt)\n{box}")
    boxes = [line for line in text if line.startswith("!!!")]
    assert len(boxes) == 1
    assert sum("看守它的人" in line for line in text[text.index(boxes[0]) :] if line.startswith("    ")) == 3


def test_a_listing_stays_as_it_is(tmp_path: Path) -> None:
    listing = "for well in wells:\n    depth   = well.depth\n    count  += 1"
    text = "The keeper of the northern station wrote down the level of the water each morning. " * 2
    source = f"== One\n{text}\n\n```\n{listing}\n```\n{text}"
    lines = read(tmp_path, source, "Wells", "en")
    wanted = ["```", "for well in wells:", "    depth   = well.depth", "    count  += 1", "```"]
    assert lines[2:-1] == wanted


def test_works_cited_by_raised_numbers_keep_their_brackets(tmp_path: Path) -> None:
    lines = read(tmp_path, f"== 第一章 井\n井深五米#super[[1,3–5]]。{TEXT}")
    assert lines[1].startswith("井深五米\\[1,3–5]。")


def test_letters_of_a_font_without_a_map_are_seen_to_be_lost(tmp_path: Path) -> None:
    """What is known of them is their number in the font, which read as a character is another one."""
    read(tmp_path, f"== 第一章 井\n{TEXT}这口井叫做 North，在村口。\n\n")
    with pikepdf.Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each and "Libertinus" in str(each.BaseFont):
                del each["/ToUnicode"]
        document.save(tmp_path / "a.pdf")
    assert lines_of(converted(tmp_path / "a.pdf", "水井", "zh"))[-1] == "这口井叫做 �����，在村口。"


def test_a_browser_prints_bold_letters_without_a_fonts_name(tmp_path: Path, chromium: Browser) -> None:
    """Han letters of body size are of fonts without a name: how black they are tells the headings."""
    style = "<style>h1 { font-size: 20pt } h2 { font-size: 16pt } h3, p { font: 11pt 'Noto Serif CJK SC' } "
    style += "h3 { font-weight: bold }</style>"
    sections = "".join(f"<h3>{village}村的井</h3><p>{village}村有井，井在村口。{TEXT}</p>" for village in "东西南北")
    page = chromium.new_page()
    page.set_content(f"<html lang=zh>{style}<h1>水井</h1><h2>第一章 井</h2><p>{TEXT}</p>{sections}")
    page.pdf(path=tmp_path / "a.pdf", tagged=False)
    page.close()
    heads = [line for line in lines_of(converted(tmp_path / "a.pdf", "水井", "zh")) if line.startswith("#")]
    assert heads == ["# 第一章 井", *(f"# {village}村的井" for village in "东西南北")]


def test_a_mark_that_the_file_has_behind_its_line_stands_where_there_is_room_for_it(tmp_path: Path) -> None:
    mark = "#let mark = place(dx: 51pt, dy: -7pt, text(size: 5pt)[1])\n"
    source = mark + "== 第一章 井\n看守井的人#h(4pt)记下水位。#mark\n"
    assert "看守井的人¹记下水位。" in read(tmp_path, source)


def test_a_heading_ends_with_its_page_and_a_large_item_is_none(tmp_path: Path) -> None:
    items = "#text(size: 14pt)[- 看守它的人\n- 记下水位的人]\n"
    source = "== 第一章 井\n#pagebreak()\n== 第二章 河\n" + TEXT + items + TEXT
    lines = read(tmp_path, source)
    assert [line for line in lines if line.startswith("#")] == ["# 第一章 井", "# 第二章 河"]
    assert "- 看守它的人" in lines


def test_a_number_alone_refers_to_nothing(tmp_path: Path) -> None:
    """It is what is left of a formula."""
    notes = "== 注释\n\n[1] 见记录。\n\n[2] 见报告。\n"
    lines = read(tmp_path, f"== 第一章 井\n{TEXT}[1]\n\n村里的井[1]很深。\n\n{notes}")
    assert [line for line in lines if "1]" in line] == [r"\[1]", "村里的井[^n1]很深。", "[^n1]: 见记录。"]
