"""Patterns kept compiled beside the bytecode are those that `re` makes; without the file nothing is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from duizhao import patterns
from duizhao.patterns import compiled, lazily

SAME = (
    (r"(?P<number>\d+)(?:,(\d{3}))*", 0),
    (r"(?i:early|late)\s+(?P<year>\d{4})", re.IGNORECASE),
    (r"[\u4e00-\u9fff㐀-䶿][，。]$", re.MULTILINE),
    (r"(?<![\w-])(a)(?(1)b|c)(?=\s|\Z)", re.DOTALL | re.ASCII),
    (r"# nothing\n x", re.VERBOSE),
)

#: Makes a pattern, and says whether it had to be taken apart for it, and what it finds.
ASK = """
from duizhao import patterns
taken = []
parse = patterns._compiler._parser.parse
patterns._compiler._parser.parse = lambda *given: taken.append(given) or parse(*given)
found = patterns.compiled(r"(?P<word>[\\u4e00-\\u9fff]+)\\s*(\\d+)").search("水井 12 口")
print(bool(taken), found["word"], found[2])
"""


@pytest.mark.parametrize(("pattern", "flags"), SAME)
def test_a_compiled_pattern_is_the_one_re_makes(pattern: str, flags: int) -> None:
    ours, theirs = compiled(pattern, flags), re.compile(pattern, flags)
    assert ours == theirs
    assert (ours.pattern, ours.flags, ours.groups, ours.groupindex) == (
        theirs.pattern, theirs.flags, theirs.groups, theirs.groupindex,
    )  # fmt: skip


def test_a_lazy_pattern_finds_what_the_other_does() -> None:
    assert lazily(r"\d+").findall("5 and 12") == ["5", "12"]


def test_what_is_no_pattern_is_told_as_re_tells_it() -> None:
    with pytest.raises(re.error, match="missing \\)"):
        compiled("(")


def test_where_re_is_made_otherwise_it_compiles_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_compiler", object())
    assert compiled(r"never\s+asked\s+before").search("never asked before")


def ask(folder: Path, *options: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONPYCACHEPREFIX": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *options, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def kept(folder: Path) -> list[Path]:
    return list(folder.rglob("*.compiled"))


def test_the_next_run_has_it_compiled(tmp_path: Path) -> None:
    assert ask(tmp_path) == "True 水井 12"
    assert ask(tmp_path) == "False 水井 12"


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    ask(tmp_path)
    (file,) = kept(tmp_path)
    for damaged in (b"", b"\0", file.read_bytes()[:-9]):
        file.write_bytes(damaged)
        assert ask(tmp_path) == "True 水井 12"
        assert ask(tmp_path) == "False 水井 12"


def test_nothing_is_kept_where_no_bytecode_is_written(tmp_path: Path) -> None:
    assert ask(tmp_path, "-B") == "True 水井 12"
    assert kept(tmp_path) == []
