"""The index terms of a text: its words, and its Han characters alone and in pairs.

They are cut from the same normal form that `search-engine.js` scans (see there), so that what the index rules out
cannot stand in a text. Pairs of neighbouring characters need no dictionary and lose nothing (Nie, Gao, Zhang, Zhou: "On
the use of words and n-grams for Chinese information retrieval", IRAL 2000).
"""

import unicodedata

from duizhao.languages.characters import simplified
from duizhao.patterns import compiled

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = str.maketrans(
    {**simplified(), "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th"}
)
_THOUSANDS = compiled(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_LETTER = rf"(?:(?![{_HAN}_])\w)"
_WORD = compiled(rf"(?:{_LETTER}|%)(?:{_LETTER}|(?<=[0-9])\.(?=[0-9])|(?<=[0-9])%)*")

#: What says that a number is a share: 20 per cent, 百分之二十.
_PERCENT = r"(?:%|per[ -]?cent(?![a-z]))"
_HUNDREDTHS = compiled(r"百分之([0-9]+(?:\.[0-9]+)?|[零〇一二三四五六七八九十百千两点]*)")
_DIGITS = "零一二三四五六七八九"
_PLACES = "零?(D千(?:零|(?=D?百|点|$)))?(D?百(?:零|(?=D?十|点|$)))?(D?十)?(D)?(?:点((?:零|D)+))?"
_HAN_NUMERAL = compiled(_PLACES.replace("D", f"[{_DIGITS[1:]}]"))

#: What may stand between Han characters without parting them: neither letters nor the end of a clause.
_BETWEEN = r"[^\w.!?;:,\u2026\u3001\u3002\n]|_"
_RUN = compiled(rf"[{_HAN}](?:(?:{_BETWEEN})*[{_HAN}])*")
_SHARE = compiled(rf"(?<=[0-9])(?:{_BETWEEN})*{_PERCENT}")
_SIGN = compiled(rf"(?<![0-9])(?<![a-z]){_PERCENT}")
_OTHER = compiled(rf"[^{_HAN}]+")


def folded(text: str) -> str:
    """The text as it is compared: compatibility forms, without diacritics, in small letters, simplified characters."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return _shares(text.lower().translate(_PLAIN))


def _shares(text: str) -> str:
    """The text with `%` for what says the same: `20%` for 20 per cent and 百分之二十."""
    text = _SIGN.sub(" % ", _SHARE.sub("% ", text))
    return _HUNDREDTHS.sub(lambda found: found[0] if (n := _in_figures(found[1])) is None else f" {n}% ", text)


def _in_figures(number: str) -> str | None:
    """The number as figures write it; None if Han characters write none, or one of two, such as 二三十."""
    if not number or number[0].isdecimal():
        return number
    parts = _HAN_NUMERAL.fullmatch(number.replace("〇", "零").replace("两", "二"))
    if not parts:
        return None
    places = zip(parts.groups("")[:4], (1000, 100, 10, 1), strict=True)
    whole = sum(max(_DIGITS.find(part[0]), 1) * place for part, place in places if part)
    return f"{whole}{'.' if parts[5] else ''}{''.join(str(_DIGITS.index(digit)) for digit in parts[5] or '')}"


def words(text: str) -> list[str]:
    """The words of a text in order, numbers without the comma between thousands."""
    return _WORD.findall(_THOUSANDS.sub("", folded(text)))


def runs(text: str) -> list[str]:
    """The runs of Han characters, over quotation marks and spaces but not over the end of a clause."""
    return [_OTHER.sub("", run) for run in _RUN.findall(folded(text))]


def terms(text: str) -> set[str]:
    """All index terms of a text.

    >>> sorted(terms("石桥 Casi"))
    ['casi', '桥', '石', '石桥']
    """
    found = set(words(text))
    for run in runs(text):
        found.update(run)
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found
