"""The edition's errata: differences, with what errata.yml and the history say of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from duizhao.document.mistaken import Base
from duizhao.document.model import Edition, Page
from duizhao.document.read import read_page
from duizhao.errors import InputError
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.errata import Entry, read_errata
from duizhao.revise.fidelity.history import why
from duizhao.revise.fidelity.model import Change, Erratum, Why
from duizhao.revise.fidelity.reviewed import Reviewed, read_reviewed, reviewed_path
from duizhao.revise.merge.base import read_base
from duizhao.revise.merge.merge import read_docs
from duizhao.revise.merge.stable import stable
from duizhao.source.conversion import convert
from duizhao.workspace import replace_file

_PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What sets the edition apart from its source.

    `pending`: what the source converts to by now and the edition does not have yet. `outdated`: entries of errata.yml
    for changes that are there no more. `reviewed`: what editors have confirmed of the counterparts. `base`: the last
    conversion. `name`: what errata.yml calls the edition.
    """

    errata: tuple[Erratum, ...] = ()
    pending: tuple[Change, ...] = ()
    outdated: tuple[Entry, ...] = ()
    reviewed: Reviewed = field(default_factory=dict)
    base: Base = field(default_factory=Base)
    name: str = ""


def load_fidelity(root: Path, profile: Path, edition: Sequence[Edition], *, history: bool = True) -> Fidelity:
    """Compares the edition of a profile with its source; without `history` no commit is asked why.

    Raises:
        InputError: the source, the profile, the record or errata.yml cannot be read.
    """
    converted, last = _conversions(root, profile, edition)
    comparison = compare(converted, edition, last)
    known = _history(root, comparison.changes) if history else {}
    told = explained(comparison.changes, comparison.pending, read_errata(root), profile.stem, known)
    path = reviewed_path(profile)
    return replace(told, reviewed=read_reviewed(path, f"sources/{path.name}"), base=Base(last))


def last_conversion(profile: Path) -> tuple[Edition, ...]:
    """What the last conversion of a profile's edition wrote; nothing if it was not kept.

    Raises:
        InputError: it cannot be read.
    """
    return _editions(read_base(profile, {}, {}).files, {})


def explained(
    changes: Sequence[Change],
    pending: Sequence[Change],
    entries: Iterable[Entry],
    name: str,
    history: Mapping[str, Why],
) -> Fidelity:
    """Each change with its entry in errata.yml, or with what the history says; an entry goes before a commit."""
    mine = {entry.change: entry for entry in entries if entry.edition == name}
    errata = []
    for change in changes:
        said = history.get(change.hash, Why())
        unit = change.unit
        # In its own file a note may be called what its mark says.
        removed = unit.id in said.removes or (unit.kind == "note" and unit.anchor.removeprefix("fn:") in said.removes)
        entry = mine.pop(change.hash, None)
        if entry:
            date = entry.why.date or said.date
            said = replace(said, date=date, reason=entry.why.reason, evidence=entry.why.evidence)
            removed = removed or entry.removed
        errata.append(Erratum(change, said, removed))
    return Fidelity(tuple(errata), tuple(pending), tuple(mine.values()), name=name)


def _conversions(
    root: Path, profile: Path, edition: Sequence[Edition]
) -> tuple[tuple[Edition, ...], tuple[Edition, ...]]:
    """What the source converts to, with the ids of the last conversion; and the last conversion."""
    files = _files(root, profile, _stamp(profile))
    docs = root / "docs"
    there = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    ours = read_docs(docs, {*files, *there})
    base = read_base(profile, ours, files)
    now = stable(files, base.files, ours, base.retired)
    known = {(page.file, page.content): page for e in edition for page in e.pages}
    converted = _editions(now, known)
    return converted, converted if not base.files or base.files == now else _editions(base.files, known)


def _stamp(profile: Path) -> str:
    """What a conversion depends on: the profile, all that stands beside it with another ending, and our code."""
    digest = hashlib.sha256()
    beside = {profile, *(p for p in profile.parent.glob("*") if p.is_file() and p.suffix != ".yml")}
    for path in (*sorted(beside), *sorted(_PACKAGE.rglob("*.py"))):
        digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=4)
def _files(root: Path, profile: Path, stamp: str) -> dict[str, str]:
    """The files of a conversion; it is done once for all who ask, until what it depends on (`stamp`) changes.

    It is kept in `.cache/`, where a build keeps what it can make again.
    """
    kept = root / ".cache" / "duizhao" / f"conversion-{profile.stem}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(kept.read_text(encoding="utf-8"))
        if data["stamp"] == stamp:
            return {str(name): str(content) for name, content in data["files"].items()}
    files = {name: page.content for name, page in convert(profile, root).files.items()}
    with suppress(OSError, InputError):
        replace_file(kept, json.dumps({"stamp": stamp, "files": files}, ensure_ascii=False))
    return files


def _editions(files: Mapping[str, str], known: Mapping[tuple[str, str], Page]) -> tuple[Edition, ...]:
    """The editions of some files; pages that are `known` with the same content are not read again."""
    pages: dict[str, list[Page]] = {}
    for path, content in files.items():
        language, _, page = path.partition("/")
        file = f"docs/{path}"
        pages.setdefault(language, []).append(known.get((file, content)) or read_page(content, language, page, file))
    return tuple(Edition(code, tuple(sorted(p, key=lambda q: (q.order, q.path)))) for code, p in pages.items())


def _history(root: Path, changes: Sequence[Change]) -> Mapping[str, Why]:
    try:
        return why(root, changes)
    except InputError:
        return {}
