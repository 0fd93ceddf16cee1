"""The examples in `latin_words.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.of_language import words_left
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project

EXAMPLES = [
    line.partition(" →")[::2]
    for line in (Path(__file__).parent / "latin_words.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "words"), EXAMPLES)
def test_words_left_in_chinese(text: str, words: str) -> None:
    page = read_page(f"# 章 {{ #s1 }}\n\n{text}。\n{{ #s1-p1 }}\n", "zh", "1.md", "zh.md")
    context = Context([Edition("zh", (page,))], Project(Path("nowhere")), lambda: None)
    assert [finding.key for finding in words_left(context)] == words.split()
