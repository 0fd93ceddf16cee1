"""Which differences of two counterpart texts are sure enough to be told.

A value is read by rules, and a text that nobody has made them for has forms they do not know: then the other language
seems to lack what it says in its own way. So a difference is told where the reading is beyond doubt: two values of one
kind that differ, or one in figures for which the other text has nothing that may be it. What is said in words on one
side only, a hedge that may be said in another way, and values of two kinds prove nothing.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain

from msgspec.structs import astuple, replace

from duizhao.compare.quantities.assignment import atoms_of
from duizhao.compare.quantities.compare import Difference, compare
from duizhao.compare.quantities.numbers import like_hedges
from duizhao.compare.quantities.verdicts import Why
from duizhao.languages import LANGUAGES
from duizhao.languages import language as language_of
from duizhao.languages.clauses import CLAUSE_END
from duizhao.languages.hedges import any_of
from duizhao.languages.opposites import negations
from duizhao.languages.quantity import Approximation, Interval, Kind, Part, Period, Quantity
from duizhao.languages.script import lower
from duizhao.languages.tables import words_of
from duizhao.languages.units import family, units
from duizhao.languages.values import find_values, value_named, values_of
from duizhao.patterns import compiled

#: The largest number that is often said in passing.
_SMALL = 12
#: Hedges that are words of their own; others (不到, 近) are said in many ways.
_PLAIN = frozenset((Approximation.OVER, Approximation.ABOUT, Approximation.AT_LEAST, Approximation.AT_MOST))
_LENGTH = "length"
_SHARES = (Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE)
_MORE = frozenset((Approximation.OVER, Approximation.AT_LEAST))
_LESS = frozenset((Approximation.UNDER, Approximation.AT_MOST))
#: A number in words is seldom put for one so many times as large.
_TIMES = 5
#: The largest word for a number is less than so many digits long.
_LARGEST_SCALE = 16
#: Parts of a time of which it can be but one.
_APART = (
    {Part.FIRST_QUARTER, Part.SECOND_QUARTER, Part.THIRD_QUARTER, Part.FOURTH_QUARTER},
    {Part.FIRST_HALF, Part.SECOND_HALF},
    {Part.EARLY, Part.MIDDLE, Part.LATE},
    {Part.EARLY_DECADE, Part.MIDDLE_DECADE, Part.LATE_DECADE},
)
#: So many characters beside a value may hold what hedges it.
_CLOSE = 24
#: Figures, and all that other languages may take for one number.
_FIGURES = compiled(r"\d+(?:[,.，．]\d+)*"), compiled(r"\d+(?:[\s,.，．:：'-]\d+)+")
_COLON = compiled("[:：]")
_NO_FIGURE = compiled(r"[^\d.]+|(?<!\d)\.|\.(?!\d)|\.(?=\d{3}(?!\d))")


def beyond_doubt(
    texts: Sequence[str], languages: Sequence[str], quantities: Sequence[Sequence[Quantity]]
) -> tuple[Difference, ...]:
    """The differences of two counterpart texts that are beyond doubt. `quantities`: those of each that are compared."""
    comparison = compare(*quantities)
    all_ = comparison.differences
    strong = [difference for difference in all_ if not difference.weak]
    if not strong:
        return ()
    paired = [pair.left for pair in comparison.pairs], [pair.right for pair in comparison.pairs]
    known = [_Text(*each) for each in zip(texts, languages, quantities, paired, strict=True)]
    return tuple(difference for difference in strong if _is_sure(difference, all_, known))


class _Text:
    """The numbers of a text without counterpart, read or unread, and its figures without what divides them."""

    def __init__(self, text: str, language: str, all_: Sequence[Quantity], paired: Sequence[Quantity]) -> None:
        self._text, self._language = text, language
        rest = _without(text, paired)
        self.parts = [_figures(part).lstrip("0") for part in _FIGURES[0].findall(text)]
        self.figures = {_figures(found) for pattern in _FIGURES for found in pattern.findall(rest)}
        self.numbers = {*find_values(_without(rest, all_), language)}
        self.numbers |= {name for quantity in all_ if quantity not in paired for name in values_of(quantity)}
        signs, signed = _scale_signs()
        self.numbers |= {value_named(Decimal(figures) * signs[sign]) for figures, sign in signed.findall(lower(rest))}

    def has(self, quantity: Quantity) -> bool:
        """Whether the numbers of the quantity stand in the text, in whatever part; or those of both sides of a colon:
        4:51, and 4分51秒."""
        names = {*values_of(quantity)}
        figures = _figures(quantity.surface)
        if not figures and lower(quantity.surface) in lower(self._text):
            return True
        sides = [_figures(side).lstrip("0") for side in _COLON.split(quantity.surface)]
        at = range(len(self.parts)) if len(sides) > 1 else ()
        timed = any(self.parts[place : place + len(sides)] == sides for place in at)
        lasts = bool(quantity.unit and units()[quantity.unit].is_duration)
        timed = timed or (lasts and figures.lstrip("0") in {each.lstrip("0") for each in self.figures})
        return timed or (figures in self.figures and _is_bare(quantity)) or (bool(names) and names <= self.numbers)

    def hedges(self, quantity: Quantity, *, negated: bool) -> bool:
        """Whether the words of its clause close to a quantity hedge something, or negate (`negated`)."""
        *_, before = CLAUSE_END.split(self._text[max(0, quantity.start - _CLOSE) : quantity.start])
        behind, *_ = CLAUSE_END.split(self._text[quantity.end : quantity.end + _CLOSE])
        if negated:
            return bool(negations(before, self._language))
        return any(_hedges(self._language).search(lower(part)) for part in (before, behind))

    def says_hedge(self, quantity: Quantity) -> bool:
        """Whether its hedge stands beside it: that of a share may stand before the whole (不超过座位的30%)."""
        return quantity.kind not in _SHARES or bool(_hedges(self._language, 1).search(lower(quantity.surface)))

    def may_have(self, quantity: Quantity) -> bool:
        """The same, or its figures are a part of others, or others a part of them: 2017, and “FY17”."""
        mine = _figures(quantity.surface)
        pairs = [(mine, other) for other in self.figures] + [(other, mine) for other in self.figures]
        return self.has(quantity) or any(len(part) > 1 and part in whole for part, whole in pairs)


def _is_sure(difference: Difference, all_: Sequence[Difference], texts: Sequence[_Text]) -> bool:
    left, right, why = difference.left, difference.right, difference.why
    if left and right:
        if why is Why.APPROXIMATION:
            return _hedges_differ((left, right), texts)
        if why is Why.OTHER_VALUE and _other_part(left, right):
            return True
        timed = [len(_COLON.split(quantity.surface)) > 1 for quantity in (left, right)]
        if why is Why.OTHER_VALUE and sum(timed) == 1:
            # The hour of 21:20 is no 21 by itself.
            return not texts[timed.index(False)].has(right if timed[1] else left) and _may_be_put(left, right)
        found = texts[1].has(left), texts[0].has(right)
        ranges = [quantity.value.is_range for quantity in (left, right)]
        # Of a range in figures one end stands in the other text; that both do is what makes it doubtful.
        one = left.kind is not Kind.DATE and sum(ranges) == 1 and _is_written(left) and _is_written(right)
        doubtful = found[ranges.index(True)] if one else any(found)
        if why is Why.LESS_SPECIFIC:
            return not doubtful and _parts(left) == _parts(right)
        return why is Why.UNIT or (why is Why.OTHER_VALUE and not doubtful and _may_be_put(left, right))
    quantity, side = (left, 0) if left else (right, 1)
    if quantity is None or why is not Why.ABSENT:
        return False
    others = (other for each in all_ if (other := _alone(each, 1 - side)))
    if any(_may_be_put(quantity, other) and _tells(other, quantity) for other in others):
        return not texts[1 - side].has(quantity)
    return _is_stated(quantity) and not texts[1 - side].may_have(quantity)


def _alone(difference: Difference, side: int) -> Quantity | None:
    """What only this side has."""
    here, there = (difference.left, difference.right) if side == 0 else (difference.right, difference.left)
    return None if there else here


def _hedges_differ(pair: tuple[Quantity, Quantity], texts: Sequence[_Text]) -> bool:
    """Whether one has no hedge, in its clause either, and the other a plain one; or one says more and one less."""
    hedges = [quantity.approximation for quantity in pair]
    if _sort(pair[0]) != _sort(pair[1]) or pair[0].value.is_range != pair[1].value.is_range:
        return False
    if pair[0].value.is_range and not {Approximation.AT_MOST, Approximation.OVER}.isdisjoint(hedges):
        return False  # 200–300范围内 is within that range, and 超出200–300 is not
    for quantity, text, hedge, other in zip(pair, texts, hedges, reversed(hedges), strict=True):
        if hedge in _MORE and other in _LESS:
            return text.says_hedge(quantity) and not text.hedges(quantity, negated=True)
        if hedge is Approximation.EXACT and other in _PLAIN:
            return not text.hedges(quantity, negated=False) and not (other is Approximation.OVER and _extends(quantity))
    return False


def _extends(quantity: Quantity) -> bool:
    """Whether it is a length to a part of its unit, which something extends over rather than exceeds."""
    unit = units()[quantity.unit] if quantity.unit else None
    value = quantity.value
    return bool(unit and unit.dimension == _LENGTH and isinstance(value, Interval) and value.low.denominator > 1)


@cache
def _hedges(language: str, least: int = 2) -> re.Pattern[str]:
    """Finds words that hedge, of at least so many characters: one is as often a part of another word (境内)."""
    words = words_of(language)
    groups = [*words.get("hedges_before", {}).values(), *words.get("hedges_after", {}).values()]
    known = [word for word in chain(*groups) if len(word) >= least]
    edge = "" if language_of(language).script == "han" else r"\b"
    return compiled(f"{edge}(?:{any_of(known)}){edge}")


@cache
def _scale_signs() -> tuple[Mapping[str, int], re.Pattern[str]]:
    """What signs behind figures make of them, those of all languages in a text of any (27B parameters, 131k stars);
    and what finds them."""
    signs = {sign: size for code in LANGUAGES for sign, size in words_of(code).get("scale_signs", {}).items()}
    return signs, compiled(rf"(\d+(?:\.\d+)?)({any_of(signs)})(?![a-z])")


def _may_be_put(one: Quantity, other: Quantity) -> bool:
    """Whether the one may have been put for the other."""
    (first, *_), (second, *_) = atoms_of([one]), atoms_of([other])
    if Kind.DATE in (one.kind, other.kind):
        return _sort(one) == _sort(other)
    either_none = not (first.dimension and second.dimension)
    return (either_none or _sort(one)[1] == _sort(other)[1]) and like_hedges(first, second)


def _tells(other: Quantity, quantity: Quantity) -> bool:
    """Whether a value without counterpart may be what the other was put for: “one” stands in most sentences."""
    if not other.weak or _is_written(other):
        return True
    mine, others = quantity.value, other.value
    if not (isinstance(mine, Interval) and isinstance(others, Interval)) or others.high <= 1:
        return False
    close = (other.kind, other.unit) == (quantity.kind, quantity.unit) and mine.high <= others.low * _TIMES
    return close or _is_written(quantity)


def _is_stated(quantity: Quantity) -> bool:
    """Whether a text says this for its own sake, in figures."""
    value = quantity.value
    if not _is_written(quantity) or quantity.kind in (Kind.ORDINAL, Kind.MULTIPLE):
        return False
    if not isinstance(value, Interval):
        return True
    least = _SMALL if quantity.kind is Kind.CARDINAL else 1
    return value.high > least or value.high.denominator > 1


def _sort(quantity: Quantity) -> tuple[object, ...]:
    """What two values share if one can be put for the other; of dates, what they are made of."""
    value = quantity.value
    if isinstance(value, Interval):
        unit = units()[quantity.unit] if quantity.unit else None
        bare = "ratio" if quantity.kind is Kind.FRACTION else ""
        return quantity.kind, family(unit.dimension, unit.factor) if unit else bare
    _, *parts = astuple(value.last)  # the year is often left out
    return tuple(part is None for part in parts)


def _parts(quantity: Quantity) -> object:
    value = quantity.value
    return None if isinstance(value, Interval) else (value.first.part, value.last.part)


def _other_part(one: Quantity, other: Quantity) -> bool:
    """Whether two dates are of one year or month, and of different parts of it: the first quarter, and the second."""
    values = [quantity.value for quantity in (one, other)]
    dates = [value.first for value in values if isinstance(value, Period) and not value.is_range]
    parts = {date.part for date in dates}
    apart = len(parts) == 2 and any(parts <= group for group in _APART)
    return apart and len({replace(date, part=None) for date in dates}) == 1


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    """The text with blanks for quantities."""
    for quantity in quantities:
        text = text[: quantity.start] + " " * (quantity.end - quantity.start) + text[quantity.end :]
    return text


def _figures(text: str) -> str:
    """The figures in a text, one behind the other, and the points between them."""
    return _NO_FIGURE.sub("", text)


def _is_written(quantity: Quantity) -> bool:
    """Whether it is written in figures."""
    return bool(_figures(quantity.surface))


def _is_bare(quantity: Quantity) -> bool:
    """Whether the figures are all there is of a number, without a word that makes it more (5.2万, 52 million)."""
    value, (whole, _, rest) = quantity.value, _figures(quantity.surface).partition(".")
    if not isinstance(value, Interval) or not whole:
        return False
    number = Fraction(int(whole + rest.replace(".", "")), 10 ** len(rest))
    return value.is_range or all(value.low != number * 10**place for place in range(1, _LARGEST_SCALE))
