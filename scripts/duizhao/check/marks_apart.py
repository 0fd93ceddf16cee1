"""Footnote references, headings and emphasis that the two languages have in different ways."""

from collections import Counter
from collections.abc import Iterator

from duizhao.check.context import Context, PairedRow, place_of
from duizhao.check.model import Finding
from duizhao.document.model import Block


def references_apart(context: Context) -> Iterator[Finding]:
    """A note that is cited in another sentence than in the other language, or more often in one of them."""
    for paired in context.rows():
        if not paired.row.aligned or not any(block.refs for side in (0, 1) for block in paired.blocks(side)):
            continue
        cited = [_cited(paired, side) for side in (0, 1)]
        counts = [Counter(label for label, _ in side) for side in cited]
        odd = next((label for label in counts[0] | counts[1] if _doubled(label, counts)), "")
        if not odd and counts[0] == counts[1] and paired.row.left[0].kind == "paragraph":
            odd = _displaced(context, paired, cited)
        if odd:
            marks = [next((_mark(paired, s, at) for label, at in cited[s] if label == odd), None) for s in (0, 1)]
            labels = [" ".join(f"[^{label}]" for label, _ in side) for side in cited]
            details = (
                ("note", odd), ("left", labels[0]), ("right", labels[1]),
                ("left_language", context.languages[0]), ("right_language", context.languages[1]),
            )  # fmt: skip
            yield Finding("b-404", paired.places(*marks), "\n".join([odd, *labels]), details)


def _cited(paired: PairedRow, side: int) -> list[tuple[str, int]]:
    """The labels a side cites, in order, with the offset in its text."""
    found: list[tuple[str, int]] = []
    offset = 0
    for block in paired.blocks(side):
        found += [(ref.label, offset + ref.offset) for ref in block.refs]
        offset += len(block.text) + 1
    return found


def _doubled(label: str, counts: list[Counter[str]]) -> bool:
    """Whether both languages cite a note here, and one of them more often. One that only one cites is b-401's."""
    return all(side[label] for side in counts) and counts[0][label] != counts[1][label]


def _displaced(context: Context, paired: PairedRow, cited: list[list[tuple[str, int]]]) -> str:
    """The first label, in the first language's order, that is cited in other sentences there than its counterpart's."""
    beads = context.sentences(paired)
    where: list[dict[str, list[int]]] = [{}, {}]
    for side in (0, 1):
        for label, at in cited[side]:
            # A reference belongs to the sentence it stands in or behind, with or without a space.
            spans = [bead.right if side else bead.left for bead in beads]
            begun = [(start, number) for number, (start, end) in enumerate(spans) if start < end and start < at]
            where[side].setdefault(label, []).append(max(begun)[1] if begun else -1)
    return next((label for label, places in where[0].items() if sorted(places) != sorted(where[1][label])), "")


def _mark(paired: PairedRow, side: int, at: int) -> tuple[int, int]:
    """The character a reference stands behind."""
    return max(0, at - 1), max(1, at)


def levels_apart(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        left, right = (next(iter(paired.blocks(side)), None) for side in (0, 1))
        if not left or not right or "heading" not in (left.kind, right.kind):
            continue
        # What has lost its signs is a paragraph with a heading's id.
        levels = [block.level if block.kind == "heading" else 0 for block in (left, right)]
        if levels[0] != levels[1] and {left.kind, right.kind} <= {"heading", "paragraph"}:
            details = (
                ("left", "#" * levels[0] or "—"), ("right", "#" * levels[1] or "—"),
                ("left_language", context.languages[0]), ("right_language", context.languages[1]),
            )  # fmt: skip
            yield Finding("b-505", paired.places(), f"{left.id}\n{levels[0]}\n{levels[1]}", details)


#: What only one language may have by chance: a word that is code, or set in bold.
_LOUD = ("code", "strong")


def emphasis_apart(context: Context) -> Iterator[Finding]:
    """Bold words and code that one language has and the other has none of in the whole counterpart."""
    for paired in context.rows():
        if not paired.row.aligned:
            continue
        for side in (0, 1):
            there: set[str] = {mark.kind for block in paired.blocks(1 - side) for mark in block.marks}
            for block in paired.blocks(side):
                yield from _loud(paired, side, block, there)


def _loud(paired: PairedRow, side: int, block: Block, there: set[str]) -> Iterator[Finding]:
    page, other = paired.page(side), paired.page(1 - side)
    for mark in block.marks:
        if page and mark.kind in _LOUD and mark.kind not in there:
            words = block.text[mark.start : mark.end]
            details = (
                ("text", words),
                ("kind", mark.kind),
                ("here", page.language),
                ("there", other.language if other else ""),
            )
            yield Finding("b-506", (place_of(page, block, (mark.start, mark.end)),), f"{mark.kind}\n{words}", details)
