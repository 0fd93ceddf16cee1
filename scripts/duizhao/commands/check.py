"""`duizhao check`: what an editor should look at, with the texts of both languages."""

from __future__ import annotations

import argparse
import json
import locale
from collections.abc import Sequence

from duizhao.checks import BY_CODE, run_checks
from duizhao.checks.context import load
from duizhao.checks.model import Finding, Place
from duizhao.checks.settled import Settlement, outdated, read_settled, unsettled
from duizhao.editions import find_profile, first_language

#: How much of a text is shown around what matters.
SHOWN = 160


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if there is a finding no one has settled."""
    profile = find_profile(options.root, options.profile)
    settled_path = profile.with_name(f"{profile.stem}.findings.yml")
    settled = read_settled(settled_path, f"sources/{settled_path.name}")
    findings = tuple(run_checks(load(options.root, options.first or first_language(profile), profile)))
    new = unsettled(findings, settled)
    language = options.lang or message_language()
    if options.json:
        print(json.dumps([_as_json(finding) for finding in new], ensure_ascii=False, indent=1))
    else:
        for finding in new:
            print("\n".join(shown(finding, language)))
            print()
        print(_closing(findings, new, outdated(findings, settled), language))
    return 1 if new else 0


def message_language() -> str:
    """The language for messages, from the locale: Chinese or English."""
    code = (locale.getlocale()[0] or "en").lower()
    return "zh" if code.startswith(("zh", "chinese")) else "en"


def shown(finding: Finding, language: str) -> list[str]:
    """A finding for people: place, code, sentence, and both texts."""
    rule = BY_CODE[finding.code]
    first = finding.places[0]
    lines = [f"{first.file}:{first.line}: {rule.severity} {rule.code} {rule.says(finding, language)}"]
    lines += [f"  {place.file}:{place.line}: {_excerpt(place)}" for place in finding.places]
    lines.append(f"  [{finding.fingerprint}]")
    return lines


def _excerpt(place: Place) -> str:
    if not place.text:
        return "—"
    start, end = place.mark or (0, 0)
    begin = max(0, min(start - SHOWN // 3, len(place.text) - SHOWN))
    text = place.text[begin : begin + SHOWN]
    if place.mark:
        a, b = start - begin, min(end - begin, SHOWN)
        text = f"{text[:a]}⟦{text[a:b]}⟧{text[b:]}"
    return f"{'…' if begin else ''}{text}{'…' if begin + SHOWN < len(place.text) else ''}".replace("\n", " ")


def _closing(findings: Sequence[Finding], new: Sequence[Finding], old: Sequence[Settlement], language: str) -> str:
    counts = {"new": len(new), "settled": len(findings) - len(new), "old": len(old)}
    if language == "zh":
        text = "{new} 处需要查看，{settled} 处已裁定"
        more = "；{old} 条裁定已无对应发现，可以删去"
    else:
        text = "{new} to look at, {settled} settled"
        more = "; {old} settled findings are there no more and can be deleted"
    return (text + (more if old else "")).format(**counts)


def _as_json(finding: Finding) -> dict[str, object]:
    rule = BY_CODE[finding.code]
    return {
        "code": finding.code,
        "severity": rule.severity,
        "fingerprint": finding.fingerprint,
        "message": {language: rule.says(finding, language) for language in rule.message},
        "places": [
            {"language": p.language, "file": p.file, "line": p.line, "id": p.id, "text": p.text}
            | ({"mark": list(p.mark)} if p.mark else {})
            for p in finding.places
        ],
    }
