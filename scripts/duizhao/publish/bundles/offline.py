"""The offline website: the built site in one archive, as it opens by double click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

from duizhao.publish import installed
from duizhao.publish.bundles.archive import archive
from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.imprint import imprint
from duizhao.publish.bundles.model import Order, Step, step

# What only a web server or a search engine asks for.
_SERVER = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll", "_headers"})
_FOR_DEVELOPERS = (".map",)
# The theme's own search, which ours replaces; nothing loads it.
_UNUSED = ("assets/javascripts/lunr/",)
README = "README.txt"


def steps(order: Order) -> Iterator[Step]:
    """The archive of the built site. Its downloads page says that it offers no bundles: they are made after it."""
    yield step(order, "offline", "zip", (), lambda: offline_site(order.site, order.books, order.date))


def offline_site(site: Path, books: Sequence[Book], date: datetime) -> bytes:
    """The archive of the site in the folder `site`, below one folder with the edition's name."""
    folder = f"{books[0].name}-offline"
    files = {path: (site / path).read_bytes() for path in _paths(site)}
    files.update(_licences())
    files[README] = readme(books, folder, date).encode("utf-8-sig")
    return archive(((f"{folder}/{path}", files[path]) for path in sorted(files)), date)


def readme(books: Sequence[Book], folder: str, date: datetime) -> str:
    """How to open the website and whose words it holds, in each language. Lines end as on the system of most."""
    parts = []
    for book in books:
        words = book.strings.bundles
        lines = [book.facts.title, book.facts.publisher, words["open"].format(folder=folder), *imprint(book, date)]
        parts.append("\r\n\r\n".join(filter(None, lines)))
    return f"\r\n\r\n{'-' * 40}\r\n\r\n".join(parts) + "\r\n"


def _paths(site: Path) -> Iterator[str]:
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        left_out = path in _SERVER or file.suffix in _FOR_DEVELOPERS or path.startswith(_UNUSED)
        if file.is_file() and not left_out:
            yield path


def _licences() -> Iterator[tuple[str, bytes]]:
    """The licences and notices of this program and of the theme, whose styles and scripts the website holds."""
    for name in ("duizhao", installed.theme()):
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:
            continue  # run from a checkout that is not installed
        for file in files:
            if file.parts[0].endswith(".dist-info") and file.name.startswith(("LICENSE", "NOTICE")):
                yield f"licences/{name}-{file.name.removesuffix('.txt')}.txt", file.read_binary()
