"""A box of a Word file whose title also begins as boxes do is one box."""

from __future__ import annotations

import math
from pathlib import Path

from duizhao.source.guess.formatted import of_format
from duizhao.source.guess.whole import File, guessed, rows_of
from duizhao.source.readers.docx import read_docx
from tests.formats.test_docx import converted, paragraph, run

TEXT = "The wells of the village are deep, and the water in them is clear for most of the year."


def boxes(folder: Path, *contents: str) -> int:
    body = "".join(paragraph(run(TEXT)) + content for content in contents) + paragraph(run(TEXT))
    converted(folder, body)
    read = read_docx(folder / "a.docx", "a.docx")
    (seen,) = guessed([File("a.docx", rows_of(read.source, read.blocks))], ["en"])
    return of_format(seen, read, math.inf).counts["boxes"]


def lines(number: int) -> str:
    return paragraph(run(f"Box {number} A water bank")) + paragraph(run("It lends water to all who ask for it."))


def framed(number: int) -> str:
    return f"<w:tbl><w:tr><w:tc>{lines(number)}</w:tc></w:tr></w:tbl>"


def test_boxes_are_counted_once(tmp_path: Path) -> None:
    assert boxes(tmp_path, framed(1)) == 1
    assert boxes(tmp_path, framed(1), framed(2)) == 2
    assert boxes(tmp_path, lines(1), framed(2)) == 2
