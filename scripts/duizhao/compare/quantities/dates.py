"""Matches dates, which passages state with more or fewer of their components."""

from collections.abc import Hashable
from operator import attrgetter

from duizhao.compare.quantities.assignment import Assignment, Atom, Key
from duizhao.compare.quantities.verdicts import Agreement, Why
from duizhao.languages.quantity import Approximation, Part, PartialDate

#: "Mid-2024" is said for the first half of 2024 when a state of affairs at its end is meant.
_ALIKE = {frozenset((Part.FIRST_HALF, Part.MIDDLE))} | {
    # The part of a decade is often left unsaid.
    frozenset((Part.DECADE, part))
    for part in (Part.EARLY_DECADE, Part.MIDDLE_DECADE, Part.LATE_DECADE)
}


def match_dates(assignment: Assignment) -> None:
    """Matches the dates of both sides: equal, then unequally complete, then in conflict."""
    years = tuple(
        {atom.date.year for atom in side if atom.date is not None and atom.date.year} for side in assignment.sides
    )
    assignment.round(_whole, _date, lambda a, b: Agreement.EQUAL)
    assignment.round(_day, _date, _parts_alike)

    def year_elsewhere(a: Atom, b: Atom) -> Agreement | Why | None:
        if a.date is None or b.date is None or (a.date.year and b.date.year):
            return None
        if a.date.day and a.date.month:
            return Agreement.TOLERATED  # the day of a report, or of the year it is about
        year = a.date.year or b.date.year
        stated = years[0 if b.date.year else 1]
        return Agreement.TOLERATED if year in stated else Why.LESS_SPECIFIC

    assignment.round(_without_year, _date, year_elsewhere)
    # Two days of which both say the month, before a bare day is taken for either.
    assignment.round(_full_day, _date, lambda a, b: Why.OTHER_VALUE)
    assignment.round(_day_of_a_month, _date, _month_unsaid)
    assignment.round(_month_or_year, _date, _by_the_end)
    assignment.round(_month, _date, _less_specific)
    assignment.round(_year, _date, _less_specific)
    for side in (0, 1):
        _dismiss_covered(assignment, side)
    assignment.round(_month, _date, lambda a, b: Why.OTHER_VALUE)
    _pair_the_last(assignment)


def _dismiss_covered(assignment: Assignment, side: int) -> None:
    """Settles what the other side states as well, only not as often, and bare years and months of a fuller date."""
    others = [atom.date for atom in assignment.sides[1 - side] if atom.date is not None]
    years = {date.year for date in others}
    months = {(date.year, date.month) for date in others}
    any_year = {date.month for date in others}
    without_year = {date.month for date in others if date.year is None}

    def reason(atom: Atom) -> Agreement | Why | None:
        date = atom.date
        if date is None:
            return None
        if date in others:
            return Why.REPEATED
        if date.day or date.part:
            return None
        if date.month is None:
            return Why.REPEATED if date.year in years else None
        stated = date.month in (without_year if date.year else any_year) or (date.year, date.month) in months
        return Why.REPEATED if stated else None

    assignment.dismiss(side, reason)


def _pair_the_last(assignment: Assignment) -> None:
    """The only two dates left most likely are meant to be the same."""
    lefts, rights = ([atom for atom in assignment.free(side) if atom.date is not None] for side in (0, 1))
    # A weak one would hide the other.
    if len(lefts) == len(rights) == 1 and lefts[0].weak == rights[0].weak:
        assignment.link(0, lefts[0], rights[0], Why.OTHER_VALUE)


# What dates are grouped by


_whole: Key = attrgetter("date")
_date: Key = attrgetter("date", "approximation")


def _day(atom: Atom) -> Hashable | None:
    return atom.date and (atom.date.year, atom.date.month, atom.date.day)


def _without_year(atom: Atom) -> Hashable | None:
    date = atom.date
    if date is None or date == PartialDate(year=date.year):
        return None
    part = Part.MIDDLE if date.part is Part.FIRST_HALF else date.part
    return (date.month, date.day, part)


def _day_of_a_month(atom: Atom) -> Hashable | None:
    return atom.date and atom.date.day


def _full_day(atom: Atom) -> Hashable | None:
    return atom.date.day if atom.date and atom.date.month else None


def _month(atom: Atom) -> Hashable | None:
    return (atom.date.year, atom.date.month) if atom.date and atom.date.month else None


def _year(atom: Atom) -> Hashable | None:
    return atom.date.year if atom.date else None


def _month_or_year(atom: Atom) -> Hashable | None:
    return (atom.date.year, atom.date.month) if atom.date and not atom.date.day else None


# What is said about two dates of a group


def _parts_alike(a: Atom, b: Atom) -> Agreement | None:
    if a.date is None or b.date is None:
        return None
    return Agreement.TOLERATED if frozenset((a.date.part, b.date.part)) in _ALIKE else None


def _month_unsaid(a: Atom, b: Atom) -> Agreement | None:
    """本月7日, and the 26日 of a dateline, are “July 7” and “July 26” in full."""
    alone = [atom.date for atom in (a, b) if atom.date == PartialDate(day=atom.date.day if atom.date else None)]
    return Agreement.TOLERATED if alone else None


def _by_the_end(a: Atom, b: Atom) -> Agreement | None:
    """截至2024年 is "by the end of 2024": a time up to a year or month, and its end."""
    for bare, end in ((a, b), (b, a)):
        until = bare.approximation is Approximation.AT_MOST and bare.date and bare.date.part is None
        if until and end.date and end.date.part is Part.LATE:
            return Agreement.TOLERATED
    return None


def _less_specific(a: Atom, b: Atom) -> Why | None:
    """Whether one date says all the other says, and more."""
    if a.date is None or b.date is None:
        return None
    pairs = ((a.date.month, b.date.month), (a.date.day, b.date.day), (a.date.part, b.date.part))
    if any(x is not None and y is not None and x != y for x, y in pairs):
        return None
    more = {x is None for x, y in pairs if (x is None) != (y is None)}
    return Why.LESS_SPECIFIC if len(more) == 1 else None
