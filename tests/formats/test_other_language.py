"""A text with whole paragraphs of another language is told to have them, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.test_markdown import converted

HAN = "水位上涨以后，沿岸各地都加固了堤防。"
LATIN = "After the water had risen, the dikes were mended all along the banks."


@pytest.mark.parametrize(
    ("language", "paragraphs", "count"),
    [
        ("zh", [HAN, LATIN] * 8, ["8"]),
        ("en", [LATIN, HAN] * 8, ["8"]),
        ("zh", [HAN, LATIN] * 7, []),
        ("zh", [*(f"{HAN}（{number}）" for number in range(30)), *[LATIN] * 8], []),
        ("zh", [HAN, "水文所（Hydrology Office of the Upper Valley）公布了水位。"] * 8, []),
        ("en", [LATIN, "The office (水文所) told the levels of the river."] * 8, []),
    ],
    ids=["in turns", "in turns, in English", "few", "a quarter of few", "names in Chinese", "names in English"],
)
def test_paragraphs_in_another_language(language: str, paragraphs: list[str], count: list[str], tmp_path: Path) -> None:
    found = converted(language, "\n\n".join(paragraphs), tmp_path).findings
    assert [dict(each.details)["count"] for each in found if each.code == "c-067"] == count
