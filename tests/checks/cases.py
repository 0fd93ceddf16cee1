"""Reads the folders beside it; README.md says how they are written."""

from __future__ import annotations

from pathlib import Path

from duizhao.checks.context import Context
from duizhao.edition.model import Edition
from duizhao.edition.read import read_page

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))


def pages(folder: Path, mended: bool = False) -> dict[str, str]:
    """The contents of a case's pages by name; with those that mend them, if asked for."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md") if "mended" not in path.parts}
    if mended:
        there = folder / "mended"
        found |= {path.relative_to(there).as_posix(): path for path in there.rglob("*.md")}
    return {name: path.read_text(encoding="utf-8") for name, path in sorted(found.items())}


def sources(folder: Path, mended: bool = False) -> dict[str, str]:
    """What stands in a case's `sources/`, by name; as it is when mended, if asked for."""
    root = _root(folder, mended)
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.glob("sources/*.yml"))}


def _root(folder: Path, mended: bool) -> Path:
    return folder / "mended" if mended and (folder / "mended" / "sources").is_dir() else folder


def context(folder: Path, contents: dict[str, str], mended: bool = False) -> Context:
    """The pages as an edition; with one language only if the case is about one."""
    editions = []
    for language in ("zh", "en"):
        names = [name for name in contents if name in (f"{language}.md", f"{language}/2.md")]
        made = [read_page(contents[name], language, "2.md" if "/" in name else "1.md", name) for name in sorted(names)]
        editions.append(Edition(language, tuple(sorted(made, key=lambda page: page.path))))
    if not folder.name.startswith("b-"):
        editions = [edition for edition in editions if edition.pages]
    return Context(editions, _root(folder, mended))
