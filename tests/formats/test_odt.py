"""OpenDocument: headings, lists, tables, notes and emphasis are the file's own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from duizhao.source.conversion import convert
from duizhao.source.model import Heading
from duizhao.source.readers.odt import read_odt

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
NAMES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
BODY = """
<text:h text:outline-level="1">一、井</text:h>
<text:p>井深<text:span text:style-name="T1">五米</text:span>。<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>见水文志。</text:p></text:note-body></text:note></text:p>
<text:list><text:list-item><text:p>东井</text:p><text:list><text:list-item><text:p>深五米</text:p></text:list-item>
</text:list></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>村</text:p></table:table-cell><table:table-cell><text:p>深</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>
<table:table-cell><text:p>5米</text:p></table:table-cell></table:table-row></table:table>
"""
EXPECTED = """
# 一、井 { #ch1 }

井深五米。[^n1]
{ #ch1-p1 }

[^n1]: 见水文志。

- 东井
  { #ch1-p2 }

  - 深五米
    { #ch1-p3 }

| 村 | 深 |
| --- | --- |
| 甲 | 5米 |
{ #ch1-p4 }
"""


def written(path: Path, body: str, styles: str = "") -> None:
    """An OpenDocument text of a body, with styles of its own."""
    with zipfile.ZipFile(path, "w") as archive:
        document = f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        document += f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        archive.writestr("content.xml", document)


SIZES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Big"><style:text-properties fo:font-size="12pt" style:font-size-asian="22pt"/></style:style>
<style:style style:name="Small"><style:text-properties fo:font-size="9pt"/></style:style>
"""
WELLS = """
<text:p text:style-name="Small">内部资料</text:p>{}<text:p>水文所</text:p>
<text:h>一、井</text:h><text:p>井深五米。</text:p>
"""


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        ('<text:p text:style-name="Big">全县水井</text:p>', [(1, "全县水井"), (2, "一、井")]),
        (
            '<text:p><text:span text:style-name="Big">全县水井</text:span>。</text:p>',
            [(1, "全县水井。"), (2, "一、井")],
        ),
        ('<text:p text:style-name="Big">全县水井</text:p>' * 2, [(1, "全县水井全县水井"), (2, "一、井")]),
        ("<text:p>全县水井</text:p>", [(1, "一、井")]),
        ('<text:p text:style-name="Big">一、泉</text:p>', [(1, "一、井")]),
    ],
)
def test_the_biggest_lines_of_the_first_page_are_the_title(
    lines: str, headings: list[tuple[int, str]], tmp_path: Path
) -> None:
    written(tmp_path / "a.odt", WELLS.format(lines), SIZES)
    read = read_odt(tmp_path / "a.odt", "a.odt")
    assert [(each.depth, each.title.plain) for each in read.blocks if isinstance(each, Heading)] == headings


def test_what_the_file_says_is_kept(tmp_path: Path) -> None:
    written(tmp_path / "a.odt", BODY)
    language = {"script": "han", "title": "水井", "publisher": "水文所"}
    profile = yaml.safe_dump({"source": "a.odt", "languages": {"zh": language}}, allow_unicode=True)
    (tmp_path / "case.yml").write_text(profile, encoding="utf-8")
    conversion = convert(tmp_path / "case.yml", tmp_path)
    assert conversion.files["zh/chapter-1/index.md"].body.plain.split("\n") == EXPECTED.split("\n")
    assert list(conversion.extracted) == ["a.odt.txt"]


TABLE = """
<text:h text:outline-level="1">一、井</text:h>
<table:table><table:table-row><table:table-cell><text:p>甲<text:note><text:note-body><text:p>估计数。</text:p>
</text:note-body></text:note></text:p></table:table-cell><table:table-cell><text:p>5米<office:annotation><text:p>待核。
</text:p></office:annotation><text:note><text:note-body><text:p>年末。</text:p></text:note-body></text:note></text:p>
</table:table-cell></table:table-row></table:table>
"""
NOTED = """
# 一、井 { #ch1 }

| 甲[^n1] | 5米[^n2] |
| --- | --- |
{ #ch1-p1 }

[^n1]: 估计数。

[^n2]: 年末。
"""


def test_notes_of_cells_stand_below_the_table_once_and_what_someone_remarked_nowhere(tmp_path: Path) -> None:
    written(tmp_path / "a.odt", TABLE)
    profile = {"source": "a.odt", "languages": {"zh": {"script": "han", "title": "井", "publisher": "水文所"}}}
    (tmp_path / "a.yml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    page = convert(tmp_path / "a.yml", tmp_path).files["zh/chapter-1/index.md"].body.plain
    assert page.strip() == NOTED.strip()
