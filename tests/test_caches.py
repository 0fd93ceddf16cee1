"""What is remembered is known by its content: no cache of the program is keyed by where a file is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

#: Parameters that say where something is.
PLACES = {"root", "docs", "docs_dir", "site", "site_dir", "folder", "path", "file", "profile", "theme"}
#: The program's own words, which do not change while it runs; and a name that is told in messages, with the content.
OWN = {"words_in", "load_strings"}


def cached(folder: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions that `functools` remembers, each with where it stands."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(each) for each in node.decorator_list):
                yield f"{file.relative_to(folder)}:{node.lineno}", node


def test_no_cache_is_keyed_by_a_place(repo_root: Path) -> None:
    found = list(cached(repo_root / "scripts" / "duizhao"))
    assert found
    wrong = [
        f"{place} {function.name}({argument.arg})"
        for place, function in found
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if function.name not in OWN
        and (argument.arg in PLACES or (argument.annotation and "Path" in ast.unparse(argument.annotation)))
    ]
    assert wrong == []
