"""Numbers and dates of a Chinese text as far as alignment needs them (`languages.values`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

DATES = (re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?"),)
MONTHS: dict[str, int] = {}

SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
SCALE = r"(?:\s*(?:余|多)?\s*(?P<scale>万亿|千万|百万|亿|万|千|百))?"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(r"(第)?([零〇一二两三四五六七八九十百千万亿]+)(?=.?)", re.DOTALL)
#: Behind these a lone digit counts things.
_COUNTED = re.compile(r"[个国年月天项条家大次届期座口名类种方周倍度位省市]")


def numbers(text: str) -> Iterator[int]:
    """The numbers in characters."""
    for match in _NUMBER.finditer(text):
        ordinal, digits = match[1], match[2]
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        counted = _COUNTED.match(text, match.end())
        if len(digits) == 1 and not ordinal and (digits not in _DIGITS or digits == "一" or not counted):
            continue
        if (value := _value(digits)) is not None:
            yield value


def _value(digits: str) -> int | None:
    """The value of a number in characters; None if they are none (万一, 千百)."""
    if all(char in _DIGITS for char in digits):
        return int("".join(str(_DIGITS[char]) for char in digits)) if len(digits) in (1, 4) else None
    total = section = digit = 0
    for char in digits:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            if not (section + digit):
                return None
            total = (total + section + digit) * 10**8 if char == "亿" else total + (section + digit) * 10**4
            section = digit = 0
    return total + section + digit
