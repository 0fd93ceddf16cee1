"""`duizhao status`: how far each page has been read, which counterparts are to be compared, and what is next."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from duizhao.check.context import Context, load
from duizhao.check.show import reach, width_of
from duizhao.compare.difference import Piece, excerpt, marked_text, pieces
from duizhao.document.model import Page
from duizhao.document.proofread import STATES, proofreading_or_none
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.revise.fidelity.load import Fidelity, fidelity_of
from duizhao.revise.fidelity.model import Change, Erratum, Unit
from duizhao.revise.fidelity.reviewed import Pair, corrected, reviewed_path, reviewed_text, still_there, unreviewed
from duizhao.source.editions import codes_of, find_profile
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_file

#: How many pages are named as next in each language.
NEXT = 3

_INDENT = "    "


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code: 1 if a counterpart waits for someone to compare it."""
    profile = find_profile(options.root, options.profile)
    project = Project(options.root, keep=True)
    context = load(project, codes_of(project, profile), profile)
    fidelity = fidelity_of(project, profile)
    words = words_of(options.lang or message_language(), "status")
    if options.confirm:
        print(_confirm(options.confirm, profile, context, fidelity, words))
        return 0
    waiting = unreviewed(context.pairs, fidelity.errata, fidelity.reviewed)
    if options.json:
        print(json.dumps(_as_json(context, waiting), ensure_ascii=False, indent=1))
    else:
        print("\n".join((*_read(context, words), "", *_waiting(waiting, fidelity.errata, words))))
    return 1 if waiting else 0


def _confirm(ids: Sequence[str], profile: Path, context: Context, fidelity: Fidelity, words: dict[str, str]) -> str:
    """Records that the pairs have been compared as they are now.

    Raises:
        InputError: an id is no corrected pair's; nothing is recorded then.
    """
    ids = [id_.removeprefix("#") for id_ in ids]
    pairs = {pair.id: pair for pair in corrected(context.pairs, fidelity.errata)}
    for id_ in ids:
        if id_ not in pairs:
            raise InputError(
                "`{id}` is no corrected paragraph with a counterpart.", id=id_,
                hint="To confirm: {ids}." if pairs else "There is no corrected paragraph.", ids=list(pairs),
            )  # fmt: skip
    confirmed = still_there(fidelity.reviewed, pairs.values())
    confirmed |= {id_: pairs[id_].digests for id_ in ids}
    path = reviewed_path(profile)
    replace_file(path, reviewed_text(confirmed))
    return words["confirmed"].format(ids=", ".join(ids), file=f"sources/{path.name}")


def _state(page: Page) -> str:
    found = proofreading_or_none(page.front)
    return found.state if found else "wrong"


def _read(context: Context, words: dict[str, str]) -> Iterator[str]:
    yield words["proofreading"]
    for edition in context.editions:
        counts = Counter(map(_state, edition.pages))
        told = words["and"].join(
            words["count"].format(state=words[state], count=counts[state])
            for state in (*STATES, "wrong")
            if counts[state]
        )
        yield words["language"].format(code=edition.language, counts=told)
        for page in _next(edition.pages):
            yield f"    {words['next'].format(file=page.file, state=words[_state(page)])}"
        if counts["validated"] == len(edition.pages):
            yield f"    {words['all']}"


def _next(pages: Sequence[Page]) -> list[Page]:
    """The least read pages, in reading order."""
    ranks = {state: rank for rank, state in enumerate(("wrong", *STATES))}
    unfinished = [page for page in pages if _state(page) != "validated"]
    return sorted(unfinished, key=lambda page: ranks[_state(page)])[:NEXT]


