"""Whether figures that name no source are told: not in a report where hardly any does."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.boxes import without_source
from duizhao.check.context import Context
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ("with without", 1),
        ("with without without", 2),
        ("without without without", 0),
        ("without without without without", 0),
        ("with without without without", 3),
        ("with without without without without", 0),
        ("with with with with without without without without without", 5),
    ],
)
def test_the_report_s_way(figures: str, told: int, tmp_path: Path) -> None:
    blocks = [
        f'!!! figure "Figure {number}: Water"\n    {{ #figure-{number} }}\n'
        + (f"\n    Source: survey.\n    {{ #figure-{number}-source }}\n" if kind == "with" else "")
        for number, kind in enumerate(figures.split(), 1)
    ]
    page = read_page("\n".join(["# River { #s1 }\n", *blocks]), "en", "1.md", "1.md")
    context = Context([Edition("en", (page,))], Project(tmp_path))
    assert len(list(without_source(context))) == told
