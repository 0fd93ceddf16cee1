"""Quantities as short plain text in one notation for all languages, as the examples write them."""

from __future__ import annotations

from fractions import Fraction

from duizhao.languages.quantity import Approximation, Kind, PartialDate, Period, Quantity

_PREFIX = {Kind.ORDINAL: "no. ", Kind.MULTIPLE: "times "}


def describe(quantity: Quantity) -> str:
    """Such as `over 11000 kilometre`, `30..50 percent`, `no. 3`, `times 2`, `2024-07-03`, `late 2023-12`, `weak 1`."""
    parts = ["weak"] if quantity.weak else []
    value = quantity.value
    if isinstance(value, Period):
        parts += ["until"] if quantity.approximation is Approximation.AT_MOST else []
    elif quantity.approximation is not Approximation.EXACT:
        parts.append(quantity.approximation.value)
    if isinstance(value, Period):
        ends = [_date(value.first), _date(value.last)]
    else:
        ends = [_number(value.low), _number(value.high)]
    text = _PREFIX.get(quantity.kind, "") + ("..".join(ends) if value.is_range else ends[0])
    parts.append(text)
    if quantity.unit:
        parts.append(quantity.unit)
    return " ".join(parts)


def _number(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    places = 0
    while places < 9 and (number * 10**places).denominator != 1:
        places += 1
    scaled = number * 10**places
    if scaled.denominator != 1:
        return str(number)
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _date(date: PartialDate) -> str:
    """As ISO 8601 writes it, `--` for a missing year and `---` for year and month; the part of it in front."""
    text = "" if date.year is None else f"{date.year:04}"
    if date.month is not None:
        text = f"{text or '-'}-{date.month:02}"
    if date.day is not None:
        text = f"{text or '--'}-{date.day:02}"
    return f"{date.part.value} {text}".strip() if date.part else text
