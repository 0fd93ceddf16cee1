"""Values in two languages: numbers, dates, money, shares, compared as values and not as strings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from duizhao.checks.context import Context, PairedRow
from duizhao.checks.model import Finding, Rule, rule
from duizhao.quantities import Difference, Quantity, Why, compare, find_quantities

#: What is compared: running text and captions. Titles repeat what the text says.
_KINDS = ("paragraph", "heading", "figure", "factbox")


_WHY_ZH = {
    Why.ABSENT: "一方没有",
    Why.OTHER_VALUE: "数值不同",
    Why.UNIT: "单位不同",
    Why.LESS_SPECIFIC: "一方较笼统",
    Why.APPROXIMATION: "一方为约数",
    Why.REPEATED: "出现次数不同",
}


@lru_cache(maxsize=1)
def _quantities(context: Context) -> tuple[Finding, ...]:
    """The findings of both rules: they ask one after the other."""
    return tuple(_found(context))


def _found(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if paired.row.aligned and paired.row.left[0].kind in _KINDS:
            yield from _row(context, paired)


def _row(context: Context, paired: PairedRow) -> Iterator[Finding]:
    """The differences of one row; what stands in a passage the other language lacks is b-201's."""
    first, second = context.languages[:2]
    left, right = find_quantities(paired.text(0), first), find_quantities(paired.text(1), second)
    gaps = _gaps(context, paired)
    left = tuple(q for q in left if not _inside(q, gaps[0]))
    right = tuple(q for q in right if not _inside(q, gaps[1]))
    for difference in compare(left, right).findings():
        yield _finding(paired, difference, (first, second))


def _gaps(context: Context, paired: PairedRow) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    if paired.row.left[0].kind != "paragraph":
        return [], []
    beads = context.sentences(paired)
    return [b.left for b in beads if b.right == (0, 0)], [b.right for b in beads if b.left == (0, 0)]


def _inside(quantity: Quantity, spans: list[tuple[int, int]]) -> bool:
    return any(start <= quantity.start < end for start, end in spans)


def _finding(paired: PairedRow, difference: Difference, languages: tuple[str, str]) -> Finding:
    sides = (difference.left, difference.right)
    marks = tuple((q.start, q.end) if q else None for q in sides)
    key = "\n".join([difference.why.value, *(q.surface if q else "" for q in sides)])
    alone = next((index for index, quantity in enumerate(sides) if quantity is None), None)
    details = [("why", difference.why.value), ("why_zh", _WHY_ZH[difference.why])]
    for name, quantity, language in zip(("left", "right"), sides, languages, strict=True):
        details += [(name, quantity.surface if quantity else "—"), (f"{name}_language", language)]
    if alone is None:
        return Finding("b-102", paired.places(*marks), key, tuple(details))
    present = sides[1 - alone]
    details += [
        ("value", present.surface if present else ""),
        ("here", languages[1 - alone]),
        ("there", languages[alone]),
    ]
    return Finding("b-101", paired.places(*marks), key, tuple(details))


def _rule(code: str) -> Rule:
    return rule(code, "warning", lambda context: (f for f in _quantities(context) if f.code == code))


VALUE_ON_ONE_SIDE = _rule("b-101")
VALUES_DIFFER = _rule("b-102")
