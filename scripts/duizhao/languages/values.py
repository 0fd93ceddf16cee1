"""Numbers and dates of a text as values that read the same in every language.

Only as exact as anchors need; a caller with something better passes it in place of `find_values`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.languages import as_read, part
from duizhao.languages.quantity import Interval, Quantity
from duizhao.languages.references import without_references
from duizhao.patterns import compiled

_FIGURES = r"(?<![\d.])(?P<whole>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<rest>\.\d+)?"
_DIGIT = compiled(r"\d")


def find_values(text: str, language: str) -> Iterator[str]:
    """The values of a text's numbers and dates: `n:52000` for 5.2万 and 52,000, `d:2-8` for 2月8日 and February 8,
    `d:8` for 8月 and August. Years are plain numbers.

    Numbers in words are read too, without “one” and 一, which mostly count nothing (but 第一 and “first” do). A
    language without rules for values has those of its quantities, and without these only figures are read.
    """
    text = as_read(without_references(text), language)
    rules = part(language, "values")
    if not rules and (reading := part(language, "quantities")):
        yield from (value for quantity in reading.find(text) if not quantity.weak for value in values_of(quantity))
        return
    for pattern in rules.DATES if rules and any(map(text.__contains__, rules.IN_DATES)) else ():
        found = list(pattern.finditer(text))
        for match in found:
            yield _date(match, rules.MONTHS if rules else {})
        text = pattern.sub(" ", text) if found else text
    scales = rules.SCALES if rules else {}
    for match in re.finditer(_FIGURES + (rules.SCALE if rules else ""), text) if _DIGIT.search(text) else ():
        value = Decimal(re.sub("[,，]", "", match["whole"]) + (match["rest"] or ""))
        yield value_named(value * scales.get(match.groupdict().get("scale") or "", 1))
    yield from map(value_named, rules.numbers(text) if rules else ())


def values_of(quantity: Quantity) -> Iterator[str]:
    """The values of a quantity, as those of a text, and those of both ends of a range."""
    if isinstance(quantity.value, Interval):
        ends = {quantity.value.low, quantity.value.high}
        yield from (value_named(Decimal(end.numerator) / end.denominator) for end in sorted(ends))
        return
    for date in dict.fromkeys((quantity.value.first, quantity.value.last)):
        if date.month:
            yield f"d:{date.month}-{date.day}" if date.day else f"d:{date.month}"
        elif date.day:
            yield value_named(date.day)
        if date.year:
            yield value_named(date.year)


def _date(match: re.Match[str], months: dict[str, int]) -> str:
    number = months.get(match["month"]) or int(match["month"])
    day = match.groupdict().get("day")
    return f"d:{number}-{int(day)}" if day else f"d:{number}"


def value_named(value: Decimal | int) -> str:
    """What a number is called among the values of a text."""
    return f"n:{Decimal(value).normalize():f}"
