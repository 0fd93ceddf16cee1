"""The longest run of numbers that rises, not necessarily side by side: what is in order, and so what is out of it."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_increasing_subsequence(numbers: Sequence[int]) -> list[int]:
    """The places of a longest strictly rising run, in order (patience sorting, Fredman 1975; O(n log n)).

    Of several equally long runs the one that ends least, of equal numbers the last.

    >>> longest_increasing_subsequence([3, 0, 1, 2])
    [1, 2, 3]
    """
    ends: list[int] = []  # for each length of run the least number it may end with
    at: list[int] = []  # and that number's place
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[length], at[length] = number, place
    run: list[int] = []
    place = at[-1] if at else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


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
