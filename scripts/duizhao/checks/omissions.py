"""Passages inside counterpart paragraphs that the other language lacks; settled sentences that fit no more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from duizhao.checks.context import Context, PairedRow
from duizhao.checks.model import Finding, Place, Rule


def _omissions(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if not paired.row.aligned or paired.row.left[0].kind != "paragraph":
            continue
        beads = context.sentences(paired)
        for gap, group in groupby(beads, key=lambda bead: (bead.left == (0, 0), bead.right == (0, 0))):
            if any(gap):
                spans = [bead.right if gap[0] else bead.left for bead in group]
                yield _finding(paired, int(gap[0]), (spans[0][0], spans[-1][1]), len(spans))


def _finding(paired: PairedRow, side: int, span: tuple[int, int], count: int) -> Finding:
    text = paired.text(side)[slice(*span)]
    here, there = paired.page(side), paired.page(1 - side)
    marks = (None, span) if side else (span, None)
    details = (
        ("here", here.language if here else ""),
        ("there", there.language if there else ""),
        ("count", str(count)),
        ("text", text),
    )
    return Finding("b-201", paired.places(*marks), text, details)


PASSAGE_WITHOUT_COUNTERPART = Rule(
    "b-201",
    "warning",
    {"en": "Passage in one language only", "zh": "文字只见于一种语言"},
    {
        "en": "This passage stands in {here} and has no counterpart in {there} (sentences: {count}): {text}",
        "zh": "这段文字见于 {here}，在 {there} 中没有对应内容（{count} 句）：{text}",
    },
    _omissions,
    {
        "en": "The {there} edition has no counterpart to this passage.",
        "zh": "{there}版没有与这段文字对应的内容。",
    },
)


def _misfits(context: Context) -> Iterator[Finding]:
    if len(context.languages) < 2:
        return
    for entry in context.aligner.misfits:
        place = Place("", entry.file, entry.line, entry.id, "")
        yield Finding("b-202", (place,), details=(("paragraph", entry.id),))


SETTLED_SENTENCES_DO_NOT_FIT = Rule(
    "b-202",
    "warning",
    {"en": "Settled sentences that no longer fit", "zh": "已裁定的句子对应已不适用"},
    {
        "en": "The sentences settled here are not those of paragraph {paragraph}: it is not there, or has another "
        "number of sentences now. Each sentence should stand here once, in order; `duizhao align --sentences "
        "{paragraph}` shows them.",
        "zh": "此处裁定的句子与段落 {paragraph} 不符：段落已不存在，或句数已变。每句应按顺序恰好列出一次；"
        "运行 `duizhao align --sentences {paragraph}` 可查看各句。",
    },
    _misfits,
)
