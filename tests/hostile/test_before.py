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
from tests.program import duizhao_in
from tests.site.conftest import copy_project

#: In what nobody may look.
SECRET = "What stands outside of the project."


def link(path: Path, outside: Path) -> None:
    """Puts a link to what is outside of the project in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(outside if path.suffix == "" else outside / "index.md")


def zero(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe(path: Path, _: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def folder(path: Path, _: Path) -> None:
    path.mkdir()


def text(path: Path, _: Path) -> None:
    """A page whose name is written in the test with a sign's number."""
    name = path.name.replace("[U+DCFF]", "\udcff").replace("[U+000A]", "\n")
    path.with_name(name).write_text("# Bad\n", encoding="utf-8")


ATTACKS: dict[str, Callable[[Path, Path], None]] = {
    "docs/en/chapter-1": link,
    "docs/en": link,
    "docs": link,
    "docs/en/zero.md": zero,
    "docs/en/pipe.md": pipe,
    "docs/en/folder.md": folder,
    "docs/figures/a.png": pipe,
    "docs/en/bad[U+DCFF].md": text,
    "docs/en/a[U+000A]::error::b.md": text,
    "sources/glossary.yml": pipe,
    "sources/rivers.findings.yml": link,
    "sources/extra": link,
    "mkdocs.yml": link,
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
    run = duizhao_in(root, command, "--lang", "en")
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
    run = duizhao_in(root, "check", "--format", "github", "--lang", "en")
    assert run.returncode == 2
    assert f"::error file={told}" in run.stdout


def test_an_output_without_chinese_shows_it_by_number(root: Path) -> None:
    page = root / "docs" / "zh" / "preface.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n水位上涨,堤防稳固。\n", encoding="utf-8")
    for options in (
        ["check", "--lang", "zh"],
        ["check", "--lang", "zh", "--format", "github"],
        ["status", "--lang", "zh"],
    ):
        run = subprocess.run(
            [sys.executable, "-m", "duizhao", *options, "-C", str(root)],
            capture_output=True, text=True, check=False, timeout=300, env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )  # fmt: skip
        assert run.returncode in (0, 1, 2)
        assert "\\u" in run.stdout + run.stderr
        assert "Traceback" not in run.stderr


def test_no_line_of_an_error_is_a_command_to_the_runner(root: Path) -> None:
    profile = root / "sources" / "rivers.yml"
    profile.write_text('"x\\n::error::y": 1\n' + profile.read_text(encoding="utf-8"), encoding="utf-8")
    run = duizhao_in(root, "status", "--lang", "en")
    assert run.returncode == 2
    assert "error::y" in run.stderr
    assert [line for line in run.stderr.splitlines() if line.strip().startswith("::")] == []
