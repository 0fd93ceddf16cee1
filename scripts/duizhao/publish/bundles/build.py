"""Makes an edition's bundles: in memory first, so that either all are written or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from duizhao.errors import Phrase
from duizhao.publish.bundles.book import Book, read_books
from duizhao.publish.bundles.dates import bundle_date
from duizhao.publish.bundles.epub import bilingual, single_language
from duizhao.publish.bundles.epub.package import epub
from duizhao.publish.bundles.listing import Bundle, listed
from duizhao.publish.bundles.offline import offline_site
from duizhao.publish.bundles.pdf.typeset import MissingTool, pdf
from duizhao.publish.bundles.single import single_page
from duizhao.publish.site.build import build_site
from duizhao.publish.site.downloads import FOLDER
from duizhao.workspace import replace_all

#: The kinds there are, in the order they are listed.
KINDS = ("offline", "single", "epub", "pdf")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the bundles, the folder they are in, and what could not be made, as messages."""

    bundles: tuple[Bundle, ...]
    folder: Path
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work: what a person may be told about it, and the work, which gives bundles."""

    said: Phrase
    work: Callable[[], list[Bundle]]


def make_bundles(
    root: Path,
    profile: Path,
    output: Path | None = None,
    kinds: Collection[str] = KINDS,
    track: Callable[[Sequence[Step]], Iterator[Step]] = iter,
) -> Made:
    """Makes the bundles of the edition in `root` and writes them.

    Without `output` the site is built anew and offers them: they are written into its folder for downloads, and its
    downloads pages list them. With it, they are all that is written.

    Args:
        root: the project's folder.
        profile: the edition's profile.
        output: a folder for the bundles alone.
        kinds: which of `KINDS`.
        track: shows the progress of the steps it passes on.

    Raises:
        InputError: the edition cannot be read, the site not built, or a file not written; nothing is written then.
            A tool that is missing for one kind is no such error: it is in the result's `missing`.
    """
    date = bundle_date(root)
    books = read_books(root, profile)
    with TemporaryDirectory() as aside:
        steps = _Steps(root, profile, books, date, Path(aside) / "site" if output else root / "site")
        made: list[Bundle] = []
        missing: list[str] = []
        for step in track(list(steps.wanted(kinds, build=output is None))):
            try:
                made += step.work()
            except MissingTool as error:
                missing.append(str(error))
    folder = output or root / "site" / FOLDER
    files = {folder / bundle.name: bundle.content for bundle in made}
    if output is None:
        files.update(listed(root / "site", made))
    replace_all(files)
    return Made(tuple(made), folder, tuple(dict.fromkeys(missing)))


class _Steps:
    def __init__(self, root: Path, profile: Path, books: Sequence[Book], date: datetime, site: Path) -> None:
        self._root, self._profile, self._books, self._date, self._site = root, profile, books, date, site

    def wanted(self, kinds: Collection[str], *, build: bool) -> Iterator[Step]:
        """The steps for the kinds, in the order the bundles are listed; `build`: the site too, whatever the kinds."""
        if build or "offline" in kinds:
            yield Step(Phrase("site"), self._build)
        if "offline" in kinds:
            yield Step(Phrase("offline website"), self._offline)
        if "single" in kinds:
            for book in self._books:
                yield Step(Phrase("single page, {language}", language=book.language), partial(self._single, book))
        if "epub" in kinds:
            for book in self._books:
                yield Step(Phrase("EPUB, {language}", language=book.language), partial(self._epub, book))
            if len(self._books) == 2:
                yield Step(Phrase("EPUB, both languages"), self._bilingual)
        if "pdf" in kinds:
            for book in self._books:
                yield Step(Phrase("PDF, {language}", language=book.language), partial(self._pdf, book))

    def _build(self) -> list[Bundle]:
        build_site(self._root, date=self._date, to=self._site)
        return []

    def _offline(self) -> list[Bundle]:
        # Its downloads page says that it offers no bundles: they are made after it.
        content = offline_site(self._site, self._books, self._date)
        return [Bundle(f"{self._books[0].name}.offline.zip", "offline", (), content)]

    def _single(self, book: Book) -> list[Bundle]:
        return [_of(book, "single", "html", single_page(book, self._date))]

    def _epub(self, book: Book) -> list[Bundle]:
        return [_of(book, "epub", "epub", epub(single_language.publication(book, self._date)))]

    def _bilingual(self) -> list[Bundle]:
        left, right = read_books(self._root, self._profile, apart=True)
        content = epub(bilingual.publication(left, right, self._date))
        languages = (left.language, right.language)
        return [Bundle(f"{left.name}.{'-'.join(languages)}.epub", "bilingual", languages, content)]

    def _pdf(self, book: Book) -> list[Bundle]:
        return [_of(book, "pdf", "pdf", pdf(book, self._date))]


def _of(book: Book, kind: str, extension: str, content: bytes) -> Bundle:
    return Bundle(f"{book.name}.{book.language}.{extension}", kind, (book.language,), content)
