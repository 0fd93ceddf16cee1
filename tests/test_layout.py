"""The rooms of the house: each uses only rooms below it, no two modules need each other, and the design says so."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

#: From the top down. What stands in no room, a file or a folder of words, is the ground that all stand on.
ROOMS = ("cli", "commands", "publish", "check", "revise", "source", "compare", "document", "languages")

#: A module's name, the line that uses another, and that one's name.
Arrow = tuple[str, int, str]


def modules(folder: Path) -> dict[str, Path]:
    """The modules of a package's folder by name; a package itself is called as its folder."""
    files = sorted(folder.rglob("*.py"))
    parts = {file: file.relative_to(folder.parent).with_suffix("").parts for file in files}
    return {".".join(names[:-1] if names[-1] == "__init__" else names): file for file, names in parts.items()}


def arrows_of(found: Mapping[str, Path]) -> Iterator[Arrow]:
    """Every use of one module by another, in functions and for types alone, too."""
    for name, file in found.items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file}:{node.lineno}: imports are absolute"
                assert node.module
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                used = [each if each in found else node.module for each in inner]
            else:
                continue
            yield from ((name, node.lineno, each) for each in dict.fromkeys(used) if each in found)


def room(name: str) -> int:
    """The number of a module's room, from the top; that of the ground is the highest."""
    first = name.split(".")[1] if "." in name else ""
    return ROOMS.index(first) if first in ROOMS else len(ROOMS)


def rising(arrows: Iterable[Arrow]) -> list[str]:
    """The arrows from a room to one above it."""
    return [f"{name}:{line} uses {used}" for name, line, used in arrows if room(used) < room(name)]


def circles(arrows: Iterable[Arrow]) -> list[str]:
    """The modules that use each other, however long the way round: each circle in one line."""
    uses: dict[str, set[str]] = {}
    for name, _, used in arrows:
        uses.setdefault(name, set()).add(used)
    reached: dict[str, set[str]] = {}
    for name in uses:
        ahead, reached[name] = [name], set()
        while ahead:
            ahead += (new := uses.get(ahead.pop(), set()) - reached[name])
            reached[name] |= new
    groups = {frozenset(o for o in reached[n] if n in reached.get(o, ())) for n in uses if n in reached[n]}
    return sorted(" ↔ ".join(sorted(group)) for group in groups)


@pytest.fixture(scope="module")
def program(repo_root: Path) -> dict[str, Path]:
    found = modules(repo_root / "scripts" / "duizhao")
    found.pop("duizhao.__main__")  # the door, above the top floor
    return found


@pytest.fixture(scope="module")
def arrows(program: dict[str, Path]) -> list[Arrow]:
    return list(arrows_of(program))


def test_a_room_uses_only_rooms_below_it(arrows: list[Arrow]) -> None:
    assert rising(arrows) == []


def test_no_modules_need_each_other(arrows: list[Arrow]) -> None:
    assert circles(arrows) == []


def test_what_these_tests_would_find(tmp_path: Path) -> None:
    files = {
        "__init__": "",
        "errors": "from house.words import said\n",
        "words": "def said():\n    import house.yaml_files\n",
        "yaml_files": "from house import errors\n",
        "check/__init__": "",
        "check/rule": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.publish import page\n",
        "publish/__init__": "",
        "publish/page": "from house.check.rule import Rule\nfrom house.errors import InputError\n",
    }
    for name, text in files.items():
        file = tmp_path / "house" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found = list(arrows_of(modules(tmp_path / "house")))
    assert rising(found) == ["house.check.rule:3 uses house.publish.page"]
    assert circles(found) == [
        "house.check.rule ↔ house.publish.page",
        "house.errors ↔ house.words ↔ house.yaml_files",
    ]


def test_the_table_of_the_design_has_a_row_for_every_package(repo_root: Path, program: dict[str, Path]) -> None:
    text = (repo_root / "docs-dev" / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)/` \|", text, re.MULTILINE)
    assert len(rows) == len(set(rows)), "a folder has two rows"
    folders = {name.removeprefix("duizhao.").replace(".", "/") for name, f in program.items() if f.stem == "__init__"}
    # Every folder in languages/ is a language, and needs no row.
    wanted = {each for each in folders if each != "duizhao" and each.count("/") < 2 and each[:10] != "languages/"}
    assert wanted - set(rows) == set(), "a package without a row in docs-dev/design.md"
    assert [row for row in rows if not (repo_root / "scripts" / "duizhao" / row).is_dir()] == []
    order = [ROOMS.index(row.split("/")[0]) for row in rows]
    assert order == sorted(order), "the rows go from the top of the house down"


def test_the_design_names_no_file_that_is_not_there(repo_root: Path) -> None:
    text = (repo_root / "docs-dev" / "design.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/.-]+\.(?:py|js|css|typ))`", text))
    assert len(named) > 10
    there = {path.as_posix() for top in ("scripts", "tests", "hooks") for path in (repo_root / top).rglob("*.*")}
    assert sorted(name for name in named if not any(path.endswith(f"/{name}") for path in there)) == []


def test_the_design_says_nothing_twice(repo_root: Path) -> None:
    text = (repo_root / "docs-dev" / "design.md").read_text(encoding="utf-8")
    sentences = [each for each in re.split(r"(?<=[.;:])\s+", text) if len(each) > 30]
    assert sorted({each for each in sentences if sentences.count(each) > 1}) == []


def test_no_two_files_of_tests_have_one_name(repo_root: Path) -> None:
    """Else pytest takes one for the other, and does not run them together."""
    names = Counter(path.name for path in (repo_root / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
