"""Blocks and notes of the source that are gone, or on another page: those that went together are one finding."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.fidelity import errata_of, of_change
from duizhao.check.mistaken_ids import mistakes_in
from duizhao.check.model import Finding, Place
from duizhao.check.words import told
from duizhao.document.model import Block
from duizhao.revise.fidelity.model import Change, Unit
from duizhao.revise.fidelity.passages import REFERENCE

#: So many blocks change places.
_TWO = 2


def gone(context: Context) -> Iterator[Finding]:
    for together in _together(context):
        first = of_change("f-103", together[0], context)
        yield _as_one(first, together) if len(together) > 1 else first


def _together(context: Context) -> Iterator[list[Change]]:
    """The changes by which blocks vanished, those of one place together, with the notes these cite."""
    runs: dict[tuple[str, str, int], list[Change]] = {}
    notes: list[Change] = []
    # What another paragraph holds now is s-124.
    joined = {
        (mistake.page.language, id_) for mistake in mistakes_in(context) if mistake.held for id_ in mistake.missing
    }
    for erratum in errata_of(context):
        change = erratum.change
        held = (change.unit.language, change.unit.id) in joined
        if change.kind == "vanished" and not erratum.removed and not held:
            unit = change.unit
            if unit.kind == "note":
                notes.append(change)
            else:
                runs.setdefault((unit.language, unit.file, change.line), []).append(change)
    citing = {note: run for run in runs.values() for change in run for note in _cited(change.unit)}
    for note in notes:
        citing.get((note.unit.language, note.unit.file, note.unit.anchor), []).append(note)
    yield from runs.values()
    taken = {change.hash for run in runs.values() for change in run}
    alone = [note for note in notes if note.hash not in taken]
    # Its text is missed where it is cited, if it is.
    cited = {
        (page.file, f"fn:{ref.label}"): block.line
        for page in (context.pages() if alone else ())
        for block in page.blocks
        for ref in block.refs
    }
    yield from ([replace(n, near=cited.get((n.unit.file, n.unit.anchor), n.near))] for n in alone)


def _cited(unit: Unit) -> Iterator[tuple[str, str, str]]:
    return ((unit.language, unit.file, f"fn:{mark.strip('[^]')}") for mark in REFERENCE.findall(unit.text))


def _as_one(finding: Finding, together: list[Change]) -> Finding:
    ids = [change.unit.id for change in together]
    labels = [change.unit.anchor.removeprefix("fn:") for change in together if change.unit.kind == "note"]
    blocks = [change.unit.id for change in together if change.unit.kind != "note"]
    details = dict(finding.details) | {"ids": " ".join(ids), "removes": " ".join(ids), "note": " ".join(labels)}
    said = {"count": str(len(ids)), "first": blocks[0], "last": blocks[-1]}
    name = "blocks_gone" if len(blocks) > 1 else "block_and_notes_gone"
    details |= told(said, gone=name, put_back="blocks_put_back", entry="many_entries")
    return Finding("f-103", finding.places, "\n".join(change.hash for change in together), tuple(details.items()))


def moved(context: Context) -> Iterator[Finding]:
    pages: dict[tuple[str, str], list[Change]] = {}
    within: dict[tuple[str, str], list[Change]] = {}
    for erratum in errata_of(context):
        change = erratum.change
        if change.kind == "moved" and not erratum.reasoned and change.before and change.after:
            between = change.before.page, change.after.page
            old, new = map(PurePosixPath, between)
            if new.name == old.name and context.renamed.get(str(new)) == str(old):
                between = f"{old.parent}/", f"{new.parent}/"
            if between[0] == between[1]:
                within.setdefault((change.unit.language, change.unit.page), []).append(change)
            else:
                pages.setdefault(between, []).append(change)
    for (language, page), changes in within.items():
        findings = [of_change("f-107", change, context) for change in changes]
        swapped = _swapped(context, language, page) if len(changes) > 1 else ()
        yield from [_as_swap(findings, swapped)] if swapped else findings
    for together in pages.values():
        first = of_change("f-107", together[0], context)
        yield _page_moved(first, together, context) if len(together) > 1 else first


def _swapped(context: Context, language: str, path: str) -> tuple[Block, ...]:
    """The two blocks of a page that stand in each other's place, if that is all that is out of order there."""
    pages = (page for edition in context.editions if edition.language == language for page in edition.pages)
    blocks = {block.id: block for page in pages if page.path == path for block in page.blocks}
    was = [id_ for id_ in context.fidelity.base.ids(language, path) if id_ in blocks] if context.fidelity else []
    now = [id_ for id_ in blocks if id_ in was]
    two = tuple(blocks[there] for id_, there in zip(was, now, strict=True) if id_ != there)
    return two if len(two) == _TWO else ()


def _as_swap(findings: Sequence[Finding], two: Sequence[Block]) -> Finding:
    """What moved as one finding: two blocks that have changed places."""
    first = findings[0].places[0]
    details = dict(findings[0].details)
    ids = list(dict.fromkeys((*(block.id for block in two), *(dict(each.details)["id"] for each in findings))))
    details |= {"of": f" {', '.join(ids)}", "ids": " ".join(ids)}
    said = {"first": ids[0], "second": ids[1]}
    details |= told(said, moved="blocks_swapped", back="swap_back", entry="many_entries")
    places = tuple(Place(first.language, first.file, block.line, block.id, block.text) for block in two)
    return Finding("f-107", places, "\n".join(each.key for each in findings), tuple(details.items()))


def _page_moved(finding: Finding, together: list[Change], context: Context) -> Finding:
    details = dict(finding.details) | {"of": "", "ids": " ".join(change.unit.id for change in together)}
    was, now = (unit.page if unit else "" for unit in (together[0].before, together[0].after))
    said = {"count": str(len(together)), "id": details["id"], "was": was, "now": now}
    details |= told(said, moved="moved_many", entry="many_entries")
    if now in context.renamed:
        several = len({change.unit.page for change in together}) > 1
        said |= {"was_in": str(PurePosixPath(was).parent), "now_in": str(PurePosixPath(now).parent)}
        details |= told(said, moved="folder_renamed" if several else "page_renamed", back="rename_back")
    firsts = {change.unit.language: change for change in reversed(together)}
    others = [change for code, change in firsts.items() if code != finding.places[0].language]
    places = (*finding.places, *(of_change("f-107", change, context).places[0] for change in others))
    return Finding("f-107", places, "\n".join(change.hash for change in together), tuple(details.items()))
