"""The manual's pages on the checks, made from the rules' words and the cases."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Literal

from duizhao.check.rules import RULES, Rule
from duizhao.check.run import run_checks
from duizhao.check.show import shown
from duizhao.check.words import phrase, words
from duizhao.document.safety.text import visible
from tests.checks.cases import HERE, context, documents, pages, sources

#: The languages' folders in the manual.
LANGUAGES = ("en", "zh")

#: The page that lists them all, in a language's folder.
INDEX = "checks.md"
#: The other pages of the manual are written by people.
_MADE = re.compile(r"[a-z]-\d+\.md|" + re.escape(INDEX))

#: The rules of which `--fix` mends only what is not in their cases.
_PARTLY = ("s-122", "s-306", "s-308", "x-106", "x-107")

#: How many characters of a line are shown.
LONGEST = 2000


def manual() -> dict[str, str]:
    """Every page of the manual that is made, by its path below `docs-dev/manual/`."""
    made: dict[str, str] = {}
    for language in LANGUAGES:
        made[f"{language}/{INDEX}"] = _index(language)
        for rule in RULES:
            made[f"{language}/{rule.code}.md"] = _page(rule, language)
    return made


def _index(language: str) -> str:
    lines = [f"# {phrase(language, 'manual_title')}", ""]
    lines += [phrase(language, "manual_intro"), ""]
    families = words(language)["phrases"]["families"]
    by_family = sorted(RULES, key=lambda rule: (list(families).index(rule.code[0]), rule.code))
    for family, rules in groupby(by_family, key=lambda rule: rule.code[0]):
        head = [phrase(language, f"manual_{name}") for name in ("code", "severity", "what", "mends")]
        lines += [f"## {families[family]}", "", f"| {' | '.join(head)} |", "|---|---|---|---|"]
        for rule in rules:
            mends = phrase(language, f"manual_{said}") if (said := mended_by_program(rule.code)) else ""
            severity = phrase(language, rule.severity)
            lines.append(f"| [{rule.code}]({rule.code}.md) | {severity} | {rule.text('title')[language]} | {mends} |")
        lines.append("")
    return "\n".join(lines)


def mended_by_program(code: str) -> Literal["yes", "partly", ""]:
    """Whether `--fix` mends what the rule finds: in its case, or where it is sure what was meant."""
    folder = HERE / code
    mended = all(finding.edits for finding in run_checks(context(folder, pages(folder))))
    return "yes" if mended else "partly" if code in _PARTLY else ""


def _page(rule: Rule, language: str) -> str:
    folder = HERE / rule.code
    wrong, mended = pages(folder), pages(folder, mended=True)
    other = next(code for code in LANGUAGES if code != language)
    findings = list(run_checks(context(folder, wrong)))
    wrong |= sources(folder) | documents(folder)
    mended |= sources(folder, mended=True) | documents(folder, mended=True)
    lines = {name: content.split("\n") for name, content in wrong.items()}
    said = [line for finding in findings for line in shown(finding, language, lines)]
    changed = {name: content for name, content in mended.items() if wrong.get(name) != content}
    parts = [
        f"# {rule.code}{'：' if language == 'zh' else ': '}{rule.text('title')[language]}",
        "",
        f"[{phrase(language, 'manual_other')}](../{other}/{rule.code}.md) · {phrase(language, rule.severity)}",
        "",
        rule.text("why")[language],
        "",
        f"## {phrase(language, 'manual_wrong')}",
        "",
        *_files(wrong),
        f"## {phrase(language, 'manual_found')}",
        "",
        *_block(said, "text"),
        f"## {phrase(language, 'manual_mended')}",
        "",
        *_files(changed),
        phrase(language, f"manual_fix_{mended_by_program(rule.code) or 'no'}"),
        "",
    ]
    return "\n".join(parts)


def _files(contents: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for name, content in contents.items():
        lines += [
            f"`{name}`",
            "",
            *_block(content.rstrip("\n").split("\n"), name.rpartition(".")[2].replace("md", "markdown")),
        ]
    return lines


def _block(lines: list[str], kind: str) -> list[str]:
    cut = (visible(line) if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines)
    fence = "````" if any(line.startswith("```") for line in lines) else "```"
    return [f"{fence}{kind}", *cut, fence, ""]


def there(folder: Path) -> dict[str, str]:
    """The pages that are made, as they stand in `docs-dev/manual/`."""
    found = (path for path in folder.rglob("*.md") if _MADE.fullmatch(path.name))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def write(folder: Path) -> None:
    """Writes them, and removes the pages of rules that are no more."""
    made = manual()
    for name in there(folder).keys() - made.keys():
        (folder / name).unlink()
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
