"""Reads an edition's two languages and builds its corpus."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from duizhao.compare.pairs import PagePair, pairs
from duizhao.compare.sentence_aligner import aligner
from duizhao.document.editions import editions
from duizhao.document.model import Edition
from duizhao.errors import InputError
from duizhao.languages.sentences import has_sentences
from duizhao.project import Project
from duizhao.publish.exports.build import build_pages
from duizhao.publish.exports.model import Aligner, Corpus, Level
from duizhao.publish.exports.notices import home_page, notice_of
from duizhao.source.editions import languages_of


@dataclass(frozen=True, slots=True)
class Bilingual:
    """An edition's two languages, read and paired; the left one stands first in the source."""

    project: Project
    name: str
    left: Edition
    right: Edition
    pairs: tuple[PagePair, ...]


def read_bilingual(project: Project, profile: Path, wanted: Sequence[str] = ()) -> Bilingual | None:
    """The edition of a profile as it stands in `docs/`, its languages in the profile's order; None if it is not in
    two languages. `wanted`: the codes of two of its languages, if it has more.

    Raises:
        InputError: a file cannot be read.
    """
    found = {edition.language: edition for edition in editions(project)}
    both = [found[language.code] for language in languages_of(project, profile) if language.code in found]
    both = [each for each in both if not wanted or each.language in wanted]
    if len(both) != 2:
        return None
    return Bilingual(project, profile.stem, both[0], both[1], pairs(project, both[0].language, both[1].language))


def corpus_of(edition: Bilingual, level: Level, date: datetime | None = None, align: Aligner | None = None) -> Corpus:
    """The edition's corpus at a level. `align`: for sentences; ours if not given.

    Raises:
        InputError: there is no text, or there are no sentence rules for one of the languages.
    """
    languages = (edition.left.language, edition.right.language)
    if level == "sentence" and not align:
        if not has_sentences(*languages):
            raise InputError(
                "There are no sentence rules for one of the languages {one} and {other}.",
                one=languages[0],
                other=languages[1],
                hint="Export with `--level paragraph`.",
            )
        align = aligner(edition.project, *languages).spans
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
            "SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds since 1970.",
            value=value,
            hint="Unset it, or set it to such a number: `date +%s`.",
        ) from None
