"""The file with all that needs a human eye: what a conversion found, what the check did, and the whole outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from duizhao.check.model import Finding as CheckFinding
from duizhao.check.rules import BY_CODE
from duizhao.check.show import brief
from duizhao.check.words import phrase
from duizhao.commands.convert import kinds_of
from duizhao.commands.preview import outline
from duizhao.source.conversion import Conversion
from duizhao.source.guess.model import SHOWN
from duizhao.words import words_of

#: Its name in the edition's folder.
REVIEW = "review.txt"

_MATTERS = {"error": 0, "warning": 1, "notice": 2, "doubt": 1, "note": 2}


def write_review(root: Path, conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> None:
    """Writes the file into an edition's folder."""
    (root / REVIEW).write_text("\n".join(_all(conversion, findings, language)) + "\n", encoding="utf-8")


def by_kind(conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> Iterator[str]:
    """What needs an eye, a line a kind: the most important first, and of what matters as much the rarest."""
    rows: list[tuple[int, int, str]] = []
    doubts = [finding for finding in conversion.findings if finding.severity != "note"]
    for kind in kinds_of(doubts):
        where = _places([(each.file, each.line) for each in kind])
        rows.append((_MATTERS[kind[0].severity], len(kind), f"{where}: {kind[0].code} {kind[0].says(language)}"))
    for code in dict.fromkeys(finding.code for finding in findings):
        same = [finding for finding in findings if finding.code == code]
        rule, where = BY_CODE[code], _places([(each.places[0].file, each.places[0].line) for each in same])
        rows.append((_MATTERS[rule.severity], len(same), f"{where}: {code} {rule.says(brief(same[0]), language)}"))
    for _, _, line in sorted(rows, key=lambda row: row[:2]):
        yield line


def _places(places: Sequence[tuple[str, int]]) -> str:
    """The first few places of a kind of finding, and how many there are."""
    shown = ", ".join(f"{file}:{line}" for file, line in places[:SHOWN])
    return f"{shown}, … ({len(places)})" if len(places) > SHOWN else shown


def _all(conversion: Conversion, findings: Sequence[CheckFinding], language: str) -> Iterator[str]:
    """Everything that needs an eye, for the file."""
    for finding in conversion.findings:
        yield f"{finding.file}:{finding.line}: {finding.code} {finding.says(language)}"
        yield f"    → {finding.advises(language)}"
    for found in findings:
        place, rule = found.places[0], BY_CODE[found.code]
        yield f"{place.file}:{place.line}: {phrase(language, rule.severity)} {rule.code} {rule.says(found, language)}"
    headings = outline({name: page.content for name, page in conversion.files.items()})
    yield ""
    yield words_of(language, "new")["outline"].format(count=len(headings))
    yield from (f"  {heading}" for heading in headings)
