"""What bundles are made from, the work they are, and what comes out."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from duizhao.errors import InputError
from duizhao.languages import language_names
from duizhao.project import Project
from duizhao.publish.bundles.book import Book
from duizhao.publish.site.strings import Strings, load_strings
from duizhao.words import spoken


class Bundle(Struct, frozen=True):
    """A bundle: its file's name, its kind, the languages it is in (none: the site's), its content."""

    name: str
    kind: str
    languages: tuple[str, ...]
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


class Order(Struct, frozen=True):
    """What bundles are made from: the project, the edition's profile, its books in the profile's order, the
    date all files bear, and the folder the site is built in. `apart`: the books, with ids that can stand in one file.
    """

    project: Project
    profile: Path
    books: tuple[Book, ...]
    date: datetime
    site: Path
    apart: Callable[[], tuple[Book, ...]]


class Step(Struct, frozen=True):
    """One piece of work: what a person may be told about it, and the work, which may give a bundle."""

    said: str
    work: Callable[[], Bundle | None]


class NotMade(InputError):
    """A bundle that cannot be made; all others can."""


class MissingTool(NotMade):
    """Something this computer lacks; what does not need it can be made all the same."""


def step(order: Order, kind: str, extension: str, languages: tuple[str, ...], content: Callable[[], bytes]) -> Step:
    """The step that makes one bundle of a kind."""
    name = f"{order.books[0].name}.{'-'.join(languages) or kind}.{extension}"
    return Step(label(kind, languages, load_strings(spoken())), lambda: Bundle(name, kind, languages, content()))


def steps_of(
    order: Order, kind: str, extension: str, content: Callable[[Sequence[Book], datetime], bytes]
) -> Iterator[Step]:
    """The steps that make a bundle of a kind in each language, and in the first and each other."""
    for book in order.books:
        yield step(order, kind, extension, (book.language,), partial(content, [book], order.date))
    for number, other in enumerate(order.books[1:], 1):
        languages = order.books[0].language, other.language
        yield step(order, kind, extension, languages, partial(_of_two, content, order, number))


def _of_two(content: Callable[[Sequence[Book], datetime], bytes], order: Order, number: int) -> bytes:
    books = order.apart()
    return content((books[0], books[number]), order.date)


def label(kind: str, languages: Sequence[str], strings: Strings) -> str:
    """What readers are told a bundle is."""
    named = language_names(languages, strings.html_lang)
    said = strings.bundles[f"{kind}_both" if len(languages) > 1 else kind]
    return said.format(language=named, languages=named)
