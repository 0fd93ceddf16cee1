"""Passages inside counterpart paragraphs that the other language lacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from duizhao.checks.context import Context, PairedRow
from duizhao.checks.model import Finding, Rule


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
