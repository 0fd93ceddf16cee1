"""The part of the grid worth searching: near the line on which the rare anchors lie, or else where lengths lead."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from duizhao.compare.alignment.lattice import SearchBand
from duizhao.compare.longest_increasing_subsequence import Point, longest_chain

#: Grids no larger than this (left times right) are searched whole.
WHOLE = 6000

#: How many units the path may lie beside the line.
_MARGIN = 8

#: Between two points of the line nothing is known: the whole rectangle between them is searched if it is no
#: larger than this; otherwise only as much of it, near its diagonal, but no less than this near (units).
_RECTANGLE = 40_000

#: How far the path may lie beside the diagonal (units), with the root of the text's length; and at most.
_FURTHEST_BESIDE = 40

#: How many units must lie on one line for it to be believed, and which share of all points: fewer may be chance, as in
#: a novel, where a number or a name stands in one place here and in another one there.
_SUPPORT, _MOST_POINTS = 2, 0.6

#: How long each unit is, left and right.
Lengths = tuple[Sequence[int], Sequence[int]]


def search_band(
    left: Sequence[frozenset[str]],
    right: Sequence[frozenset[str]],
    margin: int = _MARGIN,
    lengths: Lengths | None = None,
    known: Iterable[Point] = (),
) -> SearchBand:
    """Where a path may go, given the anchors of each unit on both sides.

    An anchor in exactly one unit of each side makes a point. The longest chain of points that rises on both
    sides (longest increasing subsequence, as in a patience diff) is the line; the rectangles between its
    neighbouring points, widened by `margin` units all round, are the band. A point that leads astray for itself alone
    is not on it. Where most points lie beside the line, it is
    not believed alone: the way from end to end along which both sides have passed the same share of their `lengths`
    (without them, of their units) is in the band, too. Its area, so the time the alignment takes, goes with the length
    of the document, not with the square of it. `known`: points besides those the anchors make.
    """
    rows, columns = len(left), len(right)
    if rows * columns <= WHOLE:
        return tuple((0, columns) for _ in range(rows + 1))
    points = sorted({*_points(left, right), *known})
    chain = longest_chain(points)
    if len(chain) < _SUPPORT:
        chain = []
    passed = _passed(lengths[0] if lengths else [1] * rows), _passed(lengths[1] if lengths else [1] * columns)
    ends = (0, 0), (rows, columns)
    chain = _without_strays(chain, ends, passed)
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for start, end in pairwise([ends[0], *chain, ends[1]]):
        _widen(low, high, start, end, margin, passed)
    if len(chain) < _MOST_POINTS * len(points):
        _widen(low, high, *ends, margin, passed)
    return _connected(low, high, columns)


def _without_strays(
    chain: Sequence[Point], ends: tuple[Point, Point], passed: tuple[Sequence[int], Sequence[int]]
) -> list[Point]:
    """The chain without points before which one side has passed far more than the other, though neither before the
    point in front of them nor before the one behind: where a passage was left out, it is so from there on."""
    left, right = passed
    share = left[-1] / right[-1]
    far = _MARGIN * left[-1] / (len(left) - 1)
    ahead = [left[i] - share * right[j] for i, j in (ends[0], *chain, ends[1])]
    return [
        point
        for point, before, here, behind in zip(chain, ahead, ahead[1:], ahead[2:], strict=False)
        if min(abs(here - before), abs(here - behind)) <= max(far, 2 * abs(behind - before))
    ]


def _passed(lengths: Sequence[int]) -> list[int]:
    """What has been passed before each unit and behind the last; no unit is without length."""
    return list(accumulate((max(length, 1) for length in lengths), initial=0))


def _points(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> set[Point]:
    """The pairs of units that share an anchor no other unit has."""
    places = []
    for units in (left, right):
        found: dict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(units):
            for anchor in unit:
                found[anchor].append(index)
        places.append(found)
    return {
        (indexes[0], places[1][anchor][0])
        for anchor, indexes in places[0].items()
        if len(indexes) == 1 and len(places[1].get(anchor, ())) == 1
    }


def _widen(
    low: list[int],
    high: list[int],
    start: tuple[int, int],
    end: tuple[int, int],
    margin: int,
    passed: tuple[Sequence[int], Sequence[int]],
) -> None:
    """Adds the rectangle between two points, and a margin, to the band."""
    (i, j), (next_i, next_j) = start, end
    rows, columns = next_i - i, next_j - j
    narrow = rows * columns > _RECTANGLE
    # As steep as the diagonal is, a step further must still touch the row before.
    beside = max(_RECTANGLE // (2 * rows), min(int(columns**0.5), _FURTHEST_BESIDE)) + columns // rows if narrow else 0
    for row in range(max(0, i - margin), min(len(low) - 1, next_i + margin) + 1):
        least, most = j, next_j
        if narrow:
            middle = _opposite(min(max(row, i), next_i), start, end, passed)
            least, most = max(least, middle - beside), min(most, middle + beside)
        low[row] = min(low[row], least - margin)
        high[row] = max(high[row], most + margin)


def _opposite(
    row: int, start: tuple[int, int], end: tuple[int, int], passed: tuple[Sequence[int], Sequence[int]]
) -> int:
    """The column before which as much of the right side's stretch has been passed as before `row` of the left's."""
    left, right = ([side[a], side[b]] for side, a, b in zip(passed, start, end, strict=True))
    share = (passed[0][row] - left[0]) / (left[1] - left[0])
    return bisect_left(passed[1], right[0] + share * (right[1] - right[0]), start[1], end[1])


def _connected(low: list[int], high: list[int], columns: int) -> SearchBand:
    """The band cut to the grid, with both ends in it and no row out of the next one's reach."""
    low = [min(max(value, 0), columns) for value in low]
    high = [min(max(value, 0), columns) for value in high]
    low[0], high[-1] = 0, columns
    for row in range(1, len(low)):
        high[row] = max(high[row], high[row - 1])
    for row in range(len(low) - 2, -1, -1):
        low[row] = min(low[row], low[row + 1])
    for row in range(len(low) - 1):
        # From the row's end a path goes on straight: its column must be in the next row.
        high[row] = max(high[row], low[row + 1])
    return tuple(zip(low, high, strict=True))
