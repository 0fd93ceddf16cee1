"""The offline website: the built site in one archive, as it opens by double click."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

from duizhao.publish import installed
from duizhao.publish.bundles.archive import archive
from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.imprint import imprint
from duizhao.publish.bundles.model import Order, Step, step
from duizhao.publish.site.installable import MANIFEST, SCRIPT, WORKER

# What only a web server or a search engine asks for.
_SERVER = frozenset(
    {WORKER, MANIFEST, "404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "CNAME", ".nojekyll", "_headers"}
)
_FOR_DEVELOPERS = (".map",)
# The theme's own search, which ours replaces; nothing loads it.
_UNUSED = ("assets/javascripts/lunr/", SCRIPT)
#: What a page of a site has that browsers are to keep: nothing of it holds in a folder.
_ASKING = re.compile(rb'\s*<script defer src="[./]*' + re.escape(SCRIPT.encode()) + rb'"></script>')
README = "README.txt"


def steps(order: Order) -> Iterator[Step]:
    """The archive of the built site. Its downloads page says that it offers no bundles: they are made after it."""
    yield step(order, "offline", "zip", (), lambda: offline_site(order.site, order.books, order.date))


def offline_site(site: Path, books: Sequence[Book], date: datetime) -> bytes:
    """The archive of the site in the folder `site`, below one folder with the edition's name."""
    folder = f"{books[0].name}-offline"
    files = site_files(site)
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


def site_files(site: Path) -> dict[str, bytes]:
    """What of the site in that folder holds without a server, by path."""
    files = {}
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        left_out = path in _SERVER or file.suffix in _FOR_DEVELOPERS or path.startswith(_UNUSED)
        if file.is_file() and not left_out:
            files[path] = _ASKING.sub(b"", file.read_bytes()) if file.suffix == ".html" else file.read_bytes()
    return files


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
