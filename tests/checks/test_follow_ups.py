"""What waits for another finding, and what is said of a line break."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.checks import BY_CODE, run_checks
from duizhao.checks.context import Context
from duizhao.checks.model import Finding
from duizhao.edition.model import Edition
from duizhao.edition.read import read_page
from duizhao.fidelity.compare import compare
from duizhao.fidelity.load import Fidelity
from duizhao.fidelity.model import Erratum

SOURCE = "水位上涨，堤防稳固，米价如常。"
EN = "The water rises, the dikes hold, and rice costs what it did."


def edition(language: str, text: str) -> Edition:
    title = "河流" if language == "zh" else "River"
    content = f"# {title} {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n"
    return Edition(language, (read_page(content, language, "1.md", f"{language}.md"),))


def findings(text: str) -> list[Finding]:
    converted = [edition("zh", SOURCE), edition("en", EN)]
    editions = [edition("zh", text), edition("en", EN)]
    errata = tuple(Erratum(change) for change in compare(converted, editions).changes)
    return list(run_checks(Context(editions, Path(), lambda: Fidelity(errata))))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("水位上涨,堤防稳固，米价如常。", {"t-101"}),
        ("水位上涨,堤防稳固,米价如常。", {"t-101"}),
        ("水位下降,堤防稳固，米价如常。", {"t-101", "f-101", "f-109"}),
        ("水位下降，堤防稳固，米价如常。", {"f-101", "f-109"}),
        ("水位上涨,稳固，米价如常。", {"t-101", "f-101", "f-109"}),
    ],
)
def test_no_reason_is_asked_for_a_slip(text: str, codes: set[str]) -> None:
    assert {finding.code for finding in findings(text)} == codes


def test_a_line_break_can_be_seen() -> None:
    (finding,) = (finding for finding in findings("水位上涨，\n堤防稳固，米价如常。") if finding.code == "f-101")
    assert "水位上涨，⏎堤防" in BY_CODE["f-101"].says(finding, "zh")
    assert "接成一行" in BY_CODE["f-101"].advises(finding, "zh")
