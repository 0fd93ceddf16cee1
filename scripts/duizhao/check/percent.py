"""Percent signs that one language has and the other lost: 6% against 6."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from duizhao.check.context import Context, PairedRow
from duizhao.check.model import Finding
from duizhao.languages.tables import words_of

#: Nothing of it is given back: a number of thousands of digits would be tried from each of them, to each.
_NUMBER = r"\d[\d,]*+(?:\.\d++)?+"


def _any(kind: str, languages: Sequence[str]) -> str:
    """A pattern for what any of the languages writes around a share (`shares` in its words.yml)."""
    found = dict.fromkeys(words_of(code).get("shares", {}).get(kind) for code in languages)
    return "|".join(filter(None, found)) or "(?!)"


@cache
def _share(languages: Sequence[str]) -> re.Pattern[str]:
    before, behind = _any("before", languages), _any("behind", languages)
    return re.compile(rf"(?<!\d)(?<!\d,)({_NUMBER})(?:[ ]?[%％]|{behind})|(?:{before})({_NUMBER})")


@cache
def _plain_number(languages: Sequence[str]) -> re.Pattern[str]:
    """A number that nothing makes a quantity of its own: no unit, no currency, no date, no range of shares."""
    ranges, ranks = _any("ranges", languages), _any("ranks", languages)
    return re.compile(
        rf"(?<![A-Za-z0-9_.,$€£¥#-])({_NUMBER})(?![\d%％]|[.,]\d|[ ]?(?:[-–—~～]|{ranges})[ ]?\d)"
        rf"(?![ -]?[A-Za-z]*(?:{ranks})\b)"
    )


def share_lost(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if paired.row.aligned:
            for side in (0, 1):
                yield from _lost(paired, side, context.languages[:2])


def _lost(paired: PairedRow, side: int, languages: Sequence[str]) -> Iterator[Finding]:
    """Shares of one side that stand on the other as often, but not all of them as shares."""
    here, there = paired.text(side), paired.text(1 - side)
    shares = [(_plain(match[1] or match[2]), match.span()) for match in _share(languages).finditer(here)]
    others = [_plain(match[1] or match[2]) for match in _share(languages).finditer(there)]
    for value, span in shares:
        if value in others:
            others.remove(value)
            continue
        bare = _bare(there, value, languages)
        # As many as stand here without a sign too are not what is meant.
        if len(bare) > len(_bare(here, value, languages)):
            marks = (bare[0], span) if side else (span, bare[0])
            page, other = paired.page(side), paired.page(1 - side)
            details = (
                ("value", here[slice(*span)]),
                ("bare", there[slice(*bare[0])]),
                ("here", page.language if page else ""),
                ("there", other.language if other else ""),
            )
            yield Finding("b-103", paired.places(*marks), f"{value} {side}", details)


def _bare(text: str, value: str, languages: Sequence[str]) -> list[tuple[int, int]]:
    """Where a value stands in a text as a plain number."""
    taken = [match.span() for match in _share(languages).finditer(text)]
    return [
        match.span(1)
        for match in _plain_number(languages).finditer(text)
        if _plain(match[1]) == value and not any(start <= match.start() < end for start, end in taken)
    ]


def _plain(number: str) -> str:
    """A number as a value: without the commas between thousands, without zeros that say nothing."""
    whole, _, rest = number.replace(",", "").partition(".")
    return f"{whole}.{rest.rstrip('0')}".rstrip(".")
