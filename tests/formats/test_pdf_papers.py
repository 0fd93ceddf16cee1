"""PDF: papers in two columns, and lists as Word sets them; small pages as Typst sets them, and what comes of them."""

from __future__ import annotations

from pathlib import Path

from tests.formats.test_pdf_looks import TEXT, read

ENGLISH = "The keeper writes down how high the water stands, every morning, and has done so for forty years. "


def test_rows_of_names_below_the_title_are_no_headings(tmp_path: Path) -> None:
    row = "#text(size: 12pt)[#grid(columns: (1fr, 1fr, 1fr), {})]\n"
    names = row.format("[Ann Reed], [Bo Hill], [Cy Lake]") + row.format("[Di Ford], [Ed Moss], [Fay Rill]")
    lines = read(tmp_path, f"{names}\n== Summary\n{ENGLISH * 8}\n== Wells\n{ENGLISH * 8}", "The Wells", "en")
    assert [line for line in lines if line.startswith("#")] == ["# Summary", "# Wells"]


def test_numbers_apart_from_their_headings_are_no_table(tmp_path: Path) -> None:
    head = "#block(above: 6pt, below: 6pt, text(size: 12pt)[{}#h(10pt){}])\n"
    source = head.format("1", "Wells") + head.format("1.1", "East") + TEXT + head.format("1.2", "West") + TEXT
    lines = read(tmp_path, source)
    assert [line for line in lines if line.startswith("#")] == ["# 1 Wells", "# 1.1 East", "# 1.2 West"]


def test_entries_of_a_bibliography_go_on_where_they_are_set_in(tmp_path: Path) -> None:
    entry = "#block(spacing: 5pt, par(hanging-indent: 16pt)[#box(width: 16pt)[{}]{}])\n"
    first = entry.format("\\[1\\]", "Reed, Ann. 2019. #linebreak() Deep wells of the east. Oxford.")
    second = entry.format("\\[2\\]", "Hill, Bo. 2020. Shallow wells of the west, and what is in them. Oxford.")
    lines = read(tmp_path, f"== Wells\n{ENGLISH * 4}\n== References\n{first}{second}", "The Wells", "en")
    assert lines[lines.index("# References") + 1 :] == [
        "\\[1] Reed, Ann. 2019. Deep wells of the east. Oxford.",
        "\\[2] Hill, Bo. 2020. Shallow wells of the west, and what is in them. Oxford.",
    ]


def test_a_letter_far_before_its_text_is_the_sign_of_a_list(tmp_path: Path) -> None:
    item = "#block(spacing: 6pt, pad(left: 18pt, par(hanging-indent: 18pt)[#box(width: 18pt)[o]{}]))\n"
    items = item.format(ENGLISH) + item.format("In the west there are none.")
    lines = read(tmp_path, f"== Wells\n{ENGLISH * 4}\n\n{items}\n{ENGLISH * 4}", "The Wells", "en")
    assert [line.strip() for line in lines if line.lstrip().startswith(("- ", "o "))] == [
        f"- {ENGLISH.strip()}",
        "- In the west there are none.",
    ]


def test_a_line_set_out_to_the_width_of_its_column_is_one(tmp_path: Path) -> None:
    words = "#box(width: 100%)[measured #h(1fr) waterlevels #h(1fr) of #h(1fr) thewellsof #h(1fr) thevillage]"
    source = f"== Wells\n#par(justify: true)[{ENGLISH * 3} {words} {ENGLISH * 3}]\n"
    lines = read(tmp_path, source, "The Wells", "en")
    assert len(lines) == 2
    assert "measured waterlevels of thewellsof thevillage" in lines[1]


def test_a_line_as_full_as_a_quotation_may_be_is_one_where_others_begin(tmp_path: Path) -> None:
    quoted = "#pad(left: 20pt)[{}]\n"
    full = "水深五米自古以来如此没有人知道是为什么。"
    source = f"== 井\n{TEXT}{quoted.format(TEXT)}{TEXT}{quoted.format(full)}{TEXT}"
    assert [line for line in read(tmp_path, source) if line.startswith("> ")] == [f"> {TEXT.strip()}", f"> {full}"]
    # The same to the right of a page, which no quotation is set like.
    signed = f"== 井\n{TEXT}#align(right)[{full}]\n\n{TEXT}"
    assert full in read(tmp_path, signed)


def test_a_paragraph_below_a_caption_is_none_of_it(tmp_path: Path) -> None:
    """Its first line, which is set in, stands in the middle by chance."""
    source = "#set par(first-line-indent: (amount: 2em, all: true), spacing: 0.65em)\n"
    text = "水深五米自古以来如此没有人知道它。\n\n"
    source += f"== 井\n{TEXT * 3}#align(center)[图 1 村民的井]\n{text}{TEXT}"
    lines = read(tmp_path, source)
    assert lines[lines.index("图 1 村民的井") + 1] == text.strip()


def test_letters_of_han_that_are_set_out_have_no_spaces_between_them(tmp_path: Path) -> None:
    """Two words have one, which stand further apart than the letters of each."""
    source = "== 井\n井深。#h(6pt)水浅。#text(tracking: 5pt)[记下水位的人]东村#h(3pt)西村\n"
    assert read(tmp_path, source) == ["# 井", "井深。水浅。记下水位的人东村 西村"]


def test_a_line_alone_that_begins_as_some_paragraphs_do_is_no_quotation(tmp_path: Path) -> None:
    """Where others begin at the edge, as those below headings do in some papers."""
    begun = "#par(first-line-indent: (amount: 2em, all: true))[{}]\n\n"
    line = "水深五米，自古以来如此。"
    source = f"== 井\n{TEXT * 4}{begun.format(TEXT) * 2}{begun.format(line)}{TEXT}#pad(left: 32pt)[{line}]"
    assert read(tmp_path, source)[-4:] == [line, TEXT.strip(), f"> {line}", ">"]


def test_lines_alone_are_no_quotations_where_a_heading_reaches_beyond_the_edge(tmp_path: Path) -> None:
    """A bracket in a heading reaches further to the left than the text."""
    source = "#set par(first-line-indent: (amount: 2em, all: true))\n== 井\n"
    head, line = "=== （一）东村\n", "水深五米，自古以来如此。\n\n"
    lines = read(tmp_path, f"{source}{TEXT}\n\n{TEXT}\n\n" + (head + line) * 5)
    assert not [each for each in lines if each.startswith(">")]
    assert lines.count(line.strip()) == 5


def test_what_is_numbered_is_no_quotation(tmp_path: Path) -> None:
    source = f"== 井\n{TEXT}#pad(left: 20pt)[（一）东村的井。]\n{TEXT}"
    assert read(tmp_path, source)[2] == "（一）东村的井。"


def test_a_running_head_is_one_where_notes_are_longer_than_the_text(tmp_path: Path) -> None:
    head = "#place(top + center, dy: -24pt)[The Wells]\n"
    note = f"#footnote[{ENGLISH * 4}]\n\n"
    source = f"{head}== East\n{ENGLISH * 2}{note}#pagebreak()\n{head}{ENGLISH}{note}"
    assert not [line for line in read(tmp_path, source, "The Wells", "en") if line.endswith("The Wells")]
