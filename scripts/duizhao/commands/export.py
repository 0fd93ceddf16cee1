"""`duizhao export`: the aligned corpus of the edition, for translation memories, linguists and spreadsheets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import build_date, corpus_of, read_bilingual
from duizhao.source.editions import find_profile
from duizhao.workspace import replace_all

STANDARD_OUTPUT = "-"


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code.

    One format goes to a file, to `<edition>.<ext>` in a folder that is there, or to standard output (`-`, and the
    default); several go to a folder.
    """
    formats = [name for name in FORMATS if getattr(options, name)]
    if not formats:
        raise InputError(
            "No format is named.", hint="Name one or more: {options}.", options=[f"--{name}" for name in FORMATS]
        )
    target = options.output or STANDARD_OUTPUT
    if len(formats) > 1 and target == STANDARD_OUTPUT:
        raise InputError("Several formats cannot go to standard output.", hint="Name a folder: `-o DIR`.")
    if len(formats) > 1 and Path(target).exists() and not Path(target).is_dir():
        raise InputError("Several formats need a folder, and this is a file.", file=target, hint="Name a folder.")
    wanted = options.languages.split(",") if options.languages else ()
    edition = read_bilingual(Project(options.root), find_profile(options.root, options.profile), wanted)
    if not edition:
        raise InputError(
            "The edition is not in two languages.", file=str(options.root / "docs"),
            hint="A corpus has two of them; of several, name two: `--languages fr,ar`.",
        )  # fmt: skip
    corpus = corpus_of(edition, options.level, build_date())
    contents = {name: FORMATS[name].write(corpus) for name in formats}
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(contents[formats[0]])
        sys.stdout.buffer.flush()
        return 0
    in_folder = len(formats) > 1 or Path(target).is_dir()
    files = {
        Path(target, f"{edition.name}.{FORMATS[name].extension}") if in_folder else Path(target): content
        for name, content in contents.items()
    }
    replace_all(files)
    for path in files:
        print(path)
    return 0
