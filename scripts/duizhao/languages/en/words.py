"""The words around English numbers, from words.yml, as tables and patterns."""

import re
from fractions import Fraction
from functools import cache
from typing import Any

from duizhao.languages.hedges import Hedges, any_of
from duizhao.languages.masked_text import marks
from duizhao.languages.tables import words_of
from duizhao.languages.units import Unit, currency_signs, forms, plain_form
from duizhao.patterns import compiled


class Words:
    """Tables of number words by their value, and patterns for what stands around a number."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.units: dict[str, int] = data["units"]
        self.teens: dict[str, int] = data["teens"]
        self.tens: dict[str, int] = data["tens"]
        self.scales: dict[str, int] = data["scales"]
        self.cardinals = {**self.units, **self.teens, **self.tens, **self.scales}
        self.scale_signs: dict[str, int] = data["scale_signs"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.several_worth: dict[str, int] = data["several"]
        self.weak_cardinals: dict[str, int] = data["weak_cardinals"]
        self.weak_ordinals: dict[str, int] = data["weak_ordinals"]
        self.multiples: dict[str, int] = {**data["multiples"], **data["multiple_stems"], **data["times"]}
        self.parts = _parts(self.ordinals)
        # What the patterns below of the same name cannot be without (`MaskedText.take`).
        self.in_idioms, self.in_halving = marks([*data["idioms"], *data["joining"]]), marks(data["halving"])
        self.in_several = marks([*self.several_worth, *self.scales])
        self.in_multiple = marks(self.multiples)
        self.in_part_of = marks(word[:-1] for word in self.parts if word.endswith("s") and word != "halves")
        self.in_numbered = marks([*data["numbered_nouns"], " I", " V", " X"])
        self.in_weak = marks([*self.weak_cardinals, *self.weak_ordinals])

        self.number_word = any_of([*self.cardinals, *self.ordinals, *self.parts])
        self.cardinal_word = any_of(self.cardinals)
        some, plural, scale = any_of(data["several_words"]), any_of(self.several_worth), any_of(self.scales)
        self.several = _word_pattern(
            rf"(?:(?:{some})\s+)?(?P<plural>{plural})(?:\s+of\s+(?P<plural_of>{plural}))?"
            rf"|(?:{some})\s+(?P<scale>{scale})(?:\s+(?P<scale_of>{scale}))?"
        )
        digits = r"\d{1,9}(?:\.\d{1,9})?"
        self.fold = _word_pattern(
            rf"(?:(?P<digits>{digits})[- ]?|(?P<word>{self.cardinal_word})[- ]?)fold"
            rf"|factor\s+of\s+(?:(?:at\s+least|more\s+than|nearly|almost|about|over|up\s+to)\s+)?(?:(?P<factor>{digits})|(?P<factor_word>{self.cardinal_word}))"
            r"|half\s+as\s+(?:much|many|big|large|long|high|fast)\s+(?P<again>again)"
        )
        stems = any_of(data["multiple_stems"])
        self.multiple = _word_pattern(
            rf"{any_of(data['multiples'])}|(?P<stem>{stems})(?!-)"
            rf"|(?:{any_of(data['times'])})(?=\s+(?:as|the|that|those|what|its|their|his|her|our)\b)"
        )
        self.multiple_sign = compiled(rf"(?<!\w)(?:{any_of(data['multiple_signs'])})\s+\Z", re.IGNORECASE)
        parts = any_of(word[:-1] for word in self.parts if word.endswith("s") and word != "halves")
        before = "|".join(rf"(?<={word}\s)" for word in data["before_a_share"])
        self.part_of = _word_pattern(
            rf"(?:an?|one|first|last|final|top|bottom|upper|lower|middle|\w+ern)[\s-](?P<part>{parts})(?=\s+(?:of|to\s+an?|{any_of(data['after_a_share'])})\b|[\s-]century)"
            rf"|(?:{before})(?:an?|one)[\s-](?P<part_by>{parts})"
            rf"(?=[,.;:)]|\Z|\s+(?:\(|(?:{any_of(data['after_a_change'])})\b))"
        )
        self.halving = _word_pattern(any_of(data["halving"]))
        self.one_in = _word_pattern(
            rf"(?:one|1)[\s-](?:(?:in|out\s+of)[\s-](?:every\s+)?|(?:[a-z]+\s+)?(?:in|of|out\s+of)\s+every\s+"
            rf"|[a-z]+\s+in\s+(?=\w+(?:[,.;:)]|\s+(?:is|are|was|were|has|have|had)\b)))"
            rf"(?:(?P<digits>[1-9]\d{{0,2}}(?:,\d{{3}}){{1,3}}|[1-9]\d{{0,3}})|(?:an?[\s-])?(?P<word>{self.cardinal_word}))"
        )
        tens = any_of(f"{word[:-1]}ies" for word in self.tens)
        self.age = compiled(
            rf"(?<=\bin\s)(?:their|his|her|my|our|your)\s+(?:(?P<early>early)[\s-]+|(?:mid|middle|late)[\s-]+)?"
            rf"(?:(?P<digits>[2-9]0)['’]?s|(?P<word>{tens}))\b"
            rf"(?:\s+(?:and|or|to)\s+(?:(?P<last_digits>[2-9]0)s|(?P<last_word>{tens}))\b)?",
            re.IGNORECASE,
        )
        self.rounds = compiled(rf"\s+(?:{any_of(data['rounds'])})\b", re.IGNORECASE)
        self.noon = _word_pattern(r"noon|midday|midnight")
        self.teens_age = _word_pattern(r"in\s+(?:their|his|her|my|our|your)\s+teens|teenage[rd]?s?")
        self.quarter = _word_pattern(
            rf"(?:an?|one|(?P<three>three))[\s-]quarters?[\s-]of[\s-]an?[\s-](?:hour|(?P<scale>{scale}))"
        )
        self.clock = compiled(
            r"(?<![\w.,:/$€£¥])(?P<hour>\d{1,2})(?:[:](?P<minutes>[0-5]\d)(?![\d:]|\.\d)"
            r"|(?<=\d\d)(?P<of_day>[0-5]\d)(?=\s(?:GMT|UTC|hours|hrs|sharp)\b)|\.(?P<past>[0-5]\d)(?=\s?[ap]\.?\s?m\b))?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
            re.IGNORECASE,
        )
        hours = any_of([*self.units, *(word for word, value in self.teens.items() if value <= 12)])
        self.clock_in_words = _word_pattern(
            rf"(?:(?P<half>half)(?![\s-]to)|(?:an?\s)?(?P<quarter>quarter))[\s-](?P<to>past|to)[\s-](?:(?P<hour>{hours})|(?P<figures>1[0-2]|[1-9])(?![.,]?\d))"
        )
        self.metres = compiled(r"(?<![\w.,$€£¥])(?P<number>\d{1,4}|\d{1,3}(?:\.\d{1,2}|(?:,\d{3})+)?)m(?![\w²³])")
        self.decade = _word_pattern(
            r"(?P<lead>(?:(?<!\w)(?:a|per|past|last|next|this|each|every|coming)[\s-]))?(?P<word>decades?|centur(?:y|ies)|fortnight)"
        )
        self.weak = _word_pattern(any_of([*self.weak_cardinals, *self.weak_ordinals]))
        joining = (f"{word}{behind}" for word, behind in data["joining"].items())
        self.idioms = _word_pattern("|".join([any_of(data["idioms"]), *joining]))
        self.numbered = compiled(
            rf"\b(?:(?i:{any_of(data['numbered_nouns'])})\s+"
            rf"(?:(?P<roman>[IVX]{{1,5}}(?![-–/]))|(?P<word>(?i:{any_of([*self.units, *self.teens])})))\b"
            r"|[A-Z][a-z]+\s(?P<king>X{0,2}(?:VI{0,3}|I[IVX]I?|X))(?![\w.–-]))"
        )
        self.group = compiled(rf"\bG-?(?P<number>{any_of(map(str, data['groups']))})\b")

        self._unit_forms = {plain_form(form): unit for form, unit in _with_plurals(forms("en")).items()}
        unit = rf"(?:{any_of(self._unit_forms)})(?!\w)"
        symbols = any_of(form for form in forms("en") if form[-1:].isalpha() and len(form) <= 3)
        self.symbol = rf"(?:{symbols})(?!\w)"
        between = any_of(data["between"])
        self.unit = compiled(rf"(?:[\s-]{{0,2}}|[\s-]{{1,2}}(?:{between})\s+)(?P<unit>{unit})", re.IGNORECASE)
        numbered = any_of(form for form in self._unit_forms if re.match(rf"\d|(?:{self.cardinal_word})\b", form))
        self.numbered_unit = compiled(rf"(?:{numbered})(?!\w)", re.IGNORECASE)
        self.a_unit = compiled(rf"(?<![\w-])an?\s+(?P<unit>{unit})", re.IGNORECASE)
        self.unit_and_half = compiled(rf"(?<![\w-])an?\s+(?P<unit>{unit})\s+and\s+a\s+half(?!\w)", re.IGNORECASE)
        self.few = _word_pattern(
            rf"(?:several|(?:a\s+|the\s+\w+\s+)few|(?P<couple>(?:a|the\s+\w+)\s+couple(?:\s+of)?))(?:[\s-](?P<unit>{unit}))?"
        )
        self.sign = compiled(rf"(?<!\w)(?:{any_of(currency_signs())})\s?\Z")
        self.hedges = Hedges(
            data["hedges_before"],
            data["hedges_after"],
            # What parts add up to is no bound.
            start=r"(?<![\w-])(?!(?:(?<=\badd )|(?<=\badds )|(?<=\badded )|(?<=\badding ))up\b)",
            link=r"\s+(?:an?\s+)?(?:total\s+of\s+)?",
            gap=r"(?:\s+|-)?",
            # "Seven years and over 30 million yuan": the hedge is the next number's.
            end=rf"(?![\w])(?!\s+(?:than|an?|half|{self.cardinal_word})\b|\s+[\d$€£¥])",
        )

    def unit_named(self, form: str) -> Unit:
        """The unit that `unit` or `a_unit` matched."""
        return self._unit_forms[plain_form(form)]


def _word_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern for whole words, in small letters or capitals."""
    return compiled(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)


def _parts(ordinals: dict[str, int]) -> dict[str, Fraction]:
    """The words that stand below a fraction's bar: thirds, quarters, halves."""
    parts = {f"{word}s": Fraction(1, value) for word, value in ordinals.items() if value > 2}
    return (
        parts
        | {word: Fraction(1, 4) for word in ("quarter", "quarters")}
        | {word: Fraction(1, 2) for word in ("half", "halves")}
    )


def _with_plurals(table: dict[str, Unit]) -> dict[str, Unit]:
    # No plural of two letters: "15 million has" is no area.
    words = [form for form in table if len(form) > 2 and form[-1].isalpha() and (form[-1].islower() or len(form) == 3)]
    return {**{f"{form}s": table[form] for form in words}, **table}


@cache
def words() -> Words:
    """The words, read once."""
    return Words(words_of("en"))
