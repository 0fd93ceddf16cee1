"""`duizhao init`: what an edition needs beside its source, each file written unless it is there."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from duizhao import __version__
from duizhao.source.editions import profiles
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_all

#: The folder of an edition as it is written. What stands in its `dot/` begins with a dot: such names are easily lost.
TEMPLATE = Path(__file__).parents[1] / "template"
#: What is there for this program's own repository, and what Python leaves.
NOT_FOR_EDITIONS = ("suite.yml", "__pycache__")


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    said = words_of(options.lang or message_language(), "init")
    has_profile = bool(profiles(options.root))
    new: dict[Path, str | bytes | None] = {}
    lines = []
    for path, text in files():
        target = options.root / path
        if path.parent == Path("sources") and has_profile:
            lines.append(said["has_profile"].format(file=path))
        elif target.exists():
            lines.append(said["exists"].format(file=path))
        else:
            new[target] = text
            lines.append(said["written"].format(file=path))
    replace_all(new)
    print("\n".join((*lines, "", said["next"])))
    return 0


def files() -> Iterator[tuple[Path, str]]:
    """The files of a new edition: each as its path in the edition's folder, and its text."""
    for source in sorted(_below(TEMPLATE)):
        first, *others = source.relative_to(TEMPLATE).parts
        path = Path(f".{others[0]}", *others[1:]) if first == "dot" else Path(first, *others)
        text = source.read_text(encoding="utf-8")
        yield path, text.replace("{version}", __version__) if path.name == "requirements.txt" else text


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name not in NOT_FOR_EDITIONS:
            yield from _below(path) if path.is_dir() else [path]
