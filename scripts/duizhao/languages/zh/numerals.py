"""Chinese numerals: Arabic digits, Chinese characters and mixtures of both, as exact numbers."""

import re
from fractions import Fraction
from unicodedata import numeric

from msgspec import Struct
from msgspec.structs import replace

DIGITS = {char: value for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
          for char in chars}  # fmt: skip
PLACES = {"十": 10, "百": 100, "千": 1000}
PARTS = "½¼¾⅓⅔"
_FINEST_PART = 10
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}

#: 千 and 百 where they do not begin another word (千瓦, 百分之); 兆, which is a million too, of money.
_TRILLION = r"兆(?=(?:\d[\d.,]*[万亿])?[余多]?(?:[美日韩欧]?元|新?台币|[日韩]?圆))"
_SCALE = rf"(?:[十万亿]|{_TRILLION}|千(?![瓦克米卡帕])|百(?!分[之点比位]))"
#: 8 3/4
_PART = r" [1-7][/⁄](?:[2-8]|16)(?![\d/⁄.])"
ARABIC = (
    r"(?:\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3}){1,8}(?!\d)|\d{1,40})(?:\.\d{1,20})?(?!\.?\d)"
    rf"(?:[{PARTS}]|{_PART})?"
)
#: A numeral that begins with digits, as in 5.2万, 6千, 2.5万亿, 1亿5000万.
MIXED = rf"{ARABIC}(?:[多余](?=[万亿]))?{_SCALE}{{0,4}}(?:\d{{1,4}}{_SCALE}{{1,3}}){{0,3}}(?:(?<=万)\d{{4}}(?!\d))?"
#: Behind a number 两 is a weight or a coin (二两, 一万两白银), unless a place word follows it; 三两个 and 一两个 count.
_HAN_DIGIT = (
    "(?:[零〇一二三四五六七八九]|(?<![一二三四五六七八九十百千万亿])两|两(?=[百千万亿])"
    "|(?<=[一三])两(?=[个天年句下日周人次条步杯家位只名种]))"
)
#: A numeral in characters; 数 and 几 stand for "several", 多 and 余 before 万 for "and some more".
HAN = rf"(?:{_HAN_DIGIT}|[数几](?=[十百千万亿])|(?<=十)几|(?<=[十百千])[多余](?=[万亿])|{_SCALE}){{1,48}}"
#: Digits after a decimal point in characters, where 点 is no hour and no dot.
HAN_DECIMALS = "点(?P<decimals>[零〇一二三四五六七八九]{1,9})"


class Numeral(Struct, frozen=True):
    """A numeral's value, or the two ends of 三四十; `scale` is the worth of the place word it ends with."""

    low: Fraction
    high: Fraction
    scale: Fraction = Fraction(1)
    several: bool = False
    """Only the order of magnitude is stated (数百)."""
    over: bool = False
    """It says "and some more" itself (十几, 6800多万)."""
    bare: bool = False
    """It begins with a place word (百, 千万) that may mean a large number only loosely."""


def read(token: str) -> Numeral | None:
    """The value of what MIXED or HAN matched; None if its characters make up no number."""
    more = token.replace("多", "").replace("余", "").replace("十几", "十")
    if more != token:
        found = read(more) if more else None
        return found and replace(found, over=not found.several, bare=False)
    if token == "百十":
        # 百十来人: a hundred or so.
        token = "百"
    if token[0].isdigit():
        return _read_mixed(token)
    if token[0] in "数几":
        rest = _number(token[1:])
        return Numeral(rest, rest, several=True) if rest else None
    if "几" in token or "数" in token:
        return None
    if all(char in DIGITS for char in token):
        return _digits(token)
    low, high = _approximate_pair(token)
    if high:
        ends = _number(low), _number(high)
        return Numeral(ends[0], ends[1]) if ends[0] and ends[1] else None
    value = _number(token)
    return Numeral(value, value, _trailing(token), bare=token[0] in "百千万亿") if value else None


