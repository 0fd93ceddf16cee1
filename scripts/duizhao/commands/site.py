"""`duizhao site`: converts, checks, builds, and says where the site is and what needs a human eye."""

import argparse
import sys
from pathlib import Path

from duizhao.check.context import load
from duizhao.check.model import Finding
from duizhao.check.one_kind import told_once
from duizhao.check.rules import BY_CODE
from duizhao.check.run import run_checks
from duizhao.check.settled import settled_of
from duizhao.check.words import phrase
from duizhao.commands.convert import STOPPED, review, summary, write
from duizhao.commands.review_file import REVIEW, write_review
from duizhao.errors import MissingSource
from duizhao.project import Project
from duizhao.publish.site.build import build_site
from duizhao.publish.site.downloads import offers_bundles
from duizhao.source.conversion import Conversion, converted_and_kept
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    language = options.lang or message_language()
    said = words_of(language, "site")
    path = find_profile(options.root, options.profile)
    project = Project(options.root, keep=True)
    conversion: Conversion | None = None
    try:
        conversion = converted_and_kept(project, path)
        if _convert(conversion, path, project, language) == STOPPED:
            return STOPPED
    except MissingSource as error:
        if not any((options.root / "docs").glob("*/index.md")):
            raise
        print(f"duizhao: {error}", file=sys.stderr)
        print(said["not_compared"])
    print()
    project = project.refreshed()  # with what the conversion has written
    findings = _check(path, project, language, compared=conversion is not None)
    if conversion and (options.root / REVIEW).exists():
        write_review(options.root, conversion, findings, language)
    offered = offers_bundles(options.root / "site")
    site = build_site(options.root, project=project)
    print()
    print(said["done"].format(site=site, index=site / "index.html"))
    if offered and not offers_bundles(site):
        print(said["without_bundles"])
    return 0


def _convert(conversion: Conversion, path: Path, project: Project, language: str) -> int:
    """Writes a conversion, says what was written and what needs an eye; gives `STOPPED` if nothing may be built."""
    what = write(conversion, path, project.root)
    print("\n".join(summary(what, project.root / "docs", language)))
    if what.strangers:
        return STOPPED
    if what.conflicts:
        print(words_of(language, "site")["as_it_is"])
    print()
    print("\n".join(review(conversion.findings, language)))
    return 0


def _check(path: Path, project: Project, language: str, *, compared: bool) -> list[Finding]:
    """Says what there is to look at in the edition, and gives it; `compared`: with its source, too."""
    said = words_of(language, "site")
    findings = checked(path, project, compared=compared)
    for finding in told_once(findings):
        place, rule = finding.places[0], BY_CODE[finding.code]
        severity, says = phrase(language, rule.severity), rule.says(finding, language)
        print(f"  {place.file}:{place.line}: {severity} {rule.code} {says}")
    print(said["check" if findings else "check_nothing"].format(count=len(told_once(findings))))
    return findings


def checked(path: Path, project: Project, *, compared: bool) -> list[Finding]:
    """What the check finds in the edition of a profile; `compared`: with its source, too."""
    context = load(project, codes_of(project, path), path if compared else None)
    return list(run_checks(context, settled_of(project, path)))
