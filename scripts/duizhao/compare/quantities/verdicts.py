"""How two quantities can agree, and how passages can differ."""

from enum import StrEnum


class Agreement(StrEnum):
    """How two quantities came to be a pair."""

    EQUAL = "equal"
    TOLERATED = "tolerated"
    """The same value, under hedges, units or kinds that do not contradict each other."""
    EXPLAINED = "explained"
    """Two values within the reach of an approximation, as "over 13,000" and 13,249."""


class Why(StrEnum):
    """What is different, the gravest first."""

    ABSENT = "absent"
    OTHER_VALUE = "other value"
    UNIT = "unit"
    LESS_SPECIFIC = "less specific"
    """A date that lacks its day, month, year or part on one side."""
    APPROXIMATION = "approximation"
    """A hedge on one side ("over"), and none or another on the other."""
    REPEATED = "repeated"
    """The other side has the value too, but not as often."""
