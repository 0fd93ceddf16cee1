"""`duizhao site`: converts, checks, builds, and says where the site is and what needs a human eye."""

from __future__ import annotations

import argparse

from duizhao.checks import BY_CODE, run_checks
from duizhao.checks.context import load
from duizhao.checks.settled import read_settled, unsettled
from duizhao.commands.check import message_language
from duizhao.commands.convert import STOPPED, review, summary, write
from duizhao.conversion import convert
from duizhao.editions import find_profile, first_language
from duizhao.site.build import build_site


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    path = find_profile(options.root, options.profile)
    conversion = convert(path, options.root)
    what = write(conversion, path, options.root)
    print("\n".join(summary(what, options.root / "docs")))
    if what.strangers:
        return STOPPED
    if what.conflicts:
        print("The site is built from the edition as it is.")
    print()
    print("\n".join(review(conversion.findings)))
    print()
    context = load(options.root, first_language(path), path)
    settled = path.with_name(f"{path.stem}.findings.yml")
    findings = unsettled(run_checks(context), read_settled(settled, settled.as_posix()))
    for finding in findings:
        place = finding.places[0]
        rule = BY_CODE[finding.code]
        print(f"  {place.file}:{place.line}: {rule.severity} {rule.code} {rule.says(finding, message_language())}")
    told = "; `duizhao check` shows both texts" if findings else ""
    print(f"check: {len(findings) or 'nothing'} to look at in the edition{told}")
    site = build_site(options.root)
    print()
    print(f"The site is in {site}/")
    print(f"  open {site / 'index.html'} by double click, or")
    print(f"  python3 -m http.server -d {site}   and go to http://localhost:8000/")
    return 0
