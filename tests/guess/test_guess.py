"""Runs the cases in `*.md`; README.md says how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.source.guess.model import Guess
from duizhao.source.guess.profile_text import profile_text
from duizhao.source.guess.whole import File, guessed, rows_of, with_publishers_alike
from duizhao.source.profile import load_profile
from duizhao.source.readers import READERS

HERE = Path(__file__).parent
DOT = re.compile(r"^\.\n", re.MULTILINE)
FILE = re.compile(r"^\+\+\+ (\S+)\n", re.MULTILINE)


def read(path: Path) -> list[list[str]]:
    """The cases of a file: title, text, profile."""
    parts = DOT.split(path.read_text(encoding="utf-8"))
    return [parts[at : at + 3] for at in range(0, len(parts) - 2, 3)]


def because(guess: Guess) -> str:
    return " ".join((guess.because, *map(str, guess.lines[:3])))


def profile_of(text: str, folder: Path) -> str:
    """The profile that is written for a text."""
    parts = FILE.split(text if text.startswith("+++ ") else f"+++ report.txt\n{text}")
    files = []
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        (folder / name).write_text(content, encoding="utf-8")
        file = READERS[Path(name).suffix](folder / name, name)
        files.append(File(name, rows_of(file.source, file.blocks)))
    found = with_publishers_alike(guessed(files))
    seen = [each if each.guess("publisher") else each.told("publisher", "?") for each in found]
    profile = profile_text(seen, "", because).lstrip("# \n")
    (folder / "report.yml").write_text(profile, encoding="utf-8")
    load_profile(folder / "report.yml", "report.yml")
    return profile


@pytest.mark.parametrize("path", sorted(HERE.glob("*.??.md")), ids=lambda path: path.name)
def test_guess(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    cases = read(path)
    found = [profile_of(text, tmp_path) for _, text, _ in cases]
    if request.config.getoption("--rewrite-guesses"):
        path.write_text("".join(f"{c[0]}.\n{c[1]}.\n{new}.\n" for c, new in zip(cases, found, strict=True)), "utf-8")
        return
    for (title, _, wanted), profile in zip(cases, found, strict=True):
        assert profile == wanted, title
