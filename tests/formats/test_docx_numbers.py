"""Word's automatic numbers of headings, as they are printed."""

from __future__ import annotations

import pytest
from lxml import etree

from duizhao.source.readers.docx_styles import read_styles

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def labels(levels: list[tuple[str, str, str]], depths: list[int]) -> list[str]:
    """The labels of paragraphs so deep, in a list whose levels have a kind of numerals, a text, and more said."""
    said = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, more) in enumerate(levels)
    )
    list_ = f'<w:abstractNum w:abstractNumId="9">{said}</w:abstractNum>'
    num = '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num>'
    styles = read_styles(None, etree.fromstring(f"<w:numbering {NAMES}>{list_}{num}</w:numbering>"))
    paragraph = '<w:p {}><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    found = [styles.number(etree.fromstring(paragraph.format(NAMES, depth)), "") for depth in depths]
    return [each.label if each else "" for each in found]


@pytest.mark.parametrize(
    ("kind", "first", "more", "expected"),
    [
        ("chineseCountingThousand", "第%1章", "<w:isLgl/>", ["第一章", "1.1", "1.2", "第二章", "2.1"]),
        ("chineseCountingThousand", "第%1章", "", ["第一章", "一.1", "一.2", "第二章", "二.1"]),
        ("chineseCountingThousand", "第%1章", '<w:isLgl w:val="0"/>', ["第一章", "一.1", "一.2", "第二章", "二.1"]),
        ("upperRoman", "Part %1", "<w:isLgl/>", ["Part I", "1.1", "1.2", "Part II", "2.1"]),
    ],
    ids=["in arabic numerals", "as above", "switched off", "Roman above"],
)
def test_the_numbers_above_stand_as_the_list_says(kind: str, first: str, more: str, expected: list[str]) -> None:
    assert labels([(kind, first, ""), ("decimal", "%1.%2", more)], [0, 1, 1, 0, 1]) == expected
