"""`duizhao export`: the aligned corpus of the edition, for translation memories, linguists and spreadsheets."""

import argparse
import sys
from pathlib import Path

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.exports.downloads import files
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import build_date, read_aligned
from duizhao.source.editions import find_profile
from duizhao.workspace import replace_all

STANDARD_OUTPUT = "-"


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code.

    One format goes to a file, to `<edition>.<ext>` in a folder that is there, or to standard output (`-`, and the
    default); several go to a folder, and so do the files of one that holds two languages of an edition in more.
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
    edition = read_aligned(Project(options.root), find_profile(options.root, options.profile), wanted)
    if not edition:
        raise InputError(
            "The edition is in one language.", file=str(options.root / "docs"),
            hint="A corpus has two or more of them.",
        )  # fmt: skip
    made = list(files(edition, options.level, formats, build_date()))
    in_folder = len(formats) > 1 or Path(target).is_dir()
    if len(made) > len(formats) and not in_folder:
        raise InputError(
            "A file of this format holds two languages; the edition has {known}.", known=edition.languages,
            hint="Name two (`--languages {pair}`), or a folder that is there (`-o DIR`).",
            pair=",".join(edition.languages[:2]),
        )  # fmt: skip
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(made[0].content)
        sys.stdout.buffer.flush()
        return 0
    contents = {Path(target, file.name(edition)) if in_folder else Path(target): file.content for file in made}
    replace_all(contents)
    for path in contents:
        print(path)
    return 0
