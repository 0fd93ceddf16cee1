"""Runs the cases in the folders beside it; README.md says how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from duizhao.checks import BY_CODE, RULES, run_checks
from duizhao.checks.context import Context
from duizhao.commands.check import shown
from duizhao.edition.model import Edition
from duizhao.edition.read import read_page
from duizhao.fidelity.compare import compare
from duizhao.fidelity.errata import read_errata
from duizhao.fidelity.history import trailers
from duizhao.fidelity.load import Fidelity, explained
from duizhao.fidelity.model import Why
from duizhao.fidelity.reviewed import corrected, read_reviewed

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))


def context(folder: Path) -> Context:
    """The case's pages as an edition; with one language only if the case is about one page."""
    editions = []
    for language in ("zh", "en"):
        file = folder / f"{language}.md"
        pages = (read_page(file.read_text(encoding="utf-8"), language, "1.md", file.name),) if file.exists() else ()
        editions.append(Edition(language, pages))
    if folder.name.startswith("s-"):
        editions = [edition for edition in editions if edition.pages]
    return Context(editions, folder, lambda: fidelity(folder, editions))


def fidelity(folder: Path, editions: Sequence[Edition]) -> Fidelity | None:
    """How the case's pages differ from its source, if it has one."""

    def made(ending: str, others: Sequence[Edition]) -> list[Edition]:
        files = {edition.language: folder / f"{edition.language}.{ending}.md" for edition in others}
        return [
            Edition(
                edition.language, (read_page(file.read_text(encoding="utf-8"), edition.language, "1.md", file.name),)
            )
            if (file := files[edition.language]).exists()
            else edition
            for edition in others
        ]

    if not [*folder.glob("*.source.md")]:
        return None
    converted = made("source", editions)
    comparison = compare(converted, editions, made("last", converted))
    message = folder / "commit.txt"
    said = trailers(message.read_text(encoding="utf-8")) if message.exists() else Why()
    entries = read_errata(folder)
    history = {change.hash: said for change in comparison.changes}
    told = explained(comparison.changes, comparison.pending, entries, "report", history)
    # Only a case about the counterparts leaves them for a person to look at.
    given = read_reviewed(folder / "reviewed.yml", "reviewed.yml")
    pairs = corrected(Context(editions, folder).pairs, told.errata)
    all_ = {} if folder.name == "f-109" else {pair.id: pair.digests for pair in pairs}
    return replace(told, reviewed=all_ | given)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    findings = tuple(run_checks(context(folder)))
    codes = {finding.code for finding in findings}
    lines = [line for finding in findings for language in ("en", "zh") for line in shown(finding, language)]
    text = "".join(f"{line}\n" for line in lines)
    if folder.name.startswith("clean"):
        assert text == ""
        return
    assert codes == {folder.name}
    if request.config.getoption("--rewrite-findings"):
        (folder / "found.txt").write_text(text, encoding="utf-8")
    assert text == (folder / "found.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_case() -> None:
    assert {rule.code for rule in RULES} == {path.name for path in CASES if not path.name.startswith("clean")}


def test_every_rule_speaks_both_languages() -> None:
    for rule in RULES:
        assert set(rule.title) == set(rule.message) == {"en", "zh"}, rule.code
        assert rule.for_readers.keys() <= {"en", "zh"}
    assert len(BY_CODE) == len(RULES)


def test_a_fingerprint_outlives_edits_elsewhere() -> None:
    folder = HERE / "b-503"
    before = next(iter(run_checks(context(folder)))).fingerprint
    page = read_page("\n\n" + (folder / "en.md").read_text(encoding="utf-8"), "en", "1.md", "en.md")
    moved = Context([context(folder).editions[0], Edition("en", (page,))], folder)
    assert next(iter(run_checks(moved))).fingerprint == before
