"""What the program's own YAML holds is the same from the file and from what is kept beside the bytecode."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import time

import pytest
import yaml

from duizhao.own_yaml import own_yaml


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "words.yml"
    file.write_text("site: {well: 水井, depth: 12, deep: yes, more: [1.5, null]}\n", encoding="utf-8")
    os.utime(file, (0, 0))
    return file


def not_again(*_: object, **__: object) -> None:
    raise AssertionError


def test_it_is_read_once(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = own_yaml(words)
    assert first == {"site": {"well": "水井", "depth": 12, "deep": True, "more": [1.5, None]}}
    monkeypatch.setattr(yaml, "load", not_again)
    assert own_yaml(words) == first


def test_a_changed_file_is_read_anew(words: Path) -> None:
    own_yaml(words)
    words.write_text("site: {well: 井}\n", encoding="utf-8")
    assert own_yaml(words) == {"site": {"well": "井"}}


def test_two_changes_the_clock_does_not_tell_apart(words: Path) -> None:
    for well in ("水井", "深井", "古井"):
        words.write_text(f"site: {{well: {well}}}\n", encoding="utf-8")
        now = time()
        os.utime(words, (now, now - now % 2))
        assert own_yaml(words) == {"site": {"well": well}}


def test_what_is_damaged_is_made_anew(words: Path) -> None:
    first = own_yaml(words)
    (kept,) = words.parent.rglob("*.compiled")
    for damaged in (b"", b"\0", kept.read_bytes()[:-5]):
        kept.write_bytes(damaged)
        assert own_yaml(words) == first


def test_nothing_is_kept_where_no_bytecode_is_written(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert own_yaml(words)["site"]["depth"] == 12
    assert list(words.parent.iterdir()) == [words]
