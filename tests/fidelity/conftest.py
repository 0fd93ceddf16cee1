"""A repository of one's own, with an edition in it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import duizhao_in
from tests.reports import bring_report

#: Runs git in the repository.
Git = Callable[..., str]

ZH = "# 河流 { #home }\n\n水位上涨。\n{ #home-p1 }\n\n集市无人。\n{ #home-p2 }\n"
EN = "# River { #home }\n\nThe water rose.\n{ #home-p1 }\n\nThe market was empty.\n{ #home-p2 }\n"


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """An edition in two languages, in one commit without a reason; gives what runs git there."""

    def run(*arguments: str) -> str:
        identity = ["-c", "user.name=An Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgSign=false"]
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
        )
        return done.stdout

    for language, content in (("zh", ZH), ("en", EN)):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(content, encoding="utf-8")
    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "-m", "The edition as converted")
    return run


def duizhao(root: Path, *arguments: str) -> str:
    """What the command prints, run in the project `root`."""
    done = duizhao_in(root, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def change(file: Path, old: str, new: str) -> None:
    """What an editor does: the first `old` becomes `new`."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def corrected(root: Path, git: Git, message: str, wrong: str) -> Path:
    """A converted report in a repository, with one correction committed, and one, `wrong`, that is not."""
    shutil.rmtree(root / "docs")
    bring_report(root)
    duizhao(root, "convert")
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "Converted")
    change(root / "docs/zh/index.md", "上涨", "下降")
    git("commit", "--quiet", "-am", message)
    change(root / "docs/en/index.md", "rises", wrong)
    return root
