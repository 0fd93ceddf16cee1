"""Finds the quantities of an English text."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial

from msgspec.structs import replace

from duizhao.languages.draft import IN_A_NAME, Draft, drafted, in_a_name, in_order, take_standards, time_of_day
from duizhao.languages.en.cardinals import take_numbers
from duizhao.languages.en.dates import take_dates
from duizhao.languages.en.words import words
from duizhao.languages.masked_text import BLANK, MaskedText
from duizhao.languages.quantity import Approximation, Kind, Quantity
from duizhao.languages.roman import roman
from duizhao.languages.script import alike
from duizhao.languages.units import units
from duizhao.patterns import compiled

_Reader = Callable[[re.Match[str]], Draft | None]


#: 50K, which is as often a name (4K) as a number.
_THOUSANDS = compiled(r"(?<![\w.,])\d{1,3}(?=K\b)")
#: What stands in each of them (`MaskedText.take`).
_DECADES, _FEW = ("decade", "centur", "fortnight"), ("several", "few", "couple")


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order."""
    masked = MaskedText(alike(text))
    standards = take_standards(masked)
    dates = take_dates(masked)
    table = words()
    masked.take(table.idioms, lambda match: True, table.in_idioms)
    # A teenager is 十几岁, or just 青少年.
    teens = partial(drafted, low=10, unit=units()["year"], hedge=Approximation.OVER, weak=True)
    drafts = _taken(
        masked,
        (table.group, _group, ("g0", "g-0")),
        (table.numbered, _numbered, table.in_numbered),
        (table.several, _several, table.in_several),
        (table.fold, _fold, ("fold", "factor", "again")),
        (table.multiple, _multiple, table.in_multiple),
        (table.weak, _weak, table.in_weak),
        (table.clock_in_words, _clock_in_words, ("half", "quarter")),
        (table.clock, _clock, ("0",)),
        (table.metres, _metres, ("0m",)),
        (table.age, _age, ("0s", "0's", "0’s", "ties")),
        (table.noon, _noon, ("noon", "midday", "midnight")),
        (table.teens_age, teens, ("teen",)),
        (table.quarter, _quarter, ("quarter",)),
        (table.unit_and_half, _unit_and_half, ("half",)),
        (table.part_of, _part_of, table.in_part_of),
        (table.halving, partial(drafted, low=Fraction(1, 2), kind=Kind.FRACTION), table.in_halving),
        (table.one_in, _one_in, ("one", "0")),
    )
    drafts += take_numbers(masked)
    # What is left of these stands without a number of its own.
    drafts += _taken(masked, (table.decade, _decade, _DECADES), (table.a_unit, _a_unit, ()), (table.few, _few, _FEW))
    drafts += masked.take(_THOUSANDS, _thousands, ("0K",)) + masked.take(IN_A_NAME, in_a_name, ("0",))
    return tuple(in_order([*drafts, *dates, *standards], text))


def _taken(masked: MaskedText, *rules: tuple[re.Pattern[str], _Reader, Iterable[str]]) -> list[Draft]:
    """What the rules find (each as in `MaskedText.take`), with the hedges next to it."""
    drafts = [draft for rule in rules for draft in masked.take(*rule)]
    return [words().hedges.hedged(draft, masked.text) for draft in drafts]


def _thousands(match: re.Match[str]) -> Draft:
    return drafted(match, int(match[0]) * 1000, weak=True, also=(int(match[0]),))


def _group(match: re.Match[str]) -> Draft:
    return drafted(match, int(match["number"]), weak=True)


def _numbered(match: re.Match[str]) -> Draft:
    by = next(name for name in ("king", "roman", "word") if match[name])
    value = words().cardinals[match["word"].lower()] if match["word"] else roman(match[by])
    return replace(drafted(match, value, kind=Kind.ORDINAL, weak=value == 1 or by == "king"), start=match.start(by))


def _weak(match: re.Match[str]) -> Draft:
    word, table = match[0].lower(), words()
    if word in table.weak_ordinals:
        return drafted(match, table.weak_ordinals[word], kind=Kind.ORDINAL, weak=True)
    return drafted(match, table.weak_cardinals[word], weak=True)


def _several(match: re.Match[str]) -> Draft | None:
    worth = {**words().scales, **words().several_worth}
    first, second = (match["plural"] or match["scale"]).lower(), (match["plural_of"] or match["scale_of"] or "").lower()
    if first in ("tens", "scores") and not second and not match.string.startswith(" of ", match.end()):
        return None  # approval scores
    value = (10 if first == "dozen" else worth[first]) * (worth[second] if second else 1)
    return drafted(match, value, hedge=Approximation.SEVERAL)


def _fold(match: re.Match[str]) -> Draft:
    if match["again"]:
        return drafted(match, Fraction(3, 2), kind=Kind.MULTIPLE)
    word = match["word"] or match["factor_word"]
    value = Fraction(words().cardinals[word.lower()] if word else match["digits"] or match["factor"])
    # "To increase threefold" is said of times three and of three times more.
    return drafted(match, value, kind=Kind.MULTIPLE, also=(value + 1,))


