"""The corpus as files: one a format, and of a format that holds two languages one for each beside the first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import Aligned, corpus_of
from duizhao.publish.exports.model import Level


class File(NamedTuple):
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
