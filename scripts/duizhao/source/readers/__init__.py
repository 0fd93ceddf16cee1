"""Readers: from a source format to the model. One table from a file's ending to its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duizhao.source.readers.docx import read_docx
from duizhao.source.readers.markdown import read_markdown
from duizhao.source.readers.plain_text import read_plain_text
from duizhao.source.readers.read import ReadFile

#: A reader: takes a file and what messages call it.
Reader = Callable[[Path, str], ReadFile]

READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".docx": read_docx,
}
