"""The longest chain of points that rises on both sides (longest increasing subsequence, by patience sorting)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

#: An index on the left and one on the right.
Point = tuple[int, int]


def longest_chain(points: Sequence[Point]) -> list[Point]:
    """As many of the points as can stand in one order that rises strictly on the left and on the right.

    Of several equally long chains the one whose points lie furthest left on the right side is found. Time
    O(n log n).
    """
    tails: list[int] = []  # for each length of chain the least right index it may end with
    tail_at: list[int] = []
    before: list[int] = []
    # Of several points with one left index the greater right one first: at most one of them is taken.
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, right) in enumerate(ordered):
        at = bisect_left(tails, right)
        before.append(tail_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(right)
            tail_at.append(index)
        else:
            tails[at], tail_at[at] = right, index
    chain = []
    index = tail_at[-1] if tail_at else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]
