"""What an editor's slip brings about: `slips.txt` says how it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.check.context import Context
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


def found(page: str) -> str:
    """What the check says of the page, a line a finding, with what to do."""

    def editions(zh: str) -> list[Edition]:
        texts = {"zh": zh, "en": SOURCE["en"]}
        return [Edition(code, (read_page(text, code, "1.md", f"docs/{code}/1.md"),)) for code, text in texts.items()]

    there, source = editions(page), editions(SOURCE["zh"])
    errata = tuple(Erratum(change) for change in compare(source, there, source).changes)
    context = Context(there, Project(Path("nowhere")), lambda: Fidelity(errata, base=Base(source)))
    return "".join(
        f"{finding.places[0].file.removeprefix('docs/')}:{finding.places[0].line} {finding.code} "
        f"{BY_CODE[finding.code].says(finding, 'en')}\n→ {BY_CODE[finding.code].advises(finding, 'en')}\n"
        for finding in run_checks(context)
    )


def cases() -> list[tuple[str, str, str]]:
    return [
        (match["title"], match["slip"], match["found"]) for match in CASE.finditer(FILE.read_text(encoding="utf-8"))
    ]


def test_every_case_is_read() -> None:
    assert len(cases()) * 2 == FILE.read_text(encoding="utf-8").splitlines().count(".")


def test_the_pages_have_nothing_to_find() -> None:
    assert found(SOURCE["zh"]) == ""


@pytest.mark.parametrize(("title", "slip", "wanted"), cases(), ids=[title for title, _, _ in cases()])
def test_a_slip_is_told_once(title: str, slip: str, wanted: str, request: pytest.FixtureRequest) -> None:
    said = found(made(slip))
    if request.config.getoption("--rewrite-findings"):
        text = FILE.read_text(encoding="utf-8")
        head = f"{title}\n.\n{slip}.\n"
        FILE.write_text(text.replace(head + wanted, head + said), encoding="utf-8")
    assert said == wanted


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
