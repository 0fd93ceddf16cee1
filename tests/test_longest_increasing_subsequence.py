"""The longest run that rises."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.compare.longest_increasing_subsequence import longest_increasing_subsequence


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        ([], []),
        ([7], [0]),
        ([0, 1, 2], [0, 1, 2]),
        ([3, 0, 1, 2], [1, 2, 3]),  # one that moved back
        ([1, 2, 3, 0], [0, 1, 2]),  # one that moved on
        ([2, 1, 0], [2]),  # of several as long, the one that ends least
        ([5, 5, 5], [2]),  # strictly; of equal numbers the last
    ],
)
def test_what_is_in_order(numbers: list[int], kept: list[int]) -> None:
    assert longest_increasing_subsequence(numbers) == kept


@given(st.lists(st.integers(0, 8), max_size=8))
def test_no_run_that_rises_is_longer(numbers: list[int]) -> None:
    run = [numbers[place] for place in longest_increasing_subsequence(numbers)]
    assert all(a < b for a, b in pairwise(run))
    longer = combinations(numbers, len(run) + 1)
    assert not any(all(a < b for a, b in pairwise(other)) for other in longer)
