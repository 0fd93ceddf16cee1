"""The part of the grid worth searching: near the line on which the rare anchors lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from duizhao.compare.alignment.chains import longest_chain
from duizhao.compare.alignment.lattice import SearchBand

#: Grids no larger than this (left times right) are searched whole.
_WHOLE = 6000

#: How many units the path may lie beside the line.
_MARGIN = 8

#: Between two points of the line nothing is known: the whole rectangle between them is searched if it is no
#: larger than this; otherwise only as much of it, near its diagonal, but no less than this near (units).
_RECTANGLE = 40_000
_BESIDE_DIAGONAL = 12

#: How many units must lie on one line for it to be believed: fewer may be chance.
_SUPPORT = 2


def search_band(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], margin: int = _MARGIN) -> SearchBand:
    """Where a path may go, given the anchors of each unit on both sides.

    An anchor in exactly one unit of each side makes a point. The longest chain of points that rises on both
    sides (longest increasing subsequence, as in a patience diff) is the line; the rectangles between its
    neighbouring points, widened by `margin` units all round, are the band. Its area, so the time the
    alignment takes, goes with the length of the document, not with the square of it.
    """
    rows, columns = len(left), len(right)
    if rows * columns <= _WHOLE:
        return tuple((0, columns) for _ in range(rows + 1))
    chain = longest_chain(_points(left, right))
    if len(chain) < _SUPPORT:
        chain = []
    corners = [(0, 0), *((i, j) for i, j in chain), (rows, columns)]
    low, high = [columns] * (rows + 1), [0] * (rows + 1)
    for (i, j), (next_i, next_j) in pairwise(corners):
        _widen(low, high, (i, j), (next_i, next_j), margin)
    return _connected(low, high, columns)


def _points(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs of units that share an anchor no other unit has, in the left's order."""
    places = []
    for units in (left, right):
        found: dict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(units):
            for anchor in unit:
                found[anchor].append(index)
        places.append(found)
    points = {
        (indexes[0], places[1][anchor][0])
        for anchor, indexes in places[0].items()
        if len(indexes) == 1 and len(places[1].get(anchor, ())) == 1
    }
    return sorted(points)


def _widen(low: list[int], high: list[int], start: tuple[int, int], end: tuple[int, int], margin: int) -> None:
    """Adds the rectangle between two points, and a margin, to the band."""
    (i, j), (next_i, next_j) = start, end
    rows, columns = next_i - i, next_j - j
    narrow = rows * columns > _RECTANGLE
    for row in range(max(0, i - margin), min(len(low) - 1, next_i + margin) + 1):
        least, most = j, next_j
        if narrow:
            middle = j + columns * min(max(row - i, 0), rows) // rows
            # As steep as the diagonal is, a step further must still touch the row before.
            beside = max(_RECTANGLE // (2 * rows), _BESIDE_DIAGONAL) + columns // rows
            least, most = max(least, middle - beside), min(most, middle + beside)
        low[row] = min(low[row], least - margin)
        high[row] = max(high[row], most + margin)


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
