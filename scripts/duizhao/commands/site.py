"""`duizhao site`: converts, checks, builds, and says where the site is and what needs a human eye."""

from __future__ import annotations

import argparse

from duizhao.checks import BY_CODE, run_checks
from duizhao.checks.context import load
from duizhao.checks.settled import read_settled, unsettled
from duizhao.checks.words import phrase
from duizhao.commands.convert import STOPPED, review, summary, write
from duizhao.conversion import convert
from duizhao.editions import find_profile, first_language
from duizhao.site.build import build_site
from duizhao.words import message_language, words_of


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    language = options.lang or message_language()
    said = words_of(language, "site")
    path = find_profile(options.root, options.profile)
    conversion = convert(path, options.root)
    what = write(conversion, path, options.root)
    print("\n".join(summary(what, options.root / "docs", language)))
    if what.strangers:
        return STOPPED
    if what.conflicts:
        print(said["as_it_is"])
    print()
    print("\n".join(review(conversion.findings, language)))
    print()
    context = load(options.root, first_language(path), path)
    settled = path.with_name(f"{path.stem}.findings.yml")
    findings = unsettled(run_checks(context), read_settled(settled, settled.as_posix()))
    for finding in findings:
        place, rule = finding.places[0], BY_CODE[finding.code]
        severity, says = phrase(language, rule.severity), rule.says(finding, language)
        print(f"  {place.file}:{place.line}: {severity} {rule.code} {says}")
    print(said["check" if findings else "check_nothing"].format(count=len(findings)))
    site = build_site(options.root)
    print()
    print(said["done"].format(site=site, index=site / "index.html"))
    return 0
