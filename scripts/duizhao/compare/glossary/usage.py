"""Where terms stand in counterpart texts, and whether their renderings stand on the other side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizhao.compare.glossary.match import Match, Matcher
from duizhao.compare.glossary.model import Term

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """Two counterpart texts; `alone`: for each, the stretches that the other side lacks altogether; `brief`: a heading
    or caption, which says less and says it freely."""

    texts: tuple[str, str]
    alone: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A term that stands on one side (0 or 1) of the unit with this number, and whether the other side renders it."""

    unit: int
    side: int
    term: Term
    match: Match
    rendered: bool


def uses(matchers: tuple[Matcher, Matcher], units: Sequence[Unit]) -> tuple[Use, ...]:
    """Every term of every side of every unit, once, at its first place; stretches that stand alone are left out.

    A rendering counts wherever it stands, also inside a longer term: what a person would accept as one.
    """
    found = []
    for number, unit in enumerate(units):
        rendered = [{match.term.id for match in matchers[side].all(unit.texts[side])} for side in (0, 1)]
        for side in (0, 1):
            first: dict[str, Match] = {}
            for match in matchers[side].find(unit.texts[side]):
                can_be_rendered = match.role != "forbidden" and matchers[1 - side].language in match.term.renderings
                if can_be_rendered and not _within(match, unit.alone[side]):
                    first.setdefault(match.term.id, match)
            found += [Use(number, side, m.term, m, m.term.id in rendered[1 - side]) for m in first.values()]
    return tuple(found)


def _within(match: Match, spans: Sequence[Span]) -> bool:
    return any(start <= match.start < end for start, end in spans)
