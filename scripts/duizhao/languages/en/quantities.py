"""Finds the quantities of an English text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from duizhao.languages.draft import Draft, in_order, time_of_day
from duizhao.languages.en.cardinals import take_numbers
from duizhao.languages.en.dates import take_dates
from duizhao.languages.en.numerals import roman
from duizhao.languages.en.words import words
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Approximation, Kind, Quantity
from duizhao.languages.units import units

_Reader = Callable[[re.Match[str]], Draft | None]


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order."""
    masked = MaskedText(text)
    dates = take_dates(masked)
    table = words()
    masked.take(table.idioms, lambda match: True)
    drafts = _taken(
        masked,
        (table.group, _group),
        (table.numbered, _numbered),
        (table.several, _several),
        (table.fold, _fold),
        (table.multiple, _multiple),
        (table.weak, _weak),
        (table.clock, _clock),
        (table.age, _age),
        (table.noon, _noon),
        (table.teens_age, _teens),
        (table.quarter_hour, _quarter_hour),
        (table.unit_and_half, _unit_and_half),
        (table.part_of, _part_of),
        (table.halving, _halving),
        (table.one_in, _one_in),
    )
    drafts += take_numbers(masked)
    # What is left of these stands without a number of its own.
    drafts += _taken(masked, (table.decade, _decade), (table.a_unit, _a_unit), (table.few, _few))
    return tuple(in_order([*drafts, *dates], text))


def _taken(masked: MaskedText, *rules: tuple[re.Pattern[str], _Reader]) -> list[Draft]:
    """What the rules find, with the hedges next to it."""
    drafts = [draft for pattern, reader in rules for draft in masked.take(pattern, reader)]
    return [_hedged(draft, masked.text) for draft in drafts]


def _hedged(draft: Draft, text: str) -> Draft:
    if draft.approximation is not Approximation.EXACT or draft.kind is Kind.ORDINAL:
        return draft
    return words().hedges.applied(draft, text)


def _draft(match: re.Match[str], kind: Kind, value: Fraction | int) -> Draft:
    exact = Fraction(value)
    return Draft(kind, exact, exact, match.start(), match.end())


def _group(match: re.Match[str]) -> Draft:
    return replace(_draft(match, Kind.CARDINAL, int(match["number"])), weak=True)


def _numbered(match: re.Match[str]) -> Draft:
    table = words()
    spelt = {**table.units, **table.teens}
    value = roman(match["roman"]) if match["roman"] else spelt[match["word"].lower()]
    start = match.start("roman" if match["roman"] else "word")
    return replace(_draft(match, Kind.ORDINAL, value), start=start, weak=value == 1)


def _weak(match: re.Match[str]) -> Draft:
    word = match[0].lower()
    value = words().weak_ordinals.get(word)
    if value:
        return replace(_draft(match, Kind.ORDINAL, value), weak=True)
    return replace(_draft(match, Kind.CARDINAL, words().weak_cardinals[word]), weak=True)


def _several(match: re.Match[str]) -> Draft | None:
    table = words()
    worth = {**table.scales, **table.several_worth}
    first, second = (match["plural"] or match["scale"]).lower(), (match["plural_of"] or match["scale_of"] or "").lower()
    if first == "tens" and not second:
        return None
    value = (10 if first == "dozen" else worth[first]) * (worth[second] if second else 1)
    return replace(_draft(match, Kind.CARDINAL, value), approximation=Approximation.SEVERAL)


def _fold(match: re.Match[str]) -> Draft | None:
    table = words()
    spelt = {**table.units, **table.teens, **table.tens, **table.scales}
    value = Fraction(match["digits"]) if match["digits"] else Fraction(spelt[match["word"].lower()])
    # "To increase threefold" is said of times three and of three times more.
    return replace(_draft(match, Kind.MULTIPLE, value), also=(value + 1,))


def _multiple(match: re.Match[str]) -> Draft | None:
    """A verb of multiplying; its bare stem ("double") is as often an adjective, and then proves little."""
    draft = _draft(match, Kind.MULTIPLE, words().multiples[match[0].lower()])
    before = match.string[max(0, match.start() - 12) : match.start()]
    return replace(draft, weak=bool(match["stem"]) and not words().multiple_sign.search(before))


