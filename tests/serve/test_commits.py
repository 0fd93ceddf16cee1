"""A commit is noticed: its message may give the reason of a correction."""

from __future__ import annotations

import queue
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from duizhao.watching import COMMIT, watching
from tests.serve.conftest import Editor, editing, new_edition, serving
from tests.site.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZH = "docs/zh/chapter-1/1-1.md"


def git(root: Path, *arguments: str) -> None:
    """Runs git as someone who can commit."""
    identity = ("-c", "user.name=Wen", "-c", "user.email=wen@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def committed(repo_root: Path, tmp_path: Path) -> Path:
    """The folder of an edition in a repository, as it was converted."""
    root = new_edition(repo_root, tmp_path / "edition")
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Converted")
    return root


@pytest.fixture
def editor(chromium: Browser, committed: Path) -> Iterator[Editor]:
    """Someone who edits it, with a tab open."""
    with serving(committed, "--port", "0") as address, editing(chromium, committed, address) as editor:
        yield editor


def test_the_reason_a_commit_gives_is_on_the_page_of_corrections(editor: Editor) -> None:
    editor.replace(ZH, "深12米", "深13米")
    editor.open("corrections.html")
    editor.wait_for(".md-content", "未说明理由")
    git(editor.root, "commit", "--quiet", "-am", "The depth\n\n理由：井重新量过。")
    editor.wait_for(".md-content", "重新量过")


def test_what_git_does_without_another_commit_is_not_told(committed: Path) -> None:
    told: queue.Queue[str] = queue.Queue()
    with watching(committed, (".md",), told.put):
        git(committed, "tag", "first")
        git(committed, "checkout", "--quiet", "-b", "other")
        git(committed, "commit", "--quiet", "--allow-empty", "-m", "Nothing")
        assert told.get(timeout=PATIENCE) == COMMIT
    assert told.empty()


def test_a_folder_without_git_is_watched(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    told: queue.Queue[str] = queue.Queue()
    with watching(tmp_path, (".md",), told.put):
        (tmp_path / "docs/index.md").write_text("# One\n", encoding="utf-8")
        assert told.get(timeout=PATIENCE) == "docs/index.md"
