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


def test_what_units_share_by_chance_in_one_place_does_not_lead_astray() -> None:
    """The same name stands far apart; before it and behind it all is in step, so the way past it is searched."""
    units, here, there = 300, 90, 115
    right = [frozenset({str(n)}) if n % 60 == 0 else frozenset[str]() for n in range(units)]
    left = list(right)
    left[here] = right[there] = frozenset({"by chance"})
    assert all(low <= row <= high for row, (low, high) in enumerate(search_band(left, right)))


def test_where_a_passage_was_left_out_the_line_goes_on_behind_it() -> None:
    units, lost = 300, 60
    left = [frozenset({str(n)}) if n % 10 == 0 else frozenset[str]() for n in range(units)]
    right = left[:120] + left[120 + lost :]
    band = search_band(left, right)
    ways = [row if row <= 120 else max(120, row - lost) for row in range(units + 1)]
    assert all(low <= way <= high for way, (low, high) in zip(ways, band, strict=True))
