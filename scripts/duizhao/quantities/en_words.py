"""The words around English numbers, from en.yml, as tables and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duizhao.quantities.hedges import Hedges, alternatives
from duizhao.quantities.model import Approximation
from duizhao.quantities.units import Unit, currency_signs, forms


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words."""
    return alternatives(list(words), {}, {})


class Words:
    """Tables of number words by their value, and patterns for what stands around a number."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.units: dict[str, int] = data["units"]
        self.teens: dict[str, int] = data["teens"]
        self.tens: dict[str, int] = data["tens"]
        self.scales: dict[str, int] = data["scales"]
        self.scale_signs: dict[str, int] = data["scale_signs"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.several: dict[str, int] = data["several"]
        self.weak_cardinals: dict[str, int] = data["weak_cardinals"]
        self.weak_ordinals: dict[str, int] = data["weak_ordinals"]
        self.multiples: dict[str, int] = {**data["multiples"], **data["multiple_stems"]}
        self.parts = _parts(self.ordinals)

        self.several_words = any_of(data["several_words"])
        self.several_of = any_of(self.several)
        self.scale_word = any_of(self.scales)
        self.part_word = any_of(self.parts)
        self.number_word = any_of([*self.units, *self.teens, *self.tens, *self.scales, *self.ordinals, *self.parts])
        self.cardinal_word = any_of([*self.units, *self.teens, *self.tens, *self.scales])
        stems, signs = any_of(data["multiple_stems"]), any_of(data["multiple_signs"])
        self.multiple = re.compile(
            rf"(?<![\w-])(?:{any_of(data['multiples'])}|(?<![\w-])(?P<stem>{stems}))(?![\w-])", re.IGNORECASE
        )
        self.multiple_sign = re.compile(rf"(?<!\w)(?:{signs})\s+\Z", re.IGNORECASE)
        self.weak = re.compile(
            rf"(?<![\w-])(?:{any_of([*self.weak_cardinals, *self.weak_ordinals])})(?!\w)", re.IGNORECASE
        )
        self.idioms = re.compile(rf"(?<![\w-])(?:{any_of(data['idioms'])})(?!\w)", re.IGNORECASE)
        self.roman = re.compile(rf"\b(?i:{any_of(data['roman_nouns'])})\s+(?P<roman>[IVX]{{1,5}})\b")
        self.group = re.compile(rf"\bG-?(?P<number>{any_of(map(str, data['groups']))})\b")

        self._unit_forms = {_plain(form): unit for form, unit in _with_plurals(forms("en")).items()}
        unit = rf"(?:{any_of(self._unit_forms)})(?!\w)"
        symbols = any_of(form for form in forms("en") if form[-1:].isalpha() and len(form) <= 3)
        self.symbol = rf"(?:{symbols})(?!\w)"
        between = any_of(data["between"])
        self.unit = re.compile(rf"(?:[\s-]{{0,2}}|[\s-]{{1,2}}(?:{between})\s+)(?P<unit>{unit})", re.IGNORECASE)
        self.a_unit = re.compile(rf"(?<![\w-])an?\s+(?P<unit>{unit})", re.IGNORECASE)
        self.sign = re.compile(rf"(?<!\w)(?:{any_of(currency_signs())})\s?\Z")
        self.hedges = Hedges(
            {Approximation(kind): words for kind, words in data["hedges_before"].items()},
            {Approximation(kind): words for kind, words in data["hedges_after"].items()},
            not_after={},
            not_before={},
            start=r"(?<![\w-])",
            link=r"\s+(?:(?:an?|the)\s+)?(?:total\s+of\s+)?",
            gap=r"(?:\s+|-)?",
            end=r"(?![\w])",
        )

    def unit_named(self, form: str) -> Unit:
        """The unit that `unit` or `a_unit` matched."""
        return self._unit_forms[_plain(form)]


def _parts(ordinals: dict[str, int]) -> dict[str, Fraction]:
    """The words that stand below a fraction's bar: thirds, quarters, halves."""
    parts = {f"{word}s": Fraction(1, value) for word, value in ordinals.items() if value > 2}
    return parts | {word: Fraction(1, 4) for word in ("quarter", "quarters")} | {
        word: Fraction(1, 2) for word in ("half", "halves")
    }


def _with_plurals(table: dict[str, Unit]) -> dict[str, Unit]:
    plurals = {f"{form}s": unit for form, unit in table.items() if form[-1:].isalpha() and form[-1:].islower()}
    return {**plurals, **{"TEUs": table["TEU"]}, **table}


def _plain(form: str) -> str:
    return " ".join(form.split()).lower()


@cache
def words() -> Words:
    """The words, read once."""
    return Words(yaml.safe_load((Path(__file__).parent / "en.yml").read_text(encoding="utf-8")))
