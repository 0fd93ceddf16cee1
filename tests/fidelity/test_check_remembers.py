"""What a check remembers of an earlier one: nothing that the history or the program itself has made untrue."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import duizhao
from tests.fidelity.conftest import Git, change, corrected

PROGRAM = Path(duizhao.__file__).parent


def found(root: Path, *options: str, program: Path = PROGRAM) -> set[str]:
    """The codes of what a check of a project finds, run in a process of its own by the program in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "duizhao", "check", "--json", *options],
        cwd=root, env=os.environ | {"PYTHONPATH": str(program.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return {finding["code"] for finding in json.loads(done.stdout)["findings"]}


def test_a_reason_given_in_the_history_counts_though_no_file_has_changed(tmp_path: Path, git: Git) -> None:
    report = corrected(tmp_path, git, "A slip", "falls")
    git("checkout", "--quiet", "docs/en")
    assert "f-101" in found(report)
    git("commit", "--quiet", "--amend", "-m", "A slip\n\n理由：印本作“下降”。\nEvidence: page 3")
    assert "f-101" not in found(report, "--no-cache")
    assert "f-101" not in found(report)


def test_a_rule_that_was_changed_is_asked_again(
    tmp_path: Path, git: Git, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = tmp_path_factory.mktemp("program") / "duizhao"
    shutil.copytree(PROGRAM, own, ignore=shutil.ignore_patterns("__pycache__", "theme"))
    report = corrected(tmp_path, git, "A slip", "falls")
    assert "f-101" in found(report, program=own)
    change(own / "check" / "elsewhere.py", 'change.kind == "changed"', 'change.kind == "new"')
    assert "f-101" not in found(report, "--no-cache", program=own)
    assert "f-101" not in found(report, program=own)
