"""A build computes nothing twice, for both languages together; a second one in the same process takes what still
holds, and sees every edit."""

from __future__ import annotations

import cProfile
import pstats
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from duizhao.project import Project
from duizhao.publish.site.build import build_site
from tests.site.conftest import contents


def calls(work: Callable[[], object]) -> Callable[[str, str], int]:
    """Does the work; how often a function was called meanwhile, by the end of its file's path and its name."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return lambda file, name: sum(
        count for (path, _, called), (_, count, *_) in stats.items() if called == name and path.endswith(file)
    )


@pytest.fixture
def shipped(repo_root: Path, tmp_path: Path) -> Path:
    """The edition of this repository, with nothing kept from earlier builds."""
    for name in ("hooks", "docs", "sources"):
        shutil.copytree(repo_root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(repo_root / "mkdocs.yml", tmp_path)
    return tmp_path


def test_a_build_computes_nothing_twice(shipped: Path) -> None:
    counted = calls(lambda: build_site(shipped))
    pages = list((shipped / "docs").glob("??/**/*.md"))
    assert len(pages) > 1
    assert counted("document/editions.py", "read_page") == len(pages)
    assert counted("check/run.py", "asked") == 1
    assert counted("alignment/survey.py", "survey") == 1
    assert counted("source/conversion.py", "convert") == 1
    html = "".join(path.read_text(encoding="utf-8") for path in (shipped / "site").rglob("*.html"))
    # Tags of our own are not looked for; entries of the navigation are written once for many pages.
    assert counted("html/parser.py", "parse_starttag") < html.count("<p") / 10
    assert counted("partials/nav-item.html", "macro") < html.count('class="md-nav__item')


def test_a_second_build_in_the_process_sees_every_edit(project: Path) -> None:
    known = Project(project)
    build_site(project, project=known)
    edited = project / "docs" / "en" / "chapter-1" / "1-1.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("The ", "This very ", 1), encoding="utf-8")
    again = known.refreshed()
    counted = calls(lambda: build_site(project, to=project / "again", project=again))
    assert counted("document/editions.py", "read_page") == 1
    build_site(project, to=project / "clean")
    assert contents(project / "again") == contents(project / "clean") != contents(project / "site")


def test_templates_are_compiled_once(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    assert calls(lambda: build_site(project))("jinja2/environment.py", "_compile") > 0
    shutil.rmtree(project / ".cache")
    assert calls(lambda: build_site(project))("jinja2/environment.py", "_compile") == 0


def test_what_is_there_already_is_not_built_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # whatever whoever runs the tests has set
    site = build_site(project)
    assert (project / "hooks" / "__pycache__").is_dir()
    counted = calls(lambda: build_site(project))
    assert counted("mkdocs/commands/build.py", "build") == 0
    before = contents(site)
    for change in (
        lambda: (site / "about.html").unlink(),
        lambda: (site / "about.html").write_text("Something else", encoding="utf-8"),
        lambda: (site / "new.html").write_text("Something new", encoding="utf-8"),
        lambda: (project / "mkdocs.yml").write_bytes((project / "mkdocs.yml").read_bytes() + b"# a remark\n"),
    ):
        change()
        build_site(project)
        assert contents(site) == before


def test_damaged_memory_does_no_harm(project: Path) -> None:
    before = contents(build_site(project))
    for file in (project / ".cache").rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    (project / "mkdocs.yml").write_bytes((project / "mkdocs.yml").read_bytes() + b"# a remark\n")
    assert contents(build_site(project)) == before
