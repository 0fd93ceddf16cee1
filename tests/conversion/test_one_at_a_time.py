"""Of two conversions at once one says so; what a killed one left is swept by the next; nothing elsewhere is opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from duizhao.errors import InputError
from duizhao.source.conversion import convert
from duizhao.workspace import alone
from tests.program import Printed, duizhao_in

TEXT = "The River Report\n\nHydrology Office\n\nThe water rises.\n"
PROFILE = """source: {source}
languages:
  en:
    begins: The River Report
    script: latin
    title: The River Report
    publisher: Hydrology Office
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project" / "sources").mkdir(parents=True)
    (tmp_path / "project" / "sources" / "report.yml").write_text(PROFILE.format(source="report.txt"))
    (tmp_path / "project" / "sources" / "report.txt").write_text(TEXT)
    return tmp_path / "project"


def run(root: Path) -> Printed:
    return duizhao_in(root, "convert", "--lang", "en")


def test_the_second_one_says_so(root: Path) -> None:
    with alone(root):
        second = run(root)
    assert second.returncode == 2
    assert "Another conversion of this project is at work." in second.stderr
    assert not (root / "docs").exists()
    assert run(root).returncode == 0


def test_what_a_killed_one_left_is_swept(root: Path) -> None:
    for name in ("docs/en/.index.md.ab12cd_4.new", "sources/.report.conversion.json.abcdefgh.new"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("half")
    kept = root / "docs" / "en" / "old.new"
    kept.write_text("somebody's")
    assert run(root).returncode == 0
    assert [path.name for path in root.rglob("*.new")] == ["old.new"]


@pytest.mark.parametrize("source", ["../secret.txt", "/etc/hostname.txt", "link.txt", "folder/secret.txt"])
def test_nothing_outside_is_opened(source: str, root: Path) -> None:
    secret = root.parent / "secret.txt"
    secret.write_text(TEXT)
    (root / "sources" / "link.txt").symlink_to(secret)
    (root / "sources" / "folder").symlink_to(root.parent)
    profile = root / "sources" / "report.yml"
    profile.write_text(PROFILE.format(source=source))
    with pytest.raises(InputError, match="leads out"):
        convert(profile, root)


def test_a_pipe_is_no_source(root: Path) -> None:
    source = root / "sources" / "report.txt"
    source.unlink()
    os.mkfifo(source)
    with pytest.raises(InputError, match="no file"):
        convert(root / "sources" / "report.yml", root)


def test_a_folder_of_the_last_text_that_leads_elsewhere(root: Path) -> None:
    assert run(root).returncode == 0
    base = root / "sources" / "report.base" / "en"
    shutil.rmtree(base)
    base.symlink_to(root.parent)
    before = sorted(path.name for path in root.parent.iterdir())
    assert run(root).returncode == 2
    assert sorted(path.name for path in root.parent.iterdir()) == before