def _multiple(match: re.Match[str]) -> Draft:
    """A verb of multiplying; its bare stem ("double") is as often an adjective, and then proves little."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    weak = bool(match["stem"]) and not words().multiple_sign.search(before)
    return drafted(match, words().multiples[match[0].lower()], kind=Kind.MULTIPLE, weak=weak)


def _part_of(match: re.Match[str]) -> Draft:
    return drafted(match, words().parts[f"{(match['part'] or match['part_by']).lower()}s"], kind=Kind.FRACTION)


def _one_in(match: re.Match[str]) -> Draft:
    number = int(match["digits"].replace(",", "")) if match["digits"] else words().cardinals[match["word"].lower()]
    return drafted(match, Fraction(1, number), kind=Kind.FRACTION)


def _clock(match: re.Match[str]) -> Draft | None:
    """A time of day in hours: 9:30, 5 p.m., 1200 GMT."""
    half = (match["half"] or "").lower()
    minutes = match["minutes"] or match["past"] or match["of_day"]
    if not (minutes or half):
        return None
    hour = 0 if half == "a" and int(match["hour"]) == 12 else int(match["hour"])
    return time_of_day(match, hour + Fraction(int(minutes or 0), 60), late=half == "p", early=half == "a")


def _clock_in_words(match: re.Match[str]) -> Draft | None:
    """Half past nine, a quarter to ten."""
    hour = int(match["figures"]) if match["figures"] else words().cardinals[match["hour"].lower()]
    part = Fraction(1, 2) if match["half"] else Fraction(1, 4)
    if match["to"].lower() == "to":
        part = -part
    value = hour + part
    return drafted(match, value, also=(value + 12,))


def _metres(match: re.Match[str]) -> Draft:
    """60m, which may be sixty metres or sixty million."""
    value = Fraction(match["number"].replace(",", ""))
    return drafted(match, value, unit=units()["metre"], weak=True, also=(value * 10**6,))


def _age(match: re.Match[str]) -> Draft:
    """In their twenties, which is 20多岁."""
    low, high = (
        int(digits) if digits else words().tens[f"{word.lower()[:-3]}y"] if word else 0
        for digits, word in ((match["digits"], match["word"]), (match["last_digits"], match["last_word"]))
    )
    # Two of them say about how old by themselves: 六七十岁.
    over = Approximation.ODD if match["early"] else Approximation.OVER
    hedge = Approximation.EXACT if high > low else over
    return drafted(match, low, max(low, high), unit=units()["year"], hedge=hedge)


def _noon(match: re.Match[str]) -> Draft:
    """Noon and midnight, which are said with and without the hour."""
    return drafted(match, 12, weak=True, also=(0, 24) if match[0].lower() == "midnight" else ())


def _quarter(match: re.Match[str]) -> Draft:
    """A quarter of an hour, or of a million."""
    if match["scale"]:
        worth = words().scales[match["scale"].lower()]
        return drafted(match, Fraction(worth, 4) * (3 if match["three"] else 1))
    return drafted(match, 3 if match["three"] else 1, unit=units()["quarter of an hour"], weak=not match["three"])


def _unit_and_half(match: re.Match[str]) -> Draft:
    return drafted(match, Fraction(3, 2), unit=words().unit_named(match["unit"]))


def _decade(match: re.Match[str]) -> Draft | None:
    """A decade counts as ten years, a century as a hundred, unless it is the one of a date ("the 21st
    century", "the 11th and 12th centuries")."""
    word = match["word"].lower()
    century = word.startswith("c")
    ranked = match.string[max(0, match.start() - 2) : match.start()].startswith(BLANK)
    if century and not match["lead"] and (ranked or not word.endswith("ies")):
        return None
    unit = units()["century" if century else word.removesuffix("s")]
    if word.endswith("s"):
        return drafted(match, 1, unit=unit, hedge=Approximation.SEVERAL)
    return drafted(match, 1, unit=unit, weak=century or word == "fortnight")


def _a_unit(match: re.Match[str]) -> Draft | None:
    """An article counts as "one" where it is hedged: "over a year"."""
    hedge = words().hedges.before(match.string, match.start("unit"))
    # "As many as a year before" compares.
    if hedge is None or hedge[0] is Approximation.UP_TO:
        return None
    return drafted(match, 1, unit=words().unit_named(match["unit"]))


def _few(match: re.Match[str]) -> Draft:
    """A few, or a couple, which is two or three."""
    unit = words().unit_named(match["unit"]) if match["unit"] else None
    if match["couple"] is None:
        return drafted(match, 1, unit=unit, hedge=Approximation.SEVERAL, weak=True)
    return drafted(match, 2, unit=unit, hedge=Approximation.PERHAPS, weak=True)
