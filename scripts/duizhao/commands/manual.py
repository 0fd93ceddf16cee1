"""`duizhao manual`: opens the manual in the browser, and says where it is."""

import argparse
import webbrowser
from pathlib import Path

from duizhao.errors import InputError
from duizhao.publish.manual.place import FOLDERS, SITE
from duizhao.words import message_language


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    pages = SITE / FOLDERS[options.lang or message_language()]
    page: Path = pages / f"{options.page}.html"
    if not (pages / "index.html").is_file():
        raise InputError("The manual is not built here.", file=str(SITE), hint="Run `make manual` once.")
    if not page.is_file():
        raise InputError(
            "The manual has no page `{page}`.", page=options.page,
            hint="Name a check by its code, as in `duizhao manual b-101`, or nothing for the first page.",
        )  # fmt: skip
    print(page)
    if not options.no_open:
        webbrowser.open(page.as_uri())
    return 0
