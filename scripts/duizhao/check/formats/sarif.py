"""Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning and editors."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from duizhao import __version__
from duizhao.check.model import Edit, Finding, Place
from duizhao.check.rules import BY_CODE, Rule

_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def as_sarif(findings: Sequence[Finding], language: str, manual: str = "") -> str:
    """One run with every rule that found something; paths are relative to the project's folder. `manual`: the address
    of the folder with a page for each code, if it is known."""
    codes = sorted({finding.code for finding in findings})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "duizhao",
                        "semanticVersion": __version__,
                        "rules": [_rule(BY_CODE[code], language, manual) for code in codes],
                    }
                },
                "language": "zh-CN" if language == "zh" else "en-US",
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"ROOT": {"description": {"text": "The project's folder"}}},
                "results": [_result(finding, codes.index(finding.code), language) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule, language: str, manual: str) -> dict[str, object]:
    result: dict[str, object] = {
        "id": rule.code,
        "shortDescription": {"text": rule.text("title").get(language, rule.code)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if why := rule.text("why").get(language):
        result["fullDescription"] = {"text": why}
    if manual:
        result["helpUri"] = f"{manual}/{rule.code}.md"
    return result


def _result(finding: Finding, index: int, language: str) -> dict[str, object]:
    rule = BY_CODE[finding.code]
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[rule.severity],
        "message": {"text": rule.tells(finding, language)},
        "locations": [_location(finding.places[0])],
        "partialFingerprints": {"duizhao/v1": finding.fingerprint},
    }
    if further := (*finding.places[1:], *finding.alike):
        result["relatedLocations"] = [_location(place) for place in further]
    if finding.edits:
        result["fixes"] = [_fix(finding.edits)]
    return result


def _artifact(file: str) -> dict[str, object]:
    return {"uri": quote(file), "uriBaseId": "ROOT"}


def _location(place: Place) -> dict[str, object]:
    region: dict[str, object] = {"startLine": place.line}
    if place.at:
        region |= {"startColumn": place.at[0] + 1, "endColumn": place.at[1] + 1}
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": _artifact(place.file), "region": region}}
    if place.id:
        location["logicalLocations"] = [{"name": place.id, "kind": "element"}]
    return location


def _fix(edits: Sequence[Edit]) -> dict[str, object]:
    changes: dict[str, list[object]] = {}
    for edit in edits:
        region = {"startLine": edit.line, "startColumn": edit.start + 1, "endColumn": edit.end + 1}
        if edit.old == "\n":
            region |= {"startColumn": 1, "endLine": edit.line + 1, "endColumn": 1}
        changes.setdefault(edit.file, []).append({"deletedRegion": region, "insertedContent": {"text": edit.new}})
    return {
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": replacements}
            for file, replacements in changes.items()
        ]
    }
