"""The date of a report, as exact as its source gives it."""

import calendar
import datetime
import re

from msgspec import Struct

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Issued(Struct, frozen=True):
    """A year, and where they are known its month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        """What is known, the year first."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def iso(self) -> str:
        """ISO 8601, reduced to what is known.

        >>> Issued(2024, 10).iso
        '2024-10'
        """
        return "-".join(f"{part:02}" for part in self.parts)

    @property
    def month_name(self) -> str:
        """The English name of the month; empty without one."""
        return calendar.month_name[self.month] if self.month else ""


def issued(value: object) -> Issued | None:
    """A date as YAML may give it: 2024, '2024-10' or 2024-10-18; None for nothing.

    Raises:
        ValueError: it is none of these, or no day of the calendar.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        raise ValueError(value)
    found = _FORM.fullmatch(value.isoformat() if isinstance(value, datetime.date) else str(value).strip())
    if not found:
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # the expression has no match without it
    datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    return Issued(year, month, day)
