"""Tables without rules between their columns: those are where no line stands; which lines are one row."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from duizhao.source.readers.pdf.lines import first_word, line_of
from duizhao.source.readers.pdf.model import Area, Grid, Letter, Line, around

#: Rules that are so near meet, or are one.
NEAR = 3.0
#: Distances of base lines that differ by no more are one.
_ALIKE = 0.3
_NUMBERS = re.compile(r"[\d.,%\s–-]+")
_HYPHENS = ("-", "\xad", "\u2010")
#: A heading's number, and how much larger it is than the text.
_SECTION, _LARGER = re.compile(r"(?:[A-Z]|\d{1,2})(?:[.．]\d{1,2}){0,4}[.．、]?"), 1.07
#: Rows without rules are a table from so many on, and are no further apart, by the size of their letters.
_FEWEST, _APART = 2, 2.4
#: So far apart are the lines of one cell at most, by the size.
_WITHIN = 1.6


def unruled_of(lines: Sequence[Line], page: int, rules: Iterable[Area] = ()) -> list[Grid]:
    """Tables without upright rules among the lines of one column: rows of several pieces, set below each other."""
    grids: list[Grid] = []
    run: list[list[Line]] = []
    flat = [rule for rule in rules if rule.width > rule.height]
    sizes = Counter(line.size for line in lines for _ in line.letters)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    for row in [*(row for row in rows_of(lines) if not _is_heading(row, usual)), []]:
        near = bool(run and row) and row[0].base - run[-1][0].base < _APART * row[0].size
        if row and (len(row) > 1 or (run and near and _is_rest(row[0], run))) and (not run or near):
            run.append(row)
            continue
        while run and len(run[-1]) < 2 and not _is_wrapped(run[-1][0], run[:-1]):
            run.pop()
        if sum(len(each) > 1 for each in run) >= _FEWEST:
            pieces = [line for each in run for line in each]
            area = around([line.area for line in pieces])
            within = places_of(rule.top for rule in flat if rule.meets(area))
            if grid := in_columns(pieces, area, page, within):
                grids.append(grid)
        run = [row] if len(row) > 1 else []
    return grids


def _is_heading(row: Sequence[Line], usual: float) -> bool:
    """Whether a row is a number and its heading: larger than what is of the usual size."""
    return len(row) == 2 and bool(_SECTION.fullmatch(row[0].plain)) and min(each.size for each in row) > _LARGER * usual


def _is_rest(line: Line, run: Sequence[Sequence[Line]]) -> bool:
    """Whether a line alone goes on with a cell: of one that is not the first, or one whose line is full."""
    lefts = [each.left for row in run for each in row[1:]]
    return any(abs(line.left - left) < 3 for left in lefts) or _is_wrapped(line, run)


def _is_wrapped(line: Line, run: Sequence[Sequence[Line]]) -> bool:
    """Whether the first word of a line had no room at the end of the line above it in its column, and it has."""
    column = [each for row in run for each in row if each.left < line.right and line.left < each.right]
    if not column or line.base - column[-1].base > _WITHIN * line.size:
        return False
    left, right = min(each.left for each in column), max(each.right for each in column)
    wanted = column[-1].right - column[-1].left + first_word(line.letters)
    return left - 1 <= line.left and line.right <= right + 1 and wanted > right - left


def in_columns(lines: Sequence[Line], area: Area, page: int, rules: Sequence[float]) -> Grid | None:
    """A table whose columns are where no line stands in most rows."""
    rows = rows_of(lines)
    most = max(len(row) for row in rows)
    full = [row for row in rows if len(row) == most]
    if most < 2:
        return None
    columns = [[min(row[at].left for row in full), max(row[at].right for row in full)] for at in range(most)]
    if any(left[1] > right[0] + 1 for left, right in pairwise(columns)):
        return None
    edges = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    result: list[list[list[Line]]] = []
    merged = False
    bases: list[float] = []
    within = _within_row(rows, edges, rules)
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(most)]
        for line in row:
            for piece in _cut(line, edges):
                at = bisect_right(edges, (piece.left + piece.right) / 2)
                first = bisect_right(edges, piece.left + 1)
                merged |= first != bisect_right(edges, piece.right - 1)
                cells[min(at, first) if first != at else at].append(piece)
        filled = sum(bool(cell) for cell in cells)
        ruled = bool(bases) and any(bases[-1] < y < row[0].base for y in rules)
        step = row[0].base - bases[-1] if bases else 0
        rest = step <= within or (not cells[0] and filled < most and step < 1.5 * row[0].size)
        if result and not ruled and rest:
            for cell, more in zip(result[-1], cells, strict=True):
                cell += more
        else:
            result.append(cells)
        bases.append(row[0].base)
    return Grid(area, page, tuple(tuple(tuple(cell) for cell in row) for row in result), merged)


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines by their base lines, from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _within_row(rows: Sequence[Sequence[Line]], edges: Sequence[float], rules: Sequence[float]) -> float:
    """How far base lines within one row are apart at most; 0 if each row has one. `rules`: where rules part rows."""
    steps: list[float] = []
    pairs: list[tuple[float, list[tuple[list[Line], list[Line]]]]] = []
    last = _by_column(rows[0], edges)
    for row in rows[1:]:
        # A cell may stand at half the height of the others of its row: each line follows those of its own column.
        columns = _by_column(row, edges)
        cells = [(above if below else [], below) for above, below in zip(last, columns, strict=True)]
        bases = [above[0].base for above, _ in cells if above]
        last = [below or above for above, below in zip(last, columns, strict=True)]
        if bases:
            steps.append(row[0].base - max(bases))
            if not any(max(bases) < y < row[0].base for y in rules):
                pairs.append((steps[-1], cells))
    free = [step for step, _ in pairs]
    if not free or min(free) > _WITHIN * rows[0][0].size:
        return 0.0
    if further := [step for step in free if step >= 1.2 * min(free)]:
        middle = (min(free) + min(further)) / 2
        # Numbers below each other are two, whatever parts groups of rows.
        return 0.0 if any(_are_numbers(*cell) for step, cells in pairs if step <= middle for cell in cells) else middle
    # Rows hardly further apart than the lines within them: two distances, and each line at the smaller one is begun
    # because the one above it is full.
    least = min(free) + _ALIKE
    wider = [step for step in steps if step > least]
    if not wider or min(wider) - min(free) < 2 * _ALIKE:
        return 0.0
    begun = [cells for step, cells in pairs if step <= least]
    # As wide as what goes on; a number alone may reach over its column's edges.
    widths = [
        max((line.right - line.left for above, below in cells if below for line in (*above, *below)), default=0.0)
        for cells in zip(*begun, strict=True)
    ]
    return least if all(_wanted_room(cells, widths) for cells in begun) else 0.0


def _are_numbers(above: Sequence[Line], below: Sequence[Line]) -> bool:
    return bool(above and below) and all(_NUMBERS.fullmatch(line.plain) for line in (*above, *below))


def _by_column(lines: Iterable[Line], edges: Sequence[float]) -> list[list[Line]]:
    """Lines by the column their middle is in."""
    columns: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        columns[bisect_right(edges, (line.left + line.right) / 2)].append(line)
    return columns


def _wanted_room(cells: Sequence[tuple[list[Line], list[Line]]], widths: Sequence[float]) -> bool:
    """Whether lines go on with those above: a word is cut there, or the first words had no room on them.

    `cells`: for each column what stands on the line above, and on the one below."""
    if any(line.plain.endswith(_HYPHENS) for above, _ in cells for line in above):
        return True
    return all(
        len(above) == 1
        and not _are_numbers(above, below)
        and above[0].right - above[0].left + first_word(below[0].letters) > width
        for (above, below), width in zip(cells, widths, strict=True)
        if below
    )


def _cut(line: Line, edges: Sequence[float]) -> list[Line]:
    """A line cut where a column ends, if a word ends there, too."""
    pieces: list[list[Letter]] = [[]]
    for letter in line.letters:
        last = pieces[-1][-1] if pieces[-1] else None
        if last and letter.space and any(last.right - 2 <= edge <= letter.left + 2 for edge in edges):
            pieces.append([])
        pieces[-1].append(letter)
    return [line_of(piece, line.page) for piece in pieces] if len(pieces) > 1 else [line]


def places_of(values: Iterable[float]) -> list[float]:
    """Values that are one if they are near."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > NEAR:
            result.append(value)
    return result
