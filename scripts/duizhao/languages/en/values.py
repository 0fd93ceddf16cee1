"""Numbers and dates of an English text as far as alignment needs them (`languages.values`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTH, _DAY = f"(?P<month>{'|'.join(MONTHS)})", r"(?P<day>[12]\d|3[01]|0?[1-9])"
DATES = (
    re.compile(rf"\b{_MONTH} {_DAY}\b(?!\d)"),
    re.compile(rf"\b{_DAY} {_MONTH}\b"),
    re.compile(rf"\b{_MONTH}\b"),
)

SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALE = rf"(?:[\s-]*(?P<scale>{'|'.join(SCALES)})\b)?"

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(rf"\b({_WORD})(?:-({_WORD}))?\b(?:[\s-]+({'|'.join(SCALES)})\b)?", re.IGNORECASE)

#: “Chapter One” counts, “one of them” does not.
_CHAPTER = re.compile(r"[A-Z][a-z]+ One$")


def numbers(text: str) -> Iterator[int]:
    """The numbers in words."""
    for match in _NUMBER.finditer(text):
        word, second, scale = (part.casefold() if part else "" for part in match.groups())
        if word == "one" and not scale and not _CHAPTER.search(text, max(0, match.start() - 12), match.end()):
            continue
        yield (_WORDS[word] + (_WORDS[second] if second else 0)) * SCALES.get(scale, 1)
