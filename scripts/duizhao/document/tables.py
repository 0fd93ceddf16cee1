"""Tables as they stand in a file: a row a line, the id line as if it were the last row."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from duizhao.document.inline import Run, parse_inline
from duizhao.document.merged_cells import COVERED, spans_of
from duizhao.document.model import BETWEEN_CELLS, Block, Mark, Ref, Stretch

#: What parts the cells, unless a backslash stands before it.
_STROKE = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r"[ \t]*(?:>[ ]?)+")


def read_table(
    lines: Sequence[str], first: int, environment: dict[str, Any], split: Callable[[str], tuple[str, str, Any]]
) -> Block:
    """The table that stands in `lines` of a file, the first of which is its line `first`; `split` finds the id in an
    id line."""
    numbered = [(first + index, line) for index, line in enumerate(lines) if index != 1]
    id_, also = "", ()
    if len(numbered) > 1:
        number, line = numbered[-1]
        cells = cells_of(line)
        rest, found, further = split(line[slice(*cells[0])]) if cells else ("", "", ())
        if found and not rest and all(start == end for start, end in cells[1:]):
            id_, also = found, further
            numbered.pop()
    columns = len(cells_of(lines[0]))
    text = ""
    refs: list[Ref] = []
    marks: list[Mark] = []
    places: list[Stretch] = []
    rows = []
    grid = [
        (number, line, (filled := cells_of(line)) + [(len(line), len(line))] * (columns - len(filled)))
        for number, line in numbered
    ]
    merged = spans_of([[line[slice(*cell)] for cell in filled] for _, line, filled in grid])
    for row, (number, line, stretches) in enumerate(grid):
        spans = []
        for index, (begin, end) in enumerate(stretches):
            text += BETWEEN_CELLS if index else "\n" if row else ""
            start = len(text)
            # A bar in a cell is escaped, also in code.
            raw = "" if merged and merged[row][index] == COVERED else line[begin:end]
            kept = [at for at in range(len(raw)) if raw[at : at + 2] != r"\|"]
            cell = parse_inline("".join(raw[at] for at in kept), environment)
            text += cell.text
            refs += [replace(ref, offset=ref.offset + start) for ref in cell.refs]
            marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in cell.marks]
            places += _places(cell.runs, raw, kept, start, (number, begin))
            spans.append((start, len(text)))
        rows.append(tuple(spans))
    return Block(
        id_, "table", text, first, also, tuple(refs), tuple(marks), last=first + len(lines) - 1, rows=tuple(rows),
        aligned=tuple(_aligned(lines[1][start:end]) for start, end in cells_of(lines[1])), spans=merged,
        source_map=tuple(places),
    )  # fmt: skip


def _places(runs: Sequence[Run], raw: str, kept: Sequence[int], start: int, at: tuple[int, int]) -> Iterator[Stretch]:
    """Where the text of a cell stands, which begins at `start` of the table's text. `raw` begins at the line and column
    `at`; `kept` are the places of its characters without the backslashes before bars."""
    line, column = at
    for run in runs:
        if len(kept) == len(raw):
            yield Stretch(run.start + start, run.length, line, column + run.at, run.width)
            continue
        single = run.length == run.width
        for step in range(run.length if single else 1):
            first, last = kept[run.at + step], kept[run.at + (step if single else run.width - 1)]
            first -= first > 0 and raw[first - 1 : first + 1] == r"\|"
            length = 1 if single else run.length
            yield Stretch(run.start + start + step, length, line, column + first, last + 1 - first)


def cells_of(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's row stand in its line, without the space around them."""
    lead = match.end() if (match := _QUOTED.match(line)) else 0
    strokes = [match.start() for match in _STROKE.finditer(line)]
    edges = [lead - 1, *strokes, len(line)]
    cells = []
    for left, right in pairwise(edges):
        inner = line[left + 1 : right]
        start = left + 1 + len(inner) - len(inner.lstrip())
        cells.append((start, max(start, left + 1 + len(inner.rstrip()))))
    # A stroke at either end of the line parts nothing.
    if strokes and not line[lead : strokes[0]].strip():
        cells = cells[1:]
    if strokes and not line[strokes[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells


def _aligned(dashes: str) -> str:
    """What a cell of the line of dashes says of its column."""
    begins, ends = dashes.startswith(":"), dashes.endswith(":")
    return "center" if begins and ends else "left" if begins else "right" if ends else ""
