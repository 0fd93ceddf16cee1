"""Readers: from a source format to the model. One table from a file's ending to its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duizhao.source.readers.apart import apart
from duizhao.source.readers.markdown import read_markdown
from duizhao.source.readers.plain_text import read_plain_text
from duizhao.source.readers.read import ReadFile

#: A reader: takes a file and what messages call it.
Reader = Callable[[Path, str], ReadFile]

#: Readers of what a file read before its tracked changes, for endings that can have some.
BEFORE_CHANGES: dict[str, Reader] = {".docx": apart("docx", "read_docx_before_changes")}

#: Of these the images are files beside them.
WITH_FILES_BESIDE = (".md", ".markdown", ".html", ".htm", ".xhtml")

READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".docx": apart("docx", "read_docx"),
    ".html": apart("html", "read_html"),
    ".htm": apart("html", "read_html"),
    ".xhtml": apart("html", "read_html"),
    ".epub": apart("epub", "read_epub"),
    ".odt": apart("odt", "read_odt"),
    ".pdf": apart("pdf.reader", "read_pdf"),
}
