"""What is guessed of a file whose format tells its headings: what it calls parts, and what opens none."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from duizhao.source.conversion import convert
from duizhao.source.guess.formatted import of_format
from duizhao.source.guess.whole import File, guessed, rows_of, with_parts_alike
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


@pytest.mark.parametrize(
    ("first", "parts"),
    [
        ("1. Introduction", {"introduction": "1. Introduction"}),
        ("1. Wells", None),
        ("Prelude", {"introduction": "Prelude"}),
    ],
    ids=["a number before its name", "a chapter", "a name nobody told"],
)
def test_a_part_of_one_language_is_one_in_the_other(first: str, parts: object, tmp_path: Path) -> None:
    texts = {"zh": "# 水井\n\n## 引言\n\n有水。\n\n## 一、井\n\n无水。\n"}
    texts["en"] = f"# The Wells\n\n## {first}\n\nThere is water.\n\n## 2. Rivers\n\nThere is none.\n"
    files = []
    for code, text in texts.items():
        (tmp_path / f"{code}.md").write_text(text, encoding="utf-8")
        files.append(read_markdown(tmp_path / f"{code}.md", f"{code}.md"))
    seen = guessed([File(read.source.name, rows_of(read.source, read.blocks)) for read in files])
    told = with_parts_alike(tuple(of_format(each, read, math.inf) for each, read in zip(seen, files, strict=True)))
    assert told[0].value("parts") == {"introduction": "引言"}
    assert told[1].value("parts") == parts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 1. Wells\n\nDry.\n\n# 2. Rivers\n\nWet.\n", "report"),
        ("# 1. Wells\n\nDry.\n\n## Rivers\n\nWet.\n", "1. Wells"),
        ("# The water\n\n# of the valley\n\n## Wells\n\nDry.\n\n## Rivers\n\nWet.\n", "The water of the valley"),
    ],
    ids=["the first chapter", "a number that is none of several", "a title over two lines"],
)
def test_the_first_of_several_chapters_is_no_title(text: str, title: str, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    read = read_markdown(tmp_path / "report.md", "report.md")
    (seen,) = guessed([File("report.md", rows_of(read.source, read.blocks))], ["en"])
    assert of_format(seen, read, math.inf).value("title") == title


def test_a_note_referred_to_in_the_title_is_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The Wells of Hill[^1]\n\nDry.\n\n[^1]: A hill.\n", encoding="utf-8")
    read = read_markdown(tmp_path / "a.md", "a.md")
    (seen,) = guessed([File("a.md", rows_of(read.source, read.blocks))], ["en"])
    title = of_format(seen, read, math.inf).value("title")
    assert title == "The Wells of Hill"
    profile = f"source: a.md\nlanguages:\n  en: {{script: latin, title: {title}, publisher: Wells}}\n"
    (tmp_path / "a.yml").write_text(profile, encoding="utf-8")
    conversion = convert(tmp_path / "a.yml", tmp_path)
    assert conversion.ledger.by_reason()["footnote mark"] == len("[^1]" + "[^1]:")
