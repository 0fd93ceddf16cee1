"""A new conversion, the last one and what editors made of it: the files there should be, or what is to be settled."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from duizhao.errors import InputError
from duizhao.revise.merge.base import Base, read_text
from duizhao.revise.merge.stable import ids_in, stable
from duizhao.revise.merge.threeway import Conflict, merge_page


class Merge(Struct, frozen=True):
    """What a conversion comes to. Paths are below the documents' folder.

    `files`: the documents as they should be, with conflicts as they are; None where there should be none. `edited`:
    those that hold an editor's change. `theirs`: the new conversion with stable ids, which is the next merge's base;
    `retired`: ids not to be given again. `strangers`: files in the way that no conversion of this edition has written.
    """

    files: dict[str, str | None]
    edited: tuple[str, ...]
    theirs: dict[str, str]
    retired: tuple[str, ...]
    conflicts: tuple[Conflict, ...] = ()
    strangers: tuple[str, ...] = ()


def merge(
    new: Mapping[str, str], base: Base, docs: Mapping[str, str], ours: Iterable[str] = (), theirs: Iterable[str] = ()
) -> Merge:
    """Merges the files of a new conversion into the documents `docs`.

    `ours` and `theirs` name the conflicts a person has settled: for the documents' text, or for the conversion's.

    Raises:
        InputError: a name is no conflict's.
    """
    mine, yours = set(ours), set(theirs)
    if both := mine & yours:
        raise InputError(
            "`{name}` is settled both ways.", name=min(both), hint="Name it after --ours or after --theirs."
        )
    if base.first:
        strangers = [path for path, text in sorted(new.items()) if docs.get(path, text) != text]
        return Merge(dict(new), (), dict(new), (), strangers=tuple(strangers))
    incoming = stable(new, base.files, docs, base.retired)
    asked: set[str] = set()

    def settle(conflict: Conflict) -> bool | None:
        asked.add(conflict.name)
        return True if conflict.name in mine else False if conflict.name in yours else None

    files: dict[str, str | None] = {}
    conflicts: list[Conflict] = []
    for path in sorted({*incoming, *base.files, *base.lost}):
        last = base.files.get(path)
        if path in base.lost and docs.get(path) != incoming.get(path):
            conflict = Conflict(path, "", 1, None, docs.get(path), incoming.get(path))
            choice = settle(conflict)
            files[path] = incoming.get(path) if choice is False else docs.get(path)
            conflicts += [conflict] if choice is None else []
            continue
        files[path], found = merge_page(path, last, docs.get(path), incoming.get(path), settle)
        conflicts += found
    if unknown := sorted((mine | yours) - asked):
        raise InputError(
            "`{name}` is no conflict of this conversion.",
            name=unknown[0],
            hint="`duizhao convert` lists the conflicts with their names.",
        )
    if conflicts:
        files = {path: docs.get(path) for path in files}
    retired = {*base.retired, *ids_in(base.files.values())} - set(ids_in(incoming.values()))
    return Merge(
        files,
        tuple(path for path, text in files.items() if text != incoming.get(path)),
        incoming,
        tuple(sorted(id_ for id_ in retired if not id_.startswith("fn:"))),
        tuple(conflicts),
    )


def begin_anew(new: Mapping[str, str], base: Base, docs: Mapping[str, str]) -> Merge:
    """A new conversion as if it were the first: with its own ids, and without what earlier ones have written.

    It is for an edition no one has corrected or linked to yet. `strangers` are the documents that hold an editor's
    change, that no conversion has written, or that were removed while others stayed: while there are any, nothing may
    be written.
    """
    known = {**base.files, **dict.fromkeys(base.lost)}
    theirs = [path for path, text in docs.items() if text != known.get(path) and text != new.get(path)]
    theirs += [path for path in base.files if docs and path not in docs]
    files: dict[str, str | None] = {**dict.fromkeys(sorted(known)), **new}
    return Merge(files, (), dict(new), (), strangers=tuple(sorted(theirs)))


def read_docs(docs: Path, paths: Iterable[str]) -> dict[str, str]:
    """The documents' texts by path, of those that are there."""
    texts = {path: read_text(docs / path) for path in paths}
    return {path: text for path, text in texts.items() if text is not None}
