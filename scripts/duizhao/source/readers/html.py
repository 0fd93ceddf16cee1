"""Reader for HTML: saved pages, and what Word, pandoc and others write."""

import re
from contextlib import suppress
from html import unescape
from pathlib import Path

from msgspec.structs import replace

from duizhao.document.text import Piece, Span, Text, inserted
from duizhao.source.findings import Finding
from duizhao.source.model import Drop, Reason, Source
from duizhao.source.readers.html_blocks import HtmlBlocks
from duizhao.source.readers.images import images_beside
from duizhao.source.readers.kept import with_all_text
from duizhao.source.readers.plain_text import bytes_of, decoded, encoding_told, source_from
from duizhao.source.readers.read import ReadFile, dropped

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
_TITLE = re.compile(r"<title\b[^<>]*>(.{0,500}?)</title", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|<(?=[A-Za-z/!?])[^<>]*>", re.DOTALL)


def read_html(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors and findings call `name`; its images stand beside it.

    Raises:
        InputError: it cannot be read as text.
    """
    text, encoding = page_text(bytes_of(path, name), name)
    read = with_all_text(read_source_html(source_from(text, name)))
    return images_beside(replace(read, findings=(*encoding_told(encoding, name), *read.findings)), path.parent)


def page_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of a page, and its encoding if that is not UTF-8: what its head says, else what it is found to be.

    Raises:
        InputError: it is in no encoding that is known.
    """
    declared = _DECLARED.search(data[:4000])
    said = declared[1].decode("ascii").lower() if declared else ""
    # Who says GB 2312 means what came after it.
    said = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}.get(said, said)
    if said and not said.startswith("utf"):  # what is read here as ASCII is no UTF-16
        with suppress(LookupError, UnicodeError):
            return data.decode(said), said.upper()
    return decoded(data, name)


def read_source_html(source: Source) -> ReadFile:
    """A page whose text is the file itself: what no reader sees is left out of it."""
    html = source.text
    drops: list[Drop] = []

    def skip(begin: int, end: int, reason: Reason) -> None:
        drops.extend(dropped(source, Span(begin, end), reason))

    def place(data: str, at: int, width: int) -> Text:
        if len(data) == width and html.startswith(data, at):
            return Text((Piece(data, at),))
        skip(at, at + width, Reason.REFERENCE)
        return inserted(data, "character for a reference")

    found = HtmlBlocks(html, place, skip, lambda at: at).read()
    for tag in _MARKUP.finditer(html):
        skip(tag.start(), tag.end(), Reason.MARKUP)
    title = _TITLE.search(html)
    said = " ".join(unescape(_MARKUP.sub("", title[1])).split()) if title else ""
    told = tuple(Finding("c-061", source.name, source.line(at), (("text", text),)) for at, text in found.equations)
    return ReadFile(source, tuple(found.blocks), tuple(drops), tuple(found.notes), findings=told, title=said)
