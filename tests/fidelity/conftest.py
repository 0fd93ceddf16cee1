"""A repository of one's own, with an edition in it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

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
