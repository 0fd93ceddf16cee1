"""Aligns units (blocks of two counterpart pages) and the sentences of counterpart paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duizhao.alignment.anchors import anchors, rarity
from duizhao.alignment.gale_church import Item
from duizhao.alignment.gale_church import align as align_items
from duizhao.alignment.sentences import Sentence, split_sentences

#: Characters of the right language per character of the left where there is too little text to measure.
USUAL_RATIOS = {("zh", "en"): 3.1, ("en", "zh"): 1 / 3.1}

#: The kind of units that may merge and split; all others are the frame they stand in.
PARAGRAPH = "paragraph"

#: From how many characters on each side the ratio is measured.
ENOUGH = 300


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to align: `kind` (heading, paragraph, factbox, figure …), its text, and the addresses its notes cite.

    `key` is the caller's.
    """

    key: str
    kind: str
    text: str
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bead:
    """Units that belong together, by index; an empty side means there is no counterpart. `cost`: less is surer."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """All units of both sides, each in exactly one bead, in order."""

    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Sentences that belong together, as (start, end) in each text; an empty span where there is none."""

    left: tuple[int, int]
    right: tuple[int, int]
    cost: float = 0.0


def ratio_of(left: Sequence[str], right: Sequence[str], left_language: str, right_language: str) -> float:
    """Characters on the right per character on the left, measured or as usual for the languages."""
    length_left, length_right = sum(map(len, left)), sum(map(len, right))
    usual = USUAL_RATIOS.get((left_language, right_language), 1.0)
    if length_left < ENOUGH or length_right < ENOUGH:
        return usual
    # A page that lacks a part on one side must not bend the ratio far.
    return min(max(length_right / length_left, usual / 1.3), usual * 1.3)


def align_units(
    left: Sequence[Unit],
    right: Sequence[Unit],
    *,
    left_language: str,
    right_language: str,
    settled: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
) -> Alignment:
    """Aligns two sequences of units: structure first, lengths and anchors for the rest.

    `settled`: from a left unit's key to a right unit's key, what an editor has decided; crossing pairs are left to
    the caller. `terms`: see `anchors.anchors`.
    """
    fixed = _fixed(left, right, settled or {})
    ratio = ratio_of([u.text for u in left], [u.text for u in right], left_language, right_language)
    found_left = [anchors(u.text, terms) | {f"@{a}" for a in u.addresses} for u in left]
    found_right = [anchors(u.text, terms) | {f"@{a}" for a in u.addresses} for u in right]
    weights = rarity([*found_left, *found_right])
    items_left = [Item(len(u.text), a, u.kind) for u, a in zip(left, found_left, strict=True)]
    items_right = [Item(len(u.text), a, u.kind) for u, a in zip(right, found_right, strict=True)]
    beads: list[Bead] = []
    at_left = at_right = 0
    for fixed_left, fixed_right in [*fixed, (len(left), len(right))]:
        if fixed_left < at_left or fixed_right < at_right:
            continue
        path = align_items(items_left[at_left:fixed_left], items_right[at_right:fixed_right], ratio, weights)
        beads += [Bead(tuple(i + at_left for i in a), tuple(j + at_right for j in b), cost) for (a, b), cost in path]
        if fixed_left < len(left):
            beads.append(Bead((fixed_left,), (fixed_right,)))
        at_left, at_right = fixed_left + 1, fixed_right + 1
    return Alignment(tuple(beads))


def _fixed(left: Sequence[Unit], right: Sequence[Unit], settled: Mapping[str, str]) -> list[tuple[int, int]]:
    """Pairs that need no search: what is settled, and headings, boxes and figures if both sides have the same."""
    right_keys = {unit.key: index for index, unit in enumerate(right)}
    pairs = [(i, right_keys[settled[u.key]]) for i, u in enumerate(left) if settled.get(u.key) in right_keys]
    frame_left = [i for i, unit in enumerate(left) if unit.kind != PARAGRAPH]
    frame_right = [j for j, unit in enumerate(right) if unit.kind != PARAGRAPH]
    if [left[i].kind for i in frame_left] == [right[j].kind for j in frame_right]:
        taken_left, taken_right = {i for i, _ in pairs}, {j for _, j in pairs}
        pairs += [
            (i, j) for i, j in zip(frame_left, frame_right, strict=True) if i not in taken_left and j not in taken_right
        ]
    return sorted(pairs)


def align_sentences(
    left: str,
    right: str,
    left_language: str,
    right_language: str,
    *,
    ratio: float | None = None,
    terms: Mapping[str, str] | None = None,
) -> tuple[SentenceBead, ...]:
    """Aligns the sentences of two counterpart texts.

    `ratio`: characters on the right per character on the left in the whole edition; the usual one if not given. The
    texts' own lengths would hide what one of them lacks.
    """
    sentences_left, sentences_right = split_sentences(left, left_language), split_sentences(right, right_language)
    ratio = ratio or USUAL_RATIOS.get((left_language, right_language), 1.0)
    found_left = [anchors(s.text, terms) for s in sentences_left]
    found_right = [anchors(s.text, terms) for s in sentences_right]
    weights = rarity([*found_left, *found_right])
    path = align_items(
        [Item(len(s.text), a) for s, a in zip(sentences_left, found_left, strict=True)],
        [Item(len(s.text), a) for s, a in zip(sentences_right, found_right, strict=True)],
        ratio,
        weights,
    )
    return tuple(
        SentenceBead(_span([sentences_left[i] for i in a]), _span([sentences_right[j] for j in b]), cost)
        for (a, b), cost in path
    )


def _span(sentences: Sequence[Sentence]) -> tuple[int, int]:
    if not sentences:
        return (0, 0)
    first, last = sentences[0], sentences[-1]
    return (first.start, last.end)
