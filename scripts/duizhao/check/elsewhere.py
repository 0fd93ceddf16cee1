"""Text that stands under another id than in the source: what was put in one place and left another is told once."""

from collections.abc import Iterable, Iterator, Sequence

from duizhao.check.context import Context
from duizhao.check.fidelity import SHOWN, code_of, errata_of, lost_in, of_change
from duizhao.check.model import Finding
from duizhao.check.words import LANGUAGES, phrase, told
from duizhao.compare.difference import pieces
from duizhao.patterns import lazily
from duizhao.revise.fidelity.model import Change

#: What a list puts in front of an item's text.
ITEM = lazily(r"\A(?:\d+[.)]|[-*+]) ")
#: Less text than this may leave one paragraph and come into another by chance.
_LEAST = 6
_KINDS = ("deleted", "inserted")


def changed(context: Context) -> Iterator[Finding]:
    """What changed without a reason, but for what lost a passage."""
    pages: dict[tuple[str, str], list[Change]] = {}
    for erratum in errata_of(context):
        change = erratum.change
        if change.kind == "changed" and not erratum.reasoned and not lost_in(erratum, context):
            pages.setdefault((change.unit.language, change.unit.file), []).append(change)
    for changes in pages.values():
        for together in (_exchanged, _handed_over):
            groups = list(together(changes))
            told_there = {change.hash for group in groups for change in group}
            changes = [change for change in changes if change.hash not in told_there]
            yield from (_as_one(group, context) for group in groups)
        yield from (of_change(code_of(change), change, context) for change in changes)


def _exchanged(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """The changes after which each text stands in the place of the next."""
    owners = {ITEM.sub("", change.texts[0]): change for change in changes}
    while owners:
        ring = [owners.popitem()[1]]
        while following := owners.pop(ITEM.sub("", ring[-1].texts[1]), None):
            ring.append(following)
        if len(ring) > 1 and ITEM.sub("", ring[-1].texts[1]) == ITEM.sub("", ring[0].texts[0]):
            yield tuple(sorted(ring, key=lambda each: each.line))


def _handed_over(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """The changes by which a passage left one text and came into another, which may have given one for it."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        parts = pieces(*change.texts)
        gone, come = ("".join("".join(p.text for p in parts if p.kind == kind).split()) for kind in _KINDS)
        other = found.pop((come, gone), None)
        if other:
            yield (change, other) if len(gone) >= len(come) else (other, change)
        elif max(len(gone), len(come)) >= _LEAST:
            found[gone, come] = change


def _as_one(group: Sequence[Change], context: Context) -> Finding:
    findings = [of_change("f-101", change, context) for change in group]
    details = dict(findings[0].details)
    ids = [change.unit.id for change in group]
    details |= {"ids": " ".join(ids), "todo": "say_why_of_several"}
    details |= {f"ids_{code}": phrase(code, "comma").join(ids) for code in LANGUAGES}
    named = {f"ids_{code}": phrase(code, "comma").join(f"#{id_}" for id_ in ids) for code in LANGUAGES}
    details["spans"] = " ".join(dict(finding.details).get("spans", "") for finding in findings)
    if {ITEM.sub("", each.texts[0]) for each in group} == {ITEM.sub("", each.texts[1]) for each in group}:
        details |= told(named, change="texts_exchanged")
    else:
        text = next(part.text for part in pieces(*group[0].texts) if part.kind == "deleted").strip()
        said = {"text": text if len(text) <= SHOWN else f"{text[:SHOWN]}…", "was": ids[0], "now": ids[1]}
        details |= told(said, change="text_elsewhere")
    places = tuple(place for finding in findings for place in finding.places)
    return Finding("f-101", places, "\n".join(change.hash for change in group), tuple(details.items()))
