"""What is said of a paragraph that was split, for every way to leave its ids; and what is no split."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.model import Finding
from duizhao.check.run import run_checks
from duizhao.compare.pairs import pair_editions
from duizhao.document.editions import read_page
from duizhao.document.model import Edition, Page
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum, Why
from duizhao.revise.realign import applied, proposals

FIRST = "In 2023, the water rose by 12 metres, and the ferry stopped."
SECOND = "Fewer people came to the market than in other years, yet rice was no dearer."
THIRD = "The ferrymen mended their nets on the bank and waited for the water to fall."
HAN = (
    "2023年，水位上涨了12米，渡口停航。",
    "集市上的人比往年少了许多，米价却没有上涨。",
    "船夫们在岸边修补渔网，等待水退。",
)
ZH = f"{''.join(HAN)}\n{{ #s1-p1 }}\n\n水退之后，渡口恢复通航，米价下跌了3%。\n{{ #s1-p2 }}\n"
END = "When the water had fallen, the ferry ran again, and the price of rice fell by 3%.\n{ #s1-p2 }\n"
SOURCE = f"{FIRST} {SECOND} {THIRD}\n{{ #s1-p1 }}\n\n{END}"


def page(language: str, body: str) -> Page:
    title = "河流" if language == "zh" else "River"
    return read_page(f"# {title} {{ #s1 }}\n\n{body}", language, "1.md", f"{language}.md")


def context(en: str, zh: str = ZH, source: str | None = SOURCE) -> Context:
    editions = [Edition("zh", (page("zh", zh),)), Edition("en", (page("en", en),))]
    if source is None:
        return Context(editions, Project(Path("nowhere")))
    converted = [Edition("zh", (page("zh", ZH),)), Edition("en", (page("en", source),))]
    comparison = compare(converted, editions, converted)
    errata = tuple(Erratum(change) for change in comparison.changes)
    return Context(editions, Project(Path("nowhere")), lambda: Fidelity(errata))


def findings(en: str, zh: str = ZH, source: str | None = SOURCE) -> list[Finding]:
    return list(run_checks(context(en, zh, source)))


def steps(found: list[Finding]) -> list[str]:
    return [dict(finding.details)["steps_en"] for finding in found]


SPLITS = {
    f"{FIRST}\n{{ #s1-p1 }}\n\n{SECOND} {THIRD}\n\n{END}": [
        "below line 6, write a line `{ #s1-p3 }`",
        'in zh.md, change line 4 to `{ #s1-p1 data-also="s1-p3" }`',
    ],
    f"{FIRST}\n\n{SECOND} {THIRD}\n{{ #s1-p1 }}\n\n{END}": [
        "below line 3, write a line `{ #s1-p3 }`",
        'in zh.md, change line 4 to `{ #s1-p1 data-also="s1-p3" }`',
    ],
    f"{FIRST}\n{{ #s1-p1 }}\n\n{SECOND} {THIRD}\n{{ #s1-p1 }}\n\n{END}": [
        "change line 7 to `{ #s1-p3 }`",
        'in zh.md, change line 4 to `{ #s1-p1 data-also="s1-p3" }`',
    ],
    f"{FIRST}\n{{ #s1-p1 }}\n\n{SECOND} {THIRD}\n{{ #s1-p9 }}\n\n{END}": [
        'in zh.md, change line 4 to `{ #s1-p1 data-also="s1-p9" }`',
    ],
}
THREE = f"{FIRST}\n{{ #s1-p1 }}\n\n{SECOND}\n\n{THIRD}\n\n{END}"


@pytest.mark.parametrize("source", [SOURCE, None], ids=["with its source", "without"])
@pytest.mark.parametrize("body", SPLITS, ids=["second", "first", "both", "unknown"])
def test_a_split_is_one_finding_that_says_what_to_write(body: str, source: str | None) -> None:
    found = findings(body, source=source)
    assert [finding.code for finding in found] == ["s-121"]
    assert steps(found) == ["; ".join(SPLITS[body])]


@pytest.mark.parametrize("body", SPLITS, ids=["second", "first", "both", "unknown"])
def test_align_writes_what_is_advised(body: str) -> None:
    (pair,) = pair_editions(*context(body).editions)
    changes = proposals(pair, ("zh", "en"))
    pages = [side for side in (pair.left, pair.right) if side]
    after = [applied(side.content, [change for change in changes if change.page is side]) for side in pages]
    heads = [content.partition("\n\n")[2] for content in after]
    assert findings(heads[1], heads[0], None) == []


def test_a_split_in_three() -> None:
    assert steps(findings(THREE)) == [
        "below line 8, write a line `{ #s1-p4 }`; below line 6, write a line `{ #s1-p3 }`; "
        'in zh.md, change line 4 to `{ #s1-p1 data-also="s1-p3 s1-p4" }`'
    ]


def test_a_split_in_both_languages() -> None:
    body = f"{FIRST}\n{{ #s1-p1 }}\n\n{SECOND} {THIRD}\n\n{END}"
    zh = ZH.replace(HAN[1], f"\n\n{HAN[1]}")
    found = findings(body, zh)
    assert [finding.code for finding in found] == ["s-121"]
    assert steps(found) == [
        "below line 3, write a line `{ #s1-p3 }`; "
        "in en.md, below line 6, write a line `{ #s1-p1 }`; in en.md, change line 4 to `{ #s1-p3 }`"
    ]
    assert not dict(found[0].details)["align_en"]


def test_a_new_paragraph_is_no_split() -> None:
    new = "Nobody had seen so much water in that place for fifty years or more."
    body = SOURCE.replace("\n\n", f"\n\n{new}\n\n", 1)
    assert "s-101" in {finding.code for finding in findings(body)}
    assert not steps([finding for finding in findings(body) if finding.code == "s-121"])


def test_what_is_wrong_elsewhere_is_still_told() -> None:
    body = next(iter(SPLITS)).replace("3%", "5%")
    assert {finding.code for finding in findings(body)} >= {"s-121", "f-101"}


@pytest.mark.parametrize("en", SPLITS)
def test_with_a_reason_too_nothing_else_is_told(en: str) -> None:
    without = context(en)
    errata = without.fidelity.errata if without.fidelity else ()
    told = Fidelity(tuple(replace(erratum, why=Why(reason={"": "As printed."})) for erratum in errata))
    found = run_checks(Context(without.editions, without.project, lambda: told))
    assert {finding.code for finding in found} == {"s-121"}
