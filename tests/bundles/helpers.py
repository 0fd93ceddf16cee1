"""What the tests of bundles share: looking into archives, texts and documents."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from tests.reading import read_edition

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
JAR = Path("/usr/share/java/epubcheck.jar")


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of an archive, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def soup(html: bytes | str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def text_of(html: bytes | str) -> str:
    """What a page says, without footnote references, numbers of notes and links back."""
    tree = soup(html)
    for sign in tree.select("sup[id], .number, .back"):
        sign.extract()
    return tree.get_text()


def words_in(package: bytes, element: str) -> list[str]:
    """What an e-book's package says in its Dublin Core elements of a name."""
    return [each.text or "" for each in ElementTree.fromstring(package).iter(f"{{{DUBLIN_CORE}}}{element}")]


def squeezed(text: str) -> str:
    """The text without white space, and without hyphens, which a line's end may add (or PDFium may read as U+FFFE)."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", text)


def said(docs: Path, language: str) -> Iterator[str]:
    """Every text of an edition: of its blocks, its tables' cells and its notes."""
    for page in read_edition(docs / language).pages:
        for block in page.blocks:
            yield from ([block.text[slice(*at)] for row in block.rows for at in row] or [block.text])
        yield from (note.text for note in page.notes.values())


def epubcheck_command() -> list[str] | None:
    """How EpubCheck is started here; None if it is not installed."""
    if JAR.exists() and shutil.which("java"):
        # A short life: the simple compiler and collector start faster.
        return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(JAR)]
    found = shutil.which("epubcheck")
    return [found] if found else None


def epubcheck(command: list[str], book: bytes, folder: Path) -> tuple[int, str]:
    """EpubCheck's exit code and what it says of a book; warnings count."""
    file = folder / "book.epub"
    file.write_bytes(book)
    run = subprocess.run([*command, "--failonwarnings", str(file)], capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr
