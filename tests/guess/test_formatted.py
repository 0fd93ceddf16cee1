"""What is guessed of a file whose format tells its headings: what it calls parts, and what opens none."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from duizhao.source.guess.formatted import of_format
from duizhao.source.guess.whole import File, guessed, rows_of
from duizhao.source.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("## Summary\n\nDeep.\n\n## 1. Wells\n\nDry.\n", "parts", {"summary": "Summary"}),
        ("## 1. Wells\n\nDry.\n\n### Summary\n\nDeep.\n\n## 2. Rivers\n\nWet.\n", "parts", None),
        ("## 1. Wells\n\nDry.\n\n## Annex A\n\nDeep.\n\n## Annex B\n\nWet.\n", "annex", "Annex {numeral}"),
        ("## 1. Wells\n\nDry.\n\n### Annex A\n\nDeep.\n\n## 2. Rivers\n\nWet.\n", "annex", None),
    ],
    ids=["a part", "a heading below a chapter", "annexes", "an annex below a chapter"],
)
def test_what_opens_a_page_is_in_the_profile(text: str, key: str, value: object, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# The Wells\n\n{text}", encoding="utf-8")
    read = read_markdown(tmp_path / "a.md", "a.md")
    (seen,) = guessed([File("a.md", rows_of(read.source, read.blocks))], ["en"])
    assert of_format(seen, read, math.inf).value(key) == value
