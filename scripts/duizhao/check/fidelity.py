"""The edition beside its source: what changed without a reason, what vanished, what is new or moved; one
reason for many paragraphs, among which a slip would go unseen; and counterparts of corrections no one has looked at."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from duizhao.check.context import Context
from duizhao.check.model import Finding, Place
from duizhao.check.source_map import changed_span, changed_spans, source_span
from duizhao.check.words import LANGUAGES, phrase, told
from duizhao.compare.difference import excerpt, pieces
from duizhao.document.editions import DOCS
from duizhao.revise.fidelity.model import Change, Erratum, Unit
from duizhao.revise.fidelity.passages import REFERENCE, lost_passage
from duizhao.revise.fidelity.reviewed import unreviewed

#: How much is shown around a change, and how much at most.
_AROUND, SHOWN = 12, 120


class _Split(Struct, frozen=True):
    """A paragraph of the source that is several in the edition, with no word changed: the one that has its id, and all
    its parts in order."""

    whole: Erratum
    parts: tuple[Erratum, ...]


def errata_of(context: Context) -> Iterator[Erratum]:
    """The differences that stand for themselves; paragraphs that are divided otherwise are told together."""
    if context.fidelity:
        split = {part.change.hash for split in splits(context) for part in split.parts}
        for erratum in context.fidelity.errata:
            if erratum.change.hash not in split and not erratum.change.is_join:
                yield erratum


@lru_cache(maxsize=1)
def splits(context: Context) -> tuple[_Split, ...]:
    """The split paragraphs: most rules here ask for them."""
    return tuple(_find_splits(context))


def _find_splits(context: Context) -> Iterator[_Split]:
    errata = context.fidelity.errata if context.fidelity else ()
    for whole in errata:
        before, after = whole.change.before, whole.change.after
        if whole.change.kind != "changed" or not before or not after or after.kind != "paragraph":
            continue
        wanted = _closed(before.text)
        parts = [whole]
        for new in errata:
            unit = new.change.after
            beside = unit and (unit.file, unit.kind, unit.box) == (after.file, after.kind, after.box)
            if new.change.kind == "new" and unit and beside and _closed(unit.text) in wanted:
                parts.append(new)
        parts.sort(key=lambda part: part.change.line)
        if len(parts) > 1 and "".join(_closed(part.change.texts[1]) for part in parts) == wanted:
            yield _Split(whole, tuple(parts))


def _closed(text: str) -> str:
    """A text without its spaces: where it was split, one went."""
    return "".join(text.split())


def split_without_reason(context: Context) -> Iterator[Finding]:
    for split in splits(context):
        open_ = [part.change for part in split.parts if not part.reasoned]
        if open_:
            units = [part.change.unit for part in split.parts]
            yield _divided("paragraph_split", split.whole.change, open_, units, [unit.id for unit in units])
    for erratum in context.fidelity.errata if context.fidelity else ():
        change = erratum.change
        if change.is_join and not erratum.reasoned:
            unit = change.unit
            yield _divided("paragraphs_joined", change, [change], [unit], [unit.id, *unit.also])


def _divided(said: str, change: Change, open_: Sequence[Change], units: Sequence[Unit], ids: Sequence[str]) -> Finding:
    """Paragraphs that end elsewhere than in the source: `ids` are theirs."""
    details = [("id", change.unit.id)]
    for language in LANGUAGES:
        comma = phrase(language, "comma")
        named = comma.join(f"#{id_}" for id_ in ids)
        details.append((f"said_{language}", phrase(language, said).format(ids=named)))
        details.append((f"changes_{language}", comma.join(each.hash for each in open_)))
    places = tuple(Place(u.language, u.file, u.line, u.anchor, u.text) for u in units)
    return Finding("f-112", places, change.hash, tuple(details))


def beside_source(context: Context) -> Iterator[Finding]:
    """What came without a reason, and what lost a passage."""
    for erratum in errata_of(context):
        change = erratum.change
        if change.kind == "changed" and (gone := lost_in(erratum, context)):
            yield of_change("f-102", change, context, gone)
        elif change.kind == "new" and not erratum.reasoned:
            yield of_change("f-104", change, context)


def code_of(change: Change) -> str:
    """The rule that tells of a changed text: of an address in it, of a note or what refers to one, or of words."""
    before, after = change.texts
    if change.before and change.after and change.before.addresses != change.after.addresses:
        return "f-106"
    noted = change.unit.kind == "note" or REFERENCE.findall(before) != REFERENCE.findall(after)
    return "f-105" if noted else "f-101"


def lost_in(erratum: Erratum, context: Context) -> str:
    """A passage that is gone; empty if there is none, or it is meant to go."""
    return "" if erratum.removed else lost_passage(erratum.change, context.editions)


def pending(context: Context) -> Iterator[Finding]:
    if context.fidelity:
        for change in context.fidelity.pending:
            yield of_change("f-108", change, context)


def outdated(context: Context) -> Iterator[Finding]:
    if context.fidelity and not context.left_out:  # an entry may be about a page that cannot be read
        for entry in context.fidelity.outdated:
            place = Place(entry.language, "sources/errata.yml", entry.line, entry.id, "")
            yield Finding("f-110", (place,), entry.change, (("id", entry.id), ("change", entry.change)))


def of_change(code: str, change: Change, context: Context, gone: str = "") -> Finding:
    """A finding about a change; `gone`: what is missing, if that is what the finding is about."""
    unit = change.unit
    before, after = _with_levels(change, *shown(change))
    broken = unit.kind in ("paragraph", "note") and _is_line_break(change)
    if broken:
        before, after = before.replace("\n", "⏎"), after.replace("\n", "⏎")
    before, after = _short(before), _short(after)
    removed = ", removed: true" if gone or change.kind == "vanished" else ""
    name = context.fidelity.name if context.fidelity else ""
    entry = (
        f"edition: {name}, language: {unit.language}, id: {unit.id}, change: '{change.hash}', reason: \"…\"{removed}"
    )
    said = "changed" if not change.before or change.before.addresses else "none_before"
    if change.after and change.before and change.before.addresses and not change.after.addresses:
        said = "none_after"
    details = {"id": unit.id, "removes": unit.id, "before": before, "after": after}
    details |= {"change": change.hash, "entry": f"- {{{entry}}}"}
    if broken:
        details["broken"] = "yes"
    details["todo"] = "join_lines" if broken else "say_why"
    details |= _about_notes(change) | {"of": f" {unit.id}"}
    details |= _where(change, context) if change.kind == "moved" else {}
    kind = "note" if unit.kind == "note" else "block"
    details |= {f"beside_{language}": "" for language in LANGUAGES}
    details |= told(
        details, gone=f"{kind}_gone", put_back=f"{kind}_put_back", note_said=_said_of_marks(change), moved="moved_one",
        entry="one_entry", change="text_changed", address=f"address_{said}", meant=f"{kind}_meant",
    )  # fmt: skip
    if gone:
        details["gone"] = gone[:SHOWN]
    elif change.kind == "changed":
        spans = [source_span(context, unit, span) for span in changed_spans(*change.texts)]
        if all(spans):
            details["spans"] = " ".join(":".join(map(str, found)) for found in spans if found)
    return Finding(code, (_place(change, context, gone),), change.hash, tuple(details.items()))


def _about_notes(change: Change) -> dict[str, str]:
    """The notes a change is about: the one it is, those no longer cited, and those that are all that changed."""
    if change.unit.kind == "note":
        return {"note": change.unit.anchor.removeprefix("fn:"), "marks": ""}
    was, now = ([found.strip("[^]") for found in REFERENCE.findall(text)] for text in change.texts)
    only = REFERENCE.sub("", change.texts[0]) == REFERENCE.sub("", change.texts[1])
    different = [label for label in (*was, *now) if was.count(label) != now.count(label)]
    lost = [label for label in was if label not in now]
    marks = " ".join(f"[^{label}]" for label in dict.fromkeys(different))
    return {"lost": " ".join(lost), "only": " ".join(different) if only else "", "marks": marks}


def _said_of_marks(change: Change) -> str:
    """What is said of a change of footnote marks, or of a note."""
    if change.unit.kind == "note":
        return "note_itself"
    was, now = (REFERENCE.findall(text) for text in change.texts)
    if REFERENCE.sub("", change.texts[0]) != REFERENCE.sub("", change.texts[1]):
        return "marks_other"
    return "mark_lost" if len(was) > len(now) else "mark_new" if len(was) < len(now) else "marks_other"


def _where(change: Change, context: Context) -> dict[str, str]:
    """Where a block stood that stands elsewhere now."""
    before, unit = change.before, change.unit
    base = context.fidelity.base if context.fidelity else None
    ids = base.ids(unit.language, before.page) if base and before else []
    behind = ids[ids.index(unit.id) - 1] if unit.id in ids[1:] else ""
    said = {"file": f"{DOCS}/{unit.language}/{before.page}" if before else "", "id": behind}
    return told(said, back="moved_behind" if behind else "moved_first")


def _with_levels(change: Change, before: str, after: str) -> tuple[str, str]:
    """Both texts of a heading whose level changed with the signs the file has: the second level's are no difference,
    and not shown elsewhere."""
    levels = [text.startswith("#") for text in change.texts]
    if change.unit.kind != "heading" or not all(change.texts) or levels[0] == levels[1]:
        return before, after
    return (before, f"## {after}") if levels[0] else (f"## {before}", after)


def _is_line_break(change: Change) -> bool:
    """Whether nothing changed but where a line ends."""
    before, after = change.texts
    return before.count("\n") != after.count("\n") and _closed(before) == _closed(after)


def _place(change: Change, context: Context, gone: str) -> Place:
    """Where the change is: the words that are new, or the place where words are missing."""
    unit = change.unit
    place = Place(unit.language, unit.file, change.line, unit.anchor, change.after.text if change.after else "")
    if not change.before or not change.after or change.kind == "moved":
        return place  # it is about the block as a whole
    span = changed_span(*change.texts, gone)
    found = source_span(context, unit, span)
    return replace(place, line=found[0], mark=span, at=found[1:]) if found else place


def shown(change: Change) -> tuple[str, str]:
    """Both texts cut to what changed, with a little around it."""
    parts = excerpt(pieces(*change.texts), _AROUND)
    return (
        "".join(part.text for part in parts if part.kind != "inserted"),
        "".join(part.text for part in parts if part.kind != "deleted"),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def not_compared(context: Context) -> Iterator[Finding]:
    fidelity = context.fidelity
    if not fidelity or not fidelity.errata:
        return
    for pair in unreviewed(context.pairs, fidelity.errata, fidelity.reviewed):
        units = [unit for code in sorted(pair.sides, key=lambda c: c not in pair.changed) for unit in pair.sides[code]]
        places = tuple(Place(u.language, u.file, u.line, u.anchor, u.text) for u in units)
        key = " ".join(f"{code}={digest}" for code, digest in pair.digests.items())
        yield Finding("f-109", places, key, (("id", pair.id),))


#: For how many paragraphs a reason counts that names none: in both languages, with their notes.
_FEW = 3


def wide_reason(context: Context) -> Iterator[Finding]:
    """A finding for each commit whose one reason more paragraphs rest on than an editor sees at a glance."""
    parts = {part.change.hash: split.whole.change.unit.id for split in splits(context) for part in split.parts}
    resting: dict[tuple[str, str], list[Erratum]] = defaultdict(list)
    for erratum in context.fidelity.errata if context.fidelity else ():
        # A page that has got another name is one change.
        renamed = erratum.change.kind == "moved" and erratum.change.unit.page in context.renamed
        # Who removes something names it.
        if erratum.reasoned and not erratum.why.named and not erratum.removed and not renamed:
            resting[erratum.why.commit, next(iter(erratum.why.reason.values()))].append(erratum)
    for (commit, reason), errata in resting.items():
        ids = list(dict.fromkeys(parts.get(e.change.hash, e.change.unit.id) for e in errata))
        if len(ids) > _FEW:
            units = [(erratum.change.unit, erratum.change.line) for erratum in errata]
            places = tuple(Place(unit.language, unit.file, line, unit.anchor, unit.text) for unit, line in units)
            details = [("reason", reason[:SHOWN]), ("count", str(len(ids)))]
            details += [(f"ids_{language}", phrase(language, "comma").join(ids)) for language in LANGUAGES]
            yield Finding("f-113", places, f"{commit}\n{' '.join(ids)}", tuple(details))
