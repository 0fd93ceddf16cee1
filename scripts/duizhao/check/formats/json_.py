"""Findings as JSON, for programs: everything there is, in both languages."""

from __future__ import annotations

import json
from collections.abc import Sequence

from duizhao.check.model import Finding
from duizhao.check.rules import BY_CODE


def as_json(findings: Sequence[Finding]) -> str:
    """A list with an object for each finding. Offsets (`mark`, `at`) are in characters from 0, the end not included."""
    return json.dumps([_object(finding) for finding in findings], ensure_ascii=False, indent=1)


def _object(finding: Finding) -> dict[str, object]:
    rule = BY_CODE[finding.code]
    result: dict[str, object] = {
        "code": finding.code,
        "severity": rule.severity,
        "fingerprint": finding.fingerprint,
        "message": {language: rule.says(finding, language) for language in rule.message},
        "advice": {language: rule.advises(finding, language) for language in rule.advice},
        "places": [
            {"language": p.language, "file": p.file, "line": p.line, "id": p.id, "text": p.text}
            | ({"mark": list(p.mark)} if p.mark else {})
            | ({"at": list(p.at)} if p.at else {})
            for p in finding.places
        ],
    }
    if finding.edits:
        result["edits"] = [
            {"file": e.file, "line": e.line, "at": [e.start, e.end], "old": e.old, "new": e.new} for e in finding.edits
        ]
    return result
