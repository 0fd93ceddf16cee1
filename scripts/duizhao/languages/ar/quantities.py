"""Finds the quantities of an Arabic text: ١٬٢٣٤٫٥, 52000, خمسة وعشرون, 3 ملايين دولار, ١٢ ٪, 12 مارس 2024."""

import re
from fractions import Fraction
from functools import cache

from duizhao.languages.draft import Draft, drafted
from duizhao.languages.hedges import Hedges, any_of
from duizhao.languages.quantity import Approximation, Kind, Part, Quantity
from duizhao.languages.spelt import Notation, Reading, quantities
from duizhao.languages.tables import words_of
from duizhao.languages.units import forms, units
from duizhao.patterns import compiled

_WORDS = words_of("ar")
_SCALES: dict[str, int] = _WORDS["scales"]
_WORTH: dict[str, int] = {
    word: worth for group in ("units", "teens", "tens", "hundreds", "alone") for word, worth in _WORDS[group].items()
}
_MONTHS: dict[str, int] = {name: number for number, names in _WORDS["months"].items() for name in names}
_FRACTIONS: dict[str, str] = _WORDS["fractions"]
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d²³]|[.,]\d|\s?[%€$])"
#: Digits and signs of its own beside those of the West.
_SIGNS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬", "01234567890123456789%.,")
#: What is written with the word behind it: and, in, by, for, as.
_PREFIX = r"(?<!\w)[وف]?[بلك]?"


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of an Arabic text, in order."""
    return quantities(text, text.translate(_SIGNS), _notation())


def _word(pattern: str) -> re.Pattern[str]:
    return compiled(rf"{_PREFIX}(?:{pattern})(?![\w\u064b-\u0652])")


def _number() -> str:
    """A pattern for a number in words, as one says it: the hundreds, the ones, then the tens."""
    units, tens = any_of(_WORDS["units"]), any_of(_WORDS["tens"])
    teens = rf"(?:{units}|{any_of(_WORDS['teens'])})\s+عشرة?(?!\w)"
    below = rf"(?:{teens}|(?:{units})\s+و(?:{tens})(?!\w)|(?:{tens}|{units})(?!\w))"
    hundreds = rf"(?:{any_of(_WORDS['hundreds'])})(?!\w)"
    return rf"(?:{hundreds}(?:\s+و{below})?|{below}|(?:{any_of(_WORDS['alone'])})(?!\w))"


def _read(match: re.Match[str]) -> Reading | None:
    if match["words"]:
        parts = [part if part in _WORTH else part.removeprefix("و") for part in match["words"].split()]
        value = sum(_WORTH[part] for part in parts)
        doubtful = len(parts) == 1 and parts[0] in _WORDS["doubtful"]
        return Fraction(value), (), value <= 2 or doubtful
    if match["turned"]:
        return None
    whole = int(re.sub(r"\D", "", match["whole"]))
    rest = match["rest"] or ""
    return whole + Fraction(int(rest or 0), 10 ** len(rest)), (), whole == 1 and not rest


def _rank(match: re.Match[str]) -> tuple[int, bool] | None:
    ranks: dict[str, int] = _WORDS["ordinals"]
    weak: dict[str, int] = _WORDS["weak_ordinals"]
    word, more = match["word"], match["more"]
    if more:
        return {**ranks, **weak, **_WORDS["ones_of_ordinals"]}[word] + _WORDS["tens_of_ordinals"][more], False
    return (ranks[word], False) if word in ranks else (weak[word], True) if word in weak else None


def _several(match: re.Match[str]) -> Draft:
    value = _WORDS["several"][match["several"]] * _WORDS["several_of"].get(match["of"], 1)
    return drafted(match, value, hedge=Approximation.SEVERAL)


def _fraction(match: re.Match[str]) -> Draft:
    value = Fraction(_FRACTIONS[" ".join(match["fraction"].split())])
    return drafted(match, value, kind=Kind.FRACTION, weak=True)


def _two(match: re.Match[str]) -> Draft:
    # "Every two weeks" is every other one.
    weak = re.search(r"\bكل\s+\Z", match.string[: match.start()][-6:]) is not None
    return drafted(match, 2, unit=units()[_WORDS["two"][match["two"]]], weak=weak)


@cache
def _notation() -> Notation:
    written = forms("ar")
    unit = "|".join(rf"{re.escape(form)}(?!\w)" for form in sorted(written, key=len, reverse=True))
    name = rf"(?:{any_of(_MONTHS)})(?!\w)"
    month = rf"{_PREFIX}(?:{name}/)?(?P<month>{any_of(_MONTHS)})(?!\w)"
    of, part = r"(?:\s+(?:من\s+)?(?:عام|سنة))?", rf"(?:{_PREFIX}(?P<part>{any_of(_WORDS['parts'])})\s+)?"
    return Notation(
        number=compiled(
            r"(?<![\d./A-Za-z@#])(?<![^\W\d_]-)(?<!\d,)(?:(?P<turned>0\d\d(?:\s\d{3})*\s\d{1,3}(?!\d))"
            r"|(?P<whole>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:(?:\.|,(?=\d{1,2}(?!\d)))(?P<rest>\d+))?"
            r"(?![\d/A-Za-z]|[.,]\d))"
            rf"|{_PREFIX}(?P<words>{_number()})(?![\w\u064b-\u0652])"
        ),
        read=_read,
        scale=compiled(rf"\s?(?P<scale>{any_of(_SCALES)})(?![\w\u064b-\u0652])"),
        scales=_SCALES,
        unit=compiled(rf"\s?(?P<unit>{unit})"),
        units=written,
        ranks=compiled(
            rf"{_PREFIX}(?P<word>"
            rf"{any_of([*_WORDS['ordinals'], *_WORDS['weak_ordinals'], *_WORDS['ones_of_ordinals']])})(?!\w)"
            rf"(?:\s+(?P<more>{any_of(_WORDS['tens_of_ordinals'])})(?!\w))?"
        ),
        rank=_rank,
        fixed={
            _word(rf"(?P<fraction>{any_of(_FRACTIONS)})(?=\s+ال|\s+عدد)"): _fraction,
            _word(rf"(?P<two>{any_of(_WORDS['two'])})"): _two,
        },
        several={
            _word(rf"(?P<several>{any_of(_WORDS['several'])})(?:\s+(?P<of>{any_of(_WORDS['several_of'])}))?"): _several
        },
        hedges=Hedges(
            _WORDS["hedges_before"],
            _WORDS["hedges_after"],
            start=r"(?<!\w)[وف]?",
            link=r"\s+",
            gap=r"\s+",
            end=r"(?!\w)(?!\s+\d)",
        ),
        link=compiled(r"\s?[-–—]\s?|\s+(?:إلى|حتى)\s+"),
        between=compiled(r"(?<!\w)و?(?:ما\s+)?بين\s+(?:عامي\s+)?\Z"),
        pair=compiled(r"\s+و\s?"),
        dates=(
            compiled(
                rf"{part}(?:(?<![\d./])(?P<day>[12]\d|3[01]|0?[1-9])(?:\s?[-–]\s?(?P<last_day>[12]\d|3[01]|0?[1-9]))?\s+"
                rf"(?:من\s+)?)?(?<!\w){month}(?:{of}\s+(?P<year>{_YEAR}))?"
            ),
            compiled(
                rf"{part}(?:{_PREFIX}(?:ال)?(?:عام|سنة)\s+)?(?<![\d./,$€£])(?<!\w)(?P<year>{_YEAR})(?!/|\s(?:{unit}))"
            ),
        ),
        months=_MONTHS,
        parts={words: Part(name) for words, name in _WORDS["parts"].items()},
        clock=compiled(r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\w:])"),
        lone_months_weak=True,
    )
