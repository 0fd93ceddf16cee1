"""Reads the folders beside it; README.md says how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.compare.meaning.model import Vector
from duizhao.document.editions import read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition
from duizhao.project import Project
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.errata import read_errata
from duizhao.revise.fidelity.history import names_of, trailers
from duizhao.revise.fidelity.load import Fidelity, explained
from duizhao.revise.fidelity.reviewed import corrected, read_reviewed

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))

#: The cases with nothing to find.
CLEAN = [path for path in CASES if path.name.startswith("clean")]
WRONG = [path for path in CASES if path not in CLEAN]


def pages(folder: Path, mended: bool = False) -> dict[str, str]:
    """The contents of a case's pages by name; with those that mend them, if asked for."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md") if _is_page(path, folder)}
    if mended:
        there = folder / "mended"
        found |= {path.relative_to(there).as_posix(): path for path in there.rglob("*.md")}
    return {name: path.read_text(encoding="utf-8") for name, path in sorted(found.items())}


def _is_page(path: Path, folder: Path) -> bool:
    return "mended" not in path.relative_to(folder).parts and path.name in ("zh.md", "en.md", "2.md")


def sources(folder: Path, mended: bool = False) -> dict[str, str]:
    """What stands in a case's `sources/`, by name; as it is when mended, if asked for."""
    root = _root(folder, mended)
    files = [*sorted(root.glob("sources/*.yml")), *sorted(root.glob("*.yml"))]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


def documents(folder: Path, mended: bool = False) -> dict[str, str]:
    """What stands in the `docs/` of a case about files, by name, as it can be shown."""
    root = _root(folder, mended)
    return {path.relative_to(root).as_posix(): _shown(path) for path in sorted(root.glob("docs/**/*.*"))}


def _shown(path: Path) -> str:
    if path.is_symlink():
        return f"→ {path.readlink()}"
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.hex(" ")


def _root(folder: Path, mended: bool) -> Path:
    """Where a case's `sources/` is."""
    other = folder / "mended"
    return other if mended and [*other.glob("sources"), *other.glob("docs"), *other.glob("*.yml")] else folder


def context(folder: Path, contents: dict[str, str], mended: bool = False) -> Context:
    """The pages as an edition; with one language only if the case is about one."""
    editions = []
    for language in ("zh", "en"):
        names = [name for name in contents if name in (f"{language}.md", f"{language}/2.md")]
        made = [read_page(contents[name], language, "2.md" if "/" in name else "1.md", name) for name in sorted(names)]
        editions.append(Edition(language, tuple(sorted(made, key=lambda page: page.path))))
    if folder.name[0] not in "bfc":
        editions = [edition for edition in editions if edition.pages]
    root = _root(folder, mended)
    return Context(editions, Project(root), lambda: fidelity(folder, root, editions), model=lambda: _model(folder))


class Words:
    """A model that knows the words of `meaning.txt`, a line for all that mean the same: a sentence's vector says which
    of them stand in it."""

    name = "words 1"
    languages = frozenset({"zh", "en"})
    usual = (0.9, 0.1)

    def __init__(self, known: str) -> None:
        self.known = [line.split() for line in known.splitlines()]

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        """See `SentenceModel`."""
        return [[float(any(word in each for word in words)) for words in self.known] for each in sentences]


def _model(folder: Path) -> Words | None:
    file = folder / "meaning.txt"
    return Words(file.read_text(encoding="utf-8")) if file.exists() else None


def fidelity(folder: Path, root: Path, editions: Sequence[Edition]) -> Fidelity | None:
    """How the case's pages differ from its source, if it has one; what stands in `sources/` is below `root`."""

    def made(ending: str, others: Sequence[Edition]) -> list[Edition]:
        files = {edition.language: folder / f"{edition.language}.{ending}.md" for edition in others}
        return [
            Edition(
                edition.language, (read_page(file.read_text(encoding="utf-8"), edition.language, "1.md", file.name),)
            )
            if (file := files[edition.language]).exists()
            else edition
            for edition in others
        ]

    if not [*folder.glob("*.source.md")]:
        return None
    converted = made("source", editions)
    last = made("last", converted)
    comparison = compare(converted, editions, last)
    message = folder / "commit.txt"
    said = message.read_text(encoding="utf-8") if message.exists() else ""
    entries = read_errata(root)
    history = {change.hash: trailers(said, names_of(change.unit)) for change in comparison.changes if said}
    told = explained(comparison.changes, comparison.pending, entries, "report", history)
    # Only a case about the counterparts leaves them for a person to look at.
    given = read_reviewed(root / "reviewed.yml", "reviewed.yml")
    pairs = corrected(Context(editions, Project(folder)).pairs, told.errata)
    all_ = {} if folder.name == "f-109" else {pair.id: pair.digests for pair in pairs}
    return replace(told, reviewed=all_ | given, base=Base(last))
