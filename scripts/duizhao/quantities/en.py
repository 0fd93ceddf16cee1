"""Quantities in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from duizhao.quantities.canvas import Canvas
from duizhao.quantities.draft import Draft, in_order
from duizhao.quantities.en_cardinals import take_numbers
from duizhao.quantities.en_dates import take_dates
from duizhao.quantities.en_numerals import roman
from duizhao.quantities.en_words import Words, words
from duizhao.quantities.model import Approximation, Kind, Quantity
from duizhao.quantities.units import units


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of an English text, in order."""
    canvas = Canvas(text)
    dates = take_dates(canvas)
    canvas.take(words().idioms, lambda match: True)
    drafts: list[Draft] = []
    for pattern, reader in _rules(words()):
        drafts += [_hedged(draft, canvas.text) for draft in canvas.take(pattern, reader)]
    drafts += take_numbers(canvas)
    return tuple(in_order([*drafts, *dates], text))


def _rules(table: Words) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], Draft | None]]]:
    """Expressions that are no plain numbers, in the order they are looked for."""
    some, plural, scale = table.several_words, table.several_of, table.scale_word
    several = (
        rf"(?<![\w-])(?:(?:{some})\s+)?(?:(?P<plural>{plural})(?:\s+of\s+(?P<plural_of>{plural}))?"
        rf"|(?<=\s)(?P<scale>{scale})(?:\s+(?P<scale_of>{scale}))?)(?!\w)"
    )
    return [
        (table.group, _group),
        (table.roman, _roman),
        (table.weak, _weak),
        (re.compile(several, re.IGNORECASE), _several),
        (table.fold, _fold),
        (table.multiple, _multiple),
        (table.part_of, _part_of),
        (table.one_in, _one_in),
    ]
