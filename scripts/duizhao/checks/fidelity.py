"""The edition beside its source: what changed without a reason, what vanished, what is new or moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from duizhao.checks.context import Context
from duizhao.checks.model import Finding, Place, Rule
from duizhao.difference import excerpt, pieces
from duizhao.fidelity.model import Change, Erratum
from duizhao.fidelity.passages import lost_passage

_REFERENCE = re.compile(r"\[\^[^\]]*\]")
#: How much is shown around a change, and how much at most.
_AROUND, _SHOWN = 12, 120


def _errata(context: Context) -> Iterator[Erratum]:
    if context.fidelity:
        yield from context.fidelity.errata


def _unreasoned(code: str, concerned: Callable[[Change], bool]) -> Callable[[Context], Iterator[Finding]]:
    def check(context: Context) -> Iterator[Finding]:
        for erratum in _errata(context):
            change = erratum.change
            if change.kind == "changed" and not erratum.reasoned and concerned(change) and not _lost(erratum, context):
                yield _finding(code, change)

    return check


def _addresses_differ(change: Change) -> bool:
    return bool(change.before and change.after and change.before.addresses != change.after.addresses)


def _notes_differ(change: Change) -> bool:
    before, after = change.texts
    return not _addresses_differ(change) and (
        change.unit.kind == "note" or _REFERENCE.findall(before) != _REFERENCE.findall(after)
    )


def _words_differ(change: Change) -> bool:
    return not _addresses_differ(change) and not _notes_differ(change)


def _passages(context: Context) -> Iterator[Finding]:
    for erratum in _errata(context):
        if erratum.change.kind == "changed" and (gone := _lost(erratum, context)):
            yield _finding("f-102", erratum.change, gone=gone[:_SHOWN])


def _lost(erratum: Erratum, context: Context) -> str:
    """A passage that is gone; empty if there is none, or it is meant to go."""
    return "" if erratum.removed else lost_passage(erratum.change, context.editions)


def _kind(code: str, kind: str) -> Callable[[Context], Iterator[Finding]]:
    def check(context: Context) -> Iterator[Finding]:
        for erratum in _errata(context):
            settled = erratum.removed if kind == "vanished" else erratum.reasoned
            if erratum.change.kind == kind and not settled:
                yield _finding(code, erratum.change)

    return check


def _pending(context: Context) -> Iterator[Finding]:
    if context.fidelity:
        for change in context.fidelity.pending:
            yield _finding("f-108", change)


def _outdated(context: Context) -> Iterator[Finding]:
    if context.fidelity:
        for entry in context.fidelity.outdated:
            place = Place(entry.language, "sources/errata.yml", entry.line, entry.id, "")
            yield Finding("f-110", (place,), entry.change, (("id", entry.id), ("change", entry.change)))


def _finding(code: str, change: Change, **more: str) -> Finding:
    unit = change.unit
    before, after = (_short(text) for text in _shown(change))
    details = {"id": unit.id, "before": before, "after": after, "change": change.hash, **more}
    text = change.after.text if change.after else ""
    place = Place(unit.language, unit.file, change.line, unit.anchor, text)
    return Finding(code, (place,), change.hash, tuple(details.items()))


def _shown(change: Change) -> tuple[str, str]:
    """Both texts cut to what changed, with a little around it."""
    parts = excerpt(pieces(*change.texts), _AROUND)
    return (
        "".join(part.text for part in parts if part.kind != "inserted"),
        "".join(part.text for part in parts if part.kind != "deleted"),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_WHY = {
    "en": "; say why in the commit message (`Reason: …`) or in sources/errata.yml (change {change})",
    "zh": "；请在提交说明中写明“理由：……”，或写入 sources/errata.yml（change: {change}）",
}

CHANGED = Rule(
    "f-101",
    "warning",
    {"en": "Text changed without a reason", "zh": "改动文字而未说明理由"},
    {
        "en": "The source has “{before}”, the edition “{after}”" + _WHY["en"],
        "zh": "来源文本为“{before}”，本版为“{after}”" + _WHY["zh"],
    },
    _unreasoned("f-101", _words_differ),
)

PASSAGE_GONE = Rule(
    "f-102",
    "error",
    {"en": "A passage of the source is gone", "zh": "来源文本的一段文字不见了"},
    {
        "en": "The source has here, and the edition has not: “{gone}”; put it back, or, if it is meant to go, say so:"
        " `Removes: {id}` in the commit message, or `removed: true` in sources/errata.yml (change {change})",
        "zh": "来源文本此处有而本版没有：“{gone}”；请补回，若确应删去，请在提交说明中写明“删除：{id}”，"
        "或在 sources/errata.yml 中写 removed: true（change: {change}）",
    },
    _passages,
)

GONE = Rule(
    "f-103",
    "error",
    {"en": "A block of the source is gone", "zh": "来源文本的一个内容块不见了"},
    {
        "en": "#{id} is no longer there; the source has: “{before}”; put it back with its id, or, if it is meant to go,"
        " say so: `Removes: {id}` in the commit message, or `removed: true` in sources/errata.yml (change {change})",
        "zh": "#{id} 不见了；来源文本为“{before}”；请连同编号一起补回，若确应删去，请在提交说明中写明“删除：{id}”，"
        "或在 sources/errata.yml 中写 removed: true（change: {change}）",
    },
    _kind("f-103", "vanished"),
)

NEW = Rule(
    "f-104",
    "warning",
    {"en": "A block the source does not have", "zh": "来源文本没有的内容块"},
    {
        "en": "The source has no #{id}: “{after}”" + _WHY["en"],
        "zh": "来源文本没有 #{id}：“{after}”" + _WHY["zh"],
    },
    _kind("f-104", "new"),
)

NOTE_CHANGED = Rule(
    "f-105",
    "warning",
    {"en": "Footnote changed without a reason", "zh": "改动脚注而未说明理由"},
    {
        "en": "The source has the footnote so: “{before}”, the edition so: “{after}”" + _WHY["en"],
        "zh": "脚注在来源文本中为“{before}”，在本版中为“{after}”" + _WHY["zh"],
    },
    _unreasoned("f-105", _notes_differ),
)

ADDRESS_CHANGED = Rule(
    "f-106",
    "warning",
    {"en": "Address changed without a reason", "zh": "改动网址而未说明理由"},
    {
        "en": "The source gives the address “{before}”, the edition “{after}”" + _WHY["en"],
        "zh": "来源文本的网址为“{before}”，本版为“{after}”" + _WHY["zh"],
    },
    _unreasoned("f-106", _addresses_differ),
)

MOVED = Rule(
    "f-107",
    "warning",
    {"en": "A block stands elsewhere than in the source", "zh": "内容块的位置与来源文本不同"},
    {
        "en": "#{id} stands elsewhere than in the source: “{after}”" + _WHY["en"],
        "zh": "#{id} 的位置与来源文本不同：“{after}”" + _WHY["zh"],
    },
    _kind("f-107", "moved"),
)

PENDING = Rule(
    "f-108",
    "warning",
    {"en": "The source converts to something else now", "zh": "来源文本的转换结果已变"},
    {
        "en": "The source converts to “{before}” by now, the edition has “{after}”; `duizhao convert` brings it in",
        "zh": "来源文本现在转换为“{before}”，本版为“{after}”；请运行 `duizhao convert`",
    },
    _pending,
)

OUTDATED = Rule(
    "f-110",
    "warning",
    {"en": "An erratum for a change that is not there", "zh": "勘误所说的改动已不存在"},
    {
        "en": "The change {change} of #{id} is not there any more; give the reason for what stands there now"
        " (`duizhao errata` prints it), or delete the entry",
        "zh": "#{id} 的改动 {change} 已不存在；请为现有的改动写明理由（`duizhao errata` 会列出），或删去此条",
    },
    _outdated,
)
