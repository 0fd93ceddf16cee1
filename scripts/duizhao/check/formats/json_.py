"""What a check found as JSON, for programs: everything there is, in both languages, and what was not looked at."""

import json
from collections.abc import Mapping, Sequence

from duizhao.check.model import Finding, Place
from duizhao.check.rules import BY_CODE
from duizhao.check.words import LANGUAGES


def as_json(findings: Sequence[Finding], not_looked_at: Mapping[str, Finding]) -> str:
    """`findings`: an object for each. Offsets (`mark`, `at`) are in characters from 0, the end not included.
    `not_looked_at`: the files that were not read, each with the finding that says why."""
    data = {
        "findings": [_object(finding) for finding in findings],
        "not_looked_at": [
            {"file": file, "code": why.code, "line": why.places[0].line, "why": _said(why)}
            for file, why in sorted(not_looked_at.items())
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _said(finding: Finding) -> dict[str, str]:
    return {language: BY_CODE[finding.code].says(finding, language) for language in LANGUAGES}


def _object(finding: Finding) -> dict[str, object]:
    rule = BY_CODE[finding.code]
    result: dict[str, object] = {
        "code": finding.code,
        "severity": rule.severity,
        "fingerprint": finding.fingerprint,
        "message": _said(finding),
        "advice": {language: rule.advises(finding, language) for language in rule.text("advice")},
        "places": [_place(place) for place in finding.places],
    }
    if finding.alike:
        result["alike"] = [_place(place) for place in finding.alike]
    if finding.more:
        result["more_in_line"] = finding.more
    if finding.edits:
        result["edits"] = [
            {"file": e.file, "line": e.line, "at": [e.start, e.end], "old": e.old, "new": e.new} for e in finding.edits
        ]
    return result


def _place(place: Place) -> dict[str, object]:
    result: dict[str, object] = {"language": place.language, "file": place.file, "line": place.line, "id": place.id}
    result["text"] = place.text
    return result | {name: list(span) for name, span in (("mark", place.mark), ("at", place.at)) if span}
