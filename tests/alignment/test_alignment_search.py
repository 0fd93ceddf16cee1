"""The search for the best path."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.compare.alignment.lattice import cheapest_path
from duizhao.compare.alignment.search_band import search_band
from duizhao.compare.longest_increasing_subsequence import longest_chain

SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def paths(rows: int, columns: int) -> list[list[tuple[int, int, int, int]]]:
    """Every way through a grid."""
    if rows == columns == 0:
        return [[]]
    return [
        [*path, (rows - a, rows, columns - b, columns)]
        for a, b in SHAPES
        if a <= rows and b <= columns
        for path in paths(rows - a, columns - b)
    ]


@given(st.integers(0, 3), st.integers(0, 3), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_cheapest_path_is_the_cheapest_of_all(rows: int, columns: int, random: object) -> None:
    choices = getattr(random, "random")  # noqa: B009
    costs = {step: 5 * choices() for step in product(range(4), repeat=4)}

    def costs_of(i: int, i_end: int, count: int, ends: range) -> list[float]:
        return [costs[i, i_end, j - count, j] for j in ends]

    found = cheapest_path([(0, columns)] * (rows + 1), SHAPES, costs_of)
    totals = [sum(costs[step] for step in path) for path in paths(rows, columns)]
    assert isclose(sum(step.cost for step in found), min(totals), abs_tol=1e-6)
    everything = sum(exp(-total) for total in totals)
    for step in found:
        key = (step.left, step.left_end, step.right, step.right_end)
        share = sum(exp(-t) for t, p in zip(totals, paths(rows, columns), strict=True) if key in p) / everything
        assert isclose(step.posterior, share, rel_tol=1e-6)


def test_a_band_without_a_way_through_is_refused() -> None:
    with pytest.raises(ValueError, match="no path"):
        cheapest_path([(0, 0), (1, 1)], ((1, 0),), lambda i, i_end, count, ends: [1.0] * len(ends))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9, unique=True))
def test_a_chain_rises_on_both_sides_and_none_is_longer(points: list[tuple[int, int]]) -> None:
    chain = longest_chain(points)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    lengths: dict[tuple[int, int], int] = {}
    for point in sorted(points):
        before = [lengths[p] for p in lengths if p[0] < point[0] and p[1] < point[1]]
        lengths[point] = 1 + max(before, default=0)
    assert len(chain) == max(lengths.values(), default=0)


@given(st.integers(80, 150), st.integers(80, 150), st.integers(0, 2**16))
@settings(max_examples=30)
def test_a_band_always_lets_a_path_through(rows: int, columns: int, seed: int) -> None:
    left = [frozenset({str(i * seed % rows)}) for i in range(rows)]
    right = [frozenset({str(j * (seed + 1) % columns)}) for j in range(columns)]
    bounds = search_band(left, right, margin=2)
    assert bounds[0][0] == 0
    assert bounds[-1][1] == columns
    for (low, high), (next_low, next_high) in pairwise(bounds):
        assert low <= next_low <= high <= next_high


def test_the_search_grows_with_the_length_not_with_its_square() -> None:
    def area(count: int, *, anchored: bool) -> int:
        units = [frozenset({str(n)}) if anchored and n % 3 == 0 else frozenset[str]() for n in range(count)]
        return sum(high - low for low, high in search_band(units, units))

    for anchored in (True, False):
        assert area(20_000, anchored=anchored) < 12 * area(2_000, anchored=anchored)
