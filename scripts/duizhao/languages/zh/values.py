"""Numbers and dates of a Chinese text as far as alignment needs them (`languages.values`)."""

import re
from collections.abc import Iterator

from duizhao.languages.zh.numerals import DIGITS, MYRIADS, read
from duizhao.patterns import compiled

DATES = (compiled(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?"),)
MONTHS: dict[str, int] = {}
#: What a date cannot be without.
IN_DATES = ("月",)

SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
SCALE = r"(?:\s*(?:余|多)?\s*(?P<scale>万亿|千万|百万|亿|万|千|百))?"

_NUMBER = compiled(r"(第)?([零〇一二两三四五六七八九十百千万亿]+)(?=.?)", re.DOTALL)
#: Behind these a lone digit counts things.
_COUNTED = compiled(r"[个国年月天项条家大次届期座口名类种方周倍度位省市]")


def numbers(text: str) -> Iterator[int]:
    """The numbers in characters."""
    for match in _NUMBER.finditer(text):
        ordinal, digits = match[1], match[2]
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        counted = _COUNTED.match(text, match.end())
        if len(digits) == 1 and not ordinal and (digits not in DIGITS or digits == "一" or not counted):
            continue
        if len(digits) == 4 and all(char in DIGITS for char in digits):
            yield int("".join(str(DIGITS[char]) for char in digits))
        elif digits[0] not in MYRIADS and (number := read(digits)):
            yield int(number.high)
