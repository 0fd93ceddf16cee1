"""Whatever an editor does, a build that goes on from an earlier one gives the same bytes as one that begins anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.site.build import build_site
from tests.site.conftest import contents, copy_project


def _said_twice(text: str, number: int) -> str:
    """A word is doubled."""
    words = list(re.finditer(r"(?m)(?<=^)[A-Z\u4e00-\u9fff]\w+", text))
    word = words[number % len(words)]
    return text[: word.end()] + word[0] + text[word.end() :]


def _renamed(text: str, number: int) -> str:
    """A page, or whatever has a title, gets another one."""
    return re.sub(r"(?m)^(title: .*)$", rf"\1 {number}", text, count=1)


def _moved(text: str, number: int) -> str:
    """A page gets another place in the reading order."""
    return re.sub(r"(?m)^order: .*$", f"order: {number}", text, count=1)


def _without_a_block(text: str, number: int) -> str:
    """A paragraph goes, with its id."""
    blocks = text.split("\n\n")
    return "\n\n".join(block for place, block in enumerate(blocks) if place < 2 or place != 2 + number % len(blocks))


def _with_a_block(text: str, number: int) -> str:
    """A paragraph comes, with a link to a page that may not be there."""
    return f"{text}\nA new one, see [there](1-{number % 4}.md).\n{{ #new-{number} }}\n"


#: From a file's text and a number to its new text.
EDITS: tuple[Callable[[str, int], str], ...] = (_said_twice, _renamed, _moved, _without_a_block, _with_a_block)


@pytest.fixture(scope="module")
def edition(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, str]]:
    """An edition that was built before, and its texts as they were."""
    root = copy_project(repo_root, tmp_path_factory.mktemp("incremental") / "project")
    files = [*sorted((root / "docs").glob("??/**/*.md")), root / "sources" / "glossary.yml"]
    build_site(root)
    return root, {file: file.read_text(encoding="utf-8") for file in files}


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(EDITS), st.integers(0, 20)), min_size=1, max_size=3))
def test_an_edited_edition_is_built_like_a_new_one(
    edition: tuple[Path, dict[Path, str]], edits: list[tuple[int, Callable[[str, int], str], int]]
) -> None:
    root, before = edition
    now = dict(before)
    for place, edit, number in edits:
        file = list(before)[place % len(before)]
        now[file] = edit(now[file], number)
    for file, text in now.items():
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    assert built(Project(root, keep=True), root / "again") == built(Project(root), root / "anew")


def built(project: Project, site: Path) -> dict[str, bytes] | str:
    """What the site holds; or why there is none."""
    try:
        return contents(build_site(project.root, to=site, project=project))
    except InputError as error:
        return str(error)
