"""The longest chain of points that rises on both sides."""

from collections.abc import Sequence

from duizhao.compare.longest_increasing_subsequence import longest_increasing_subsequence

#: An index on the left and one on the right.
Point = tuple[int, int]


def longest_chain(points: Sequence[Point]) -> list[Point]:
    """As many of the points as can stand in one order that rises strictly on the left and on the right.

    Of several equally long chains the one whose points lie furthest left on the right side is found. Time
    O(n log n).
    """
    # Of several points with one left index the greater right one first: at most one of them is taken.
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    return [ordered[place] for place in longest_increasing_subsequence([right for _, right in ordered])]
