"""What cells of tables and text boxes hold beside plain words, in each format: nothing of it is lost or there twice."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
import yaml
from PIL import Image

from duizhao.source.conversion import Conversion, convert

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD = f"""<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="{MAIN}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{{}}</w:body></w:document>"""
RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
OPEN_NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
OPEN_NAMES += f' xmlns:draw="{OASIS}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
OPEN = f"""<office:document-content {OPEN_NAMES}><office:body><office:text>{{}}</office:text></office:body>
</office:document-content>"""

WORD_IMAGE = '<w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r>'
WORD_BOX = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
WORD_TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{WORD_BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{WORD_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
WORD_NEWER = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='cx1'><w:drawing><a:chart/></w:drawing></mc:Choice>"
    "<mc:Fallback><w:drawing><a:blip r:embed='i'/></w:drawing></mc:Fallback></mc:AlternateContent></w:r>"
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WORD_CHART = f'<w:r><w:drawing><c:chart xmlns:c="{CHART}" r:id="c"/></w:drawing></w:r>'
OPEN_IMAGE = '<draw:frame><draw:image xlink:href="i.png"/></draw:frame>'
OPEN_BOX = "<draw:frame><draw:text-box><text:p>In the box.</text:p>{}</draw:text-box></draw:frame>"
OPEN_LIST = "<text:list><text:list-item><text:p>First.</text:p></text:list-item></text:list>"
EQUATION = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'


def drawn() -> bytes:
    Image.new("RGB", (4, 4), "red").save(made := io.BytesIO(), "PNG")
    return made.getvalue()


def word_paragraph(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def word_table(cell: str) -> str:
    other = f"<w:tc>{word_paragraph('Other')}</w:tc>"
    return f"<w:tbl><w:tr><w:tc>{word_paragraph('Cell', cell)}</w:tc>{other}</w:tr></w:tbl>" + word_paragraph("Behind.")


def controlled(table: str) -> str:
    """A Word table with each cell in a content control."""
    return table.replace("<w:tc>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tc>").replace(
        "</w:tc>", "</w:tc></w:sdtContent></w:sdt>"
    )


def open_table(cell: str) -> str:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in (f"Cell{cell}", "Other")
    )
    return f"<table:table><table:table-row>{cells}</table:table-row></table:table><text:p>Behind.</text:p>"


def converted(folder: Path, name: str, body: str) -> Conversion:
    if name == "a.md":
        (folder / name).write_text(body, encoding="utf-8")
        (folder / "i.png").write_bytes(drawn())
    else:
        with zipfile.ZipFile(folder / name, "w") as archive:
            target = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
            document = RELATION.format(target.format("r", OFFICE, "officeDocument", "word/document.xml"))
            archive.writestr("_rels/.rels", document)
            image, chart = (
                target.format(id_, OFFICE, kind, file)
                for id_, kind, file in (("i", "image", "../i.png"), ("c", "chart", "chart1.xml"))
            )
            archive.writestr("word/_rels/document.xml.rels", RELATION.format(image + chart))
            archive.writestr("word/chart1.xml", "<chart/>")
            archive.writestr("word/document.xml", WORD.format(body))
            archive.writestr("content.xml", OPEN.format(body))
            archive.writestr("Object 1/content.xml", EQUATION)
            archive.writestr("i.png", drawn())
    profile = {"source": name, "languages": {"en": {"script": "latin", "title": "The Wells"}}}
    (folder / "case.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    return convert(folder / "case.yml", folder)


def shown(done: Conversion) -> list[str]:
    """What stands on the front page below its title, without ids, empty lines and rules of tables."""
    lines = done.files["en/index.md"].body.plain.splitlines()[1:]
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith(("{ #", "# ", "| -"))]


TABLE, FIGURE = "| Cell | Other |", '!!! figure "Figure"'
CELL = "| Cell In the box. | Other |"


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("a.docx", word_table(WORD_IMAGE), [TABLE, FIGURE, "Behind."]),
        ("a.docx", word_table(WORD_TWICE), [CELL, "Behind."]),
        ("a.docx", word_paragraph("Before.", WORD_TWICE), ["Before.", "In the box."]),
        ("a.docx", word_paragraph("Before.", WORD_NEWER), ["Before.", FIGURE]),
        (
            "a.docx",
            controlled(word_table("")),
            [TABLE, "Behind."],
        ),
        ("a.odt", open_table(OPEN_IMAGE), [TABLE, FIGURE, "Behind."]),
        ("a.odt", open_table(OPEN_BOX.format("")), [TABLE, "In the box.", "Behind."]),
        (
            "a.odt",
            f"<text:p>Before.{OPEN_BOX.format(OPEN_LIST)}</text:p>",
            ["Before.", '!!! factbox "In the box."', "- First."],
        ),
        (
            "a.odt",
            '<text:p>It is <draw:frame><draw:object xlink:href="./Object 1"/>'
            '<draw:image xlink:href="i.png"/></draw:frame>.</text:p>',
            ["It is a/b."],
        ),
        ("a.md", "| Cell ![](i.png) | Other |\n|---|---|\n\nBehind.\n", [TABLE, FIGURE, "Behind."]),
    ],
    ids=[
        "Word: an image in a cell",
        "Word: a text box in a cell, for newer programs and for older ones",
        "Word: such a text box beside a paragraph",
        "Word: a drawing of newer programs, and its image for older ones",
        "Word: cells in content controls",
        "OpenDocument: an image in a cell",
        "OpenDocument: a text box in a cell",
        "OpenDocument: a text box with a list",
        "OpenDocument: an equation, and its look",
        "Markdown: an image in a cell",
    ],
)
def test_what_is_held_is_there_once(name: str, body: str, expected: list[str], tmp_path: Path) -> None:
    done = converted(tmp_path, name, body)
    assert shown(done) == expected
    assert len(done.images) == expected.count(FIGURE)
    assert not [each for each in done.findings if each.code in ("c-051", "c-053", "c-054")]


