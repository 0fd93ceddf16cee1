"""Finds the quantities of a language that says how it writes them: figures, number words, scales, dates and units."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from duizhao.languages.draft import DateDraft, Draft, in_order, join_dates, join_ranges, take_standards, time_of_day
from duizhao.languages.hedges import Hedges, any_of
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Approximation, Kind, Part, PartialDate, Quantity
from duizhao.languages.units import Unit, currency_signs, plain_form
from duizhao.patterns import compiled

#: A number as read: its value, what else it may be, and whether it proves little by itself.
Reading = tuple[Fraction, tuple[Fraction, ...], bool]
#: Words that say a quantity by themselves, and how they are read.
Words = Mapping[re.Pattern[str], Callable[[re.Match[str]], Draft | None]]
_REACH = 16


class Notation(Struct, frozen=True):
    """How a language writes quantities. Patterns see whole words only where they say so.

    `number`: a number; `read` makes its value, or None where it is doubtful: then nothing is read there. `scale`: the
    scale word behind it, and `scales` what such a word is worth. `unit`: a unit behind it, by name in `units`.
    `ranks`: a rank, `rank` its value. `fixed`: words that say a quantity by themselves,
    `several`: those of them that are a number's scale if one is before them. `link`, `between`, `pair`: what
    stands between the ends of a range, what leads one in, and what then stands between them. `dates`: groups `day`,
    `last_day`, `month`, `year`, `part`, `decade`; `months` and `parts` what their words mean. `clock`: groups `hour`,
    `minutes`. `lone_months_weak`: a month's name alone proves little.
    """

    number: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]
    scale: re.Pattern[str]
    scales: Mapping[str, int]
    unit: re.Pattern[str]
    units: Mapping[str, Unit]
    ranks: re.Pattern[str]
    rank: Callable[[re.Match[str]], tuple[int, bool] | None]
    fixed: Words
    several: Words
    hedges: Hedges
    link: re.Pattern[str]
    between: re.Pattern[str]
    pair: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    parts: Mapping[str, Part]
    clock: re.Pattern[str]
    lone_months_weak: bool = False


_SIGN = compiled(rf"(?<![^\W\d_])(?:{any_of(currency_signs())})\s?\Z")


def quantities(text: str, read: str, notation: Notation) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; `read` is the text with its signs as the notation has them, as long as it."""
    masked = MaskedText(read)
    standards = take_standards(masked)
    dates = [date for pattern in notation.dates for date in masked.take(pattern, lambda m: _date(m, notation))]
    dates = join_dates(sorted(dates, key=lambda date: date.start), read, notation.link)
    drafts = masked.take(notation.clock, _clock)
    drafts += _said(masked, notation.fixed, notation)
    drafts += masked.take(notation.ranks, lambda match: _rank(match, notation))
    drafts += _numbers(masked, notation)
    drafts += _said(masked, notation.several, notation)
    return tuple(in_order([*drafts, *dates, *standards], text))


def _said(masked: MaskedText, words: Words, notation: Notation) -> list[Draft]:
    """What is said by words alone, with the hedges next to it."""
    found = [draft for pattern, reader in words.items() for draft in masked.take(pattern, reader)]
    return [notation.hedges.hedged(draft, masked.text) for draft in found]


def _numbers(masked: MaskedText, notation: Notation) -> list[Draft]:
    text = masked.text

    def joins(first: Draft, last: Draft) -> bool:
        if notation.link.fullmatch(text, first.end, last.start):
            return True
        led = notation.between.search(text, max(0, first.start - _REACH), first.start)
        return bool(led and notation.pair.fullmatch(text, first.end, last.start))

    found = join_ranges(list(_drafts(text, notation)), joins)
    masked.blank((draft.start, draft.end) for draft in found)
    return found


def _drafts(text: str, notation: Notation) -> Iterator[Draft]:
    floor = 0
    for match in notation.number.finditer(text):
        reading = notation.read(match) if match.start() >= floor else None
        if reading is None:
            continue
        value, also, weak = reading
        start, end = match.span()
        scale = notation.scale.match(text, end)
        worth = notation.scales[plain_form(scale["scale"])] if scale else 1
        if scale:
            end, also, weak = scale.end(), (), False
        draft = Draft(
            Kind.CARDINAL, value * worth, value * worth, start, end, weak=weak, also=also, scale=Fraction(worth)
        )
        draft = notation.hedges.applied(_with_unit(draft, text, floor, notation), text, floor)
        exact = draft.approximation is Approximation.EXACT
        if weak and exact and value == 1 and match.lastgroup == "words":
            continue  # an article as often as a number
        floor = draft.end
        yield replace(draft, weak=weak and exact and (draft.unit is None or value == 1))


def _with_unit(draft: Draft, text: str, floor: int, notation: Notation) -> Draft:
    """The draft with the unit behind it, or the currency sign before it."""
    behind = notation.unit.match(text, draft.end)
    if behind:
        unit = notation.units[plain_form(behind["unit"])]
        return replace(draft, kind=unit.kind, unit=unit, end=behind.end())
    sign = _SIGN.search(text, max(floor, draft.start - 6), draft.start)
    if sign:
        unit = currency_signs()[sign[0].strip()]
        return replace(draft, kind=unit.kind, unit=unit, start=sign.start())
    return draft


def _rank(match: re.Match[str], notation: Notation) -> Draft | None:
    found = notation.rank(match)
    return found and Draft(Kind.ORDINAL, Fraction(found[0]), Fraction(found[0]), *match.span(), weak=found[1])


def _clock(match: re.Match[str]) -> Draft | None:
    return time_of_day(match, int(match["hour"]) + Fraction(int(match["minutes"]), 60), late=False, early=False)


def _date(match: re.Match[str], notation: Notation) -> DateDraft | None:
    groups = {name: found for name, found in match.groupdict().items() if found}
    year, day = (int(groups[name]) if name in groups else None for name in ("year", "day"))
    if "decade" in groups:
        decade = int(groups["decade"])
        date = PartialDate(decade if decade > 99 else 1900 + decade, part=Part.DECADE)
        return DateDraft(date, date, *match.span())
    month = plain_form(groups.get("month", ""))
    part = notation.parts[plain_form(groups["part"])] if "part" in groups else None
    first = PartialDate(year, notation.months[month] if month else None, day, part)
    last = replace(first, day=int(groups["last_day"])) if "last_day" in groups else first
    weak = notation.lone_months_weak and year is None and day is None
    return DateDraft(first, last, *match.span(), weak=weak)
