"""Sentences of three languages that belong together, from those of two languages each."""

from __future__ import annotations

import pytest

from duizhao.publish.exports.load import joined
from duizhao.publish.exports.model import Aligner, Span

# The text of each language, a sentence a word; the beads of the first with the second, and with the third; the pieces.
# A bead is `left=right`, sentences of a side are joined by `+`.
CASES = [
    ("a b | A B | 1 2", "a=A b=B", "a=1 b=2", "a A 1 / b B 2"),
    ("a b | A | 1 2", "a+b=A", "a=1 b=2", "a+b A 1+2"),
    ("a b c | A B | 1 2", "a+b=A c=B", "a=1 b+c=2", "a+b+c A+B 1+2"),
    ("a b | A B C | 1 2", "a=A =B b=C", "a=1 b=2", "a A 1 / - B - / b C 2"),
    ("a b | B | 1 2 3", "a= b=B", "a=1 b=2 =3", "a - 1 / b B 2 / - - 3"),
    ("a b | A B C | 1", "a=A =B b=C", "a+b=1", "a+b A+B+C 1"),
    ("a b | | 1 2", "a= b=", "a=1 b=2", "a - 1 / b - 2"),
]


def span(text: str, words: str) -> Span:
    if not words:
        return (0, 0)
    found = words.split("+")
    return text.index(found[0]), text.index(found[-1]) + 1


@pytest.mark.parametrize(("given", "second", "third", "expected"), CASES)
def test_a_piece_ends_where_all_alignments_end_a_bead(given: str, second: str, third: str, expected: str) -> None:
    texts = [each.strip() for each in given.split("|")]

    def between(first: int, other: int) -> Aligner:
        beads = (second, third)[other - 1] if first == 0 else ""
        parts = [bead.split("=") for bead in beads.split()]
        return lambda *sides: [(span(sides[0], left), span(sides[1], right)) for left, right in parts]

    pieces = joined(between)(*texts)
    written = (
        " ".join("+".join(text[start:end].split()) or "-" for text, (start, end) in zip(texts, piece, strict=True))
        for piece in pieces
    )
    assert " / ".join(written) == expected


def test_where_the_first_language_has_nothing_the_others_are_aligned_with_each_other() -> None:
    def between(first: int, other: int) -> Aligner:
        if (first, other) == (1, 2):
            return lambda *_: [((0, 1), (0, 1)), ((2, 3), (2, 3))]
        return lambda *_: [((0, 0), (0, 1)), ((0, 0), (2, 3))]

    assert joined(between)("", "A B", "1 2") == [((0, 0), (0, 1), (0, 1)), ((0, 0), (2, 3), (2, 3))]
