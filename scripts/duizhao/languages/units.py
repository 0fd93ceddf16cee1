"""Units of measure: how they convert (units.yml), and their names in each language (its words.yml)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from msgspec import Struct

from duizhao.languages.quantity import Kind
from duizhao.languages.tables import table, words_of


class Unit(Struct, frozen=True):
    """A unit is worth `factor` base units of its `dimension`, counted from its `zero`; a `coarse` one is said of round
    numbers."""

    name: str
    dimension: str
    factor: Fraction
    coarse: bool
    zero: Fraction = Fraction(0)

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


def plain_form(form: str) -> str:
    """A form as a text has it, as tables do: small, its words parted by one space."""
    return " ".join(form.split()).lower()


@cache
def units() -> dict[str, Unit]:
    """Every unit by its name."""
    data = table("units")
    rows = {
        name: (dimension, worth) for dimension, names in data["dimensions"].items() for name, worth in names.items()
    }
    rows |= {name: (f"money {name}", 1) for name in data["currencies"]}
    rows |= {name: (f"money {whole}", "1/100") for name, whole in data["hundredths"].items()}
    zeros = data["zeros"]
    return {
        name: Unit(name, of, Fraction(str(worth)), name in data["coarse"], Fraction(zeros.get(name, 0)))
        for name, (of, worth) in rows.items()
    }


def family(dimension: str, factor: Fraction | int) -> str:
    """The dimension of the name that a unit may go by alone, else its own: a dollar is one of several, and a pound is
    no other unit of mass. `factor`: of sums of money any."""
    names = _either()
    return names.get((dimension, 1 if dimension.startswith("money ") else factor), dimension)


@cache
def _either() -> dict[tuple[str, Fraction | int], str]:
    rows = table("units")["either"].items()
    return {(units()[o].dimension, units()[o].factor): units()[name].dimension for name, some in rows for o in some}


@cache
def forms(language: str) -> dict[str, Unit]:
    """Units by the words that stand after a number in `language`, without those that need company."""
    near = words_of(language).get("measures_near", {})
    return {form: units()[name] for form, name in _names(language) if form not in near}


@cache
def forms_in_company(language: str) -> dict[str, tuple[str, Unit]]:
    """Units by forms that mean them only near another word: that word, and the unit."""
    near = words_of(language).get("measures_near", {})
    return {form: (near[form], units()[name]) for form, name in _names(language) if form in near}


def _names(language: str) -> Iterator[tuple[str, str]]:
    for name, written in words_of(language)["measures"].items():
        yield from ((form, name) for form in written)


@cache
def currency_signs() -> dict[str, Unit]:
    """Currencies by the signs and codes that stand before a sum."""
    return {sign: units()[name] for name, signs in table("units")["currencies"].items() for sign in signs}
