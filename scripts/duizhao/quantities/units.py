"""Units of measure: their names in each language and how they convert (data in units.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from .model import Kind

_DATA = Path(__file__).parent / "units.toml"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` base units of `dimension`; `forms` and `before` by language."""

    name: str
    dimension: str
    factor: Fraction
    forms: dict[str, tuple[str, ...]]
    before: tuple[str, ...]
    near: str | None


@cache
def units() -> dict[str, Unit]:
    """Every unit by its name."""
    table: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    languages = [key for key in next(iter(table.values())) if len(key) == 2]
    return {
        name: Unit(
            name=name,
            dimension=row["dimension"],
            factor=Fraction(row["factor"]),
            forms={code: tuple(row.get(code, ())) for code in languages},
            before=tuple(row.get("before", ())),
            near=row.get("near"),
        )
        for name, row in table.items()
    }


@cache
def names(language: str) -> dict[str, tuple[Unit, ...]]:
    """Units by each of their written forms in `language` (a form may name more than one unit)."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in units().values():
        for form in unit.forms.get(language, ()):
            found[form] = (*found.get(form, ()), unit)
    return found


@cache
def prefixes() -> dict[str, Unit]:
    """Currencies by the signs and codes written before a sum."""
    return {sign: unit for unit in units().values() for sign in unit.before}


def dimension(unit: str | None) -> str | None:
    """The dimension of a unit's name; None for a plain count."""
    return units()[unit].dimension if unit else None


def in_base(number: Fraction, unit: str | None) -> Fraction:
    """The number in base units of the unit's dimension."""
    return number * units()[unit].factor if unit else number


def kind_of(unit: Unit | None) -> Kind:
    """The kind of a cardinal number that carries this unit."""
    if unit is None:
        return Kind.CARDINAL
    if unit.dimension.startswith("money"):
        return Kind.MONEY
    if unit.dimension in ("ratio", "point"):
        return Kind.PERCENT
    return Kind.MEASURE
