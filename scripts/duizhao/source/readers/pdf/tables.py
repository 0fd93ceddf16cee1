"""Tables: cells between rules, or between the rules above and below; boxes; tables over the ends of pages. Places
without a rule between them are one cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from duizhao.document.merged_cells import ABOVE, LEFT
from duizhao.source.readers.pdf.flow import is_caption
from duizhao.source.readers.pdf.model import Area, Block, Element, Frame, Grid, Line, Page, around, lines_in
from duizhao.source.readers.pdf.unruled import NEAR, in_columns, places_of, rows_of

T = TypeVar("T", Element, Block)


def ruled_of(page: Page, lines: Sequence[Line]) -> tuple[list[Grid], list[Area]]:
    """The tables between rules, and the areas that a frame or a shade goes around."""
    grids: list[Grid] = []
    frames: list[Area] = []
    for cluster in _clusters(page.rules):
        area = around(cluster)
        inside = [line for line in lines if area.holds((line.left + line.right) / 2, line.base - line.size / 3, 1)]
        if not inside:
            continue
        upright = [rule for rule in cluster if rule.height > rule.width]
        flat = [rule for rule in cluster if rule.width >= rule.height]
        xs = places_of([(rule.left + rule.right) / 2 for rule in upright])
        ys = places_of([(rule.top + rule.bottom) / 2 for rule in flat])
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) > 2 or len(ys) > 3):
            grids.append(_between(area, xs, ys, inside, page.number, upright, flat))
        elif len(xs) == 2 and len(ys) == 2:
            frames.append(area)
    grids += _under_flat_rules(page, lines, [*(grid.area for grid in grids), *frames])
    taken = [grid.area for grid in grids]
    for shade in page.shades:
        inside = [line for line in lines if shade.holds(line.left, line.base - 1, 1)]
        covered = any(shade.meets(other, -2) for other in (*taken, *frames))
        if len(inside) >= 2 and not covered and shade.height < 0.9 * page.height:
            frames.append(shade)
    return [grid for grid in grids if len(grid.rows) > 1 or len(grid.rows[0]) > 1], frames


def _clusters(rules: Iterable[Area]) -> list[list[Area]]:
    """Rules that meet."""
    clusters: list[list[Area]] = []
    for rule in rules:
        met = [each for each in clusters if any(rule.meets(other, NEAR) for other in each)]
        clusters = [each for each in clusters if each not in met]
        clusters.append([rule, *(other for each in met for other in each)])
    return clusters


def _between(
    area: Area,
    xs: list[float],
    ys: list[float],
    lines: Sequence[Line],
    page: int,
    upright: Sequence[Area],
    flat: Sequence[Area],
) -> Grid:
    """The table between rules. A line is in the cell its middle is in."""
    owners = owners_of(xs, ys, upright, flat, NEAR)
    cells: list[list[list[Line]]] = [[[] for _ in pairwise(xs)] for _ in pairwise(ys)]
    for line in lines:
        row = bisect_right(ys, line.base - line.size / 3) - 1
        column = bisect_right(xs, (line.left + line.right) / 2) - 1
        row, column = owners[min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)]
        cells[row][column].append(line)
    kept = [at for at, row in enumerate(cells) if any(row)]
    rows = tuple(tuple(map(tuple, cells[at])) for at in kept)
    return Grid(area, page, rows, signs=signs_of(owners, kept))


def _under_flat_rules(page: Page, lines: Sequence[Line], taken: Sequence[Area]) -> list[Grid]:
    """Tables with rules above, below the head and at the end, and none between columns."""
    flat = sorted(
        (
            rule
            for rule in page.rules
            if rule.width > 5 * NEAR and rule.height < NEAR and not any(rule.meets(area, 1) for area in taken)
        ),
        key=lambda rule: rule.top,
    )
    grids: list[Grid] = []
    while flat:
        first = flat.pop(0)
        alike = [r for r in flat if abs(r.left - first.left) < NEAR * 2 and abs(r.right - first.right) < NEAR * 2]
        own = [first]
        for rule in alike:
            area = Area(first.left, own[-1].top, first.right, rule.bottom)
            beside = [line for line in lines if area.top < line.base < area.bottom and line.area.meets(area)]
            inside = [line for line in beside if line.left > area.left - 6 and line.right < area.right + 6]
            if not inside or len(inside) < len(beside) or not _is_tabular(inside):
                break
            if _holds_caption(inside) or _holds_text(inside):
                break
            own.append(rule)
        if len(own) < 2:
            continue
        area = around(own)
        inside = [line for line in lines if area.holds((line.left + line.right) / 2, line.base - 1, 1)]
        grid = in_columns(inside, area, page.number, places_of(rule.top for rule in own))
        if grid:
            grids.append(grid)
            flat = [rule for rule in flat if rule not in own]
    return grids


def _holds_caption(lines: Sequence[Line]) -> bool:
    """Whether the caption of another table stands among lines."""
    top = min(line.base for line in lines)
    return any(is_caption(line) and line.base > top + line.size for line in lines)


def _holds_text(lines: Sequence[Line]) -> bool:
    """Whether text parts two tables: a line alone that reaches over columns may head those below it, two are text."""
    columns: Sequence[Line] = ()
    over = False
    for row in rows_of(lines):
        if len(row) > 1:
            columns, over = row, False
            continue
        reaches = sum(row[0].left < each.right and each.left < row[0].right for each in columns) > 1
        if reaches and over:
            return True
        over = reaches
    return False


def _is_tabular(lines: Sequence[Line]) -> bool:
    rows = rows_of(lines)
    return sum(len(row) > 1 for row in rows) >= 0.5 * len(rows)


def joined(elements: Sequence[T]) -> tuple[list[T], list[Line]]:
    """The elements with tables and boxes joined that a page or column ends in; and the lines of heads that stand there
    again."""
    result: list[T] = []
    again: list[Line] = []
    for element in elements:
        last = result[-1] if result else None
        if isinstance(element, Grid) and isinstance(last, Grid) and _goes_on(last, element):
            result[-1], head = _as_one(last, element)
            again += head
        elif isinstance(element, Frame) and isinstance(last, Frame) and _is_rest(last, element):
            result[-1] = _one_box(last, element)
        else:
            result.append(element)
    return result, again


def _as_one(last: Grid, grid: Grid) -> tuple[Grid, list[Line]]:
    """Two tables as one, and the lines of the head if it stands again."""
    rows, again = grid.rows, list[Line]()
    if [_words(cell) for cell in rows[0]] == [_words(cell) for cell in last.rows[0]]:
        again += (line for cell in rows[0] for line in cell)
        rows = rows[1:]
    dropped = len(grid.rows) - len(rows)
    signs = {(row - dropped, column): sign for (row, column), sign in grid.signs.items() if row >= dropped}
    moved = {(row + len(last.rows), column): sign for (row, column), sign in signs.items()}
    merged = last.merged or grid.merged
    return Grid(last.area, grid.page, (*last.rows, *rows), merged, {**last.signs, **moved}), again


def _goes_on(last: Grid, grid: Grid) -> bool:
    """Whether a table is the rest of the one before it: in another column or page, as wide, with as many columns."""
    elsewhere = grid.page != last.page or grid.area.top < last.area.top
    alike = abs(grid.area.width - last.area.width) < 0.1 * last.area.width + 2
    return elsewhere and alike and len(grid.rows[0]) == len(last.rows[0])


def _one_box(last: Frame, frame: Frame) -> Frame:
    return Frame(last.area, (*last.elements, *frame.elements))


def _is_rest(last: Frame, frame: Frame) -> bool:
    """Whether a box is the rest of the one before it: on the next page, at the same place across, without a title."""
    above, below = (next(lines_in(each), None) for each in (last, frame))
    if not above or not below or below.page == above.page or below.bold:
        return False
    return abs(frame.area.left - last.area.left) < NEAR and abs(frame.area.right - last.area.right) < NEAR


def _words(cell: Sequence[Line]) -> str:
    return " ".join(line.plain for line in cell)


#: A row and a column of a table.
Place = tuple[int, int]


def owners_of(
    xs: Sequence[float], ys: Sequence[float], upright: Iterable[Area], flat: Iterable[Area], near: float
) -> dict[Place, Place]:
    """For each place between rules the first place of its cell. What would make no rectangle is a cell a row.

    `near`: so far from the place of a column's or row's edge a rule of it is at most, in points."""
    columns, rows = len(xs) - 1, len(ys) - 1
    beside = {
        (row, at)
        for rule in upright
        for at in _near(xs, (rule.left + rule.right) / 2, near)
        for row in _lying_between(ys, rule.top, rule.bottom)
    }
    below = {
        (at, column)
        for rule in flat
        for at in _near(ys, (rule.top + rule.bottom) / 2, near)
        for column in _lying_between(xs, rule.left, rule.right)
    }
    owners: dict[Place, Place] = {}
    for row in range(rows):
        for left in range(columns):
            if (row, left) in owners:
                continue
            right = left + 1
            while right < columns and (row, right) not in beside and (row, right) not in owners:
                right += 1
            edges = [(row, at) in beside for at in range(left, right + 1)]
            end = row + 1
            while end < rows and not any((end, column) in below for column in range(left, right)):
                if [(end, at) in beside for at in range(left, right + 1)] != edges:
                    end = row + 1
                    break
                end += 1
            owners |= {(down, column): (row, left) for down in range(row, end) for column in range(left, right)}
    return owners


def _near(places: Sequence[float], value: float, near: float) -> range:
    return range(bisect_left(places, value - near), bisect_right(places, value + near))


def _lying_between(places: Sequence[float], begin: float, end: float) -> Iterable[int]:
    """The numbers of what lies between two places each, if its middle does."""
    return (at for at, (one, other) in enumerate(pairwise(places)) if begin <= (one + other) / 2 <= end)


def taken(row: int, column: int, rows: int, columns: int) -> dict[Place, str]:
    """The signs of the places a cell takes beside its own."""
    places = [(down, right) for down in range(rows) for right in range(columns) if down or right]
    return {(row + down, column + right): LEFT if right else ABOVE for down, right in places}


def signs_of(owners: Mapping[Place, Place], rows: Sequence[int]) -> dict[Place, str]:
    """The signs of the places that a cell before them takes, in the rows that are kept, which are counted anew."""
    kept = {row: at for at, row in enumerate(rows)}
    return {
        (kept[row], column): ABOVE if column == left else LEFT
        for (row, column), (top, left) in owners.items()
        if (row, column) != (top, left) and row in kept and top in kept
    }
