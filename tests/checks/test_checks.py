"""Runs the cases in the folders beside it; README.md says how they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.fix import mend
from duizhao.check.model import Finding
from duizhao.check.rules import BY_CODE, RULES, rules_told
from duizhao.check.run import all_findings, run_checks
from duizhao.check.settled import Settlement, unsettled
from duizhao.check.show import shown
from duizhao.check.words import LANGUAGES, words
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project
from tests.checks import manual
from tests.checks.cases import CASES, CLEAN, HERE, WRONG, context, documents, pages


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    wrong = pages(folder)
    findings = tuple(run_checks(context(folder, wrong)))
    lines = {name: content.split("\n") for name, content in (wrong | documents(folder)).items()}
    text = "".join(
        f"{line}\n" for finding in findings for language in LANGUAGES for line in shown(finding, language, lines)
    )
    if folder in CLEAN:
        assert text == ""
        return
    assert {finding.code for finding in findings} == {folder.name}
    if request.config.getoption("--rewrite-findings"):
        (folder / "found.txt").write_text(text, encoding="utf-8")
    assert text == (folder / "found.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", WRONG, ids=lambda path: path.name)
def test_the_mended_text_is_clean(folder: Path) -> None:
    assert (folder / "mended").is_dir()
    mended = context(folder, pages(folder, mended=True), mended=True)
    assert [(finding.code, dict(finding.details)) for finding in run_checks(mended)] == []


@pytest.mark.parametrize("folder", WRONG, ids=lambda path: path.name)
def test_what_is_mended_by_the_program_is_mended_so(folder: Path, tmp_path: Path) -> None:
    wrong = pages(folder)
    for name, content in wrong.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")

    def find(contents: dict[str, str]) -> tuple[Finding, ...]:
        return tuple(run_checks(context(folder, wrong | contents)))

    sure = all(finding.edits for finding in find({}))
    mend(tmp_path, find)
    after = {name: (tmp_path / name).read_text(encoding="utf-8") for name in wrong}
    assert after == (pages(folder, mended=True) if sure else wrong)


def test_every_rule_has_a_case() -> None:
    assert {rule.code for rule in RULES} == {path.name for path in WRONG}


def test_every_rule_speaks_both_languages() -> None:
    for rule in RULES:
        for name in ("title", "message", "advice", "why"):
            assert set(rule.text(name)) == set(LANGUAGES), rule.code
        assert set(rule.text("readers")) in (set(), set(LANGUAGES)), rule.code
    assert len(BY_CODE) == len(RULES)


def test_a_site_asks_the_rules_that_have_words_for_readers() -> None:
    told = {code for code, texts in words("en")["rules"].items() if "readers" in texts}
    assert told
    assert {rule.code for rule in rules_told(BY_CODE)} == told
    assert [rule.code for rule in rules_told({"b-501", "s-101"})] == ["b-501"]


def test_what_the_program_mends_is_found_on_one_page() -> None:
    for folder in CASES:
        for finding in run_checks(context(folder, pages(folder))):
            assert not finding.edits or BY_CODE[finding.code].scope == "page"


def test_the_locale_files_have_the_same_words() -> None:
    english, chinese = (words(language) for language in LANGUAGES)
    assert english["phrases"].keys() == chinese["phrases"].keys()
    assert {code: set(texts) for code, texts in english["rules"].items()} == {
        code: set(texts) for code, texts in chinese["rules"].items()
    }
    assert set(english["rules"]) <= set(BY_CODE)


def test_the_manual_is_up_to_date(repo_root: Path, request: pytest.FixtureRequest) -> None:
    folder = repo_root / "docs-dev" / "manual"
    if request.config.getoption("--rewrite-findings"):
        manual.write(folder)
    assert manual.there(folder) == manual.manual(), "python -m pytest tests/checks --rewrite-findings"


def test_a_fingerprint_outlives_edits_elsewhere() -> None:
    folder = HERE / "b-503"
    before = next(iter(run_checks(context(folder, pages(folder))))).fingerprint
    page = read_page("\n\n" + (folder / "en.md").read_text(encoding="utf-8"), "en", "1.md", "en.md")
    moved = Context([context(folder, pages(folder)).editions[0], Edition("en", (page,))], Project(folder))
    assert next(iter(run_checks(moved))).fingerprint == before


def settled_and_found(before: tuple[str, str], after: tuple[str, str]) -> tuple[set[str], set[str]]:
    """What is found in two pages, Chinese and English, if all that was found before in others is settled; and its
    codes before."""

    def findings(texts: tuple[str, str]) -> tuple[Finding, ...]:
        found = zip(("zh", "en"), texts, strict=True)
        made = [
            Edition(code, (read_page(f"# A {{ #s1 }}\n\n{text}", code, "1.md", f"{code}.md"),)) for code, text in found
        ]
        return all_findings(Context(made, Project(HERE / "clean")))

    settled = {
        finding.fingerprint: Settlement(finding.fingerprint, finding.code, "difference", "So.", False, 1)
        for finding in findings(before)
    }
    return {entry.code for entry in settled.values()}, {f.code for f in unsettled(findings(after), settled)}


@pytest.mark.parametrize("written", ["12 times", "12-fold", "12fold", "twelve-fold", "twelve times"])
def test_a_multiple_is_one_finding_or_none_however_it_is_written(written: str) -> None:
    """And settled in one way, it is in each."""
    english = "Trade grew {}.\n{{ #s1-p1 }}\n"
    for chinese, codes in (("贸易额增长到12倍。", set[str]()), ("贸易额增长到11倍。", {"b-102"})):
        before = f"{chinese}\n{{ #s1-p1 }}\n", english.format("twelvefold")
        assert settled_and_found(before, (before[0], english.format(written))) == (codes, set())


def test_what_is_settled_stays_so_when_a_value_is_written_otherwise() -> None:
    english = "It is 12,000 kilometres long.\n{ #s1-p1 }\n"
    before = ("全长1.1万公里。\n{ #s1-p1 }\n", english)
    assert settled_and_found(before, ("全长11000公里。\n{ #s1-p1 }\n", english)) == ({"b-102"}, set())
    assert settled_and_found(before, ("全长11001公里。\n{ #s1-p1 }\n", english)) == ({"b-102"}, {"b-102"})


def test_what_is_settled_stays_so_when_its_paragraph_is_joined_to_another() -> None:
    before = (
        "水位上涨。\n{ #s1-p1 }\n\n渡口有12人。\n{ #s1-p2 }\n",
        "The water rose.\n{ #s1-p1 }\n\nThe ferry has 13 people.\n{ #s1-p2 }\n",
    )
    after = (
        '水位上涨。渡口有12人。\n{ #s1-p1 data-also="s1-p2" }\n',
        'The water rose. The ferry has 13 people.\n{ #s1-p1 data-also="s1-p2" }\n',
    )
    codes, left = settled_and_found(before, after)
    assert codes
    assert left == set()
