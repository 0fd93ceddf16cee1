"""The offline website: the built site in one archive, as it opens by double click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from duizhao.bundles.archive import archive
from duizhao.bundles.book import Book
from duizhao.bundles.imprint import imprint

# What only a web server or a search engine asks for.
_SERVER = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll", "_headers"})
_FOR_DEVELOPERS = (".map",)
README = "README.txt"


def offline_site(site: Path, books: Sequence[Book], date: datetime) -> bytes:
    """The archive of the site in the folder `site`, below one folder with the edition's name."""
    folder = f"{books[0].name}-offline"
    files = {path: (site / path).read_bytes() for path in _paths(site)}
    files[README] = readme(books, folder, date).encode("utf-8-sig")
    return archive(((f"{folder}/{path}", files[path]) for path in sorted(files)), date)


def readme(books: Sequence[Book], folder: str, date: datetime) -> str:
    """How to open the website and whose words it holds, in each language. Lines end as on the system of most."""
    parts = []
    for book in books:
        words = book.strings.bundles
        lines = [book.facts.title, book.facts.publisher, words["open"].format(folder=folder), *imprint(book, date)]
        parts.append("\r\n\r\n".join(lines))
    return f"\r\n\r\n{'-' * 40}\r\n\r\n".join(parts) + "\r\n"


def _paths(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and path not in _SERVER and file.suffix not in _FOR_DEVELOPERS:
            yield path
