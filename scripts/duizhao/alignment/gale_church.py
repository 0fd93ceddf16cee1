"""Alignment by length with dynamic programming, and anchors as further evidence.

Method: William A. Gale and Kenneth W. Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational
Linguistics 19(1), 1993: the lengths of counterparts are correlated; the difference, scaled by its variance, is close
to a standard normal variable, and the cost of a bead is minus the logarithm of its two-sided tail probability and of
the bead type's prior. From that cost the weight of the anchors both sides share is taken off.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: How a bead's type is expected: (units on the left, units on the right): probability. The types and their order are
#: Gale and Church's, with merges of more than two added: long Chinese sentences are often split into three or four.
PRIORS: dict[tuple[int, int], float] = {
    (1, 1): 0.72, (1, 0): 0.01, (0, 1): 0.01, (2, 1): 0.08, (1, 2): 0.08, (3, 1): 0.03, (1, 3): 0.03,
    (4, 1): 0.01, (1, 4): 0.01, (5, 1): 0.004, (1, 5): 0.004, (2, 2): 0.006, (2, 3): 0.003, (3, 2): 0.003,
}  # fmt: skip

#: A passage of up to so many units may be without counterpart: one that is left out is often more than a sentence,
#: and then costs less than as many single ones. The probability falls by this factor with each further unit.
LONGEST_GAP, GAP_FACTOR = 8, 0.6
for _count in range(2, LONGEST_GAP + 1):
    PRIORS[_count, 0] = PRIORS[0, _count] = PRIORS[1, 0] * GAP_FACTOR ** (_count - 1)

#: Variance per character. Gale and Church found 6.8 between two languages written alike; lengths here are brought to
#: a common scale half-way between the languages, so that both directions cost the same.
VARIANCE = 13.4

#: What an anchor both sides share takes off a bead's cost, if it stands nowhere else.
ANCHOR_WEIGHT = 4.0

#: What an anchor only one side has adds, if it is of a kind that translation keeps (a value, an address, a term).
MISSING_WEIGHT = 2.5
BINDING = ("=", "@", "#")

#: How far from the diagonal a path may go, as a share of the longer side, and at least (units).
BAND_SHARE, BAND_LEAST = 0.15, 12


@dataclass(frozen=True, slots=True)
class Item:
    """A unit to align: its length in characters, its anchors, and the barrier it is, if any.

    Items with different kinds are no counterparts.
    """

    length: int
    anchors: frozenset[str] = frozenset()
    kind: str = ""


Bead = tuple[tuple[int, ...], tuple[int, ...]]


def align(
    left: Sequence[Item],
    right: Sequence[Item],
    ratio: float,
    weights: dict[str, float],
    *,
    band: int | None = None,
) -> list[tuple[Bead, float]]:
    """The cheapest path of beads, each with its cost.

    `ratio`: characters on the right per character on the left. `weights`: what each anchor weighs, 0 to 1.
    `band`: how far from the diagonal a path may go, if not as usual.
    """
    band = band or max(BAND_LEAST, int(BAND_SHARE * max(len(left), len(right))))
    slope = len(right) / len(left) if left else 0.0
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None, float]] = {(0, 0): (0.0, None, 0.0)}
    for i in range(len(left) + 1):
        middle = int(i * slope)
        low, high = (max(0, middle - band), min(len(right), middle + band)) if left else (0, len(right))
        if i == len(left):
            high = len(right)
        for j in range(low, high + 1):
            for a, b in PRIORS:
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                cost = bead_cost(left[i - a : i], right[j - b : j], ratio, weights)
                if cost is None:
                    continue
                total = before[0] + cost
                if (i, j) not in best or total < best[i, j][0] - 1e-9:
                    best[i, j] = (total, (i - a, j - b), cost)
    if (len(left), len(right)) not in best:
        # No path within the band: the sides differ too much in kind. Without one there always is a path.
        return align(left, right, ratio, weights, band=max(len(left), len(right)) + 1)
    path: list[tuple[Bead, float]] = []
    at = (len(left), len(right))
    while at != (0, 0):
        _, previous, cost = best[at]
        assert previous is not None
        path.append(((tuple(range(previous[0], at[0])), tuple(range(previous[1], at[1]))), cost))
        at = previous
    return [single for bead in path[::-1] for single in _singly(bead)]


def _singly(bead: tuple[Bead, float]) -> list[tuple[Bead, float]]:
    """A bead as it is, or, if one side is empty, one bead for each unit of the other."""
    (left, right), cost = bead
    if left and right:
        return [bead]
    return [(((i,), ()), cost) for i in left] + [(((), (j,)), cost) for j in right]


def bead_cost(left: Sequence[Item], right: Sequence[Item], ratio: float, weights: dict[str, float]) -> float | None:
    """What a bead costs; None if its units cannot be counterparts."""
    prior = PRIORS[len(left), len(right)]
    kinds = {item.kind for item in (*left, *right)}
    if len(kinds) > 1:
        return None
    # What is no running text does not merge or split.
    if kinds - {"", "paragraph"} and left and right and (len(left) > 1 or len(right) > 1):
        return None
    cost = -math.log(prior)
    scale = math.sqrt(ratio)
    length_left, length_right = sum(item.length for item in left) * scale, sum(item.length for item in right) / scale
    if not left or not right:
        # A longer passage is less likely to have been left out.
        return cost + 1.0 + 2 * math.log1p(max(length_left, length_right) / 20)
    mean = (length_left + length_right) / 2
    delta = (length_right - length_left) / math.sqrt(max(mean, 1) * VARIANCE)
    cost -= math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-9))
    anchors_left = frozenset().union(*(item.anchors for item in left))
    anchors_right = frozenset().union(*(item.anchors for item in right))
    shared = sum(weights.get(anchor, 0.0) for anchor in anchors_left & anchors_right)
    alone = sum(weights.get(a, 0.0) for a in anchors_left ^ anchors_right if a.startswith(BINDING))
    return cost - ANCHOR_WEIGHT * shared + MISSING_WEIGHT * min(alone, 4.0)
