"""Units of measure: their names in each language and how they convert (the data: units.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duizhao.languages.quantity import Kind
from duizhao.yaml_loader import LOADER

_DATA = Path(__file__).parent / "units.yml"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit is worth `factor` base units of its `dimension`; a `coarse` one is said of round numbers."""

    name: str
    dimension: str
    factor: Fraction
    coarse: bool

    @property
    def is_money(self) -> bool:
        return self.dimension.startswith("money")

    @property
    def is_duration(self) -> bool:
        return self.dimension in ("time", "calendar")

    @property
    def kind(self) -> Kind:
        """The kind of a number that carries this unit."""
        if self.is_money:
            return Kind.MONEY
        return Kind.PERCENT if self.dimension in ("ratio", "point") else Kind.MEASURE


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=LOADER)
    return table


@cache
def units() -> dict[str, Unit]:
    """Every unit by its name."""
    return {
        name: Unit(name, row["dimension"], Fraction(row["factor"]), row.get("coarse", False))
        for name, row in _table().items()
    }


@cache
def forms(language: str) -> dict[str, Unit]:
    """Units by the words that stand after a number in `language`, without those that need company."""
    return {
        form: units()[name]
        for name, row in _table().items()
        for form in row.get(language, ())
        if form not in row.get("near", {})
    }


@cache
def forms_in_company(language: str) -> dict[str, tuple[str, Unit]]:
    """Units by forms that mean them only near another word: that word, and the unit."""
    return {
        form: (word, units()[name])
        for name, row in _table().items()
        for form, word in row.get("near", {}).items()
        if form in row.get(language, ())
    }


@cache
def currency_signs() -> dict[str, Unit]:
    """Currencies by the signs and codes that stand before a sum."""
    return {sign: units()[name] for name, row in _table().items() for sign in row.get("before", ())}


def dimension_of(unit: str | None) -> str | None:
    """The dimension of the unit with this name; None for a plain count."""
    return units()[unit].dimension if unit else None


def in_base_units(number: Fraction, unit: str | None) -> Fraction:
    """The number in base units of its unit's dimension."""
    return number * units()[unit].factor if unit else number
