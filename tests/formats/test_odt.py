"""OpenDocument: headings, lists, tables, notes and emphasis are the file's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import yaml

from duizhao.source.conversion import convert

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
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


def test_what_the_file_says_is_kept(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        document = f"<office:document-content {NAMES}><office:body><office:text>{BODY}</office:text></office:body>"
        archive.writestr("content.xml", f"{document}</office:document-content>")
    (tmp_path / "a.odt").write_bytes(buffer.getvalue())
    language = {"script": "han", "title": "水井", "publisher": "水文所"}
    profile = yaml.safe_dump({"source": "a.odt", "languages": {"zh": language}}, allow_unicode=True)
    (tmp_path / "case.yml").write_text(profile, encoding="utf-8")
    conversion = convert(tmp_path / "case.yml", tmp_path)
    assert conversion.files["zh/chapter-1/index.md"].body.plain.split("\n") == EXPECTED.split("\n")
    assert list(conversion.extracted) == ["a.odt.txt"]
