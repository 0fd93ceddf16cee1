"""What an editor's slip brings about: `slips.txt` says how it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.fix import mend
from duizhao.check.model import Finding
from duizhao.check.one_cause import WAITS
from duizhao.check.rules import BY_CODE
from duizhao.check.run import run_checks
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.load import Fidelity
from duizhao.revise.fidelity.model import Erratum
from tests.checks.manual import mended_by_program

HERE = Path(__file__).parent
FILE = HERE / "slips.txt"
SOURCE = {language: (HERE / "_slips" / f"{language}.md").read_text(encoding="utf-8") for language in ("zh", "en")}
CASE = re.compile(
    r"^(?P<title>[^\n.⏎+-][^\n]*)\n\.\n(?P<slip>(?:[-+][^\n]*\n)+)\.\n(?P<found>(?:[^\n]+\n)*)", re.MULTILINE
)


def made(slip: str) -> str:
    """The Chinese page with a slip."""
    lines = SOURCE["zh"].split("\n")
    at = 0
    for change in slip.splitlines():
        sign, line = change[0], change[1:].replace("⏎", "")
        if sign == "-":
            at = lines.index(line, at)
            del lines[at]
        else:
            lines.insert(at, line)
            at += 1
    return "\n".join(lines)


def findings(page: str, originals: dict[str, str] = SOURCE) -> tuple[Finding, ...]:
    """What the check finds of the page."""

    def editions(zh: str) -> list[Edition]:
        texts = {"zh": zh, "en": originals["en"]}
        return [Edition(code, (read_page(text, code, "1.md", f"docs/{code}/1.md"),)) for code, text in texts.items()]

    there, source = editions(page), editions(originals["zh"])
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    context = Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source)))
    return tuple(run_checks(context))


def found(page: str, originals: dict[str, str] = SOURCE) -> str:
    """What the check says of the page, a line a finding, with what to do."""
    return "".join(
        f"{finding.places[0].file.removeprefix('docs/')}:{finding.places[0].line} {finding.code} "
        f"{BY_CODE[finding.code].says(finding, 'en')}\n→ {BY_CODE[finding.code].advises(finding, 'en')}\n"
        for finding in findings(page, originals)
    )


def cases() -> list[tuple[str, str, str]]:
    return [
        (match["title"], match["slip"], match["found"]) for match in CASE.finditer(FILE.read_text(encoding="utf-8"))
    ]


def test_every_case_is_read() -> None:
    assert len(cases()) * 2 == FILE.read_text(encoding="utf-8").splitlines().count(".")


def test_the_pages_have_nothing_to_find() -> None:
    assert found(SOURCE["zh"]) == ""


@pytest.mark.parametrize("slip", [slip for _, slip, _ in cases()], ids=[title for title, _, _ in cases()])
def test_what_it_says_it_can_mend_it_mends(slip: str, tmp_path: Path) -> None:
    file = tmp_path / "docs" / "zh" / "1.md"
    file.parent.mkdir(parents=True)
    file.write_text(made(slip), encoding="utf-8")
    assert not mend(tmp_path, lambda now: findings(now.get("docs/zh/1.md", made(slip)))).left
    assert not any(finding.edits for finding in findings(file.read_text(encoding="utf-8")))
    assert all(mended_by_program(finding.code) for finding in findings(made(slip)) if finding.edits)


@pytest.mark.parametrize(("title", "slip", "wanted"), cases(), ids=[title for title, _, _ in cases()])
def test_a_slip_is_told_once(title: str, slip: str, wanted: str, request: pytest.FixtureRequest) -> None:
    said = found(made(slip))
    if request.config.getoption("--rewrite-findings"):
        text = FILE.read_text(encoding="utf-8")
        head = f"{title}\n.\n{slip}.\n"
        FILE.write_text(text.replace(head + wanted, head + said), encoding="utf-8")
    assert said == wanted


ITEMS = {
    "zh": "# 河 { #s1 }\n\n1. 修建六里水渠\n   { #s1-p1 }\n\n2. 树\n   { #s1-p2 }\n\n3. 架设一座石桥\n   { #s1-p3 }\n",
    "en": "# River { #s1 }\n\n1. Canals\n   { #s1-p1 }\n\n2. Trees\n   { #s1-p2 }\n\n3. Bridges\n   { #s1-p3 }\n",
}


CANAL, BRIDGE = "修建六里水渠", "架设一座石桥"
CANAL_ID, BRIDGE_ID = (f"{text}\n   {{ #{id_} }}" for text, id_ in ((CANAL, "s1-p1"), (BRIDGE, "s1-p3")))


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ((CANAL, BRIDGE, BRIDGE, CANAL), "f-101 These texts stand in each other’s place: #s1-p1, #s1-p3"),
        (
            (f"1. {CANAL_ID}", f"3. {BRIDGE_ID}", f"3. {BRIDGE_ID}", f"1. {CANAL_ID}"),
            "f-107 #s1-p3 and #s1-p1 stand in each other’s place",
        ),
        (
            (CANAL_ID, BRIDGE_ID, BRIDGE_ID, CANAL_ID),
            "f-107 #s1-p3 and #s1-p1 stand in each other’s place",
        ),
    ],
    ids=["their texts", "their texts, numbers and ids", "their texts and ids"],
)
def test_two_items_that_have_changed_places_are_told_once(slip: tuple[str, str, str, str], said: str) -> None:
    head, _, tail = ITEMS["zh"].partition("2.")
    wrong = f"{head.replace(slip[0], slip[1])}2.{tail.replace(slip[2], slip[3])}"
    told = found(wrong, ITEMS)
    assert [line for line in told.splitlines() if line.startswith("zh/")] == [f"zh/1.md:3 {said}"]


def test_nothing_waits_for_itself() -> None:
    """However one finding waits for another, one of them is told."""
    codes = set(BY_CODE)
    after = {
        code: {
            other for wait in WAITS if code in wait.causes for other in codes
            if other.startswith(wait.follows) and other not in wait.causes
        }
        for code in codes
    }  # fmt: skip
    for code in codes:
        seen, due = set[str](), [code]
        while due:
            for other in after[due.pop()] - seen:
                seen.add(other)
                due.append(other)
        assert code not in seen, code
