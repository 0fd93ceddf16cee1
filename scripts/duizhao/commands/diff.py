"""`duizhao diff BASE`: a page that shows the change since a commit as a reader sees it."""

from __future__ import annotations

import argparse
from pathlib import Path

from duizhao.checks.context import load
from duizhao.editions import find_profile, first_language
from duizhao.errors import InputError
from duizhao.fidelity.at import editions_at
from duizhao.fidelity.diff_page import diff_page
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_file


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    try:
        first = first_language(find_profile(options.root, options.profile))
    except InputError:
        if options.profile:
            raise
        first = None  # the languages stand in their codes' order
    now = load(options.root, first).editions
    language = options.lang or message_language()
    html, said = diff_page(editions_at(options.root, options.base), now, options.base, language)
    output = Path(options.output)
    if not output.is_absolute() and options.output == "build/diff.html":
        output = options.root / output
    replace_file(output, html)
    print(words_of(language, "diff")["done"].format(summary=said, file=output))
    return 0
