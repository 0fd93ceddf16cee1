"""Where terms stand in counterpart texts, and whether their renderings stand on the other side."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from msgspec import Struct

from duizhao.compare.glossary.match import Match, Matcher, PlainMatch
from duizhao.compare.glossary.model import Term
from duizhao.memo import Memo, reader

Span = tuple[int, int]


class Unit(Struct, frozen=True):
    """Two counterpart texts; `alone`: for each, the stretches that the other side lacks altogether; `brief`: a heading
    or caption, which says less and says it freely; `beads`: the sentences that say the same, a stretch of each text."""

    texts: tuple[str, str]
    alone: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    brief: bool = False
    beads: tuple[tuple[Span, Span], ...] = ()


#: What lacks the rendering: nothing; the whole other text; the counterpart of a sentence, and no sentence beside it has
#: one too many; or that has it, but not as often as the sentence has the term.
Lacking = Literal["nothing", "text", "sentence", "number"]


class Use(Struct, frozen=True):
    """A term that stands on one side (0 or 1) of the unit with this number, and what lacks its rendering on the other.

    `sentence`: the one it stands in; `within`: what says the same there. Both texts where that cannot be told.
    """

    unit: int
    side: int
    term: Term
    match: Match
    lacking: Lacking
    sentence: Span
    within: Span


#: A use as the memo keeps it: its side and match, and the rest of it.
_Plain = tuple[int, PlainMatch, Lacking, Span, Span]
_USES = reader(list[_Plain])


def uses(matchers: tuple[Matcher, Matcher], units: Sequence[Unit], memo: Memo) -> tuple[Use, ...]:
    """Every term of every side of every unit, once, at its first place, and once more in each sentence that has more of
    them than its counterpart has renderings; stretches that stand alone are left out.

    A rendering counts wherever it stands, also inside a longer term: what a person would accept as one. `memo`:
    remembers the uses in a unit.
    """
    found = []
    for number, unit in enumerate(units):
        key = matchers[0].key, matchers[1].key, unit
        known = memo.recall("uses", key, partial(_in_unit, matchers, unit), _USES)
        for side, place, lacking, sentence, within in known:
            match = matchers[side].match(place)
            found.append(Use(number, side, match.term, match, lacking, sentence, within))
    return tuple(found)


def _in_unit(matchers: tuple[Matcher, Matcher], unit: Unit) -> list[_Plain]:
    found: list[_Plain] = []
    renderings = [_by_term(matchers[side].all(unit.texts[side])) for side in (0, 1)]
    for side in (0, 1):
        other = matchers[1 - side].language
        terms = _by_term(
            match
            for match in matchers[side].find(unit.texts[side])
            if match.role != "forbidden" and other in match.term.renderings and not _within(match, unit.alone[side])
        )
        for name, places in terms.items():
            rendered = renderings[1 - side].get(name, [])
            beads = [(bead[side], bead[1 - side]) for bead in unit.beads if bead[1 - side][0] < bead[1 - side][1]]
            whole = (0, len(unit.texts[side])), (0, len(unit.texts[1 - side]))
            spans = next((bead for bead in beads if _within(places[0], bead[:1])), whole)
            found.append((side, places[0].plain, "nothing" if rendered else "text", *spans))
            if rendered:
                found += _in_sentences(side, places, rendered, beads)
    return found


def _by_term(matches: Iterable[Match]) -> dict[str, list[Match]]:
    found: dict[str, list[Match]] = {}
    for match in matches:
        found.setdefault(match.term.id, []).append(match)
    return found


def _in_sentences(
    side: int, places: Sequence[Match], rendered: Sequence[Match], beads: Sequence[tuple[Span, Span]]
) -> list[_Plain]:
    """The last use in each sentence that has more of them than its counterpart has renderings."""
    found: list[_Plain] = []
    counts = [
        (sum(_within(match, [here]) for match in places), sum(_within(match, [there]) for match in rendered))
        for here, there in beads
    ]
    for at, ((here, there), (own, others)) in enumerate(zip(beads, counts, strict=True)):
        if own > others:
            # What the sentence beside has too many of may be this one's.
            made_up = any(more > less for less, more in counts[max(0, at - 1) : at + 2])
            last = [match for match in places if _within(match, [here])][-1]
            found.append((side, last.plain, "number" if others or made_up else "sentence", here, there))
    return found


def _within(match: Match, spans: Sequence[Span]) -> bool:
    return any(start <= match.start < end for start, end in spans)
