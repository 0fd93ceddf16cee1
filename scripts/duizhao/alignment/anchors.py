"""Anchors: what reads the same in both languages, whatever the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

_NUMBER = re.compile(r"(\d+(?:,\d{3})+|\d+)(\.\d+)?\s*(万亿|亿|万|千|trillion|billion|million|thousand)?")
_SCALE = {
    "千": 10**3, "thousand": 10**3, "万": 10**4, "million": 10**6, "亿": 10**8, "billion": 10**9,
    "万亿": 10**12, "trillion": 10**12,
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name: f"{number}月" for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")


def anchors(text: str, terms: Mapping[str, str] | None = None) -> frozenset[str]:
    """The anchors of a text: numbers by value, months, Latin names, and the ids of glossary terms found in it.

    `terms`: from a wording (of either language) to the id of its term.
    """
    found: set[str] = set()
    for match in _NUMBER.finditer(text):
        value = Fraction(match[1].replace(",", "") + (match[2] or "")) * _SCALE.get(match[3] or "", 1)
        found.add(f"={value}")
    found.update(f"{match[1]}月" for match in _MONTH.finditer(text))
    words = _LATIN.findall(text)
    found.update(_MONTHS[word] for word in words if word in _MONTHS)
    found.update(word.casefold() for word in words)
    if terms:
        found.update(f"#{id_}" for wording, id_ in terms.items() if wording in text)
    return frozenset(found)


def rarity(groups: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much each anchor weighs, from 0 to 1: one in a single unit of each side weighs most, one in many little."""
    counts: dict[str, int] = {}
    for group in groups:
        for anchor in group:
            counts[anchor] = counts.get(anchor, 0) + 1
    return {anchor: min(2 / count, 1.0) for anchor, count in counts.items()}
