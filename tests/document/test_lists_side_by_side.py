"""Items of a list and quotations in the parallel view: each in a row of its own, with the sign it has on its page."""

from __future__ import annotations

from bs4 import BeautifulSoup

from duizhao.compare.pairs import PagePair, pair_blocks
from duizhao.document.editions import read_page
from duizhao.publish.parallel.view import Words, view_html

ZH = "# 井 { #s1 }\n\n- 甲\n  { #s1-p1 }\n    1. 乙\n       { #s1-p2 }\n\n> 丙\n> { #s1-p3 }\n"
EN = "# Wells { #s1 }\n\n- A\n  { #s1-p1 }\n    1. B\n       { #s1-p2 }\n\n> C\n> { #s1-p3 }\n"


def test_items_keep_their_signs_and_quotations_are_marked() -> None:
    left, right = (read_page(text, code, "1.md", "1.md") for text, code in ((ZH, "zh"), (EN, "en")))
    pair = PagePair(left, right, pair_blocks(left.blocks, right.blocks))
    both = {"zh": "", "en": ""}
    words = Words(
        gap=both, notes="", coverage="", tags={}, controls={}, alone="", back=both, back_several=both, reference=both,
        boxes={}, paragraph="",
    )  # fmt: skip
    html = view_html(pair, ("zh", "en"), words, lambda one, other: [((0, len(one)), (0, len(other)))])
    rows = BeautifulSoup(html, "html.parser").select(".parallel-row.paragraph")
    assert [[cell.get_text() for cell in row.select(".parallel-cell")] for row in rows] == [
        ["• 甲", "• A"],
        ["1. 乙", "1. B"],
        ["丙", "C"],
    ]
    assert [len(row.select("blockquote")) for row in rows] == [0, 0, 2]
    assert [row.select_one("p.level-2") is not None for row in rows] == [False, True, False]
