"""Readers: from a source format to the model. One table from a file's ending to its reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duizhao.source.readers.apart import apart
from duizhao.source.readers.docx import read_docx, read_docx_before_changes
from duizhao.source.readers.epub import read_epub
from duizhao.source.readers.html import read_html
from duizhao.source.readers.markdown import read_markdown
from duizhao.source.readers.odt import read_odt
from duizhao.source.readers.pdf.reader import read_pdf
from duizhao.source.readers.plain_text import read_plain_text
from duizhao.source.readers.read import ReadFile

#: A reader: takes a file and what messages call it.
Reader = Callable[[Path, str], ReadFile]

#: Readers of what a file read before its tracked changes, for endings that can have some.
BEFORE_CHANGES: dict[str, Reader] = {".docx": apart(read_docx_before_changes)}

#: Of these the images are files beside them.
WITH_FILES_BESIDE = (".md", ".markdown", ".html", ".htm", ".xhtml")

READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".docx": apart(read_docx),
    ".html": apart(read_html),
    ".htm": apart(read_html),
    ".xhtml": apart(read_html),
    ".epub": apart(read_epub),
    ".odt": apart(read_odt),
    ".pdf": apart(read_pdf),
}
