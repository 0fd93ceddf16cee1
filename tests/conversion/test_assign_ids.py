"""Paragraphs that are one in one language and several in the other: the one names all ids, whichever side it is on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from duizhao.compare.pairs import pair_editions
from duizhao.revise.realign import applied, proposals
from duizhao.source.conversion import convert
from tests.reading import read_edition

HERE = Path(__file__).parent
ID_LINE = re.compile(r"^\{ #s.*\}$", re.MULTILINE)

CHINESE = ["水位上涨了12米。", "渡船在3月停航，集市上空无一人。", "第二天早上水退了，40人回到了村里。"]
ENGLISH = [
    "The water rose by 12 metres.",
    "The ferry stopped in March, and the market was empty.",
    "The next morning the water fell, and 40 people came back to the village.",
]
LAST = ["堤防在2024年加固，长7公里。", "The dikes were raised in 2024, over 7 kilometres."]

#: How many paragraphs of a side are one, and the ids of both sides.
ONE, THREE = ['s1-1-p1 data-also="s1-1-p2 s1-1-p3"', "s1-1-p4"], ["s1-1-p1", "s1-1-p2", "s1-1-p3", "s1-1-p4"]
SIDES = pytest.mark.parametrize(
    ("chinese", "english", "ids"),
    [
        (["".join(CHINESE)], ENGLISH, (ONE, THREE)),
        (CHINESE, [" ".join(ENGLISH)], (THREE, ONE)),
    ],
    ids=["one in Chinese", "one in English"],
)


def id_lines(markdown: str) -> list[str]:
    return [line[3:-2] for line in ID_LINE.findall(markdown)]


@SIDES
def test_a_conversion(tmp_path: Path, chinese: list[str], english: list[str], ids: tuple[list[str], list[str]]) -> None:
    text = [
        "河流年报", "水文所", "第一章 水位", "1.1 上游的水位", *chinese, LAST[0],
        "The River Report", "Hydrology Office", "Chapter One", "The Water", "1.1 The Water Upstream", *english, LAST[1],
    ]  # fmt: skip
    (tmp_path / "two-languages.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    files = convert(Path(shutil.copy(HERE / "two-languages.yml", tmp_path)), tmp_path).files
    assert tuple(id_lines(files[f"{code}/chapter-1/1-1.md"].content) for code in ("zh", "en")) == ids


@SIDES
def test_ids_written_on_request(
    tmp_path: Path, chinese: list[str], english: list[str], ids: tuple[list[str], list[str]]
) -> None:
    for code, texts in (("zh", [*chinese, LAST[0]]), ("en", [*english, LAST[1]])):
        (tmp_path / code).mkdir()
        page = "---\ntitle: T\nkind: section\norder: 1\n---\n\n# T { #s1-1 }\n\n" + "\n\n".join(texts) + "\n"
        (tmp_path / code / "1-1.md").write_text(page, encoding="utf-8")
    (pair,) = pair_editions(read_edition(tmp_path / "zh"), read_edition(tmp_path / "en"))
    assert pair.left
    assert pair.right
    changes = proposals(pair, ("zh", "en"))
    written = [applied(p.content, [c for c in changes if c.page is p]) for p in (pair.left, pair.right)]
    assert tuple(map(id_lines, written)) == ids