def test_the_strict_form_of_word_reads_as_the_other(tmp_path: Path) -> None:
    address = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    names = ("wordprocessingml", "officeDocument", "drawingml")
    other = converted(tmp_path, "a.docx", word_table(WORD_IMAGE) + word_paragraph(f"See {address} for it."))
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for name, data in parts.items():
            for kind in names:
                usual = f"http://schemas.openxmlformats.org/{kind}/2006/"
                data = data.replace(usual.encode(), f"http://purl.oclc.org/ooxml/{kind}/".encode())
            archive.writestr(name, data)
    strict = convert(tmp_path / "case.yml", tmp_path)
    assert shown(strict) == shown(other) == [TABLE, FIGURE, "Behind.", f"See <{address}> for it."]


def test_a_chart_is_told(tmp_path: Path) -> None:
    done = converted(tmp_path, "a.docx", word_paragraph("Before.", WORD_CHART))
    assert shown(done) == ["Before.", FIGURE]
    assert [each.code for each in done.findings if each.code in ("c-053", "c-054")] == ["c-054"]


@pytest.mark.parametrize("form", ["data:image/png;base64,{}", "DATA:image/png;charset=x;BASE64,{}"])
def test_an_address_that_is_the_image_itself(form: str, tmp_path: Path) -> None:
    data = drawn()
    done = converted(tmp_path, "a.md", f"# The Wells\n\n![A well]({form.format(base64.b64encode(data).decode())})\n")
    assert list(done.images.values()) == [data]


@pytest.mark.parametrize("damaged", ["data:image/png;base64,%%%", "data:image/png;base64,abcde", "data:image/png"])
def test_an_address_that_is_a_damaged_image(damaged: str, tmp_path: Path) -> None:
    done = converted(tmp_path, "a.md", f"# The Wells\n\n![A well]({damaged})\n")
    assert [each.code for each in done.findings] == ["c-054"]
