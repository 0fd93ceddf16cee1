"""Files of the corpus that the site offers for download."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duizhao.languages.sentences import has_sentences
from duizhao.project import Project, derived
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.load import build_date, corpus_of, read_bilingual
from duizhao.publish.exports.model import LEVELS, Level
from duizhao.source.editions import only_profile
from duizhao.workspace import replace_all


@dataclass(frozen=True, slots=True)
class Download:
    """A file the site offers: its name in the folder, its size in bytes, its SHA-256 digest in hexadecimal."""

    name: str
    size: int
    sha256: str
    level: Level
    format: str


def write_downloads(project: Project, folder: Path) -> list[Download]:
    """Writes the corpus of a project's only edition into a folder, at each level and in each format:
    `<edition>.<level>.<ext>`.

    An edition that is not in two languages has no corpus and gets
    no files; one in a language whose sentences we cannot tell apart is offered by paragraph only. The same edition
    gives the same bytes.

    Raises:
        InputError: the edition cannot be read, or a file cannot be written.
    """
    made = _made(project, build_date())
    replace_all({folder / download.name: content for download, content in made})
    return [download for download, _ in made]


@derived
def _made(project: Project, date: datetime | None) -> tuple[tuple[Download, bytes], ...]:
    """The files with their content."""
    edition = read_bilingual(project, only_profile(project))
    if not edition:
        return ()
    made = []
    for level in LEVELS if has_sentences(edition.left.language, edition.right.language) else LEVELS[:1]:
        corpus = corpus_of(edition, level, date)
        for name, form in FORMATS.items():
            content = form.write(corpus)
            digest = hashlib.sha256(content).hexdigest()
            file = f"{edition.name}.{level}.{form.extension}"
            made.append((Download(file, len(content), digest, level, name), content))
    return tuple(made)
