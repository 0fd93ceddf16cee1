"""Blocks as the memo keeps them: lists of their fields, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec.structs import fields

from duizhao.document.model import Block, Mark, Ref, Stretch

_FIELDS = tuple(each.name for each in fields(Block))
#: The fields that hold records, and what these are.
_RECORDS: Mapping[str, Callable[..., Any]] = {"refs": Ref, "marks": Mark, "source_map": Stretch}


def packed(blocks: Iterable[Block]) -> list[list[Any]]:
    """The blocks as lists that JSON can hold."""
    return [[getattr(block, name) for name in _FIELDS] for block in blocks]


def unpacked(kept: Iterable[Iterable[Any]]) -> list[Block]:
    """The blocks again."""
    return [Block(*map(_whole, _FIELDS, values)) for values in kept]


def _whole(name: str, value: Any) -> Any:
    record = _RECORDS.get(name)
    return tuple(record(*each) for each in value) if record else _tuples(value)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value
