"""Readers: from a source format to the model. One table from a file's ending to its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duizhao.source.model import Drop, Line, Source
from duizhao.source.readers import plain_text

Reader = tuple[Callable[[Path, str], Source], Callable[[Source], tuple[tuple[Line, ...], tuple[Drop, ...]]]]

READERS: dict[str, Reader] = {
    ".txt": (plain_text.read_source, plain_text.read_lines),
}
