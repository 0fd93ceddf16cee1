"""The edition compared with what its source converts to, unit by unit, by id."""

import re
from collections.abc import Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.longest_increasing_subsequence import longest_increasing_subsequence
from duizhao.document.model import Edition
from duizhao.revise.fidelity.model import Change, Unit
from duizhao.revise.fidelity.passages import REFERENCE
from duizhao.revise.fidelity.units import units

#: What may stand behind the last character of a paragraph's own.
_CLOSING = re.compile(r"(?:\[\^[^\]\s]*\]|\*)+\Z")


class Comparison(Struct, frozen=True):
    """The differences, in the edition's order; `pending` are those of the source's, not yet converted anew: there the
    edition has what the last conversion wrote."""

    changes: tuple[Change, ...]
    pending: tuple[Change, ...]


def compare(
    converted: Sequence[Edition], edition: Sequence[Edition], last: Sequence[Edition] | None = None
) -> Comparison:
    """Compares language by language; `last` is the last conversion, if it is known."""
    ours = {e.language: e for e in edition}
    bases = {e.language: e for e in last or converted}
    changes: list[Change] = []
    pending: list[Change] = []
    for source in converted:
        there = ours.get(source.language, Edition(source.language, ()))
        base = {unit.id: unit.text for unit in units(bases.get(source.language, source))}
        for change in _changes(units(source), units(there)):
            unit = change.unit
            untouched = base.get(unit.id) == (change.after.text if change.after else None)
            (pending if untouched and change.kind != "moved" else changes).append(change)
    return Comparison(tuple(changes), tuple(pending))


def _changes(source: Sequence[Unit], edition: Sequence[Unit]) -> list[Change]:
    before = {unit.id: unit for unit in source}
    after: dict[str, Unit] = {}
    for unit in edition:
        after.setdefault(unit.id, unit)
    held = {also: unit.id for unit in edition for also in unit.also if also not in after}
    along = _moved_along(before, after)
    result: list[Change] = []
    for unit in after.values():
        was = before.get(unit.id)
        if was:
            # A paragraph that an editor joined to another: together they are what was before.
            joined = [before[i].text for i in unit.also if held.get(i) == unit.id and i in before and i not in was.also]
            if joined:
                # The same words in one paragraph are a change, too: of where paragraphs end.
                text = _joined([was.text, *joined])
                was = replace(was, text=text if text != unit.text else "\n".join((was.text, *joined)))
            if was.text != unit.text:
                result.append(Change("changed", was, unit))
        elif unit.id not in along:
            result.append(Change("new", None, unit))
    order = {unit.id: index for index, unit in enumerate(edition)}
    # Where a page was that has another path now, the file of the first of its units that is still there.
    files = {was.page: after[was.id].file for was in reversed(source) if was.id in after}
    files |= {unit.page: unit.file for unit in edition}
    previous: Unit | None = None
    behind: dict[str, float] = {}
    for index, unit in enumerate(source):
        if unit.id in after:
            previous = after[unit.id]
        elif unit.id not in held and unit.id not in along:
            file = files.get(unit.page, unit.file)
            here = _place(source, index, previous, after, file)
            result.append(Change("vanished", replace(unit, file=file), None, here))
            behind[unit.id] = order[previous.id] + 0.5 if previous else -1
    result += _moved(before, after)
    return sorted(result, key=lambda change: order.get(change.unit.id, behind.get(change.unit.id, -1)))


def _moved_along(before: Mapping[str, Unit], after: Mapping[str, Unit]) -> set[str]:
    """The ids, old and new, of notes that went word for word with a paragraph that cites them to another page."""
    notes = [
        {(unit.page, unit.anchor): unit for unit in side.values() if unit.kind == "note"} for side in (before, after)
    ]
    result: set[str] = set()
    for id_, unit in after.items():
        if id_ in before and before[id_].page != unit.page:
            cited = [
                [there[at] for mark in REFERENCE.findall(side.text) if (at := (side.page, f"fn:{mark[2:-1]}")) in there]
                for side, there in zip((before[id_], unit), notes, strict=True)
            ]
            for was, now in product(*cited):
                if was.text == now.text and was.id not in after and now.id not in before:
                    result |= {was.id, now.id}
    return result


def _place(source: Sequence[Unit], index: int, previous: Unit | None, after: Mapping[str, Unit], file: str) -> int:
    """The line of the file where a unit stood that is gone: of what stood behind it; at its page's end, of what stood
    before it."""
    gone = source[index]
    for unit in source[index + 1 :]:
        if unit.page != gone.page or (unit.kind == "note") != (gone.kind == "note"):
            break
        if unit.id in after and after[unit.id].file == file:
            return after[unit.id].line
    return previous.line if previous and previous.file == file else 1


def _joined(texts: Sequence[str]) -> str:
    """Paragraphs as one: with a space where the text before does not end in Han or its punctuation; references and
    emphasis behind it do not matter."""
    result = texts[0]
    for text in texts[1:]:
        result += text if _CLOSING.sub("", result)[-1:] > "⺀" else f" {text}"
    return result


def _moved(before: dict[str, Unit], after: dict[str, Unit]) -> list[Change]:
    """Units on another page or in another box than in the source, or out of their order; notes have no place."""
    common = [id_ for id_ in after if id_ in before and after[id_].kind != "note"]
    elsewhere = {i for i in common if (before[i].page, before[i].box) != (after[i].page, after[i].box)}
    ranks = {id_: rank for rank, id_ in enumerate(before)}
    kept = [id_ for id_ in common if id_ not in elsewhere]
    in_order = set(longest_increasing_subsequence([ranks[id_] for id_ in kept]))
    out = {id_ for index, id_ in enumerate(kept) if index not in in_order}
    return [Change("moved", before[i], after[i]) for i in common if i in elsewhere | out]
