"""Compares the quantities of two passages that say the same in two languages.

A matching in rounds, from the surest to the loosest: each round groups what is still unmatched on either side by
a key and pairs within the groups, so the work grows with the number of quantities, not with its square. Ranges are
compared by their ends, because languages differ in whether they write one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from duizhao.quantities.model import Quantity


class Agreement(StrEnum):
    """How two quantities came to be a pair without a difference."""

    EQUAL = "equal"
    TOLERATED = "tolerated"
    """The same value under hedges, units or kinds that do not contradict each other."""
    EXPLAINED = "explained"
    """Two values within the reach of an approximation: "over 13,000" and 13,056."""


class Why(StrEnum):
    """What is different."""

    ABSENT = "absent"
    OTHER_VALUE = "other value"
    APPROXIMATION = "approximation"
    UNIT = "unit"
    LESS_SPECIFIC = "less specific"
    """A date that lacks its day, its month or the part of the year on the other side."""
    REPEATED = "repeated"
    """The other side has the value too, but not as often."""
