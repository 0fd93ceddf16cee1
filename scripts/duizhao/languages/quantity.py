"""What a quantity is, whatever the language it was written in.

A number in a sentence is rarely just a number: it has a kind (a count, a rank, a date), perhaps a unit,
and often a hedge ("over", "nearly"). All of that is kept as values, so that two languages can be compared
without comparing their words.
"""

from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class Kind(StrEnum):
    """The role a number plays in its sentence."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    MEASURE = "measure"
    MONEY = "money"
    DATE = "date"


class Approximation(StrEnum):
    """How the sentence hedges the number it states."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    AT_MOST = "at most"
    """Of a date: the time up to it ("by 2030", 截至2024年)."""
    AVERAGE = "average"
    """A mean, which may be rounded without saying so."""
    BEYOND = "beyond"
    """Of a distance: something lies further off than that, which is often left unsaid ("50 km away", 50公里以外)."""
    UP_TO = "up to"
    """A height that is reached, said with and without "as much as" (高达, 多达)."""
    ODD = "odd"
    """A little more or less (二十来个)."""
    PERHAPS = "perhaps"
    """Words that hedge the number, or say something else: "over three years" is also in the course of three, "above the
    average of 5" an average of just 5, 近10场 the last ten."""
    SEVERAL = "several"
    """Only the order of magnitude is given ("hundreds of"): the value is one of that order."""


class Part(StrEnum):
    """A stretch of a month, a year or a decade."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    FIRST_QUARTER = "first quarter"
    SECOND_QUARTER = "second quarter"
    THIRD_QUARTER = "third quarter"
    FOURTH_QUARTER = "fourth quarter"
    THREE_QUARTERS = "first three quarters"
    DECADE = "decade"
    EARLY_DECADE = "early decade"
    MIDDLE_DECADE = "middle decade"
    LATE_DECADE = "late decade"


class Interval(Struct, frozen=True, array_like=True, tag=True):
    """A number (both ends equal) or a range of numbers, in the unit of its quantity."""

    low: Fraction
    high: Fraction

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class PartialDate(Struct, frozen=True, array_like=True):
    """A calendar date as far as the text gives it: any component may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: Part | None = None


class Period(Struct, frozen=True, array_like=True, tag=True):
    """A date (both ends equal) or a stretch from one date to another."""

    first: PartialDate
    last: PartialDate

    @property
    def is_range(self) -> bool:
        return self.first != self.last


class Quantity(Struct, frozen=True, array_like=True):
    """One quantity found in a text.

    `start` and `end` index the text that was searched, and `surface` is exactly that slice; it takes in the
    hedge and the unit. `weak` marks what languages often add or leave out ("a", "first", "both"): evidence
    when it matches, none when it does not. `also` lists other values the same words may mean, as "to
    increase threefold" may mean times three or times four.
    """

    kind: Kind
    value: Interval | Period
    unit: str | None
    approximation: Approximation
    start: int
    end: int
    surface: str
    weak: bool = False
    also: tuple[Fraction, ...] = ()
