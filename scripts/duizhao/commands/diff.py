"""`duizhao diff BASE`: a page that shows the change since a commit as a reader sees it."""

import argparse
from pathlib import Path

from duizhao.check.context import load
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.revise.fidelity.at import editions_at
from duizhao.revise.fidelity.diff_page import diff_page, reasons_since
from duizhao.revise.fidelity.diff_rows import difference
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_file


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    language = options.lang or message_language()
    project = Project(options.root)
    profile, codes = _edition(project, options)
    now = load(project, codes).editions
    found = difference(editions_at(options.root, options.base), now)
    whys = reasons_since(project, profile, options.base, found.changes, now)
    html, said = diff_page(found, whys, options.base, language)
    output = Path(options.output)
    if not output.is_absolute() and options.output == "build/diff.html":
        output = options.root / output
    replace_file(output, html)
    print(words_of(language, "diff")["done"].format(summary=said, file=output))
    return 0


def _edition(project: Project, options: argparse.Namespace) -> tuple[Path | None, tuple[str, ...]]:
    """The edition's profile and its languages. Where no profile can be read and none was asked for, the languages
    stand in their codes' order, and errata.yml is not asked."""
    try:
        profile = find_profile(options.root, options.profile)
        return profile, codes_of(project, profile)
    except InputError:
        if options.profile:
            raise
        return None, ()
