"""The part of the grid that is searched grows with the text and not with its square."""

from __future__ import annotations

from duizhao.compare.alignment.search_band import search_band


def test_where_nothing_tells_units_apart_the_band_grows_with_the_text_alone() -> None:
    def area(units: int) -> int:
        alike = [frozenset[str]()] * units
        return sum(high - low for low, high in search_band(alike, alike))

    assert area(3000) <= 3000 / 400 * area(400)
