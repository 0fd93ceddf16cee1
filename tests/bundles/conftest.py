"""Bundles of the sample edition, made once; and a project with pages that are hard to bundle."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duizhao.project import Project
from duizhao.publish.bundles.book import read_books
from duizhao.publish.bundles.build import Made, make_bundles
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.epub.publication import publication
from duizhao.publish.bundles.model import Bundle
from tests.site.conftest import copy_project

HERE = Path(__file__).parent
# A moment that is neither now nor that of a commit: 2001-09-09 01:46:40 UTC.
EPOCH = "1000000000"
PROFILE = """\
source: rivers.txt
lines: paragraphs
languages:
  zh: {begins: 河流, script: han, title: 河流、桥梁与渡口：五年观察, publisher: 青溪研究所}
  en: {begins: Rivers, script: latin, title: Rivers and Bridges, publisher: Clearbrook Institute}
"""
# No more of a source than a build asks for.
SOURCE = "河流、桥梁与渡口：五年观察\n青溪研究所\nRivers and Bridges\nClearbrook Institute\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option of these tests alone."""
    parser.addoption("--rewrite-bundles", action="store_true", help="write tests/bundles/expected anew")


@dataclass(frozen=True)
class Bundled:
    """A project whose bundles have been made."""

    root: Path
    profile: Path
    made: Made

    def __getitem__(self, name: str) -> Bundle:
        return next(bundle for bundle in self.made.bundles if bundle.name == name)


def new_project(repo_root: Path, to: Path) -> Path:
    """The sample with a profile, so that it has a name; gives the profile."""
    root = copy_project(repo_root, to)
    profile = root / "sources" / "rivers.yml"
    profile.parent.mkdir(exist_ok=True)
    profile.write_text(PROFILE, encoding="utf-8")
    (profile.parent / "rivers.txt").write_text(SOURCE, encoding="utf-8")
    return profile


@pytest.fixture(scope="session")
def bundled(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """The sample's bundles, and its site that lists them."""
    profile = new_project(repo_root, tmp_path_factory.mktemp("bundled") / "project")
    root = profile.parent.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return Bundled(root, profile, make_bundles(root, profile))


@pytest.fixture
def hard(repo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The profile of a project with pages that are hard to bundle, to change."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return with_hard_pages(repo_root, tmp_path / "project")


def with_hard_pages(repo_root: Path, to: Path) -> Path:
    """The sample with the hard pages; gives the profile."""
    profile = new_project(repo_root, to)
    shutil.copytree(HERE / "hard", profile.parent.parent / "docs", dirs_exist_ok=True)
    return profile


@pytest.fixture(scope="session")
def hard_ebooks(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The e-books of that project, by language."""
    return ebooks(with_hard_pages(repo_root, tmp_path_factory.mktemp("hard") / "project"))


def ebooks(profile: Path) -> dict[str, bytes]:
    """The e-books of a project, by language."""
    root = profile.parent.parent
    date = datetime.fromtimestamp(int(EPOCH), UTC)
    books = {book.language: epub(publication([book], date)) for book in read_books(Project(root), profile)}
    left, right = read_books(Project(root), profile, apart=True)
    return {**books, "zh-en": epub(publication([left, right], date))}


def dated(profile: Path, date: str) -> Path:
    """The project of a profile, its report published on a date; gives the profile."""
    for home in (profile.parent.parent / "docs").glob("*/index.md"):
        content = home.read_text(encoding="utf-8")
        home.write_text(content.replace("---\n", f"---\ndate: {date}\n", 1), encoding="utf-8")
    return profile
