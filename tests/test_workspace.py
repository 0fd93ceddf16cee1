"""Several files are written all or none; each is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duizhao.errors import InputError
from duizhao.workspace import replace_all, replace_file


def test_files_are_whole_or_as_they_were(tmp_path: Path) -> None:
    old, blocked, late = tmp_path / "old.tmx", tmp_path / "file" / "new.csv", tmp_path / "late.csv"
    old.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(InputError, match="cannot be written"):
        replace_all({old: b"new", blocked: b"new", late: b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "old.tmx"]
    assert old.read_bytes() == b"old"


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "wells.tmx").mkdir()
    with pytest.raises(InputError, match=r"wells\.tmx: The files cannot be written"):
        replace_all({tmp_path / "wells.tmx": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["wells.tmx"]


def test_a_single_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.html").mkdir()
    with pytest.raises(InputError, match=r"out\.html: The file cannot be written"):
        replace_file(tmp_path / "out.html", "new")
    with pytest.raises(UnicodeEncodeError):
        replace_file(tmp_path / "other.html", "\ud800")
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


def test_a_new_file_has_the_rights_of_a_new_file(tmp_path: Path) -> None:
    replace_all({tmp_path / "a": b"new"})
    (tmp_path / "b").write_bytes(b"new")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_texts_and_bytes_are_written_and_what_has_none_is_removed(tmp_path: Path) -> None:
    gone = tmp_path / "chapter" / "old.md"
    replace_all({gone: "old\n"})
    replace_all({gone: None, tmp_path / "a.md": "水\n", tmp_path / "b.bin": b"\xff"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.bin"]
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "水\n"
    assert (tmp_path / "b.bin").read_bytes() == b"\xff"


def test_a_disk_that_fills_up_while_a_file_is_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    class Full:
        def __init__(self, handle: int, mode: str) -> None:
            os.close(handle)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def write(self, content: bytes) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", Full)
    with pytest.raises(InputError, match="No space left"):
        replace_all({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}
