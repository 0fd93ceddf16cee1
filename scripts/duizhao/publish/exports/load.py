"""Reads an edition's languages and builds its corpus; sentences of more than two languages that belong together
are put together from those of two."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.pairs import counterparts
from duizhao.compare.sentence_aligner import aligner
from duizhao.document.editions import editions
from duizhao.document.model import Edition
from duizhao.errors import InputError
from duizhao.languages.sentences import has_sentences
from duizhao.project import Project
from duizhao.publish.exports.build import build_pages
from duizhao.publish.exports.model import Aligner, Corpus, Level, Span
from duizhao.publish.exports.notices import home_page, notice_of
from duizhao.source.editions import codes_of


class Aligned(Struct, frozen=True):
    """An edition's languages, two or more, as they were read; the first one stands first in the source."""

    project: Project
    name: str
    editions: tuple[Edition, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(edition.language for edition in self.editions)

    def beside_the_first(self) -> Iterator[Aligned]:
        """The first language with each other one."""
        for other in self.editions[1:]:
            yield replace(self, editions=(self.editions[0], other))


def read_aligned(project: Project, profile: Path, wanted: Sequence[str] = ()) -> Aligned | None:
    """The edition of a profile as it stands in `docs/`, its languages in the profile's order; None if it is in one
    language. `wanted`: the codes of those to take; all of them if not given.

    Raises:
        InputError: a file cannot be read, or the edition lacks a language that is wanted.
    """
    found = {edition.language: edition for edition in editions(project)}
    codes = [code for code in codes_of(project, profile) if code in found]
    if unknown := [code for code in wanted if code not in codes]:
        raise InputError(
            "The edition is not in {languages}.", languages=unknown, file=str(project.root / "docs"),
            hint="Its languages are {known}.", known=codes,
        )  # fmt: skip
    taken = tuple(found[code] for code in codes if not wanted or code in wanted)
    return Aligned(project, profile.stem, taken) if len(taken) > 1 else None


def corpus_of(edition: Aligned, level: Level, date: datetime | None = None, align: Aligner | None = None) -> Corpus:
    """The edition's corpus at a level. `align`: for sentences; ours if not given.

    Raises:
        InputError: there is no text, or there are no sentence rules for one of the languages.
    """
    languages = edition.languages
    if level == "sentence" and not align:
        if unknown := [code for code in languages if not has_sentences(code)]:
            raise InputError(
                "There are no sentence rules for {languages}.",
                languages=unknown,
                hint="Export with `--level paragraph`.",
            )
        align = joined(lambda first, second: aligner(edition.project, languages[first], languages[second]).spans)
    pages = build_pages(counterparts(edition.editions), align if level == "sentence" else None)
    if not pages:
        raise InputError("The edition holds no text.", hint="Run `duizhao convert` first.")
    home = home_page(edition.editions[0])
    source = home.front.get("source") if home else None
    return Corpus(
        edition=edition.name,
        level=level,
        languages=languages,
        source=str(source.get("file", "")) if isinstance(source, dict) else "",
        notices=tuple(notice_of(each, level) for each in edition.editions),
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


def joined(between: Callable[[int, int], Aligner]) -> Aligner:
    """An aligner of any number of languages. `between`: that of two of them, by their places.

    Each text is aligned with the first one there is; a piece ends where all of these alignments end a bead. What has no
    counterpart in that text is a piece of its own.
    """

    def align(*texts: str) -> list[tuple[Span, ...]]:
        pivot = next((at for at, text in enumerate(texts) if text), 0)
        others = [at for at in range(len(texts)) if at != pivot]
        chains = []
        for at in others:
            first, second = sorted((pivot, at))
            beads = between(first, second)(texts[first], texts[second])
            chains.append([(bead[0], bead[1]) if pivot == first else (bead[1], bead[0]) for bead in beads])
        order = [pivot, *others]
        return [tuple(piece[order.index(at)] for at in range(len(texts))) for piece in _pieces(chains)]

    return align


def _pieces(chains: Sequence[Sequence[tuple[Span, Span]]]) -> list[list[Span]]:
    """The pieces, each as the span of the text that all have in common and then that of each chain's other one."""
    left = [list(reversed(chain)) for chain in chains]
    pieces: list[list[Span]] = []
    while any(left):
        for number, chain in enumerate(left):
            while chain and _is_empty(chain[-1][0]):
                own = chain.pop()[1]
                pieces.append([(0, 0), *(own if at == number else (0, 0) for at in range(len(left)))])
        taken: list[list[tuple[Span, Span]]] = [[chain.pop()] if chain else [] for chain in left]
        while short := [at for at, found in enumerate(taken) if left[at] and _end(found) < max(map(_end, taken))]:
            for at in short:
                taken[at].append(left[at].pop())
        if any(taken):
            pieces.append([_span(bead[0] for found in taken for bead in found)])
            pieces[-1] += [_span(bead[1] for bead in found) for found in taken]
    return pieces


def _is_empty(span: Span) -> bool:
    return span[0] == span[1]


def _end(beads: Sequence[tuple[Span, Span]]) -> int:
    """Up to where beads take the text that all have in common."""
    return max((own[1] for own, _ in beads), default=0)


def _span(spans: Iterable[Span]) -> Span:
    """All of some spans as one."""
    found = [span for span in spans if not _is_empty(span)]
    return (found[0][0], found[-1][1]) if found else (0, 0)
