"""`duizhao bundle`: the site, and the edition as files to keep, send and print."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from duizhao.errors import InputError
from duizhao.progress import with_progress
from duizhao.publish.bundles.build import make_bundles
from duizhao.publish.bundles.kinds import KINDS
from duizhao.publish.bundles.model import Step
from duizhao.source.editions import find_profile
from duizhao.words import message_language, words_of

#: The exit code if a tool was missing, so that not all bundles could be made.
INCOMPLETE = 1


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    output: Path | None = options.output
    if output and output.exists() and not output.is_dir():
        raise InputError("Bundles go into a folder, and this is a file.", file=str(output), hint="Name a folder.")
    profile = find_profile(options.root, options.profile)
    made = make_bundles(options.root, profile, output, options.only or KINDS, _progress)
    for bundle in made.bundles:
        print(f"{made.folder / bundle.name}  {max(len(bundle.content) // 1000, 1):,} kB  sha256:{bundle.sha256}")
    for message in made.missing:
        print(f"duizhao: {message}", file=sys.stderr)
    if not output:
        words = words_of(options.lang or message_language(), "bundle")
        print(words["listed"].format(file=made.folder.parent / "downloads.html"))
    return INCOMPLETE if made.missing else 0


def _progress(steps: Sequence[Step]) -> Iterator[Step]:
    """Passes the steps on, with a progress bar."""
    return with_progress(steps, attrgetter("said"))
