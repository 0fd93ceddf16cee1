"""The corpus as files: one a format, and of a format that holds two languages one for each beside the first; and those
that the site offers for download."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from duizhao.languages.sentences import has_sentences
from duizhao.project import Project, derived
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import Aligned, build_date, corpus_of, read_aligned
from duizhao.publish.exports.model import LEVELS, Level
from duizhao.source.editions import only_profile
from duizhao.workspace import replace_all


class File(Struct, frozen=True):
    """A file of the corpus: the format's name, the languages it holds, and its content."""

    format: str
    languages: tuple[str, ...]
    content: bytes

    def name(self, edition: Aligned, level: str = "") -> str:
        """What the file is called: by its languages only if the edition has more."""
        pair = "-".join(self.languages) if len(self.languages) < len(edition.languages) else ""
        return ".".join(filter(None, (edition.name, pair, level, FORMATS[self.format].extension)))


def files(edition: Aligned, level: Level, formats: Iterable[str], date: datetime | None = None) -> Iterator[File]:
    """The edition's corpus at a level, in each format that is named.

    Raises:
        InputError: there is no text, or there are no sentence rules for one of the languages.
    """
    whole = corpus_of(edition, level, date)
    for name in formats:
        form = FORMATS[name]
        if form.bilingual and len(edition.languages) > 2:
            for pair in edition.beside_the_first():
                yield File(name, pair.languages, form.write(corpus_of(pair, level, date)))
        else:
            yield File(name, edition.languages, form.write(whole))


class Download(Struct, frozen=True):
    """A file the site offers: its name in the folder, its size in bytes, its SHA-256 digest in hexadecimal; the
    languages it holds, if the edition has more."""

    name: str
    size: int
    sha256: str
    level: Level
    format: str
    languages: tuple[str, ...] = ()


def write_downloads(project: Project, folder: Path) -> list[Download]:
    """Writes the corpus of a project's only edition into a folder, at each level and in each format:
    `<edition>.<level>.<ext>`, with the languages behind the edition's name where a file holds two of more.

    An edition in one language has no corpus and gets no files; one in a language whose sentences we cannot tell apart
    is offered by paragraph only. The same edition gives the same bytes.

    Raises:
        InputError: the edition cannot be read, or a file cannot be written.
    """
    made = _made(project, build_date())
    replace_all({folder / download.name: content for download, content in made})
    return [download for download, _ in made]


@derived
def _made(project: Project, date: datetime | None) -> tuple[tuple[Download, bytes], ...]:
    """The files with their content."""
    edition = read_aligned(project, only_profile(project))
    if not edition:
        return ()
    made = []
    for level in LEVELS if has_sentences(*edition.languages) else LEVELS[:1]:
        for file in files(edition, level, FORMATS, date):
            digest = hashlib.sha256(file.content).hexdigest()
            pair = file.languages if len(file.languages) < len(edition.languages) else ()
            name = file.name(edition, level)
            made.append((Download(name, len(file.content), digest, level, file.format, pair), file.content))
    return tuple(made)
