"""What texts number headings, items, boxes and pages with besides figures, in all languages: 三, III, Three, premier.
Each language's own ways stand in its `reports.yml`."""

import re
import unicodedata
from functools import cache

from duizhao.languages import LANGUAGES
from duizhao.languages.roman import roman
from duizhao.languages.tables import number_words, of_all, table_of
from duizhao.patterns import compiled

#: Number words of all languages, and what they count.
_WORDS = {word: number for code in LANGUAGES for word, number in number_words(code).items()}
#: Signs of numbers, of all languages, and their values; and any of the signs.
_SIGNS = {sign: value for code in LANGUAGES for sign, value in table_of(code, "reports").get("signs", {}).items()}
SIGN = f"[{''.join(_SIGNS)}]"

#: Any such numeral; longer ones first, so that `III` is not `I`.
NUMERAL = (
    rf"(?:(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)|[0-9]{{1,3}}|{SIGN}{{1,6}}|[①-⑳㉑-㉟㊱-㊿]"
    r"|[IVXLC]{1,7}(?![A-Za-z])|[ivxlc]{1,7}(?![A-Za-z])|[A-Za-z](?![A-Za-z]))"
)

#: The numerals from one on that each language's lists have besides figures, and what an item begins with in any.
ROWS_OF_ITEMS = tuple(filter(None, dict.fromkeys(table_of(code, "reports").get("items", "") for code in LANGUAGES)))
OF_ITEMS = f"[{''.join(of_all('items'))}]"
#: The number of a box: `3`, `2.1`, `三`.
BOX_NUMBER = rf"(?:\d{{1,3}}(?:[.-]\d{{1,3}})?|{OF_ITEMS}{{1,3}})"


@cache
def headings_of(kind: str) -> re.Pattern[str]:
    """How headings of a kind (`part`, `annex`, `chapter`, `section`) begin, in any language."""
    tables = (table_of(code, "reports").get("headings", {}) for code in LANGUAGES)
    templates = dict.fromkeys(each for headings in tables for each in headings.get(kind, ()))
    labels = (re.escape(each).replace(r"\ ", r"\s+").replace(r"\{numeral\}", rf"\s*{NUMERAL}\s*") for each in templates)
    return compiled("|".join(labels), re.IGNORECASE)


@cache
def counted(numeral: str) -> frozenset[int]:
    """What a numeral may count: `C` is 3 or 100, `v` is 5 or 22. Nothing for what is no numeral."""
    numeral = numeral.strip()
    if re.fullmatch(r"[0-9]+", numeral):
        return frozenset({int(numeral)})
    if len(numeral) == 1 and (circled := unicodedata.numeric(numeral, 0)) and numeral not in _SIGNS:
        return frozenset({int(circled)})
    if numeral and all(sign in _SIGNS for sign in numeral):
        return frozenset({_by_signs(numeral)})
    small = numeral.casefold()
    found = set()
    if small in _WORDS:
        found.add(_WORDS[small])
    if small and re.fullmatch(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", small):
        found.add(roman(small))
    if len(small) == 1 and "a" <= small <= "z":
        found.add(ord(small) - ord("a") + 1)
    return frozenset(found)


def _by_signs(numeral: str) -> int:
    """三, 十二, 二十, 一百零三; 二〇 digit by digit."""
    if all(_SIGNS[sign] < 10 for sign in numeral):
        return int("".join(str(_SIGNS[sign]) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        value = _SIGNS[sign]
        if value >= 10:
            total += max(digit, 1) * value
            digit = 0
        else:
            digit = value
    return total + digit
