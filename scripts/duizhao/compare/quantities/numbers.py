"""Matches numbers: equal values first, then values their hedges or units keep apart, then what is left."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable
from fractions import Fraction
from functools import partial
from operator import attrgetter

from duizhao.compare.quantities.assignment import Assignment, Atom, Key, Verdict
from duizhao.compare.quantities.verdicts import Agreement, Why
from duizhao.languages.quantity import Approximation
from duizhao.languages.units import family

_ABOUT, _NEARLY, _AVERAGE = Approximation.ABOUT, Approximation.NEARLY, Approximation.AVERAGE
_OVER, _AT_LEAST, _SEVERAL = Approximation.OVER, Approximation.AT_LEAST, Approximation.SEVERAL
_UNDER, _AT_MOST, _EXACT = Approximation.UNDER, Approximation.AT_MOST, Approximation.EXACT
_BEYOND, _UP_TO, _ODD = Approximation.BEYOND, Approximation.UP_TO, Approximation.ODD
_PERHAPS = Approximation.PERHAPS
#: Hedges that languages put for each other.
_ALIKE = {
    frozenset((one, other))
    for one, others in (
        (_NEARLY, (_ABOUT, _AVERAGE, _UNDER)),
        (_AVERAGE, (_EXACT, _ABOUT)),
        (_AT_LEAST, (_OVER, _SEVERAL)),
        (_AT_MOST, (_UNDER, _UP_TO)),
        (_SEVERAL, (_OVER,)),
        (_UP_TO, (_EXACT,)),
        (_PERHAPS, (_EXACT, _OVER, _AT_LEAST, _UNDER, _AT_MOST, _NEARLY, _ABOUT)),
        (_ODD, (_ABOUT, _OVER)),
        (_BEYOND, (_EXACT, _OVER, _AT_LEAST)),
    )
    for other in others
}
#: Hedges a coarse unit leaves unsaid.
_ROUGH = frozenset((_EXACT, _ABOUT, _NEARLY, _OVER))
#: No number is stated more finely.
_FINEST = Fraction(1, 10**9)
#: What is measured in the units of several systems, and how far a converted number may be rounded.
_SYSTEMS = ("length", "area", "volume", "mass", "temperature")
_ROUNDED = Fraction(3, 200)
_DURATIONS = ("time", "calendar", "working time", "trading time")


_number: Key = attrgetter("number")
_hedge: Key = attrgetter("approximation", "coarse")
_hedge_and_dimension: Key = attrgetter("approximation", "dimension", "coarse")


def match_numbers(assignment: Assignment) -> None:
    """Matches the numbers of both sides that are equal, and those equal but for hedge or unit."""
    for verdict in (_same_hedge, _like_hedge):
        assignment.round(_amount, _hedge, verdict)
        for key in (partial(_further_meaning, which=0), partial(_further_meaning, which=1)):
            assignment.round(key, _hedge, verdict, _amount)
            assignment.round(_amount, _hedge, verdict, key)
    for loose in (_same_hedge, _like_hedge):
        assignment.round(_number, _hedge_and_dimension, _without_conflict(loose))
    assignment.round(_amount, _hedge, lambda a, b: Why.APPROXIMATION)
    assignment.round(_number, _hedge_and_dimension, _without_conflict(lambda a, b: Why.APPROXIMATION))


def explain_rest(assignment: Assignment) -> None:
    """Matches what approximations explain, and puts what is left next to what it probably stands for."""
    assignment.round(_of_a_system, _hedge_and_system, _converted)
    _explain(assignment)
    assignment.round(_strong_number, _hedge_and_dimension, lambda a, b: Why.UNIT)
    assignment.round(_digits, attrgetter("role"), lambda a, b: Why.OTHER_VALUE)
    _pair_the_last(assignment)


def tell_repeated(assignment: Assignment) -> None:
    """Settles numbers the other side has too, only not as often."""
    for side in (0, 1):
        known = {_amount(atom) for atom in assignment.sides[1 - side]} - {None}

        def reason(atom: Atom, known: set[Hashable | None] = known) -> Why | None:
            return Why.REPEATED if _amount(atom) in known else None

        assignment.dismiss(side, reason)


# What numbers are grouped by


def _amount(atom: Atom) -> Hashable | None:
    return None if atom.base is None else (atom.role, atom.dimension, atom.base)


def _further_meaning(atom: Atom, which: int) -> Hashable | None:
    return (atom.role, atom.dimension, atom.also[which]) if len(atom.also) > which else None


def _strong_number(atom: Atom) -> Hashable | None:
    return None if atom.weak or atom.dimension is None else atom.number


def _digits(atom: Atom) -> Hashable | None:
    """A number's digits without its order of magnitude, which is what a slip of 万 or "million" leaves."""
    if atom.weak or not atom.number or atom.date:
        return None
    number = atom.number
    while number.denominator % 2 == 0 or number.denominator % 5 == 0:
        number *= 10
    digits = str(number.numerator).rstrip("0")
    return (atom.role, _family(atom), digits, number.denominator)


def _of_a_system(atom: Atom) -> Hashable | None:
    """What is measured in units that no power of ten makes of each other, as far as it can be told when rounded."""
    return None if atom.weak or not atom.base or atom.dimension not in _SYSTEMS else (atom.role, atom.dimension)


