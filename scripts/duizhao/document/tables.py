"""Tables as they stand in a file: a row a line, the id line as if it were the last row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from duizhao.document.inline import parse_inline
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
    for row, (number, line) in enumerate(numbered):
        spans = []
        cells = cells_of(line)
        for index, (begin, end) in enumerate(cells + [(len(line), len(line))] * (columns - len(cells))):
            text += BETWEEN_CELLS if index else "\n" if row else ""
            start = len(text)
            cell = parse_inline(line[begin:end], environment)
            text += cell.text
            refs += [replace(ref, offset=ref.offset + start) for ref in cell.refs]
            marks += [replace(mark, start=mark.start + start, end=mark.end + start) for mark in cell.marks]
            places += [Stretch(run.start + start, run.length, number, begin + run.at, run.width) for run in cell.runs]
            spans.append((start, len(text)))
        rows.append(tuple(spans))
    return Block(
        id_, "table", text, first, also, tuple(refs), tuple(marks), last=first + len(lines) - 1, rows=tuple(rows),
        aligned=tuple(_aligned(lines[1][start:end]) for start, end in cells_of(lines[1])), source_map=tuple(places),
    )  # fmt: skip


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