def _part_of(match: re.Match[str]) -> Draft:
    return _draft(match, Kind.FRACTION, words().parts[f"{(match['part'] or match['part_by']).lower()}s"])


def _halving(match: re.Match[str]) -> Draft:
    return _draft(match, Kind.FRACTION, Fraction(1, 2))


def _one_in(match: re.Match[str]) -> Draft:
    table = words()
    spelt = {**table.units, **table.teens, **table.tens, **table.scales}
    number = int(match["digits"].replace(",", "")) if match["digits"] else spelt[match["word"].lower()]
    return _draft(match, Kind.FRACTION, Fraction(1, number))


def _clock(match: re.Match[str]) -> Draft | None:
    """A time of day in hours: 9:30, 5 p.m."""
    if not (match["minutes"] or match["half"]):
        return None
    late, twelve = (match["half"] or "").lower() == "p", int(match["hour"]) == 12
    hour = 0 if twelve and match["half"] and not late else int(match["hour"])
    value = hour + Fraction(int(match["minutes"] or 0), 60)
    return time_of_day(value, late, match.span(), early=bool(match["half"]) and not late)


def _age(match: re.Match[str]) -> Draft:
    """In their twenties, which is 20多岁."""
    unit = units()["year"]
    low, high = (
        int(digits) if digits else words().tens[f"{word.lower()[:-3]}y"] if word else 0
        for digits, word in ((match["digits"], match["word"]), (match["last_digits"], match["last_word"]))
    )
    draft = replace(_draft(match, unit.kind, low), unit=unit)
    # Two of them say about how old by themselves: 六七十岁.
    return replace(draft, high=Fraction(high)) if high > low else replace(draft, approximation=Approximation.OVER)


def _noon(match: re.Match[str]) -> Draft:
    """Noon and midnight, which are said with and without the hour."""
    twelve = replace(_draft(match, Kind.CARDINAL, 12), weak=True)
    return replace(twelve, also=(Fraction(0), Fraction(24))) if match[0].lower() == "midnight" else twelve


def _teens(match: re.Match[str]) -> Draft:
    """A teenager is 十几岁, or just 青少年."""
    unit = units()["year"]
    return replace(_draft(match, unit.kind, 10), unit=unit, approximation=Approximation.OVER, weak=True)


def _quarter_hour(match: re.Match[str]) -> Draft:
    unit = units()["quarter of an hour"]
    return replace(_draft(match, unit.kind, 3 if match["three"] else 1), unit=unit, weak=not match["three"])


def _unit_and_half(match: re.Match[str]) -> Draft:
    unit = words().unit_named(match["unit"])
    return replace(_draft(match, unit.kind, Fraction(3, 2)), unit=unit)


def _decade(match: re.Match[str]) -> Draft | None:
    """A decade counts as ten years, a century as a hundred, unless it is the one of a date ("the 21st century")."""
    word = match["word"].lower()
    unit = units()["decade" if word.startswith("decade") else "century"]
    if unit.name == "century" and not match["lead"] and not word.endswith("ies"):
        return None
    draft = replace(_draft(match, Kind.MEASURE, 1), unit=unit, weak=unit.name == "century")
    plural = word.endswith("s")
    return replace(draft, approximation=Approximation.SEVERAL, weak=False) if plural else draft


def _a_unit(match: re.Match[str]) -> Draft | None:
    """An article counts as "one" where it is hedged: "over a year"."""
    hedge = words().hedges.before(match.string, match.start("unit"))
    # "As many as a year before" compares.
    if hedge is None or hedge[0] is Approximation.UP_TO:
        return None
    unit = words().unit_named(match["unit"])
    return replace(_draft(match, unit.kind, 1), unit=unit)


def _few(match: re.Match[str]) -> Draft:
    """A few, or a couple, which is two or three."""
    unit = words().unit_named(match["unit"]) if match["unit"] else None
    couple = match["couple"] is not None
    draft = replace(_draft(match, unit.kind if unit else Kind.CARDINAL, 2 if couple else 1), unit=unit, weak=True)
    return replace(draft, approximation=Approximation.PERHAPS if couple else Approximation.SEVERAL)
