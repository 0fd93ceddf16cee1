"""Which blocks of two pages are each other's counterparts: those that share an id, however many are joined."""

from __future__ import annotations

import pytest

from duizhao.compare.pairs import pair_blocks, rows_of
from duizhao.document.model import Block

# Left blocks, right blocks, and the rows; a block is its ids with `+`, sides are parted by `|`, rows by `/`.
ROWS = [
    ("a b", "a b", "a|a / b|b"),
    ("a b", "b a", "a|a / b|b"),
    ("a b", "a+b", "a b|a+b"),
    ("a+b", "a b", "a+b|a b"),
    ("a b c", "a+b+c", "a b c|a+b+c"),
    ("a c", "a b c", "a|a / |b / c|c"),
    ("a b", "a", "a|a / b|"),
    ("", "a b", "|a / |b"),
    # What a right block has brought together stays together for those that follow.
    ("a b+c", "a+b c", "a b+c|a+b c"),
    ("a b+c d+e", "a+b c+d e", "a b+c d+e|a+b c+d e"),
    ("a b c+d", "b+c a+b d", "a b c+d|b+c a+b d"),
]


def blocks(text: str) -> list[Block]:
    return [
        Block(ids[0], "paragraph", ids[0], line, tuple(ids[1:]))
        for line, ids in enumerate((block.split("+") for block in text.split()), 1)
    ]


def shown(side: tuple[Block, ...]) -> str:
    return " ".join("+".join((block.id, *block.also)) for block in side)


# The blocks of three languages, and the rows.
OF_THREE = [
    ("a b | a b | a b", "a|a|a / b|b|b"),
    ("a b | a+b | a b", "a b|a+b|a b"),
    ("a b c | a+b c | a b+c", "a b c|a+b c|a b+c"),
    ("a c | a b c | a c", "a|a|a / |b| / c|c|c"),
    ("a c | a b c | b a", "a|a|a / |b|b / c|c|"),
    ("| a | a b", "|a|a / ||b"),
]


@pytest.mark.parametrize(("sides", "rows"), OF_THREE)
def test_rows_of_three(sides: str, rows: str) -> None:
    found = rows_of([blocks(side) for side in sides.split("|")])
    assert " / ".join("|".join(map(shown, row)) for row in found) == rows


@pytest.mark.parametrize(("left", "right", "rows"), ROWS)
def test_rows(left: str, right: str, rows: str) -> None:
    found = pair_blocks(blocks(left), blocks(right))
    assert " / ".join(f"{shown(row.left)}|{shown(row.right)}" for row in found) == rows
