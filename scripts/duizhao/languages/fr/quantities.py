"""Finds the quantities of a French text: 1 234,5, vingt-deux, 3 millions d'euros, 12 %, le 12 mars 2024."""

import re
from fractions import Fraction
from functools import cache

from duizhao.languages.draft import Draft, drafted
from duizhao.languages.hedges import Hedges, any_of
from duizhao.languages.quantity import Approximation, Kind, Part, Quantity
from duizhao.languages.roman import roman
from duizhao.languages.script import ALIKE
from duizhao.languages.spelt import Notation, Reading, quantities
from duizhao.languages.tables import words_of
from duizhao.languages.units import forms
from duizhao.patterns import compiled

_WORDS = words_of("fr")
_SPACES = " \u00a0\u2009\u202f"
_WORTH: dict[str, int] = {**_WORDS["units"], **_WORDS["tens"], **_WORDS["hundreds"]}
_SCALES: dict[str, int] = _WORDS["scales"]
_YEAR = rf"(?:1[5-9]|20|21)\d\d(?![\w²³]|[.,]\d|[{_SPACES}]\d{{3}}(?!\d)|\s?[%€$])"
_SIGNS = str.maketrans(ALIKE | {"’": "'"})
_DAYS = r"[12]\d|3[01]|0?[1-9]"


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a French text, in order."""
    return quantities(text, text.translate(_SIGNS), _notation())


def _word(pattern: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _number() -> str:
    """A pattern for a number in words, as one says it: mille neuf cent quatre-vingt-dix-neuf."""
    small = rf"(?:dix-(?:sept|huit|neuf)|{any_of(_WORDS['units'])})(?!\w)"
    tens = rf"(?:quatre[\s-]vingts?|{any_of(_WORDS['tens'])})(?!\w)"
    hundred = rf"(?:{tens}(?:(?:[\s-]et)?[\s-]{small})?|{small})"
    thousand = rf"(?:(?:{small}[\s-])?(?<!pour )cents?(?!\w)(?:[\s-]{hundred})?|{hundred})"
    return rf"(?:{thousand}[\s-])?(?<!pour )mille(?!\w)(?:[\s-]{thousand})?|{thousand}"


def _read(match: re.Match[str]) -> Reading | None:
    if match["words"]:
        return _in_words(match["words"].lower())
    whole = int(re.sub(r"\D", "", match["whole"]))
    rest = match["rest"] or match["point"] or ""
    value = whole + Fraction(int(rest or 0), 10 ** len(rest))
    if match["point"] and len(rest) == 3:
        # 1.234 is a thousand and more to some, to others one and a bit.
        return value * 1000, (value,), False
    return value, (), value == 1


def _in_words(words: str) -> Reading:
    total = current = 0
    parts = [part for part in re.split(r"[\s-]+", words) if part != "et"]
    for part in parts:
        worth = _WORTH[part]
        if worth == 1000:
            total, current = max(current, 1) * 1000, 0
        elif worth == 100:
            current = max(current, 1) * 100
        else:
            current += 76 if worth == 20 and current % 100 == 4 else worth
    value = total + current
    return Fraction(value), (), value <= 2 or parts[0] in _WORDS["doubtful"]


def _rank(match: re.Match[str]) -> tuple[int, bool]:
    if match["digits"]:
        return int(match["digits"]), match["digits"] == "1"
    if match["roman"]:
        return roman(match["roman"]), False
    word = match["word"].lower()
    ranks: dict[str, int] = _WORDS["ordinals"]
    return (ranks[word], False) if word in ranks else (_WORDS["weak_ordinals"][word], True)


def _several(match: re.Match[str]) -> Draft:
    value = _WORDS["several"][match["several"].lower()] * _SCALES.get((match["of"] or "").lower(), 1)
    return drafted(match, value, hedge=Approximation.SEVERAL)


def _about(match: re.Match[str]) -> Draft:
    value = Fraction(_WORDS["about"][match["about"].lower()] * _SCALES.get((match["of"] or "").lower(), 1))
    # "Une douzaine" is twelve, or about twelve.
    return drafted(match, value, hedge=Approximation.ABOUT, weak=value < 20)


def _fraction(match: re.Match[str]) -> Draft:
    value = Fraction(_WORDS["fractions"][" ".join(match[0].lower().split())])
    return drafted(match, value, kind=Kind.FRACTION, weak=True)


def _multiple(match: re.Match[str]) -> Draft:
    return drafted(match, _WORDS["multiples"][match[0].lower()], kind=Kind.MULTIPLE, weak=True)


@cache
def _notation() -> Notation:
    months = {name: number for number, name in enumerate(_WORDS["months"], 1)}
    units = {form.lower(): unit for form, unit in forms("fr").items()}
    units |= {f"{form}s": unit for form, unit in units.items() if len(form) > 3 or form == "an"}
    unit = "|".join(f"{re.escape(form)}(?!\\w)" for form in sorted(units, key=len, reverse=True))
    of, scale = r"\s+d(?:e\s+|')", any_of(_SCALES)
    # With a capital only before a year: Mars is more than a month.
    capital = rf"(?:{any_of(name.capitalize() for name in months)})(?=\s+{_YEAR})"
    month, part = rf"(?P<month>(?-i:{any_of(months)}|{capital}))(?!\w)", rf"(?P<part>{any_of(_WORDS['parts'])})"
    last = rf"(?:\s?(?:au|[-–])\s?(?P<last_day>{_DAYS}))?"
    return Notation(
        number=compiled(
            rf"(?<![\w/@#])(?<!\d[.,:])(?<![^\W\d_][-.])(?:(?P<whole>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)|\d+)"
            rf"(?:,(?P<rest>\d+)|\.(?P<point>\d+))?(?![\d/]|[.,]\d)(?={unit}|(?!\w))"
            rf"|(?<!-)(?P<words>{_number()})(?![\w-]))",
            re.IGNORECASE,
        ),
        read=_read,
        scale=compiled(rf"\s?(?P<scale>{scale})(?!\w)", re.IGNORECASE),
        scales=_SCALES,
        unit=compiled(rf"(?:\s?|{of})(?P<unit>{unit})", re.IGNORECASE),
        units=units,
        ranks=compiled(
            rf"(?<![\w-])(?:(?P<digits>\d{{1,3}})(?:er|re|e|ème|ième|nd|nde)s?|(?P<roman>(?-i:[IVX]{{1,6}}))(?:e|er|ème)"
            rf"|(?P<word>{any_of([*_WORDS['ordinals'], *_WORDS['weak_ordinals']])}))(?![\w-])",
            re.IGNORECASE,
        ),
        rank=_rank,
        fixed={
            _word(rf"une?\s+(?P<about>{any_of(_WORDS['about'])})(?:{of}(?P<of>{scale}))?"): _about,
            _word(any_of(_WORDS["fractions"])): _fraction,
            _word(any_of(_WORDS["multiples"])): _multiple,
        },
        several={
            _word(rf"(?:[dl]es|plusieurs)\s+(?P<several>{any_of(_WORDS['several'])})(?:{of}(?P<of>{scale}))?"): _several
        },
        hedges=Hedges(
            _WORDS["hedges_before"],
            _WORDS["hedges_after"],
            start=r"(?<![\w-])",
            link=r"\s*(?:les?\s+)?",
            gap=r"\s+",
            end=r"(?![\w'])(?!\s+\d)",
        ),
        link=compiled(r"\s?(?:[-–—]|à|au)\s?"),
        between=compiled(r"\bentre\s+(?:le\s+)?\Z", re.IGNORECASE),
        pair=compiled(r"\s+et\s+"),
        dates=(
            compiled(r"(?<![\w-])(?:années\s+)(?P<decade>(?:1[5-9]|20)?\d0)(?!\w)", re.IGNORECASE),
            compiled(
                rf"(?<![\w-])(?:{part}[\s-]{{1,2}})?(?:(?P<day>{_DAYS})(?:er)?{last}\s+)?{month}(?:\s+(?P<year>{_YEAR}))?",
                re.IGNORECASE,
            ),
            compiled(
                rf"(?<![\w/$€£.,])(?:{part}[\s-]{{1,2}}(?:de\s+(?:l'année\s+)?)?)?(?P<year>{_YEAR})(?!/\d{{3}}|\s(?:{unit}))",
                re.IGNORECASE,
            ),
        ),
        months=months | {name.capitalize(): number for name, number in months.items()},
        parts={words: Part(name) for words, name in _WORDS["parts"].items()},
        clock=compiled(r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3])(?:\s?h\s?|:)(?P<minutes>[0-5]\d)(?![\w:])"),
    )
