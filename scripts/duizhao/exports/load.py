"""Reads an edition's two languages and builds its corpus."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from duizhao.alignment.align import align_sentences
from duizhao.alignment.sentences import split_sentences
from duizhao.edition.model import Edition
from duizhao.edition.pairs import PagePair, length_ratio, pair_editions
from duizhao.edition.read import read_editions
from duizhao.errors import InputError
from duizhao.exports.build import build_pages
from duizhao.exports.model import Aligner, Corpus, Level
from duizhao.exports.notices import home_page, notice_of
from duizhao.profile import load_profile


@dataclass(frozen=True, slots=True)
class Bilingual:
    """An edition's two languages, read and paired; the left one stands first in the source."""

    name: str
    left: Edition
    right: Edition
    pairs: tuple[PagePair, ...]


def read_bilingual(root: Path, profile: Path) -> Bilingual | None:
    """The edition of a profile as it stands in `root/docs`, its languages in the profile's order; None if it is not in
    two languages.

    Raises:
        InputError: a file cannot be read.
    """
    order = [language.code for language in load_profile(profile, f"sources/{profile.name}").languages]
    found = {edition.language: edition for edition in read_editions(root / "docs", root)}
    editions = [found[code] for code in order if code in found]
    if len(editions) != 2:
        return None
    return Bilingual(profile.stem, editions[0], editions[1], pair_editions(editions[0], editions[1]))


def corpus_of(edition: Bilingual, level: Level, date: datetime | None = None, align: Aligner | None = None) -> Corpus:
    """The edition's corpus at a level. `align`: for sentences; ours if not given.

    Raises:
        InputError: there is no text, or there are no sentence rules for one of the languages.
    """
    languages = (edition.left.language, edition.right.language)
    if level == "sentence" and not align:
        if not has_sentences(edition):
            raise InputError(
                f"There are no sentence rules for one of the languages {' and '.join(languages)}.",
                hint="Export with `--level paragraph`.",
            )
        align = sentence_aligner(edition.pairs, languages)
    pages = build_pages(edition.pairs, align if level == "sentence" else None)
    if not pages:
        raise InputError("The edition holds no text.", hint="Run `duizhao convert` first.")
    home = home_page(edition.left)
    source = home.front.get("source") if home else None
    return Corpus(
        edition=edition.name,
        level=level,
        languages=languages,
        source=str(source.get("file", "")) if isinstance(source, dict) else "",
        notices=tuple(notice_of(each, level) for each in (edition.left, edition.right)),
        pages=pages,
        date=date,
    )


def has_sentences(edition: Bilingual) -> bool:
    """Whether we know where a sentence ends in both languages."""
    try:
        return all(not split_sentences("", each.language) for each in (edition.left, edition.right))
    except ValueError:
        return False


def sentence_aligner(pairs: Sequence[PagePair], languages: tuple[str, str]) -> Aligner:
    """Our sentence alignment, with the whole edition's ratio of lengths."""
    ratio = length_ratio(row for pair in pairs for row in pair.rows)

    def align(left: str, right: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        beads = align_sentences(left, right, *languages, ratio=ratio)
        return [(bead.left, bead.right) for bead in beads]

    return align


def build_date(environment: Mapping[str, str] = os.environ) -> datetime | None:
    """The date to write into files: that of SOURCE_DATE_EPOCH (seconds since 1970, UTC), or none.

    The clock is never asked, so that the same edition gives the same bytes (reproducible-builds.org).

    Raises:
        InputError: SOURCE_DATE_EPOCH is not such a number.
    """
    value = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds since 1970.",
            hint="Unset it, or set it to such a number: `date +%s`.",
        ) from None
