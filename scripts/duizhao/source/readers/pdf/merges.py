"""Merged cells of a table. Between rules, places without a rule between them are one cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from duizhao.document.merged_cells import ABOVE, LEFT
from duizhao.source.readers.pdf.model import Area

#: A row and a column of a table.
Place = tuple[int, int]


def owners_of(
    xs: Sequence[float], ys: Sequence[float], upright: Iterable[Area], flat: Iterable[Area], near: float
) -> dict[Place, Place]:
    """For each place between rules the first place of its cell. What would make no rectangle is a cell a row.

    `near`: so far from the place of a column's or row's edge a rule of it is at most, in points."""
    columns, rows = len(xs) - 1, len(ys) - 1
    beside = {
        (row, at)
        for rule in upright
        for at in _near(xs, (rule.left + rule.right) / 2, near)
        for row in _between(ys, rule.top, rule.bottom)
    }
    below = {
        (at, column)
        for rule in flat
        for at in _near(ys, (rule.top + rule.bottom) / 2, near)
        for column in _between(xs, rule.left, rule.right)
    }
    owners: dict[Place, Place] = {}
    for row in range(rows):
        for left in range(columns):
            if (row, left) in owners:
                continue
            right = left + 1
            while right < columns and (row, right) not in beside and (row, right) not in owners:
                right += 1
            edges = [(row, at) in beside for at in range(left, right + 1)]
            end = row + 1
            while end < rows and not any((end, column) in below for column in range(left, right)):
                if [(end, at) in beside for at in range(left, right + 1)] != edges:
                    end = row + 1
                    break
                end += 1
            owners |= {(down, column): (row, left) for down in range(row, end) for column in range(left, right)}
    return owners


def _near(places: Sequence[float], value: float, near: float) -> range:
    return range(bisect_left(places, value - near), bisect_right(places, value + near))


def _between(places: Sequence[float], begin: float, end: float) -> Iterable[int]:
    """The numbers of what lies between two places each, if its middle does."""
    return (at for at, (one, other) in enumerate(pairwise(places)) if begin <= (one + other) / 2 <= end)


def taken(row: int, column: int, rows: int, columns: int) -> dict[Place, str]:
    """The signs of the places a cell takes beside its own."""
    places = [(down, right) for down in range(rows) for right in range(columns) if down or right]
    return {(row + down, column + right): LEFT if right else ABOVE for down, right in places}


def signs_of(owners: Mapping[Place, Place], rows: Sequence[int]) -> dict[Place, str]:
    """The signs of the places that a cell before them takes, in the rows that are kept, which are counted anew."""
    kept = {row: at for at, row in enumerate(rows)}
    return {
        (kept[row], column): ABOVE if column == left else LEFT
        for (row, column), (top, left) in owners.items()
        if (row, column) != (top, left) and row in kept and top in kept
    }
