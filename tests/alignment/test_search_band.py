"""The part of the grid that is searched grows with the text and not with its square."""

from __future__ import annotations

from duizhao.compare.alignment.search_band import search_band


def test_where_nothing_tells_units_apart_the_band_grows_with_the_text_alone() -> None:
    def area(units: int) -> int:
        alike = [frozenset[str]()] * units
        return sum(high - low for low, high in search_band(alike, alike))

    assert area(3000) <= 3000 / 400 * area(400)


def test_where_what_units_share_lies_beside_the_line_the_way_that_lengths_lead_is_searched_too() -> None:
    """As in a novel: a number or a name stands once here and once there, in places that have nothing to do with each
    other. Half of the right side's units are long, so that the middle of the text is not the middle of the units."""
    units = 300
    left = [frozenset({str(n)}) if n % 10 == 0 else frozenset[str]() for n in range(units)]
    right = [frozenset({str(n * 7 % units)}) if n % 10 == 0 else frozenset[str]() for n in range(units)]
    lengths = [100] * 100 + [50] * 200, [50] * 200 + [100] * 100
    band = search_band(left, right, lengths=lengths)
    assert band[100][0] <= 200 <= band[100][1]
