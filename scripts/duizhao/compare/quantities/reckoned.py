"""Matches what one language says in one number and the other in two, or in another kind of number."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, zip_longest

from duizhao.compare.quantities.assignment import Assignment, Atom
from duizhao.compare.quantities.numbers import like_hedges
from duizhao.compare.quantities.verdicts import Agreement
from duizhao.languages.quantity import Approximation, Kind, Part

#: "Three in ten" counts by the ten or the hundred, never by more than this.
_LARGEST_ROUND = 1000
_FEW = 9
_HALF_MONTHS = (14 * 86400, 15 * 86400)
_DECADES = (Part.DECADE, Part.EARLY_DECADE, Part.MIDDLE_DECADE, Part.LATE_DECADE)
_QUARTERS: dict[Part | None, int] = {
    Part.FIRST_QUARTER: 1, Part.SECOND_QUARTER: 2, Part.THIRD_QUARTER: 3, Part.FOURTH_QUARTER: 4,
}  # fmt: skip
_PARTS = {Part.FIRST_QUARTER: 3, Part.FIRST_HALF: 6, Part.THREE_QUARTERS: 9}


def match_reckoned(assignment: Assignment) -> None:
    """Matches shares said as "three in ten" and factors said as percentages, of what is left."""
    for side in (0, 1):
        _shares(assignment, side)
        _factors(assignment, side)
        _few(assignment, side)
        _first_months(assignment, side)
        _half_months(assignment, side)
        _ranks(assignment, side)


def _shares(assignment: Assignment, side: int) -> None:
    """三成 is "three in ten", and 每五人中有两人 is two fifths."""
    said: dict[Fraction, list[tuple[Atom, Atom]]] = defaultdict(list)
    for part, whole in _neighbours(assignment, 1 - side):
        said[(part.number or Fraction(0)) / (whole.number or Fraction(1))].append((part, whole))
    taken: set[int] = set()
    for share in assignment.free(side) if said else []:
        if share.dimension != "ratio" or share.base is None:
            continue
        for part, whole in said[share.base]:
            if not taken & {part.place, whole.place} and like_hedges(share, part):
                taken |= {part.place, whole.place}
                assignment.link(side, share, part)
                break
    _dismiss(assignment, 1 - side, taken)


def _neighbours(assignment: Assignment, side: int) -> Iterator[tuple[Atom, Atom]]:
    """Plain numbers that stand next to each other: a part, and the round number it is one of."""
    counts = [atom for atom in assignment.free(side) if atom.kind is Kind.CARDINAL and atom.dimension is None]
    for first, second in pairwise(counts):
        part, whole = sorted((first, second), key=lambda atom: atom.number or 0)
        if second.index - first.index == 1 and part.number and 2 <= (whole.number or 0) <= _LARGEST_ROUND:
            yield part, whole


def _factors(assignment: Assignment, side: int) -> None:
    """增长1.8倍 is "to grow by 180 percent", 1.5倍 "150 percent"."""
    percents: dict[Fraction, list[Atom]] = defaultdict(list)
    for atom in assignment.free(1 - side):
        if atom.kind is Kind.PERCENT and atom.base is not None:
            percents[atom.base].append(atom)
    for factor in assignment.free(side) if percents else []:
        if factor.kind is not Kind.MULTIPLE or factor.base is None:
            continue
        others = percents.get(factor.base - 1) or percents.get(factor.base, [])
        other = next((atom for atom in others if like_hedges(factor, atom)), None)
        if other:
            others.remove(other)
            assignment.link(side, factor, other)


def _few(assignment: Assignment, side: int) -> None:
    """三五天 is "a few days", and 两三天 a couple."""
    few: dict[tuple[str | None, Fraction], list[Atom]] = defaultdict(list)
    for atom in assignment.free(1 - side):
        if atom.weak and atom.approximation in (Approximation.SEVERAL, Approximation.PERHAPS):
            few[atom.dimension, _worth(atom)].append(atom)
    taken: set[int] = set()
    for low, high in pairwise(assignment.free(side)) if few else []:
        digits = low.index == high.index and 2 <= (low.number or 0) < (high.number or 0) <= _FEW
        if digits and (others := few.get((low.dimension, _worth(low)))):
            assignment.link(side, low, others.pop())
            taken.add(high.place)
    _dismiss(assignment, side, taken)


def _worth(atom: Atom) -> Fraction:
    """How many base units one of its units is."""
    return (atom.base or Fraction(0)) / (atom.number or 1)


def _half_months(assignment: Assignment, side: int) -> None:
    """半个月 is "two weeks" or "fifteen days"."""
    weeks = [a for a in assignment.free(1 - side) if a.dimension == "time" and a.base in _HALF_MONTHS]
    for atom in assignment.free(side) if weeks else []:
        if weeks and atom.dimension == "calendar" and atom.base == Fraction(1, 2) and like_hedges(atom, weeks[-1]):
            assignment.link(side, atom, weeks.pop())


def _ranks(assignment: Assignment, side: int) -> None:
    """The 1800s are the 19th century, behind "the first quarter" the second one is "the second", and "a third" is also
    one more than two."""
    ranks = {atom.number: atom for atom in assignment.free(1 - side) if atom.kind is Kind.ORDINAL}
    for atom in assignment.free(side) if ranks else []:
        part, year = (atom.date.part, atom.date.year or 0) if atom.date else (None, 0)
        number: Fraction | int | None = year // 100 + 1 if part in _DECADES and year % 100 == 0 else _QUARTERS.get(part)
        if atom.kind is Kind.FRACTION and atom.number:
            number = 1 / atom.number
        if number and (rank := ranks.pop(Fraction(number), None)):
            assignment.link(side, atom, rank)


def _first_months(assignment: Assignment, side: int) -> None:
    """The first six months are those of the year, or of anything."""
    lengths: dict[Fraction, list[Atom]] = defaultdict(list)
    for atom in assignment.free(1 - side):
        if atom.dimension == "calendar" and atom.base is not None:
            lengths[atom.base].append(atom)
    if not lengths:
        return
    free, taken = assignment.free(side), set[int]()
    for atom, following in zip_longest(free, free[1:]):
        date = atom.date
        if date is None or date.year or date.day:
            continue
        last = following.date if following and following.index == atom.index else None
        months = _PARTS.get(date.part) if date.part else last.month if last and date.month == 1 else None
        if months and lengths[Fraction(months)]:
            assignment.link(side, atom, lengths[Fraction(months)].pop())
            if last and following:
                taken.add(following.place)
    _dismiss(assignment, side, taken)


def _dismiss(assignment: Assignment, side: int, taken: set[int]) -> None:
    """Settles the second numbers of what was matched."""
    assignment.dismiss(side, lambda atom: Agreement.TOLERATED if atom.place in taken else None)
