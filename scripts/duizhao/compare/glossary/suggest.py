"""Proposes pairs of terms from counterpart texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duizhao.compare.glossary.association import SIGNIFICANT, log_likelihood
from duizhao.compare.glossary.candidates import candidates
from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import Glossary
from duizhao.compare.glossary.usage import Unit
from duizhao.languages.script import is_han, lower

#: Stands where a known term was: no candidate reaches across it.
_GAP = "|"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that may be a term: its two forms, how strongly they go together, in how many units each stands and in
    how many both do, and the numbers of those."""

    forms: tuple[str, str]
    score: float
    counts: tuple[int, int]
    units: tuple[int, ...]


def suggest(units: Sequence[Unit], glossary: Glossary, languages: tuple[str, str]) -> tuple[Suggestion, ...]:
    """Pairs the glossary lacks, the surest first, single common words last; each form is in one pair.

    Pairs are ranked by the log-likelihood ratio of standing in counterpart texts and linked from the top, one to one:
    competitive linking. Source: I. Dan Melamed, “Models of translational equivalence among words”, Computational
    Linguistics 26 (2000). Equal pairs go by how near they stand to the same place of their texts.
    """
    sides = [
        [_without(unit.texts[side], matcher) for unit in units] for side, matcher in _matchers(glossary, languages)
    ]
    left, right = (candidates(texts) for texts in sides)
    in_unit: list[list[str]] = [[] for _ in units]
    for form, numbers in right.items():
        for number in numbers:
            in_unit[number].append(form)
    ranked = []
    for form, numbers in left.items():
        for other in {other for number in numbers for other in in_unit[number]}:
            both = numbers & right[other]
            score = log_likelihood(len(both), len(numbers), len(right[other]), len(units))
            if score > SIGNIFICANT and 2 * len(both) >= max(len(numbers), len(right[other])):
                ranked.append((-score, _apart(form, other, both, sides), form, other))
    linked: set[tuple[int, str]] = set()
    found = []
    for negative, _, form, other in sorted(ranked):
        if not {(0, form), (1, other)} & linked and form != other:
            linked |= {(0, form), (1, other)}
            both = left[form] & right[other]
            counts = (len(left[form]), len(right[other]))
            found.append(Suggestion((form, other), -negative, counts, tuple(sorted(both))))
    return tuple(sorted(found, key=lambda pair: (_is_plain(pair.forms), -pair.score)))


def _is_plain(forms: Iterable[str]) -> bool:
    """Whether one of the forms is a single word without a capital letter: seldom a term, however sure the pair."""
    return any(" " not in form and not is_han(form) and form == lower(form) for form in forms)


def _matchers(glossary: Glossary, languages: tuple[str, str]) -> Iterable[tuple[int, Matcher]]:
    return ((side, Matcher(glossary, language)) for side, language in enumerate(languages))


def _without(text: str, matcher: Matcher) -> str:
    """The text with a gap for each term the glossary has."""
    parts, at = [], 0
    for match in matcher.find(text):
        parts += [text[at : match.start], _GAP]
        at = match.end
    return "".join((*parts, text[at:]))


def _apart(form: str, other: str, both: Iterable[int], sides: Sequence[Sequence[str]]) -> float:
    """How far apart, from 0 to 1, two forms stand in their texts on average, as shares of the texts' lengths."""
    distances = []
    for number in both:
        places = []
        for side, sought in ((0, form), (1, other)):
            text = sides[side][number].casefold()
            places.append(max(text.find(sought.casefold()), 0) / max(len(text), 1))
        distances.append(abs(places[0] - places[1]))
    return round(sum(distances) / len(distances), 3)
