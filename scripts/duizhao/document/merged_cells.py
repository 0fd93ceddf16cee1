"""Merged cells of a table: `<` in a cell says that it belongs to the one on its left, `^` to the one above."""

from collections.abc import Sequence

#: The signs, which stand alone in their cells.
LEFT, ABOVE = "<", "^"

#: For each place of a table how many columns and rows its cell takes; `COVERED` where another cell reaches.
Spans = tuple[tuple[tuple[int, int], ...], ...]
COVERED = (0, 0)


def spans_of(rows: Sequence[Sequence[str]]) -> Spans:
    """The places cells take, from what stands in them; empty if none is merged.

    A sign that leads out of the table, or makes no rectangle, is a text like any other.
    """
    if not any(cell in (LEFT, ABOVE) for row in rows for cell in row):
        return ()
    spans = [[(1, 1)] * len(row) for row in rows]
    for top, row in enumerate(rows):
        for left in range(len(row)):
            if spans[top][left] == COVERED:
                continue
            width = 1
            while left + width < len(row) and row[left + width] == LEFT and spans[top][left + width] != COVERED:
                width += 1
            height = 1
            while top + height < len(rows) and _goes_on(rows[top + height], left, width):
                height += 1
            for at in range(top, top + height):
                spans[at][left : left + width] = [COVERED] * width
            spans[top][left] = (width, height)
    found = tuple(map(tuple, spans))
    return found if any(COVERED in row for row in found) else ()


def heads_of(spans: Spans) -> int:
    """How many rows of a table are its head: the first, and those its cells reach into."""
    count, row = 1, 0
    while row < min(count, len(spans)):
        count = max([count, *(row + height for _, height in spans[row])])
        row += 1
    return count


def _goes_on(row: Sequence[str], left: int, width: int) -> bool:
    """Whether a cell of the row above reaches down here, over so many columns from `left` on."""
    cells = row[left : left + width]
    return len(cells) == width and cells[0] == ABOVE and all(cell in (LEFT, ABOVE) for cell in cells)
