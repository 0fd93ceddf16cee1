"""Merged cells: as they stand in a source, in the edition's Markdown, and on a page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import typst
import yaml

from duizhao.document.editions import read_page
from duizhao.document.merged_cells import spans_of
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Words, page_element
from duizhao.source.conversion import convert

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
HTML = (
    "<h1>The Wells</h1><p>Deep.</p><table><tr><th rowspan=2>Place<th colspan=2>Wells<tr><th>Old<th>New"
    "<tr><td>East<td>12<td>1,300<tr><td colspan=2>All<td>-</table>"
)
TABLE = """\
| Place | Wells | < |
| --- | --- | --- |
| ^ | Old | New |
| East | 12 | 1,300 |
| All | < | - |
"""


def word() -> bytes:
    """The same table as Word writes it."""

    def cell(text: str, span: str = "") -> str:
        return f"<w:tc><w:tcPr>{span}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    wide, tall, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("Place", tall) + cell("Wells", wide),
        cell("", on) + cell("Old") + cell("New"),
        cell("East") + cell("12") + cell("1,300"),
        cell("All", wide) + cell("-"),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    body = f"<w:p><w:r><w:t>The Wells</w:t></w:r></w:p><w:p><w:r><w:t>Deep.</w:t></w:r></w:p><w:tbl>{table}</w:tbl>"
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        }
    )


def opendocument() -> bytes:
    """And as OpenDocument has it."""

    def cell(text: str, spans: str = "") -> str:
        return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"

    wide, tall, covered = (
        'table:number-columns-spanned="2"',
        'table:number-rows-spanned="2"',
        "<table:covered-table-cell/>",
    )
    rows = [
        cell("Place", tall) + cell("Wells", wide) + covered,
        covered + cell("Old") + cell("New"),
        cell("East") + cell("12") + cell("1,300"),
        cell("All", wide) + covered + cell("-"),
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body = f"<text:p>The Wells</text:p><text:p>Deep.</text:p><table:table>{table}</table:table>"
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
    return zipped({"content.xml": f"{content}</office:document-content>"})


def pdf(*, tags: bool) -> bytes:
    """And as Typst sets it: between rules, with tags or without."""
    table = (
        "#table(columns: 3, table.cell(rowspan: 2)[Place], table.cell(colspan: 2)[Wells], [Old], [New], "
        "[East], [12], [1,300], table.cell(colspan: 2)[All], [-])"
    )
    return typst.compile(f"#set document(title: [The Wells])\n= The Wells\nDeep.\n{table}".encode(), pdf_tags=tags)


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", HTML.encode()),
        ("a.md", HTML.replace("<h1>The Wells</h1><p>Deep.</p>", "# The Wells\n\nDeep.\n\n").encode()),
        ("a.docx", word()),
        ("a.odt", opendocument()),
        ("a.pdf", pdf(tags=False)),
        ("a.pdf", pdf(tags=True)),
    ],
)
def test_every_format_keeps_them(name: str, source: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(source)
    profile = {"source": name, "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (tmp_path / "case.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    conversion = convert(tmp_path / "case.yml", tmp_path)
    assert TABLE in conversion.files["en/index.md"].body.plain
    assert not conversion.findings


def test_the_page_has_them_and_its_numbers_stand_to_the_right() -> None:
    page = read_page(f"# Wells {{ #s1 }}\n\n{TABLE}{{ #s1-p1 }}\n", "en", "1.md", "1.md")
    html = html_of(page_element(page, Words(), Pictures()))
    assert '<th rowspan="2" scope="col">Place</th><th class="align-right" colspan="2" scope="colgroup">' in html
    assert html.index("New</th>") < html.index("</thead>"), "the head has two rows"
    assert '<td class="align-right">1,300</td>' in html
    assert '<td colspan="2">All</td><td class="align-right">-</td>' in html


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ("a b/c d", ()),
        ("< b/c d", ()),  # nothing on the left
        ("^ b/c d", ()),  # nothing above
        ("a </^ <", (((2, 2), (0, 0)), ((0, 0), (0, 0)))),
        ("a </^ ^", (((2, 2), (0, 0)), ((0, 0), (0, 0)))),
        ("a </^ d", (((2, 1), (0, 0)), ((1, 1), (1, 1)))),  # no rectangle: the sign below is a text
        ("a b/^ <", (((1, 2), (1, 1)), ((0, 0), (1, 1)))),
    ],
)
def test_what_a_sign_merges(rows: str, spans: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    found = spans_of([row.split(" ") for row in rows.split("/")])
    assert found == spans


def test_rows_may_be_too_short_or_too_long() -> None:
    body = "| a | < |\n|---|---|\n| b |\n| c | d | < |\n{ #s1-p1 }\n"
    page = read_page(f"# Wells {{ #s1 }}\n\n{body}", "en", "1.md", "1.md")
    assert 'colspan="2">d</td>' in html_of(page_element(page, Words(), Pictures()))


def test_a_text_that_is_such_a_sign_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# The Wells\n\n| a | < |\n|---|---|\n| ^ | b |\n", encoding="utf-8")
    profile = {"source": "a.md", "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (tmp_path / "case.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    page = read_page(convert(tmp_path / "case.yml", tmp_path).files["en/index.md"].content, "en", "1.md", "1.md")
    table = next(block for block in page.blocks if block.kind == "table")
    assert (table.text, table.spans) == ("a | <\n^ | b", ())
