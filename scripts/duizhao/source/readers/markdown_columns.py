"""Tables that stand in columns, as pandoc writes them: rows below a line of dashes, rows of several lines with empty
lines between them, and grids with merged cells. A wide character takes two columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from duizhao.patterns import lazily
from duizhao.words import columns

#: A stretch of a line: its number, and where it begins and ends in it.
Stretch = tuple[int, int, int]

#: The line that shows the columns, and one that begins or ends a table whose rows have several lines.
_COLUMNS, _EDGE = lazily(r" {0,3}-{2,}(?: +-{2,})+ *"), lazily(r" {0,3}-{5,} *")
_GRID = lazily(r"\+(?:[-=:]{2,}\+)+ *")
#: What a line of a grid's frame is made of, from side to side and from top to bottom.
_ACROSS, _DOWN = frozenset("-=:+"), frozenset("|+")
#: No table has more lines, and the names of its columns no more.
_MOST, _MOST_NAMES = 500, 6


class Cell(Struct, frozen=True):
    """A cell: the lines in it, and how many columns and rows it takes."""

    lines: tuple[Stretch, ...]
    columns: int = 1
    rows: int = 1


class Columns(Struct, frozen=True):
    """A table: behind which line it ends, its rows, and how its columns are aligned."""

    end: int
    rows: tuple[tuple[Cell, ...], ...]
    aligned: tuple[str, ...] = ()


def columns_rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The rule for markdown-it; `lines` of its environment are those of the source, one a line of the parser's."""
    if state.level:
        return False
    found = in_columns(state.env["lines"][:last], first)
    if found and not silent:
        token = state.push("columns", "table", 0)
        token.map, token.meta = [first, found.end], {"table": found}
        state.line = found.end
    return found is not None


def in_columns(lines: Sequence[str], first: int) -> Columns | None:
    """The table that begins on a line; None if none does."""
    if _GRID.fullmatch(lines[first]):
        return _grid(lines, first)
    most = range(first, min(first + _MOST, len(lines)))
    edge = bool(_EDGE.fullmatch(lines[first]))
    shown = next((at for at in most[: _MOST_NAMES + 1] if _COLUMNS.fullmatch(lines[at])), None)
    if shown is None or (not edge and shown > first + 1) or not all(line.strip() for line in lines[first:shown]):
        return None
    closes = _EDGE if edge else _COLUMNS
    close = next((at for at in most[shown - first + 1 :] if closes.fullmatch(lines[at])), None)
    if edge or shown == first:
        if close is None:
            return None
        body, end = range(shown + 1, close), close + 1
    else:
        end = next((at for at in most[shown - first + 1 :] if not lines[at].strip()), most.stop)
        body = range(shown + 1, end)
    starts = [_places(lines[shown])[match.start()] for match in re.finditer("-+", lines[shown])]
    edges = [0, *starts[1:], 10_000]
    names = range(first + edge, shown)
    if not body or not all(_parted(lines[at], starts[1:]) for at in (*names, *body) if lines[at].strip()):
        return None
    several = any(not lines[at].strip() for at in body)
    rows = [[*group] for full, group in groupby(body, key=lambda at: bool(lines[at].strip())) if full]
    rows = rows if several or edge else [[at] for at in body]
    groups = [[*names], *rows] if names else rows
    cells = [tuple(Cell(_within(lines, each, *place)) for place in pairwise(edges)) for each in groups]
    aligned = (
        tuple(_aligned(lines[names[-1]], match.span()) for match in re.finditer("-+", lines[shown])) if names else ()
    )
    return Columns(end, tuple(cells), aligned)


def _places(line: str) -> list[int]:
    """In which column each character begins, and where the line ends."""
    return [*accumulate(map(columns, line), initial=0)]


def _parted(line: str, starts: Sequence[int]) -> bool:
    """Whether white space stands before each column of a line."""
    places = _places(line)
    return all(
        char.isspace() for char, begin, end in zip(line, places, places[1:], strict=False) if {*range(begin, end)} & {
            start - 1 for start in starts
        }
    )  # fmt: skip


def _within(lines: Sequence[str], numbers: Sequence[int], begin: int, end: int) -> tuple[Stretch, ...]:
    """What of some lines stands between two columns, without the white space around it."""
    found = []
    for number in numbers:
        places = _places(lines[number])
        inside = [at for at, char in enumerate(lines[number]) if begin <= places[at] < end and not char.isspace()]
        if inside:
            found.append((number, inside[0], inside[-1] + 1))
    return tuple(found)


def _aligned(line: str, dashes: tuple[int, int]) -> str:
    """How a name stands over its column's dashes."""
    places = _places(line)
    inside = [at for at, char in enumerate(line) if dashes[0] <= places[at] < dashes[1] and not char.isspace()]
    if not inside:
        return ""
    left, right = places[inside[0]] == dashes[0], places[inside[-1] + 1] == dashes[1]
    return "" if left else "right" if right else "center"


def _grid(lines: Sequence[str], first: int) -> Columns | None:
    """A table in a frame, of which each cell has its own."""
    end = first
    while end < min(first + _MOST, len(lines)) and lines[end][:1] in ("+", "|"):
        end += 1
    drawn = []
    for line in lines[first:end]:
        places = _places(line.rstrip())
        signs = [" "] * places[-1]
        for char, place in zip(line, places, strict=False):
            signs[place : place + 1] = [char]
        drawn.append(signs)
    if len({len(signs) for signs in drawn}) != 1 or not _GRID.fullmatch(lines[end - 1]):
        return None
    frames = sorted(_frames(drawn))
    across, down = ({each[side] for each in frames for side in sides} for sides in ((1, 3), (0, 2)))
    rows: dict[int, list[Cell]] = {top: [] for top in sorted(down)[:-1]}
    for top, left, bottom, right in frames:
        text = _within(lines, range(first + top + 1, first + bottom), left + 1, right)
        spans = (
            sum(begin < each <= end for each in edges)
            for edges, begin, end in ((across, left, right), (down, top, bottom))
        )
        rows[top].append(Cell(text, *spans))
    return Columns(end, tuple(map(tuple, rows.values()))) if frames else None


def _frames(drawn: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """The smallest frames: top, left, bottom, right."""
    height, width = len(drawn), len(drawn[0])
    for top in range(height - 1):
        for left in (at for at, sign in enumerate(drawn[top]) if sign == "+"):
            if frame := _frame(drawn, top, left, height, width):
                yield top, left, *frame


def _frame(drawn: Sequence[Sequence[str]], top: int, left: int, height: int, width: int) -> tuple[int, int] | None:
    for right in range(left + 1, width):
        if drawn[top][right] not in _ACROSS:
            break
        if drawn[top][right] != "+":
            continue
        for bottom in range(top + 1, height):
            if drawn[bottom][right] not in _DOWN or drawn[bottom][left] not in _DOWN:
                break
            closed = drawn[bottom][right] == drawn[bottom][left] == "+"
            if closed and _ACROSS.issuperset(drawn[bottom][left : right + 1]):
                return bottom, right
    return None