def _hedge_and_system(atom: Atom) -> Hashable:
    return (atom.approximation, atom.base, (atom.base or 0) / (atom.number or 1))


# What is said about two numbers of a group


def _converted(a: Atom, b: Atom) -> Agreement | None:
    """12,141公顷 is 30,000 acres, rounded, and 零下5摄氏度 23°F: what is below zero is read without its sign."""
    if not (a.base and b.base and a.number and b.number):
        return None
    factor = (a.base / a.number) / (b.base / b.number)
    digits = str((factor if factor > 1 else 1 / factor).numerator).strip("0")
    rounded = abs(abs(a.base) - abs(b.base)) <= _ROUNDED * max(abs(a.base), abs(b.base))
    return Agreement.TOLERATED if rounded and digits != "1" and like_hedges(a, b) else None


def _same_hedge(a: Atom, b: Atom) -> Agreement | None:
    return Agreement.EQUAL if a.approximation is b.approximation else None


def like_hedges(a: Atom, b: Atom) -> bool:
    """Whether the two hedges are the same, or may be put for each other."""
    return a.approximation is b.approximation or _like_hedge(a, b) is not None


def _like_hedge(a: Atom, b: Atom) -> Agreement | None:
    hedges = frozenset((a.approximation, b.approximation))
    # "In five years" and "within five years" are the same to a translator.
    span = hedges == {_EXACT, _AT_MOST} and a.dimension in _DURATIONS
    # 近五年 is "the past five years" more often than "nearly five years".
    span = span or (hedges == {_EXACT, _NEARLY} and a.dimension == "calendar")
    # A date is hedged by words that are not read: 公元1100年左右.
    rough = (a.coarse or b.coarse or bool(a.date) or bool(b.date)) and hedges <= _ROUGH
    return Agreement.TOLERATED if hedges in _ALIKE or span or rough else None


def _without_conflict(verdict: Verdict) -> Verdict:
    """The verdict about two numbers whose units can be the same: one has none, or one that may be the other's."""

    def judged(a: Atom, b: Atom) -> Agreement | Why | None:
        if a.dimension and b.dimension and not _may_be_one(a, b):
            return None
        outcome = verdict(a, b)
        return Agreement.TOLERATED if outcome is Agreement.EQUAL else outcome

    return judged


def _family(atom: Atom) -> str | None:
    """The dimension, or that of the name it may go by."""
    return family(atom.dimension, (atom.base or Fraction(0)) / (atom.number or 1)) if atom.dimension else None


def _may_be_one(a: Atom, b: Atom) -> bool:
    return a.dimension != b.dimension and (_family(a) == b.dimension or _family(b) == a.dimension)


# What approximations explain


def _explain(assignment: Assignment) -> None:
    """Pairs an approximate number with an exact one it may stand for: "over 13,000" and 13,249."""
    for side in (0, 1):
        exact: dict[Hashable, list[tuple[Fraction, int, Atom]]] = defaultdict(list)
        for atom in assignment.free(1 - side):
            if atom.base is not None and not atom.weak and atom.approximation is _EXACT:
                exact[atom.role, _family(atom)].append((atom.base, atom.place, atom))
        for group in exact.values():
            group.sort(key=lambda item: item[:2])
        for atom in assignment.free(side):
            reach = _reach(atom)
            if reach is None:
                continue
            group = exact[atom.role, _family(atom)]
            at = bisect_left(group, reach[0], key=lambda item: item[0])
            if at < len(group) and group[at][0] < reach[1]:
                other = group.pop(at)[2]
                assignment.link(side, atom, other, Agreement.EXPLAINED)


def _reach(atom: Atom) -> tuple[Fraction, Fraction] | None:
    """From where up to where the values lie that a number may have been rounded from; None if it is a bound.

    A number is taken to be rounded at its last digit that is not 0.
    """
    if atom.base is None or not atom.number or atom.weak:
        return None
    digit = Fraction(1)
    while (atom.number / digit).denominator != 1 and digit > _FINEST:
        digit /= 10
    while (atom.number / (digit * 10)).denominator == 1:
        digit *= 10
    step = digit * (atom.base / atom.number)
    if atom.approximation is _SEVERAL:
        return atom.base * 2, atom.base * 10
    if atom.approximation in (_OVER, _AT_LEAST):
        return atom.base, atom.base + step
    if atom.approximation is _NEARLY:
        return atom.base - step, atom.base
    if atom.approximation in (_ABOUT, _ODD):
        return atom.base - step / 2, atom.base + step / 2
    return None


def _pair_the_last(assignment: Assignment) -> None:
    """The only two numbers left of their sort most likely are meant to be the same, if they are of one order."""
    groups: dict[Hashable, tuple[list[Atom], list[Atom]]] = {}
    for side in (0, 1):
        for atom in assignment.free(side):
            if atom.base is not None and not atom.weak:
                groups.setdefault((atom.role, _family(atom)), ([], []))[side].append(atom)
    for lefts, rights in groups.values():
        if len(lefts) != 1 or len(rights) != 1:
            continue
        low, high = sorted((lefts[0].base or Fraction(0), rights[0].base or Fraction(0)))
        if high < low * 10:
            assignment.link(0, lefts[0], rights[0], Why.OTHER_VALUE)
