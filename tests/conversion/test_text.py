"""Texts keep their provenance through every operation: no repair can lose track of a character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.document.text import Piece, Text, inserted, joined

SOURCE = "河流年报 The River Report 水位上涨，沿岸 12 县。" * 3

pieces = st.one_of(
    st.tuples(st.integers(0, len(SOURCE)), st.integers(0, 9)).map(lambda p: Piece(SOURCE[p[0] : p[0] + p[1]], p[0])),
    st.text(max_size=4).map(lambda text: Piece(text, None, "a reason")),
)
texts = st.lists(pieces, max_size=8).map(Text)
cuts = st.integers(-5, 60)


def origins(text: Text) -> list[tuple[str, int | None]]:
    """Each character with its place in the source, None if it was put in."""
    return [
        (char, None if piece.start is None else piece.start + index)
        for piece in text.pieces
        for index, char in enumerate(piece.text)
    ]


def is_true(text: Text) -> bool:
    return all(place is None or SOURCE[place] == char for char, place in origins(text))


@given(texts, cuts, cuts)
def test_a_slice_has_the_same_characters_from_the_same_places(text: Text, begin: int, end: int) -> None:
    assert origins(text[begin:end]) == origins(text)[begin:end]
    assert text[begin:end].plain == text.plain[begin:end]
    assert is_true(text)


@given(texts, texts)
def test_joined_texts(left: Text, right: Text) -> None:
    assert origins(left + right) == origins(joined([left, right])) == origins(left) + origins(right)


@given(texts, st.lists(st.integers(0, 40), max_size=6))
def test_what_goes_and_what_stays_is_all_there_was(text: Text, bounds: list[int]) -> None:
    ordered = sorted(min(bound, len(text)) for bound in bounds[: len(bounds) // 2 * 2])
    ranges = list(zip(ordered[::2], ordered[1::2], strict=True))
    kept, gone = text.without(ranges)
    inside = {i for begin, end in ranges for i in range(begin, end)}
    assert origins(kept) == [origin for i, origin in enumerate(origins(text)) if i not in inside]
    places = [place for i, (_, place) in enumerate(origins(text)) if i in inside and place is not None]
    assert [place for span in gone for place in range(span.start, span.end)] == places


@given(texts)
def test_stripped(text: Text) -> None:
    kept, gone = text.strip()
    assert kept.plain == text.plain.strip()
    assert sum(map(len, gone)) + sum(map(len, kept.spans())) == sum(map(len, text.spans()))


@given(texts)
def test_split_at_spaces(text: Text) -> None:
    parts = list(text.split(re.compile(" ")))
    assert [part.plain for part, _ in parts] == text.plain.split(" ")
    assert all(is_true(part) for part, _ in parts)
    assert parts[-1][1] is None


@given(texts)
def test_neighbours_are_one_piece(text: Text) -> None:
    assert all(piece.text for piece in text.pieces)
    assert len(text) == len(origins(text))
    halves = [Text([piece]) for piece in text.pieces]
    assert joined(halves) == text
    assert hash(joined(halves)) == hash(text)


def test_only_in_reading_order() -> None:
    with pytest.raises(ValueError, match="reading order"):
        inserted("abc", "a reason")[::-1]
