"""The edition's errata: differences, with what errata.yml and the history say of them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.document.editions import DOCS, editions, in_order, read_page
from duizhao.document.mistaken import Base
from duizhao.document.model import Edition, Page
from duizhao.errors import InputError
from duizhao.memo import Memo
from duizhao.project import Project, derived
from duizhao.revise.fidelity.compare import compare
from duizhao.revise.fidelity.errata import Entry, read_errata
from duizhao.revise.fidelity.history import names_of, why
from duizhao.revise.fidelity.model import Change, Erratum, Why
from duizhao.revise.fidelity.reviewed import Reviewed, read_reviewed, reviewed_path
from duizhao.revise.merge.base import read_base
from duizhao.revise.merge.merge import read_docs
from duizhao.revise.merge.stable import stable
from duizhao.source.editions import codes_of, conversion_state


class Fidelity(Struct, frozen=True):
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


@derived
def fidelity_of(project: Project, profile: Path) -> Fidelity:
    """What sets the edition in `docs/` apart from its source.

    Raises:
        InputError: the source, the profile, the record or errata.yml cannot be read.
    """
    project.state("docs", "sources", str(profile))
    project.commit()
    return load_fidelity(project, profile, in_order(editions(project), codes_of(project, profile)))


def load_fidelity(project: Project, profile: Path, edition: Sequence[Edition], *, history: bool = True) -> Fidelity:
    """Compares an edition with the source of a profile; without `history` no commit is asked why.

    Raises:
        InputError: the source, the profile, the record or errata.yml cannot be read.
    """
    converted, last = _conversions(project, profile, edition)
    comparison = compare(converted, edition, last)
    known = _history(project, comparison.changes) if history else {}
    entries = read_errata(project.root, project.memo)
    told = explained(comparison.changes, comparison.pending, entries, profile.stem, known)
    path = reviewed_path(profile)
    reviewed = read_reviewed(path, f"sources/{path.name}", project.memo)
    return replace(told, reviewed=reviewed, base=Base(last))


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
        removed = bool(names_of(change.unit) & said.removes)
        entry = mine.pop(change.hash, None)
        if entry:
            date = entry.why.date or said.date
            said = replace(said, date=date, reason=entry.why.reason, evidence=entry.why.evidence, named=True)
            removed = removed or entry.removed
        errata.append(Erratum(change, said, removed))
    return Fidelity(tuple(errata), tuple(pending), tuple(mine.values()), name=name)


def _conversions(
    project: Project, profile: Path, edition: Sequence[Edition]
) -> tuple[tuple[Edition, ...], tuple[Edition, ...]]:
    """What the source converts to, with the ids of the last conversion; and the last conversion: both without the
    pages that the project must not read."""
    files = converted_files(project, profile)
    docs = project.root / DOCS
    there = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    ours = read_docs(docs, _readable({*files, *there}, project))
    base = read_base(profile, ours, files)
    now = stable(files, base.files, ours, base.retired)
    known = {(page.file, page.content): page for e in edition for page in e.pages}
    new, last = ({path: each[path] for path in _readable(each, project)} for each in (now, base.files))
    converted = _editions(new, known, project.memo)
    return converted, converted if not last or last == new else _editions(last, known, project.memo)


def _readable(paths: Iterable[str], project: Project) -> list[str]:
    return [path for path in paths if project.reads(f"{DOCS}/{path}")]


@derived
def converted_files(project: Project, profile: Path) -> dict[str, str]:
    """What the source of a profile converts to: the content of each file by its path below `docs/`.

    Raises:
        InputError: the source or the profile cannot be read.
    """
    files, _ = _converted(project, profile)
    return dict(files)


@derived
def doubts_of_conversion(project: Project, profile: Path) -> int:
    """How many places of the source the conversion leaves for a person to look at.

    Raises:
        InputError: the source or the profile cannot be read.
    """
    _, doubts = _converted(project, profile)
    return doubts


def _converted(project: Project, profile: Path) -> tuple[Mapping[str, str], int]:
    """The files of a conversion and the number of its doubts; kept in `.cache/`."""

    def made() -> tuple[Mapping[str, str], int]:
        from duizhao.source.conversion import converted  # with all that reads and repairs a source

        done = converted(project, profile)
        return {name: page.content for name, page in done.files.items()}, sum(
            finding.severity != "note" for finding in done.findings
        )

    files, doubts = project.memo.recall("conversion", conversion_state(project, profile), made)
    return files, doubts


def _editions(
    files: Mapping[str, str], known: Mapping[tuple[str, str], Page], memo: Memo | None = None
) -> tuple[Edition, ...]:
    """The editions of some files; pages that are `known` with the same content are not read again."""
    pages: dict[str, list[Page]] = {}
    for path, content in files.items():
        language, _, page = path.partition("/")
        file = f"{DOCS}/{path}"
        same = known.get((file, content))
        pages.setdefault(language, []).append(same or read_page(content, language, page, file, memo))
    return tuple(Edition(code, tuple(sorted(p, key=lambda q: (q.order, q.path)))) for code, p in pages.items())


def _history(project: Project, changes: Sequence[Change]) -> Mapping[str, Why]:
    try:
        return why(project.root, changes, project.memo)
    except InputError:
        return {}
