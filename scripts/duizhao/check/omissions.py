"""Passages inside counterpart paragraphs that the other language lacks, or of which it says something else; settled
sentences that fit no more."""

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from duizhao.check.context import Context, PairedRow
from duizhao.check.model import Finding, Place


def passage_without_counterpart(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if not paired.row.aligned or paired.row.left[0].kind != "paragraph":
            continue
        beads = context.sentences(paired)
        before = (0, 0)
        for gap, group in groupby(beads, key=lambda bead: (bead.left == (0, 0), bead.right == (0, 0))):
            some = list(group)
            if any(gap):
                spans = [bead.right if gap[0] else bead.left for bead in some]
                yield _finding(paired, int(gap[0]), (spans[0][0], spans[-1][1]), len(spans), before[1 - int(gap[0])])
            else:
                before = some[-1].left[0], some[-1].right[0]


def _finding(paired: PairedRow, side: int, span: tuple[int, int], count: int, behind: int) -> Finding:
    """`behind`: where the sentence begins in the other text behind which the passage is missed."""
    text = paired.text(side)[slice(*span)]
    here, there = paired.page(side), paired.page(1 - side)
    details = (
        ("here", here.language if here else ""),
        ("there", there.language if there else ""),
        ("count", str(count)),
        ("text", text),
    )
    missed = paired.place(1 - side, (behind, behind))
    places = [paired.place(side, span), replace(missed, mark=None) if missed else None]
    return Finding("b-201", tuple(place for place in (places[::-1] if side else places) if place), text, details)


def settled_sentences_do_not_fit(context: Context) -> Iterator[Finding]:
    if len(context.languages) < 2 or context.left_out:
        return  # a paragraph may stand on a page that cannot be read
    for entry in context.aligner.misfits:
        place = Place("", entry.file, entry.line, entry.id, "")
        yield Finding("b-202", (place,), details=(("paragraph", entry.id),))


def says_something_else(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if paired.row.aligned and paired.row.left[0].kind == "paragraph":
            texts = paired.text(0), paired.text(1)
            for bead in context.aligner.unlike(*texts):
                left, right = texts[0][slice(*bead.left)], texts[1][slice(*bead.right)]
                details = (
                    *(("left_language", context.languages[0]), ("right_language", context.languages[1])),
                    *(("left", left), ("right", right)),
                )
                yield Finding("b-203", paired.places(bead.left, bead.right), f"{left}\n{right}", details)
