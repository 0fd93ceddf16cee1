"""Blocks as the memo keeps them: lists of their fields, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duizhao.document.model import Block, Mark, Ref, Stretch


def packed(blocks: Iterable[Block]) -> list[list[Any]]:
    """The blocks as lists that JSON can hold."""
    return [
        [
            *(each.id, each.kind, each.text, each.line, each.also),
            [(ref.label, ref.offset) for ref in each.refs],
            [(mark.start, mark.end, mark.kind, mark.address, mark.title) for mark in each.marks],
            *(each.box, each.level, each.last, each.rows, each.aligned, each.marker, each.quoted, each.further),
            *(each.inside, each.name, each.source_map),
        ]
        for each in blocks
    ]


def unpacked(kept: Iterable[list[Any]]) -> list[Block]:
    """The blocks again."""
    return [
        Block(
            *(id_, kind, text, line, tuple(also)),
            tuple(Ref(*ref) for ref in refs),
            tuple(Mark(*mark) for mark in marks),
            *(box, level, last),
            tuple(tuple((start, end) for start, end in row) for row in rows),
            *(tuple(aligned), marker, quoted, tuple(further), inside, name),
            tuple(map(Stretch._make, source_map)),
        )
        for (
            id_, kind, text, line, also, refs, marks, box, level, last, rows, aligned, marker, quoted, further, inside,
            name, source_map,
        ) in kept
    ]  # fmt: skip
