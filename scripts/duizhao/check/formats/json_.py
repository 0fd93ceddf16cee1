"""What a check found as JSON, for programs: everything there is, in both languages, and what was not looked at."""

import json
from collections.abc import Mapping, Sequence

from duizhao.check.model import Finding
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
        "places": [
            {"language": p.language, "file": p.file, "line": p.line, "id": p.id, "text": p.text}
            | ({"mark": list(p.mark)} if p.mark else {})
            | ({"at": list(p.at)} if p.at else {})
            for p in finding.places
        ],
    }
    if finding.more:
        result["more_in_line"] = finding.more
    if finding.edits:
        result["edits"] = [
            {"file": e.file, "line": e.line, "at": [e.start, e.end], "old": e.old, "new": e.new} for e in finding.edits
        ]
    return result
