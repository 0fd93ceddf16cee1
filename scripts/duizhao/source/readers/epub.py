"""Reader for EPUB: its documents in reading order, as one."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.errors import Phrase
from duizhao.source.model import Reason
from duizhao.source.readers.archive import Archive, resolved
from duizhao.source.readers.extract import Extract
from duizhao.source.readers.html import page_text
from duizhao.source.readers.html_blocks import HtmlBlocks
from duizhao.source.readers.images import with_images
from duizhao.source.readers.read import ReadFile

_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_CONTAINER_FILE = "META-INF/container.xml"
_BODY = re.compile(r"<body\b[^>]*>(.*)</body\s*>", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"""(\s(?:id|name)\s*=\s*)(["'])([^"'<>]*)\2""", re.IGNORECASE)
_LINK = re.compile(r"""(\s(href|src|xlink:href)\s*=\s*)(["'])([^"'<>]*)\3""", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^<>]*>")


def read_epub(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors call `name`; its text is kept in a file of that name and `.txt`.

    Raises:
        InputError: it is no such file, locked, damaged or too large.
    """
    archive = Archive(path, name)
    archive.open_where(_CONTAINER_FILE)
    parts = list(_parts(archive))
    if not parts:
        raise archive.missing(Phrase("EPUB"))
    if _encrypted(archive) & set(parts):
        raise archive.locked()
    html = "\n".join(_joined(archive, name, part, parts) for part in parts)
    extract = Extract()

    def place(data: str, at: int, width: int) -> Text:
        if not data.strip():
            return extract.put("\n" if "\n" in data else " ")
        return extract.put(data)

    def skip(begin: int, end: int, reason: Reason) -> None:
        if reason in (Reason.FOOTNOTE_MARK, Reason.CHROME) and html[begin:end].strip():
            extract.leave_out(html[begin:end], reason)

    found = HtmlBlocks(html, place, skip, lambda at: max(extract.length - 1, 0)).read()
    doubts = [("c-061", at) for at, _ in found.equations]
    read = extract.read(f"{name}.txt", found.blocks, found.notes, doubts)
    return replace(with_images(read, archive.read), title=archive.title(_package(archive)), entitled=True)


def _parts(archive: Archive) -> Iterator[str]:
    """The names of the documents in reading order."""
    name = _package(archive)
    root = archive.xml(name)
    if root is None:
        return
    items = {each.get("id", ""): each for each in root.iter(f"{_OPF}item")}
    for reference in root.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is not None and "nav" not in item.get("properties", "").split():
            yield resolved(name, item.get("href", ""))


def _encrypted(archive: Archive) -> set[str]:
    """The parts that cannot be read without a key; fonts are often encrypted alone."""
    root = archive.xml("META-INF/encryption.xml")
    found = root.iter("{*}CipherReference") if root is not None else ()
    return {resolved("", each.get("URI", "")) for each in found}


def _package(archive: Archive) -> str:
    """The name of the part that lists the others."""
    container = archive.xml(_CONTAINER_FILE)
    package = container.find(f".//{_CONTAINER}rootfile") if container is not None else None
    return package.get("full-path", "") if package is not None else ""


def _joined(archive: Archive, name: str, part: str, parts: list[str]) -> str:
    """The body of a document, with names no other has, and addresses that lead to where things are."""
    data = archive.read(part)
    if data is None:
        return ""
    text, _ = page_text(data, name)
    body = _BODY.search(text)
    own = parts.index(part)

    def target(match: re.Match[str]) -> str:
        before, attribute, quote, address = match.groups()
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
            return match[0]
        file, mark, place = address.partition("#")
        there = resolved(part, file) if file else part
        if mark and there in parts:
            return f"{before}{quote}#{parts.index(there)}.{place}{quote}"
        return f"{before}{quote}{there}{quote}" if attribute.lower() != "href" else match[0]

    def renamed(tag: re.Match[str]) -> str:
        return _LINK.sub(target, _NAME.sub(rf"\g<1>\g<2>{own}.\g<3>\g<2>", tag[0]))

    return _TAG.sub(renamed, body[1] if body else text)
