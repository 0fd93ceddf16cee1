"""The examples in `spelling.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.edited import slips
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.languages.en import spelling
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum, Why

EXAMPLES = [
    (line[:2], *(part.strip() for half in line[3:].split("→") for part in half.split("¦")))
    for line in (Path(__file__).parent / "spelling.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]

#: What the source does not have stands for one that is not known.
UNKNOWN = "…"


def edition(language: str, text: str) -> Edition:
    content = f"# 1 {{ #s1 }}\n\n{text}\n{{ #s1-p1 }}\n"
    return Edition(language, (read_page(content, language, "1.md", f"{language}.md"),))


def found(language: str, source: str, written: str, why: Why) -> str:
    now = [edition(language, written)]
    changes = () if source == UNKNOWN else compare([edition(language, source)], now).changes
    known = None if source == UNKNOWN else Fidelity(tuple(Erratum(change, why) for change in changes))
    context = Context(now, Project(Path()), lambda: known)
    findings = list(slips(context))
    findings.sort(key=lambda finding: finding.places[0].at or (0, 0))
    return " ".join(f"{f.code} “{dict(f.details)['text']}” {dict(f.details)['expected']}" for f in findings)


@pytest.mark.parametrize(("language", "source", "written", "expected"), EXAMPLES)
def test_what_an_editor_wrote(language: str, source: str, written: str, expected: str) -> None:
    # A reason says why the text was changed, not that a slip in it is meant.
    for why in (Why(), Why(reason={"en": "The second printing has it so."}, named=True)):
        assert found(language, source, written, why) == expected


def test_traditional_text_has_the_other_characters() -> None:
    assert found("zh-Hant", UNKNOWN, "水位上涨。", Why()) == "l-106 “涨” 漲"
    assert found("zh-Hant", UNKNOWN, "水位上漲，后来。", Why()) == ""


def test_the_list_of_words_is_in_order_and_has_a_line_for_each() -> None:
    lines = spelling._list().split("\n")[1:-1]
    assert len(lines) > 100_000
    assert lines == sorted(lines)
    assert all(line.startswith('"') and line.count('"') == 2 for line in lines)
