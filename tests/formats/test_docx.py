"""Word: what stands inside paragraphs, what holds them together, and what stands around the text."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from duizhao.source.conversion import Conversion, convert

NAMES = " ".join(
    (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    )
)
CAPTION = '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def math(element: str, **parts: str) -> str:
    inner = "".join(f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>" for name, text in parts.items())
    return f"<m:{element}>{inner}</m:{element}>"


def converted(folder: Path, body: str, head: str = "") -> Conversion:
    """The conversion of a Word file with that body below its title, and that running head."""
    title = paragraph(run("The Wells"), '<w:pStyle w:val="Title"/>')
    target = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    parts = {
        "_rels/.rels": target.format("r", OFFICE, "officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": target.format("h", OFFICE, "header", "header1.xml"),
    }
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<Relationships xmlns="{RELATIONS}">{content}</Relationships>')
        archive.writestr("word/styles.xml", f"<w:styles {NAMES}>{CAPTION}</w:styles>")
        archive.writestr("word/header1.xml", f"<w:hdr {NAMES}>{paragraph(run(head))}</w:hdr>")
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{title}{body}</w:body></w:document>")
    profile = {"source": "a.docx", "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (folder / "case.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    return convert(folder / "case.yml", folder)


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


TWO_CELLS = f"<w:tc>{paragraph(run('North'))}</w:tc><w:tc>{paragraph(run('South'))}</w:tc>"
FRACTION = math("f", num="a+b", den="2")
SHADE = '<w:shd w:val="clear" w:fill="{}"/>'
SIDES = ("top", "left", "bottom", "right")
LINES = "<w:pBdr>" + "".join(f'<w:{side} w:val="single"/>' for side in SIDES) + "</w:pBdr>"


@pytest.mark.parametrize(
    ("inside", "shown", "found"),
    [
        (sign("Symbol", "F0B1") + run("5"), "±5", []),
        (sign("Symbol", "F0B3") + sign("Symbol", "F061"), "≥α", []),
        (run("&#xF0B4;", '<w:rFonts w:ascii="Symbol"/>'), "×", []),
        (run("&#xE05D;", '<w:rFonts w:ascii="SimSun"/>'), "\ue05d", []),
        (sign("Wingdings", "F0FC"), "✓", []),
        (sign("Webdings", "F061"), "\ufffd", ["c-062"]),
        (run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O"), "H₂O", []),
        (
            run("城") + f"<w:r><w:ruby><w:rt>{run('jiǎng')}</w:rt><w:rubyBase>{run('江')}</w:rubyBase></w:ruby></w:r>",
            "城江",
            [],
        ),
        (f"<m:oMath>{FRACTION}</m:oMath>", "(a+b)/2", ["c-061"]),
        (f"<m:oMathPara><m:oMath>{math('sSup', e='x', sup='2')}</m:oMath></m:oMathPara>", "x²", ["c-061"]),
        (f"<m:oMath>{math('sSub', e='x', sub='i,1')}</m:oMath>", r"x_(i,1)", ["c-061"]),
        (f"<m:oMath>{math('rad', deg='', e='xy')}</m:oMath>", "√xy", ["c-061"]),
        (f"<m:oMath>{math('d', e='x')}</m:oMath>", "(x)", ["c-061"]),
        (f"<m:oMath>{math('nary', sub='i=1', sup='n', e='x')}</m:oMath>", "∫ᵢ₌₁ⁿ x", ["c-061"]),
    ],
)
def test_what_stands_in_a_paragraph(inside: str, shown: str, found: list[str], tmp_path: Path) -> None:
    conversion = converted(tmp_path, paragraph(run("Here: ") + inside + run(" all.")))
    body = conversion.files["en/index.md"].body.plain
    assert f"Here: {shown} all." in body.replace("\\", "")
    assert [each.code for each in conversion.findings] == found


def test_how_a_character_is_read_is_in_the_ledger(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('jiang')}</w:rt><w:rubyBase>{run('江')}</w:rubyBase></w:ruby></w:r>"
    assert converted(tmp_path, paragraph(ruby)).ledger.by_reason()["pronunciation above characters"] == 5


def test_an_equation_that_is_no_paragraph(tmp_path: Path) -> None:
    body = paragraph(run("It is:")) + f"<m:oMathPara><m:oMath>{FRACTION}</m:oMath></m:oMathPara>"
    assert "It is:\n{ #home-p1 }\n\n(a+b)/2\n{ #home-p2 }" in converted(tmp_path, body).files["en/index.md"].body.plain


def test_watermarks_are_in_the_ledger_and_other_drawn_words_in_the_text(tmp_path: Path) -> None:
    drawn = '<w:r><w:pict><v:shape id="{}"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    mark = drawn.format("PowerPlusWaterMarkObject1", "DRAFT")
    body = paragraph(run("Wells are deep.") + mark) + paragraph(drawn.format("shape1", "Deep wells"))
    done = converted(tmp_path, body, "</w:t></w:r>" + mark + "<w:r><w:t>")
    assert "DRAFT" not in done.files["en/index.md"].content
    assert "Deep wells" in done.files["en/index.md"].content
    assert done.ledger.by_reason()["watermark"] == 2 * len("DRAFT")


def test_lines_that_are_numbered_have_no_numbers(tmp_path: Path) -> None:
    numbered = '<w:sectPr><w:lnNumType w:countBy="5"/></w:sectPr>'
    done = converted(tmp_path, paragraph(run("Wells are deep."), numbered))
    assert "Wells are deep.\n{" in done.files["en/index.md"].content


def test_running_heads_are_in_the_ledger(tmp_path: Path) -> None:
    conversion = converted(tmp_path, paragraph(run("All.")), head="Yearbook")
    assert conversion.ledger.by_reason()["running head"] == len("Yearbook")
    assert "Yearbook" not in conversion.files["en/index.md"].content


@pytest.mark.parametrize(
    "frame",
    [
        SHADE.format("DDEEFF"),
        LINES,
    ],
    ids=["a shade", "lines all around"],
)
def test_what_holds_paragraphs_together_makes_a_box(frame: str, tmp_path: Path) -> None:
    inside = "".join(paragraph(run(text), frame) for text in ("A water bank", "It lends water.", "It pays interest."))
    body = paragraph(run("Before it.")) + inside + paragraph(run("Behind it."))
    assert converted(tmp_path, body).files["en/index.md"].body.plain.splitlines()[6:] == [
        '!!! factbox "A water bank"',
        "    { #home-box1 }",
        "",
        "    It lends water.",
        "    { #home-box1-p1 }",
        "",
        "    It pays interest.",
        "    { #home-box1-p2 }",
        "",
        "Behind it.",
        "{ #home-p2 }",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SHADE.format("FFFFFF"), SHADE.format("FFFFFF")),
        (SHADE.format("DDEEFF"), ""),
        (SHADE.format("DDEEFF"), SHADE.format("EEEEEE")),
        ('<w:pBdr><w:left w:val="single"/></w:pBdr>', '<w:pBdr><w:left w:val="single"/></w:pBdr>'),
    ],
    ids=["white", "one alone", "of two colours", "a line at one side"],
)
def test_what_holds_nothing_together(first: str, second: str, tmp_path: Path) -> None:
    body = paragraph(run("A water bank"), first) + paragraph(run("It lends water."), second)
    assert "!!!" not in converted(tmp_path, body).files["en/index.md"].content


def test_a_caption_without_an_image_is_a_figure_whose_image_is_lacking(tmp_path: Path) -> None:
    caption = '<w:pStyle w:val="Caption"/>'
    below = paragraph(run("Figure 1: The mended well"), caption) + paragraph(run("Source: the town"))
    done = converted(tmp_path, paragraph(run("The well was mended.")) + below + paragraph(run("It has water.")))
    figure = '!!! figure "Figure 1: The mended well"\n    { #figure-1 }\n\n    Source: the town\n'
    assert figure in done.files["en/index.md"].body.plain


def test_a_caption_beside_a_table_is_none_of_a_lacking_figure(tmp_path: Path) -> None:
    table = f"<w:tbl>{f'<w:tr>{TWO_CELLS}</w:tr>' * 2}</w:tbl>"
    caption = paragraph(run("Figure 1: The wells"), '<w:pStyle w:val="Caption"/>')
    done = converted(tmp_path, caption + table + paragraph(run("They have water.")))
    assert "!!! figure" not in done.files["en/index.md"].content
