"""What an extraction brings along from beside and over a text: numbers of its lines, watermarks. Both are left out for
a reason that the ledger names; a number that counts no line stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from duizhao.source.contents import first_text
from duizhao.source.readers import READERS
from duizhao.source.readers.stamped import line_numbers

WORDS = "Each of the wells was measured twice"
#: Texts of forty lines, by what stands beside them.
TEXTS = {
    "each line, before": [f"{number:>3}  {WORDS}" for number in range(1, 41)],
    "each line, behind": [f"{WORDS}     {number}" for number in range(1, 41)],
    "each line, anew on each page": [f"{number:>3}  {WORDS}" for _ in "12" for number in range(1, 21)],
    "each fifth line": [f"{'' if number % 5 else number:<4}{WORDS}" for number in range(1, 41)],
}
#: The same of texts whose numbers count something else.
OTHERS = {
    "years": [f"{1980 + number} wells" if number % 9 == 0 else WORDS for number in range(1, 41)],
    "the rows of a table": [f"{number} Jia 5" for number in range(1, 9)] + [WORDS] * 32,
    "each tenth line, of a list": [f"{number}. Wells" if number % 10 == 0 else WORDS for number in range(1, 41)],
}


@pytest.mark.parametrize("lines", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_numbers_of_lines_are_left_out(lines: list[str], ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{ending}"
    file.write_text("\n".join(lines), encoding="utf-8")
    read = READERS[ending](file, file.name)
    shown = " ".join(first_text(block).plain for block in read.blocks).split()
    assert shown == WORDS.split() * 40
    dropped = {drop.reason for drop in read.drops if not read.source.text[drop.span.start : drop.span.end].isspace()}
    assert dropped == {"number of a line"}


@pytest.mark.parametrize("lines", OTHERS.values(), ids=OTHERS)
def test_other_numbers_stay(lines: list[str]) -> None:
    assert line_numbers(lines) == {}


@pytest.mark.parametrize(
    ("ending", "mark"), [(".txt", "DRAFT"), (".txt", "征 求 意 见 稿"), (".md", "**Confidential**")]
)
def test_a_watermark_on_each_page_is_left_out(ending: str, mark: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{ending}"
    file.write_text(f"{WORDS}.\n\n{mark}\n\n" * 3 + f"{WORDS}.", encoding="utf-8")
    read = READERS[ending](file, file.name)
    assert [first_text(block).plain for block in read.blocks] == [f"{WORDS}."] * 4
    left_out = [read.source.text[d.span.start : d.span.end] for d in read.drops if d.reason == "watermark"]
    assert "".join("".join(left_out).split()) == "".join(mark.split()) * 3


def test_a_word_that_stands_once_is_a_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Draft\n\n{WORDS}.", encoding="utf-8")
    assert first_text(READERS[".txt"](file, "a.txt").blocks[0]).plain == "Draft"


def test_much_white_space_is_looked_at_once() -> None:
    lines = [" " * 100_000 + "a", "\t" * 100_000 + "b", " \t" * 50_000 + "c"]
    begin = time.process_time()
    assert line_numbers(lines) == {}
    assert time.process_time() - begin < 2
