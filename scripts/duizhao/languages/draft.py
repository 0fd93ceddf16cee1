"""Numbers on their way to becoming quantities: what both languages do alike once they have read one."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Approximation, Interval, Kind, PartialDate, Period, Quantity
from duizhao.languages.units import Unit, currency_signs, family, units
from duizhao.patterns import compiled

_D = TypeVar("_D", "Draft", "DateDraft")

#: No range's two ends stand further apart than this.
_LONGEST_LINK = 12


class Draft(Struct, frozen=True):
    """A number as read, over text[start:end].

    `scale` is the scale word's worth that `low` was multiplied with ("million"), 1 if there was none; the first
    end of a range may share it. `led`: the hedge is this number's own, not that of a range it ends.
    """

    kind: Kind
    low: Fraction
    high: Fraction
    start: int
    end: int
    unit: Unit | None = None
    approximation: Approximation = Approximation.EXACT
    weak: bool = False
    also: tuple[Fraction, ...] = ()
    scale: Fraction = Fraction(1)
    led: bool = False

    def quantity(self, text: str) -> Quantity:
        """The draft as a quantity of the text."""
        unit = self.unit.name if self.unit else None
        at = self.start, self.end, text[self.start : self.end]
        return Quantity(self.kind, Interval(self.low, self.high), unit, self.approximation, *at, self.weak, self.also)


def drafted(
    match: re.Match[str],
    low: Fraction | int,
    high: Fraction | int | None = None,
    *,
    kind: Kind = Kind.CARDINAL,
    unit: Unit | None = None,
    hedge: Approximation = Approximation.EXACT,
    weak: bool = False,
    also: Iterable[Fraction | int] = (),
) -> Draft:
    """The number that a pattern's match stands for, `high` if not `low` again; with a unit it is of the unit's kind."""
    ends = Fraction(low), Fraction(low if high is None else high)
    values = tuple(map(Fraction, also))
    kind = unit.kind if unit else kind
    return Draft(kind, *ends, *match.span(), unit=unit, approximation=hedge, weak=weak, also=values)


#: What is glued to letters: A330, COVID-19, 737NG.
IN_A_NAME = compiled(
    r"(?=\d)(?:(?<![\d.,])(?:(?<=[A-Za-z])|(?<=[A-Za-z][-–]))\d{1,5}(?![\d.,])|(?<![A-Za-z\d.,-])\d{1,5}(?=[A-Za-z]))"
)


def in_a_name(match: re.Match[str]) -> Draft:
    """The number of a name, which another language may write apart from it."""
    return drafted(match, int(match[0]), weak=True)


def _merged(drafts: Iterable[_D], merge: Callable[[_D, _D], _D | None]) -> list[_D]:
    """The drafts with those made one that `merge` makes something of, each with the one before it."""
    merged: list[_D] = []
    for draft in drafts:
        if merged and (whole := merge(merged[-1], draft)):
            merged[-1] = whole
        else:
            merged.append(draft)
    return merged


def join_ranges(drafts: Iterable[Draft], joins: Callable[[Draft, Draft], bool]) -> list[Draft]:
    """The drafts with the two ends of each range made one. `joins`: whether the text makes two a range."""
    return _merged(drafts, lambda first, last: _range(first, last) if joins(first, last) else None)


def _range(first: Draft, last: Draft) -> Draft | None:
    if last.led or first.low != first.high or last.low != last.high or last.start - first.end > _LONGEST_LINK:
        return None
    if last.unit is None and first.unit and first.unit.is_money:
        # The sign before the first sum is the last one's too: $10-15 billion.
        last = replace(last, unit=first.unit, kind=first.kind)
    plain = first.kind is Kind.CARDINAL and first.unit is None
    if not plain and (first.kind is not last.kind or first.unit is not last.unit):
        return None
    low = first.low
    if first.scale == 1 < last.scale and low < last.low / last.scale:
        low *= last.scale
    if low >= last.low:
        return None
    hedge = first.approximation if first.approximation is not Approximation.EXACT else last.approximation
    weak = first.weak and last.weak
    return replace(last, low=low, start=first.start, approximation=hedge, led=first.led, weak=weak)


def join_sums(drafts: Iterable[Draft], joins: Callable[[Draft, Draft], bool]) -> list[Draft]:
    """The drafts with what a sum of money says in two units made one: seventy-three dollars and forty cents."""

    def sum_of(last: Draft, draft: Draft) -> Draft | None:
        whole, rest = last.unit, draft.unit
        if not (whole and rest and whole.is_money and rest.factor < whole.factor):
            return None
        if whole.dimension not in (rest.dimension, family(rest.dimension, rest.factor)):
            return None
        value = last.low + draft.low * rest.factor / whole.factor
        fits = last.low == last.high and joins(last, draft)
        return replace(last, low=value, high=value, end=draft.end) if fits else None

    return _merged(drafts, sum_of)


class DateDraft(Struct, frozen=True):
    """A date as read, over text[start:end]; `until`: it is the end of a time ("by", 截至)."""

    first: PartialDate
    last: PartialDate
    start: int
    end: int
    weak: bool = False
    until: bool = False

    def quantity(self, text: str) -> Quantity:
        """The draft as a quantity of the text."""
        value = Period(self.first, self.last)
        hedge = Approximation.AT_MOST if self.until else Approximation.EXACT
        surface = text[self.start : self.end]
        return Quantity(Kind.DATE, value, None, hedge, self.start, self.end, surface, self.weak)


def join_dates(drafts: Iterable[DateDraft], text: str, link: re.Pattern[str]) -> list[DateDraft]:
    """The dates with the two ends of each period made one; either end takes the year it lacks from the other."""

    def period(last: DateDraft, draft: DateDraft) -> DateDraft | None:
        near = last.first == last.last and draft.start - last.end <= _LONGEST_LINK
        if not (near and link.fullmatch(text, last.end, draft.start)):
            return None
        a, b = last.first, draft.last
        first, second = replace(a, year=a.year or b.year), replace(b, year=b.year or a.year)
        if (a.day and b.day) or (a.part and b.part):
            first, second = replace(first, month=a.month or b.month), replace(second, month=b.month or a.month)
        return DateDraft(first, second, last.start, draft.end)

    return _merged(drafts, period)


def time_of_day(match: re.Match[str], hours: Fraction, *, late: bool, early: bool) -> Draft | None:
    """A time of day in hours, which may be counted to twelve or to twenty-four.

    `late`, `early`: it is said to be after or before noon.
    """
    if hours > 24:
        return None
    if early and hours < 12:
        return drafted(match, hours, unit=units()["hour before noon"])
    also = (hours,) if late and hours < 12 else (hours - 12,) if 13 <= hours < 24 else ()
    return drafted(match, hours + 12 if late and hours < 12 else hours, also=also)


def in_order(drafts: Iterable[Draft | DateDraft], text: str) -> Iterator[Quantity]:
    """The drafts as quantities of the text, by place. Two may claim the hedge between them: the first has it."""
    end = 0
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.end)):
        yield replace(draft, start=max(draft.start, end)).quantity(text)
        end = draft.end


_STANDARD = compiled(
    r"(?<![A-Za-z0-9])(?P<body>[A-Z]{2,5})(?:(?:\d{2})?/[A-Z]{1,5})?\s?"
    r"(?P<number>(?!(?:19|20)\d\d(?![\d.]))\d{1,6}(?:\.\d{1,3})?)"
    r"\s?[-‐‑–—－:：]\s?(?P<year>(?:19|20)\d{2})(?![\d.,])"
)


def take_standards(masked: MaskedText) -> list[Draft]:
    """The number and the year of each standard, which are no range and no name without a number."""
    return [draft for pair in masked.take(_STANDARD, _read, ("0000",)) for draft in pair]


def _read(match: re.Match[str]) -> tuple[Draft, Draft] | None:
    if match["body"] in currency_signs():
        return None
    number, year = (
        Draft(Kind.CARDINAL, Fraction(match[name]), Fraction(match[name]), *match.span(name), unit=None)
        for name in ("number", "year")
    )
    return number, year
