"""The edition as plain text: what a reader without any program of ours finds in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from duizhao.document.model import BETWEEN_CELLS
from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.imprint import UNDATED
from duizhao.publish.bundles.text import _blocks, plain_text
from tests.bundles.conftest import Bundled, dated
from tests.bundles.helpers import said, squeezed

BEGINNING = """\
"Rivers & Bridges": Five Years of Observation

Clearbrook Institute

October 18, 2024

The words in this publication are those of the report "Rivers & Bridges": Five Years of Observation, by Clearbrook \
Institute, carried verbatim but for the corrections that the website of this edition lists. It adds no opinion of \
its own.

The text is its publisher’s. It is carried here with attribution; this file gives no licence to it. To \
use it elsewhere, please ask the publisher.

Made with Duizhao {version}. The program, including the styles and scripts it adds, is under the Apache License 2.0.


Preface

Bridges over a river"""

BOX_AND_FIGURE = """\


2.1 A Day at the Ferry

At half past five in the morning the first ferry leaves the bank.[1] About twenty people sit in it, most of them \
on their way to the market on the other side. At seven in the evening the last one comes in, and the landing falls \
quiet.[1]

Figure 2: Ferry Passengers

    (Source: Clearbrook Institute)

[1] According to the timetable of summer 2023.


2.2 The Ferry's Ledger

The ledger begins in 1998 & has never been interrupted.

A ride costs one yuan; children ride free.

Fact box: Old & New

    There are twelve.[1]

[1] Archive, box 3. https://example.org/a?b=1&c=2


Conclusion

"""

ALL_BLOCKS = """\


2.2 渡口的账本[1]

账本从1998年记起。[1]船工每晚记账，从不间断。

票价一元。

孩子免票，见《桥》与前言，不见别处。

只有中文的一段。

收支

1. 收入

2. 支出

    账目要清。

资料框：老账本

    一共十二本。

    - 八本完整

    - 四本残缺

"""

TABLE = """\


年份 | 列数
2022 | 4820
2023 | 5110

铁路部门表示，今后将视需要增开列车。


"""


@pytest.fixture
def texts(hard: Path) -> dict[str, str]:
    """The plain texts of the project with hard pages, published on a day, by language."""
    books = read_books(Project(hard.parent.parent), dated(hard, "2024-10-18"))
    return {book.language: plain_text(book, UNDATED).decode() for book in books}


def test_it_says_at_its_beginning_what_it_is_and_whose_words_it_holds(texts: dict[str, str]) -> None:
    from duizhao import __version__

    assert texts["en"].startswith(BEGINNING.format(version=__version__))


@pytest.mark.parametrize(("language", "stands"), [("en", BOX_AND_FIGURE), ("zh", ALL_BLOCKS), ("zh", TABLE[1:])])
def test_each_kind_of_block_and_the_notes_at_the_end_of_their_page(
    texts: dict[str, str], language: str, stands: str
) -> None:
    assert stands in texts[language]


def test_a_note_of_the_title_and_one_that_nothing_refers_to(texts: dict[str, str]) -> None:
    assert "\n\n青溪研究所[1]\n\n" in texts["zh"]
    assert "\n\n[1] 研究所设在上游。\n\n\n前言\n" in texts["zh"]
    assert "\n\n[1] 渡口档案，第三卷。\n\n[2] 没有引用的脚注。\n\n\n" in texts["zh"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_of_the_edition_is_in_it(bundled: Bundled, language: str) -> None:
    text = bundled[f"rivers.{language}.txt"].content.decode()
    for number in range(1, 10):
        text = text.replace(f"[{number}]", "")
    found = squeezed(text.replace(BETWEEN_CELLS, ""))
    lost = [each for each in said(bundled.root / "docs", language) if squeezed(each) not in found]
    assert lost == []


def test_a_link_has_its_address_where_its_words_do_not_tell_it(hard: Path) -> None:
    page = hard.parent.parent / "docs" / "en" / "conclusion.md"
    with page.open("a", encoding="utf-8") as file:
        file.write("\nSee [the list](https://example.org/list), <https://example.org/x> and [above](preface.md).\n")
    (book,) = [book for book in read_books(Project(hard.parent.parent), hard) if book.language == "en"]
    text = plain_text(book, UNDATED).decode()
    assert text.endswith("\n\nSee the list <https://example.org/list>, https://example.org/x and above.\n")


def test_a_row_has_a_place_for_each_column_of_merged_cells() -> None:
    html = (
        "<table><tr><th rowspan=2>Well</th><th colspan=2>Depth</th></tr><tr><th>1950</th><th>2000</th></tr>"
        "<tr><td>East</td><td>5</td><td>6</td></tr></table>"
    )
    table = BeautifulSoup(html, "html.parser")
    assert list(_blocks(table, ": ")) == ["Well | Depth | \n | 1950 | 2000\nEast | 5 | 6"]
