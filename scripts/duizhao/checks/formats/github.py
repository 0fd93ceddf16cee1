"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from duizhao.checks import BY_CODE
from duizhao.checks.model import Finding


def as_github(findings: Sequence[Finding], language: str) -> str:
    """A line for each finding."""
    return "\n".join(_line(finding, language) for finding in findings)


def _line(finding: Finding, language: str) -> str:
    rule = BY_CODE[finding.code]
    place = finding.places[0]
    others = "".join(f"\n{p.file}:{p.line}: {p.text}" for p in finding.places[1:])
    properties = {"file": place.file, "line": str(place.line)}
    if place.at:
        properties |= {"col": str(place.at[0] + 1), "endColumn": str(max(place.at[1], place.at[0] + 1))}
    properties["title"] = f"{rule.code} {rule.title.get(language, rule.code)}"
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{rule.severity} {written}::{_data(rule.tells(finding, language) + others)} [{finding.fingerprint}]"


def _data(text: str) -> str:
    """As the runner reads a command's text: https://github.com/actions/toolkit, `command.ts`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
