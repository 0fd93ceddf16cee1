"""Numbers and dates of a text as values that read the same in Chinese and English.

Only as exact as anchors need; a caller with something better passes it in place of `find_values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.compare.alignment.references import without_references

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH_NAME = "(?P<month>" + "|".join(name.capitalize() for name in _MONTHS) + ")"
_ENGLISH_DATES = (
    re.compile(rf"\b{_MONTH_NAME} (?P<day>[12]\d|3[01]|0?[1-9])\b(?!\d)"),
    re.compile(rf"\b(?P<day>[12]\d|3[01]|0?[1-9]) {_MONTH_NAME}\b"),
    re.compile(rf"\b{_MONTH_NAME}\b"),
)
_CHINESE_DATE = re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?")

_SCALES = {
    "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\d.])(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?"
    r"(?:\s*(?:余|多)?\s*(万亿|千万|百万|亿|万|千|百)|[\s-]*(hundred|thousand|million|billion|trillion)\b)?"
)

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = re.compile(r"(第)?([零〇一二两三四五六七八九十百千万亿]+)(?=.?)", re.DOTALL)
#: Behind these a lone Han digit counts things.
_COUNTED = re.compile(r"[个国年月天项条家大次届期座口名类种方周倍度位省市]")

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_ENGLISH_NUMBER = re.compile(
    rf"\b({_WORD})(?:-({_WORD}))?\b(?:[\s-]+(hundred|thousand|million|billion|trillion)\b)?", re.IGNORECASE
)

#: “Chapter One” counts, “one of them” does not.
_CHAPTER = re.compile(r"[A-Z][a-z]+ One$")


def find_values(text: str, language: str) -> Iterator[str]:
    """The values of a text's numbers and dates: `n:52000` for 5.2万 and 52,000, `d:2-8` for 2月8日 and February 8,
    `d:8` for 8月 and August. Years are plain numbers.

    Numbers in words are read too, without “one” and 一, which mostly count nothing (but 第一 and “first” do).
    """
    text = without_references(text)
    han = language.partition("-")[0].casefold() in ("zh", "ja")
    for pattern in (_CHINESE_DATE,) if han else _ENGLISH_DATES:
        for match in pattern.finditer(text):
            yield _date(match)
        text = pattern.sub(" ", text)
    for match in _DIGITS.finditer(text):
        value = Decimal(re.sub("[,，]", "", match[1]) + (match[2] or ""))
        yield _value(value * _SCALES.get(match[3] or match[4] or "", 1))
    yield from _han_numbers(text) if han else _english_numbers(text)


def _date(match: re.Match[str]) -> str:
    month = match["month"]
    number = _MONTHS.get(month.casefold()) or int(month)
    day = match.groupdict().get("day")
    return f"d:{number}-{int(day)}" if day else f"d:{number}"


def _value(value: Decimal) -> str:
    return f"n:{value.normalize():f}"


def _han_numbers(text: str) -> Iterator[str]:
    for match in _HAN_NUMBER.finditer(text):
        ordinal, digits = match[1], match[2]
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        counted = _COUNTED.match(text, match.end())
        if len(digits) == 1 and not ordinal and (digits not in _HAN_DIGITS or digits == "一" or not counted):
            continue
        if (value := _han_value(digits)) is not None:
            yield _value(Decimal(value))


def _han_value(digits: str) -> int | None:
    """The value of a number in Han characters; None if they are none (万一, 千百)."""
    if all(char in _HAN_DIGITS for char in digits):
        return int("".join(str(_HAN_DIGITS[char]) for char in digits)) if len(digits) in (1, 4) else None
    total = section = digit = 0
    for char in digits:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            if not (section + digit):
                return None
            total = (total + section + digit) * 10**8 if char == "亿" else total + (section + digit) * 10**4
            section = digit = 0
    return total + section + digit


def _english_numbers(text: str) -> Iterator[str]:
    for match in _ENGLISH_NUMBER.finditer(text):
        word, second, scale = (part.casefold() if part else "" for part in match.groups())
        if word == "one" and not scale and not _CHAPTER.search(text, max(0, match.start() - 12), match.end()):
            continue
        yield _value(Decimal((_WORDS[word] + (_WORDS[second] if second else 0)) * _SCALES.get(scale, 1)))
