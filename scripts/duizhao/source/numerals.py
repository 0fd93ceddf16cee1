"""What the numerals of headings count, in any script a report may number with: 3, 三, III, iii, Three, C, ③."""

import re
import unicodedata
from functools import cache

from duizhao.languages import LANGUAGES
from duizhao.languages.tables import table_of

#: Number words of all languages, and what they count.
_WORDS = {
    word: number for code in LANGUAGES for number, word in enumerate(table_of(code, "reports").get("numerals", ()), 1)
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
#: Signs of numbers, of all languages, and their values.
_HAN = {sign: value for code in LANGUAGES for sign, value in table_of(code, "reports").get("signs", {}).items()}
#: Any of these signs.
SIGN = f"[{''.join(_HAN)}]"

#: Any such numeral; longer ones first, so that `III` is not `I`.
NUMERAL = (
    rf"(?:[0-9]{{1,3}}|{SIGN}{{1,6}}|[①-⑳㉑-㉟㊱-㊿]"
    rf"|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)|[IVXLC]{{1,7}}(?![A-Za-z])"
    r"|[ivxlc]{1,7}(?![A-Za-z])|[A-Za-z](?![A-Za-z]))"
)


@cache
def counted(numeral: str) -> frozenset[int]:
    """What a numeral may count: `C` is 3 or 100, `v` is 5 or 22. Nothing for what is no numeral."""
    numeral = numeral.strip()
    if re.fullmatch(r"[0-9]+", numeral):
        return frozenset({int(numeral)})
    if len(numeral) == 1 and (circled := unicodedata.numeric(numeral, 0)) and numeral not in _HAN:
        return frozenset({int(circled)})
    if numeral and all(sign in _HAN for sign in numeral):
        return frozenset({_han(numeral)})
    small = numeral.casefold()
    found = set()
    if small in _WORDS:
        found.add(_WORDS[small])
    if small and all(sign in _ROMAN for sign in small) and (value := _roman(small)):
        found.add(value)
    if len(small) == 1 and "a" <= small <= "z":
        found.add(ord(small) - ord("a") + 1)
    return frozenset(found)


def _han(numeral: str) -> int:
    """三, 十二, 二十, 一百零三; 二〇 digit by digit."""
    if all(_HAN[sign] < 10 for sign in numeral):
        return int("".join(str(_HAN[sign]) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        value = _HAN[sign]
        if value >= 10:
            total += max(digit, 1) * value
            digit = 0
        else:
            digit = value
    return total + digit


def _roman(numeral: str) -> int:
    """The value of a well-formed numeral, 0 for any other."""
    if not re.fullmatch(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", numeral):
        return 0
    values = [_ROMAN[sign] for sign in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < behind else value for value, behind in zip(values, following, strict=True))
