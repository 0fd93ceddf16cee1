"""`duizhao check` refuses every attack of the corpus, with its code, file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import load
from duizhao.check.model import Finding
from duizhao.check.rules import RULES
from duizhao.check.run import run_checks
from duizhao.check.sanitize import before_reading
from duizhao.check.settled import Settlement, unsettled
from duizhao.project import Project
from duizhao.source.editions import profiles
from tests.hostile.corpus import AddedFile, Attack, added_files, all_attacks
from tests.program import duizhao_in

SAFETY_RULES = [rule for rule in RULES if rule.code.startswith("x-")]

HOME = "---\ntitle: Wells\nkind: home\norder: 0\npublisher: Institute\n---\n\n# Wells { #home }\n"
PAGE = "---\ntitle: On wells\nkind: part\norder: 1\n---\n\n# On wells { #wells }\n\nWords.\n{ #wells-p1 }\n\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An edition in one language with nothing to find."""
    for name, content in (("docs/en/index.md", HOME), ("docs/en/wells.md", PAGE), ("mkdocs.yml", "site_name: x\n")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "sources").mkdir()
    return tmp_path


def safety_findings(root: Path) -> list[Finding]:
    found = before_reading(root) or tuple(run_checks(load(Project(root))))
    return [finding for finding in found if finding.code.startswith("x-")]


def test_the_edition_without_attacks_is_clean(project: Path) -> None:
    assert safety_findings(project) == []


@pytest.mark.parametrize("attack", all_attacks(), ids=lambda attack: f"{attack.file}: {attack.what}")
def test_attack_in_a_page_is_refused(attack: Attack, project: Path) -> None:
    page = project / "docs" / "en" / "wells.md"
    before, after = ("", "\nWords.\n") if attack.file == "front" else (PAGE, "")
    page.write_text(f"{before}{attack.text}\n{after}", encoding="utf-8")
    line = before.count("\n") + attack.line
    found = [(finding.code, finding.places[0].file, finding.places[0].line) for finding in safety_findings(project)]
    assert (attack.code, "docs/en/wells.md", line) in found


@pytest.mark.parametrize("file", added_files(), ids=lambda file: file.path)
def test_added_file_is_refused(file: AddedFile, project: Path) -> None:
    file.put(project)
    found = [(finding.code, finding.places[0].file, finding.places[0].line) for finding in safety_findings(project)]
    assert found
    assert set(found) == {(file.code, file.path, file.line)}


def test_every_rule_on_safety_has_an_attack() -> None:
    assert {rule.code for rule in SAFETY_RULES} == {a.code for a in all_attacks()} | {f.code for f in added_files()}


def test_a_line_longer_than_anyone_reads_is_refused(project: Path) -> None:
    page = project / "docs" / "en" / "wells.md"
    page.write_text(PAGE + "x " * 5_001, encoding="utf-8")
    assert [(finding.code, finding.places[0].line) for finding in safety_findings(project)] == [("x-112", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "A sum &lt; 5, and a < b > c, a<5, and 3 <4.",
        "See <https://example.org/a_(b)?c=1&d=2> and <someone@example.org>.",
        "[A page](wells.md#wells-p1), [another](https://example.org/a) and ![a picture](../figures/figure-1.png).",
        "A set \\{a, b\\}, and `x`.",
        "Source data: five. [^n1]: data: five.",
        'Words.\n{ #wells-p2 data-also="wells-p3 wells-p4" }',
        "Naïve Łódź, 5 μm, 3 kΩ, β-carotene, Москва, Ελλάδα, 一带一路, ﹏, ①, Ⅳ, ℃.",
        "𝑓(𝑥) = 𝑙𝑜𝑔(𝑥) + σᵣ², where 𝑥𝑖 is the share of 𝑖.",
        "A note.[^n1]\n\n[^n1]: Source: http://example.org/javascript:void",
    ],
)
def test_what_a_report_may_well_hold_is_not_refused(text: str, project: Path) -> None:
    (project / "docs" / "en" / "wells.md").write_text(f"{PAGE}{text}\n", encoding="utf-8")
    assert [(f.code, f.details) for f in safety_findings(project)] == []


def test_whoever_attacks_cannot_settle_the_finding(project: Path) -> None:
    (project / "docs" / "en" / "wells.md").write_text(f"{PAGE}<script>stolen()</script> rаilway\n", encoding="utf-8")
    findings = safety_findings(project)
    entries = [Settlement(f.fingerprint, f.code, "false-alarm", "Trust me.", False, 1) for f in findings]
    left = unsettled(findings, {entry.fingerprint: entry for entry in entries})
    assert {f.code for f in findings} == {"x-101", "x-107"}
    assert {f.code for f in left} == {"x-101"}


def test_the_command_refuses_what_must_not_be_read(repo_root: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "docs" / "en").mkdir(parents=True)
    (root / "docs" / "en" / "index.md").symlink_to("/etc/hostname")
    (root / "sources").mkdir()
    profile = profiles(repo_root)[0]
    sample = repo_root / "tests" / "site" / "sample" / "sources"
    for file in (*sample.glob("*"), profile):
        (root / "sources" / file.name).write_bytes(file.read_bytes())
    run = duizhao_in(root, "check", "--lang", "zh", profile.name)
    assert run.returncode == 1, run.stderr
    assert "docs/en/index.md:1" in run.stdout
    assert "x-111" in run.stdout
    assert "符号链接" in run.stdout


def test_each_rule_says_what_to_do_in_both_languages() -> None:
    for rule in SAFETY_RULES:
        assert rule.text("message")["en"] != rule.text("message")["zh"]
        assert rule.severity == "error"