def with_decimals(whole: Numeral, decimals: str) -> Numeral:
    """二十四 and the digits behind 点 as one number."""
    value = whole.low + Fraction(int("".join(str(DIGITS.get(char, char)) for char in decimals)), 10 ** len(decimals))
    return Numeral(value, value)


def with_part(whole: Numeral, sign: str) -> Numeral:
    """2 and ½ as one number."""
    value = whole.low + Fraction(numeric(sign)).limit_denominator(_FINEST_PART)
    return Numeral(value, value)


def _read_mixed(token: str) -> Numeral | None:
    if token[-1] in PARTS:
        whole = _read_mixed(token[:-1])
        return whole and with_part(whole, token[-1])
    number, _, part = token.replace("⁄", "/").rpartition(" ")
    if "/" in part:
        sum_ = Fraction(re.sub(r"[^\d.]", "", number)) + Fraction(part)
        return Numeral(sum_, sum_)
    value = _number("".join(char for char in token if char not in ", \u00a0\u2009\u202f"))
    return None if value is None else Numeral(value, value, _trailing(token))


def _digits(token: str) -> Numeral | None:
    """Characters without place words: one digit, a number spelt digit by digit, or two neighbours (三四)."""
    values = [DIGITS[char] for char in token]
    if len(values) == 1:
        return Numeral(Fraction(values[0]), Fraction(values[0]))
    if values[0] == 0 and len(values) == 2:
        # 三年零四个月
        return Numeral(Fraction(values[1]), Fraction(values[1]))
    if len(values) == 2 and values[0] and (values[0] + 1 == values[1] or values == [3, 5]):
        return Numeral(Fraction(values[0]), Fraction(values[1]))
    if token == "三两":
        return Numeral(Fraction(2), Fraction(3))
    if "〇" in token or "○" in token or "零" in token[1:]:
        number = Fraction(int("".join(map(str, values))))
        return Numeral(number, number)
    return None


def _approximate_pair(token: str) -> tuple[str, str]:
    """五六百 as 五百 and 六百; ("", "") if the token holds no two neighbouring digits."""
    for at in range(len(token) - 1):
        first, second = DIGITS.get(token[at]), DIGITS.get(token[at + 1])
        if first and second:
            if first + 1 != second:
                return "", ""
            return token[:at] + token[at] + token[at + 2 :], token[:at] + token[at + 1 :]
    return "", ""


def _trailing(token: str) -> Fraction:
    scale = Fraction(1)
    for char in reversed(token):
        worth = PLACES.get(char) or MYRIADS.get(char)
        if worth is None:
            return scale
        scale *= worth
    return Fraction(1)


def _number(token: str) -> Fraction | None:
    """The value by the places' worth: 两千五百亿, 1亿5000万, 一千零五, and 三万五 for 35 000."""
    above = total = section = Fraction(0)
    number: Fraction | None = None
    last_worth = 0
    at = 0
    while at < len(token):
        char = token[at]
        if char.isdigit() or char == ".":
            end = at
            while end < len(token) and (token[end].isdigit() or token[end] == "."):
                end += 1
            if number is not None:
                return None
            number, last_worth, at = Fraction(token[at:end]), 0, end
            continue
        if char in DIGITS:
            if number:
                return None
            number = Fraction(DIGITS[char])
            last_worth = last_worth if DIGITS[char] else 1
        elif char in PLACES:
            section += (Fraction(1) if number is None else number) * PLACES[char]
            number, last_worth = None, PLACES[char]
        elif char == "万":
            total += (section + (number or 0) or 1) * MYRIADS[char]
            section, number, last_worth = Fraction(0), None, MYRIADS[char]
        elif char == "兆":
            above = (above + total + section + (number or 0) or Fraction(1)) * MYRIADS[char]
            total, section, number, last_worth = Fraction(0), Fraction(0), None, MYRIADS[char]
        elif char == "亿":
            above += (total + section + (number or 0) or 1) * MYRIADS[char]
            total, section, number, last_worth = Fraction(0), Fraction(0), None, MYRIADS[char]
        else:
            return None
        at += 1
    if number and last_worth >= 100 and token[-1] in DIGITS:
        number *= last_worth // 10
    return above + total + section + (number or 0)