def _waiting(pairs: Sequence[Pair], errata: Sequence[Erratum], words: dict[str, str]) -> Iterator[str]:
    """The pairs, the corrected side first: the place, and below it a line of the text."""
    if not pairs:
        yield words["none"]
        return
    changes = {(e.change.unit.language, e.change.unit.id): e.change for e in errata if e.change.kind != "moved"}
    yield words["compare"].format(count=len(pairs))
    for pair in pairs:
        for code in sorted(pair.sides, key=lambda code: code not in pair.changed):
            yield from _side(pair, code, changes, words)
        yield f"  {words['confirm'].format(id=pair.id)}"


def _side(pair: Pair, code: str, changes: Mapping[tuple[str, str], Change], words: dict[str, str]) -> Iterator[str]:
    """The texts of a side; where it has none any more, the one that went."""
    mark = words["corrected"] if code in pair.changed else ""
    # What was confirmed before is not what is to be compared now.
    changes = changes if code in pair.changed else {}
    for unit in pair.sides[code]:
        yield f"  {unit.file}:{unit.line}: {code} #{unit.id}{mark}"
        yield _INDENT + _line(unit, changes.get((code, unit.id)))
    gone = None if pair.sides[code] else changes.get((code, pair.id))
    if gone:
        yield f"  {gone.unit.file}:{gone.line}: {code} #{pair.id}{mark}"
        yield _INDENT + _line(gone.unit, gone)


def _line(unit: Unit, change: Change | None) -> str:
    columns = COLUMNS - len(_INDENT)
    return changed_stretch(*change.texts, columns) if change else beginning(unit.text, columns)


def _as_json(context: Context, waiting: Sequence[Pair]) -> dict[str, object]:
    return {
        "pages": [
            {"file": page.file, "language": edition.language, "state": _state(page)}
            | ({"by": list(found.by)} if (found := proofreading_or_none(page.front)) and found.by else {})
            for edition in context.editions
            for page in edition.pages
        ],
        "compare": [
            {
                "id": pair.id,
                "corrected": list(pair.changed),
                "places": [
                    {"language": code, "file": unit.file, "line": unit.line, "id": unit.id, "text": unit.text}
                    for code, side in pair.sides.items()
                    for unit in side
                ],
            }
            for pair in waiting
        ],
    }


#: How many columns of a terminal a line takes.
COLUMNS = 80

#: How many characters are shown beside a change, the more the better, until it fits.
_AROUND = (30, 20, 12, 6)


def beginning(text: str, columns: int = COLUMNS) -> str:
    """A text in one line, with its end cut off if it is wider."""
    text = " ".join(text.split())
    if width_of(text) <= columns:
        return text
    return f"{text[: reach(text, 0, columns - 1)].rstrip()}…"


def changed_stretch(before: str, after: str, columns: int = COLUMNS) -> str:
    """What went as `[-…-]` and what came as `{+…+}`, with as much beside it as there is room for.

    Of several changes that are too many for a line, the first; of one that is too long, the beginning of what went and
    of what came.
    """
    parts = pieces(" ".join(before.split()), " ".join(after.split()))
    for wanted in (parts, _first(parts)):
        for around in _AROUND:
            shown = marked_text(excerpt(wanted, around))
            if width_of(shown) <= columns:
                return shown
    return _cut(_first(parts), columns)


def _first(parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The first change, and what stands on both sides of it."""
    start = next((index for index, part in enumerate(parts) if part.kind != "same"), 0)
    end = next((index for index in range(start, len(parts)) if parts[index].kind == "same"), len(parts))
    behind = "".join(part.text for part in parts[end : end + 1])
    if end + 1 < len(parts):
        behind += "…"
    return (*parts[max(start - 1, 0) : end], Piece("same", behind))


def _cut(parts: tuple[Piece, ...], columns: int) -> str:
    changed = [part for part in parts if part.kind != "same"]
    beside = excerpt(parts, _AROUND[-1])
    rest = width_of(marked_text(Piece(part.kind, part.text if part.kind == "same" else "") for part in beside))
    each = max((columns - rest) // max(len(changed), 1), 1)
    return marked_text(part if part.kind == "same" else Piece(part.kind, beginning(part.text, each)) for part in beside)
