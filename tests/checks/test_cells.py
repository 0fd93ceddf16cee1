"""Tables of one shape are compared cell by cell: values that stand in each other's place are told."""

from __future__ import annotations

from pathlib import Path

from duizhao.check.context import Context
from duizhao.check.run import run_checks
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project

ZH = "# 水井 { #s1 }\n\n| 村 | 深 | 宽 |\n|---|---|---|\n| 甲 | 5米 | 7米 |\n{ #s1-p1 }\n"
EN = "# Wells { #s1 }\n\n| Village | Depth | Width |\n|---|---|---|\n| Jia | 5 metres | 7 metres |\n{ #s1-p1 }\n"
SWAPPED = EN.replace("5 metres | 7 metres", "7 metres | 5 metres")


def differences(zh: str, en: str) -> list[str]:
    pages = {"zh": zh, "en": en}
    looked = Context(
        [Edition(code, (read_page(text, code, "1.md", "1.md"),)) for code, text in pages.items()],
        Project(Path("no")),
    )
    told = [finding for finding in run_checks(looked) if finding.code.startswith("b-1")]
    return [" / ".join(place.text[slice(*place.mark)] for place in f.places if place.mark) for f in told]


def test_values_that_changed_places_are_told_at_their_cells() -> None:
    assert differences(ZH, EN) == []
    assert differences(ZH, SWAPPED) == ["5米 / 7 metres", "7米 / 5 metres"]


def test_tables_of_another_shape_are_compared_as_a_whole() -> None:
    other = SWAPPED.replace("| Jia | 7 metres | 5 metres |", "| Jia | 7 metres |\n| Jia | 5 metres |")
    assert differences(ZH, other) == []
