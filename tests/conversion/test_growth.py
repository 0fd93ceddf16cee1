"""Sources with thousands of blocks of one kind, and lines of one sign: the work grows with their length, not with its
square."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from duizhao.source.conversion import convert

PROFILE = """\
source: report.txt
lines: paragraphs
languages:
  zh: {begins: 河流, script: han, title: 河流, chapter: '第{numeral}章', section: '{chapter}.{section}',
       figure: {caption: '图{number}', source: 资料来源：}}
"""
#: In seconds of the processor: several times what it takes, and less than what a search through all that stands before
#: or behind would take.
MOST = 10

SOURCES = {
    "titles that differ": "\n\n".join(f"第{number}站水位" for number in range(4_000)),
    "paragraphs that are alike": "\n\n".join(["水位上涨。"] * 2_500),
    "figures": "\n\n".join(f"图{number} 水位" for number in range(1, 2_000)),
    "chapters": "\n\n".join(["第一章 水位"] * 1_200),
    "a long number": "1" * 50_000,
    "brackets": "（" * 20_000,
}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES.keys())
def test_the_work_grows_with_the_length(text: str, tmp_path: Path) -> None:
    (tmp_path / "report.yml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "report.txt").write_text(f"河流\n\n{text}\n", encoding="utf-8")
    began = time.process_time()
    convert(tmp_path / "report.yml", tmp_path)
    assert time.process_time() - began < MOST
