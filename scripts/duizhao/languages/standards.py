"""Numbers of standards with their year, alike in all languages: GB 5749—2022, GB/T 5750.1-2006, ISO 9001:2015."""

import re
from fractions import Fraction

from duizhao.languages.draft import Draft
from duizhao.languages.masked_text import MaskedText
from duizhao.languages.quantity import Kind
from duizhao.languages.units import currency_signs
from duizhao.patterns import compiled

_STANDARD = compiled(
    r"(?<![A-Za-z0-9])(?P<body>[A-Z]{2,5})(?:(?:\d{2})?/[A-Z]{1,5})?\s?"
    r"(?P<number>(?!(?:19|20)\d\d(?![\d.]))\d{1,6}(?:\.\d{1,3})?)"
    r"\s?[-‐‑–—－:：]\s?(?P<year>(?:19|20)\d{2})(?![\d.,])"
)


def take_standards(masked: MaskedText) -> list[Draft]:
    """The number and the year of each standard, which are no range and no name without a number."""
    return [draft for pair in masked.take(_STANDARD, _read, ("0000",)) for draft in pair]


def _read(match: re.Match[str]) -> tuple[Draft, Draft] | None:
    if match["body"] in currency_signs():
        return None
    number, year = (
        Draft(Kind.CARDINAL, Fraction(match[name]), Fraction(match[name]), *match.span(name), unit=None)
        for name in ("number", "year")
    )
    return number, year
