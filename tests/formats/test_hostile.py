"""Files that are broken, locked or made to do harm: a plain message, and nothing is fetched or written."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from duizhao.errors import InputError
from duizhao.source.conversion import Conversion, convert
from duizhao.source.readers import READERS
from duizhao.source.readers.apart import apart, limits

TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
#: How long a file may take that is made to take forever, in seconds of the processor.
LONGEST = 10

MAIN = (
    f'<Relationships xmlns="{TYPES}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def document(body: str) -> str:
    names = f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f"<w:document {names}><w:body>{body}</w:body></w:document>"


def text(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def converted(folder: Path, name: str, data: bytes) -> Conversion:
    (folder / name).write_bytes(data)
    language = {"script": "han", "title": "水井", "publisher": "水文所"}
    profile = yaml.safe_dump({"source": name, "languages": {"zh": language}}, allow_unicode=True)
    (folder / "case.yml").write_text(profile, encoding="utf-8")
    return convert(folder / "case.yml", folder)


def word(body: str, **parts: str | bytes) -> bytes:
    return packed({"_rels/.rels": MAIN, "word/document.xml": document(body), **parts})


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + document(text("&b;"))
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
LOCKED = packed(
    {
        "META-INF/container.xml": f'<container xmlns="{CONTAINER}"><rootfile full-path="a/b.opf"/></container>',
        "a/b.opf": """<package xmlns="http://www.idpf.org/2007/opf"><item id="c" href="c.xhtml"/><itemref idref="c"/>
            </package>""",
        "a/c.xhtml": b"\x07\x00\x99",
        "META-INF/encryption.xml": f"""<encryption xmlns="{CONTAINER}"><EncryptedData
            xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="a/c.xhtml"/></CipherData>
            </EncryptedData></encryption>""",
    }
)
REFUSED = {
    "text": ("a.docx", "这不是 Word 文件。".encode(), "is not what its ending says"),
    "old or locked": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked with a password"),
    "cut off": ("a.docx", word(text("水井"))[:-40], "is not what its ending says"),
    "another archive": ("a.docx", packed({"a.txt": "a"}), "is no Word document"),
    "no book": ("a.epub", packed({"mimetype": "application/epub+zip"}), "is no EPUB"),
    "locked book": ("a.epub", LOCKED, "locked with a password"),
    "entities": ("a.docx", packed({"_rels/.rels": MAIN, "word/document.xml": ENTITIES}), "declares entities"),
    "no XML": ("a.docx", packed({"_rels/.rels": MAIN, "word/document.xml": "<w:document"}), "is damaged"),
    "bomb": ("a.docx", packed({"_rels/.rels": MAIN, "word/document.xml": b" " * 70_000_000}), "too large"),
    "deep": ("a.docx", word("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "is damaged"),
    "empty": ("a.html", b"", "empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, tmp_path: Path) -> None:
    name, data, message = REFUSED[case]
    with pytest.raises(InputError, match=message) as told:
        converted(tmp_path, name, data)
    assert told.value.file == name
    assert told.value.hint


def test_nothing_outside_of_the_file_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    targets = {"r2": "http://127.0.0.1:9/a.png", "r3": "../../secret.png", "r4": str(tmp_path / "secret.png")}
    relations = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/image" Target="{target}"'
        + (' TargetMode="External"/>' if target.startswith("http") else "/>")
        for id_, target in targets.items()
    )
    rels = f'<Relationships xmlns="{TYPES}">{relations}</Relationships>'
    images = "".join(f'<w:p><w:r><w:drawing><a:blip r:embed="{id_}"/></w:drawing></w:r></w:p>' for id_ in targets)
    conversion = converted(
        tmp_path, "a.docx", word(text("水井") + images, **{"word/_rels/document.xml.rels": rels})
    )  # fmt: skip
    assert not conversion.images
    assert [f.code for f in conversion.findings if f.code == "c-053"] == ["c-053"] * 3


def test_a_page_of_nested_elements_ends(tmp_path: Path) -> None:
    html = "<div>" * 100_000 + "<p>水井</p><p>水位</p>"
    conversion = converted(tmp_path, "a.html", html.encode())
    assert "水位" in conversion.files["zh/index.md"].content


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "epub", "odt", "pdf"])
def test_two_gigabytes_are_refused_unread(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(2**31)  # takes no room on the disk
    begin = sum(os.times()[:4])
    with pytest.raises(InputError, match=r"2,147 MB|not what its ending says"):
        READERS[f".{ending}"](path, path.name)
    assert sum(os.times()[:4]) - begin < LONGEST


def test_a_small_file_gets_little_and_a_report_of_a_thousand_pages_enough(tmp_path: Path) -> None:
    small, long = tmp_path / "small.docx", tmp_path / "long.pdf"
    small.write_bytes(b" " * 40_000)
    long.write_bytes(b" " * 5_000_000)
    assert limits(small) == (LONGEST, 460_000_000)
    assert limits(long) == (120, 1_000_000_000)


def test_lists_without_end_are_soon_told(tmp_path: Path) -> None:
    """Each line of Markdown is looked at once more for each list it may be in."""
    (tmp_path / "a.md").write_text("".join(f"{'  ' * depth}- a\n" for depth in range(2000)), encoding="utf-8")
    begin = sum(os.times()[:4])
    try:
        assert READERS[".md"](tmp_path / "a.md", "a.md").blocks
    except InputError as error:
        assert "more time or memory" in error.message  # noqa: PT017
    assert sum(os.times()[:4]) - begin < limits(tmp_path / "a.md")[0] + 2


def test_elements_without_number_are_soon_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("<w:p/>" * 9_000_000))
    begin = sum(os.times()[:4])
    with pytest.raises(InputError, match=r"more time or memory|is damaged"):
        READERS[".docx"](tmp_path / "a.docx", "a.docx")
    assert sum(os.times()[:4]) - begin < LONGEST


CELLS = f"""<office:document-content
    xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:table="{ODF}table:1.0"><office:body><office:text>
    <text:p>Wells</text:p><table:table><table:table-row table:number-rows-repeated="1000000">
    <table:table-cell table:number-columns-repeated="1000000"><text:p>5</text:p></table:table-cell>
    </table:table-row></table:table></office:text></office:body></office:document-content>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": CELLS})),
        ("a.html", b'<h1>Wells</h1><table><tr><td colspan="1000000000" rowspan="1000000000">5</table>'),
    ],
)
def test_cells_that_say_they_are_a_million_are_soon_read(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    begin = sum(os.times()[:4])
    assert "5" in READERS[Path(name).suffix](tmp_path / name, name).source.text
    assert sum(os.times()[:4]) - begin < LONGEST


@pytest.mark.parametrize(("encoding", "said"), [("gb18030", "gb2312"), ("big5", "big5"), ("utf-16", "utf-16")])
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_other_encodings_are_read_and_told(ending: str, encoding: str, said: str, tmp_path: Path) -> None:
    words = "第一口井在村子的中央，水深五米。"
    text = {
        "txt": f"水井\n\n{words}\n",
        "md": f"# 水井\n\n{words}\n",
        "html": f'<html><head><meta charset="{said}"></head><body><h1>水井</h1><p>{words}</p></body></html>',
    }[ending]
    conversion = converted(tmp_path, f"a.{ending}", text.encode(encoding))
    assert words in conversion.files["zh/index.md"].content
    assert ("c-056", (("encoding", encoding.upper()),)) in [(f.code, f.details) for f in conversion.findings]


def test_tracked_changes_are_taken_and_what_went_is_in_the_ledger(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">井深</w:t></w:r><w:ins w:id="1"><w:r><w:t>五米</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>四米</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>'
    )
    conversion = converted(tmp_path, "a.docx", word(text("水井") + body))
    assert "井深五米。" in conversion.files["zh/index.md"].content
    assert conversion.ledger.by_reason()["tracked change that was taken out"] == 2
    assert ("c-057", (("count", "2"),)) in [(finding.code, finding.details) for finding in conversion.findings]

    profile = tmp_path / "case.yml"
    profile.write_text(f"changes: refused\n{profile.read_text(encoding='utf-8')}", encoding="utf-8")
    refused = convert(profile, tmp_path)
    assert "井深四米。" in refused.files["zh/index.md"].content
    assert refused.ledger.by_reason()["tracked change that was taken out"] == 2
    assert "c-058" in [finding.code for finding in refused.findings]


def test_a_part_of_the_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(text("水井")))
    with pytest.raises(InputError, match="cannot be loaded") as caught:
        apart("nowhere", "read")(tmp_path / "a.docx", "a.docx")
    assert "nowhere" in caught.value.message
    assert "Install Duizhao anew" in caught.value.hint


def test_a_file_is_read_once_as_long_as_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    run = subprocess.run

    def counted(command: list[str], **named: object) -> object:
        started.append(command[-1])
        return run(command, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    for words in ("深井", "浅井"):
        data = word(text("水井") + text(words))
        for folder in ("beside", "edition"):
            (tmp_path / folder).mkdir(exist_ok=True)
            assert words in converted(tmp_path / folder, "a.docx", data).extracted["a.docx.txt"]
    assert len(started) == 2
