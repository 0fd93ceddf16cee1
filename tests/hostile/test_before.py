"""What must not be opened is told before anything is opened, whoever asks; and nobody brings what is taken on trust."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from duizhao.document.safety.before import refuse_kept, refuse_unsafe
from duizhao.errors import InputError
from duizhao.publish.site.build import build_site
from tests.bundles.conftest import PROFILE
from tests.site.conftest import copy_project

#: In what nobody may look.
SECRET = "What stands outside of the project."

ATTACKS: dict[str, Callable[[Path, Path], object]] = {
    "docs/en/chapter-1": lambda path, outside: (shutil.rmtree(path), path.symlink_to(outside)),
    "docs/en": lambda path, outside: (shutil.rmtree(path), path.symlink_to(outside)),
    "docs": lambda path, outside: (shutil.rmtree(path), path.symlink_to(outside)),
    "docs/en/zero.md": lambda path, _: path.symlink_to("/dev/zero"),
    "docs/en/pipe.md": lambda path, _: os.mkfifo(path),
    "docs/en/folder.md": lambda path, _: path.mkdir(),
    "docs/figures/a.png": lambda path, _: os.mkfifo(path),
    "docs/en/bad[U+DCFF].md": lambda path, _: path.with_name("bad\udcff.md").write_text("# Bad\n"),
    "docs/en/a[U+000A]::error::b.md": lambda path, _: path.with_name("a\n::error::b.md").write_text("# Bad\n"),
    "sources/glossary.yml": lambda path, _: (path.unlink(), os.mkfifo(path)),
    "sources/rivers.findings.yml": lambda path, outside: path.symlink_to(outside / "index.md"),
    "sources/extra": lambda path, outside: path.symlink_to(outside),
    "mkdocs.yml": lambda path, outside: (path.unlink(), path.symlink_to(outside / "index.md")),
}


@pytest.fixture
def root(repo_root: Path, tmp_path: Path) -> Path:
    made = copy_project(repo_root, tmp_path / "project")
    (made / "sources" / "rivers.yml").write_text(PROFILE, encoding="utf-8")
    return made


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    front = "---\ntitle: Outside\nkind: home\norder: 0\npublisher: Someone\n---\n"
    (folder / "index.md").write_text(f"{front}\n# {SECRET}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_told_before_anything_is_opened(name: str, root: Path, outside: Path) -> None:
    refuse_unsafe(root)
    ATTACKS[name](root / name, outside)
    with pytest.raises(InputError) as told:
        refuse_unsafe(root)
    assert told.value.file == name
    assert told.value.hint


@pytest.mark.parametrize("command", ["align", "check", "convert", "errata", "export", "ledger", "site", "status"])
@pytest.mark.parametrize("name", ["docs/en/chapter-1", "docs/en/pipe.md", "sources/extra"])
def test_no_command_opens_it(name: str, command: str, root: Path, outside: Path) -> None:
    ATTACKS[name](root / name, outside)
    run = subprocess.run(
        [sys.executable, "-m", "duizhao", command, "-C", str(root), "--lang", "en"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode in (1, 2)
    assert name in run.stdout + run.stderr
    assert SECRET not in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(path.name for path in outside.iterdir()) == ["index.md"]


@pytest.mark.parametrize("name", ["docs/en/chapter-1", "docs/en/pipe.md"])
def test_no_build_opens_it(name: str, root: Path, outside: Path) -> None:
    ATTACKS[name](root / name, outside)
    with pytest.raises(InputError, match=name):
        build_site(root)
    assert not (root / "site" / "index.html").exists()


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("name", "told"),
    [(".cache/duizhao/templates/a.cache", ".cache/duizhao/templates/a.cache"), (".cache", ".cache"), ("site", "site")],
)
def test_nobody_brings_what_is_taken_on_trust(name: str, told: str, root: Path, outside: Path) -> None:
    git(root, "init", "--quiet")
    (root / ".gitignore").write_text(".cache/\n/site/\n", encoding="utf-8")
    if "/" in name:
        (root / name).parent.mkdir(parents=True)
        (root / name).write_bytes(b"compiled")
    else:
        (root / name).symlink_to(outside)
    git(root, "add", ".")
    if "/" in name:
        refuse_kept(root)  # what is only there, the program has written itself
    git(root, "add", "--force", name)
    with pytest.raises(InputError) as error:
        refuse_kept(root)
    assert error.value.file == told
    with pytest.raises(InputError, match=told):
        build_site(root)
    run = subprocess.run(
        [sys.executable, "-m", "duizhao", "check", "-C", str(root), "--format", "github", "--lang", "en"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert run.returncode == 2
    assert f"::error file={told}" in run.stdout
