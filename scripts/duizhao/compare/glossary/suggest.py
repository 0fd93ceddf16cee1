"""Proposes pairs of terms from counterpart texts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import repeat

from msgspec import Struct

from duizhao.compare.glossary.association import SIGNIFICANT, log_likelihood
from duizhao.compare.glossary.candidates import candidates
from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import Glossary, Kind
from duizhao.compare.glossary.usage import Unit
from duizhao.languages import as_read
from duizhao.languages.cldr import territories
from duizhao.languages.phrases import Phrases, phrases_of
from duizhao.languages.script import is_han, lower
from duizhao.languages.tables import words_of

#: Least scores. A report has about a million pairs to compare, so that one in a thousand is far too many: a phrase
#: must be chance in one case of a thousand million (χ²); a name is rarely chance. What both texts quote needs no more
#: than to be significant.
PHRASE, NAME = 37.3, 30.0
#: Share of the units of either form in which both must stand: of a phrase, and of a name, which is told in other words
#: or by a pronoun now and then.
PHRASE_TOGETHER, NAME_TOGETHER = 0.75, 0.6

#: Stands where a known term was: no candidate reaches across it.
_GAP = "|"
_QUOTED = re.compile('(?<=[“《"])[^“”《》"|]{2,80}?(?=[,.]?[”》"])')
#: The rest of a longer name, beside a known term.
_REST = re.compile(r"(?:[A-Z][\w'’-]*\s+)*\|(?:\s+[A-Z][\w'’-]*)*")


class Suggestion(Struct, frozen=True):
    """A pair that may be a term: its two forms, how strongly they go together, in how many units each stands and in
    how many both do, the numbers of those, and the kind where something tells it."""

    forms: tuple[str, str]
    score: float
    counts: tuple[int, int]
    units: tuple[int, ...]
    kind: Kind | None = None


def suggest(units: Sequence[Unit], glossary: Glossary, languages: tuple[str, str]) -> tuple[Suggestion, ...]:
    """Pairs the glossary lacks, the surest first; each form is in one pair, and no part of a longer one.

    Pairs are ranked by the log-likelihood ratio of standing in counterpart texts and linked from the top, one to one:
    competitive linking. Source: I. Dan Melamed, “Models of translational equivalence among words”, Computational
    Linguistics 26 (2000). Equal pairs go by how near they stand to the same place of their texts.
    """
    sides = [
        [_without(unit.texts[side], matcher) for unit in units] for side, matcher in _matchers(glossary, languages)
    ]
    left, right = (candidates(texts, language) for texts, language in zip(sides, languages, strict=True))
    quoted = {match[0] for texts in sides for text in texts for match in _QUOTED.finditer(text)}
    counting = frozenset().union(*map(_counting, languages))
    phrases = [phrases_of(language) for language in languages]
    kept = left.keys() & right.keys()  # what both have in the same letters is rendered by itself
    in_unit: list[list[str]] = [[] for _ in units]
    for form, numbers in right.items():
        for number in numbers:
            in_unit[number].append(form)
    ranked = []
    single: Counter[tuple[int, str]] = Counter()
    for form, numbers in left.items():
        for other in {other for number in numbers for other in in_unit[number]}:
            if not (is_han(form + other) or kept.isdisjoint((form, other))):
                continue
            both = numbers & right[other]
            score = log_likelihood(len(both), len(numbers), len(right[other]), len(units))
            share = len(both) / max(len(numbers), len(right[other]))
            if score > SIGNIFICANT and _is_sure((form, other), phrases, score, share, len(both), quoted, counting):
                ranked.append((-score, _apart(form, other, both, sides), form, other))
                if len(both) == 1:
                    single.update([(0, form), (1, other)])
    linked: set[tuple[int, str]] = set()
    found = []
    for negative, _, form, other in sorted(ranked):
        ends = {(0, form), (1, other)}
        # Nothing tells which of several forms it is that are seen once.
        if not ends & linked and all(single[end] < 2 for end in ends):
            linked |= ends
            both = left[form] & right[other]
            counts = (len(left[form]), len(right[other]))
            kind = kind_of((form, other), languages, [units[number].texts for number in both])
            found.append(Suggestion((form, other), -negative, counts, tuple(sorted(both)), kind))
    return tuple(found)


def _is_sure(
    forms: tuple[str, str],
    phrases: Sequence[Phrases],
    score: float,
    share: float,
    count: int,
    quoted: Set[str],
    counting: Set[str],
) -> bool:
    """Whether a pair that stands together in so many units, and in such a share of either form's, is suggested."""
    named = [is_han(form) or rules.is_name(form) for form, rules in zip(forms, phrases, strict=True)]
    if any(map(_is_plain, forms, named, repeat(counting))) or _is_part(*forms) or _is_part(*reversed(forms)):
        return False
    name = all(named)
    if set(forms) <= quoted:
        # What is quoted once may be anything that somebody said, but for a name of several words.
        several = name and all(is_han(form) or " " in form for form in forms)
        return share >= NAME_TOGETHER and (several or count > 1)
    return share >= NAME_TOGETHER and score > NAME if name else share >= PHRASE_TOGETHER and score > PHRASE


def _is_plain(form: str, named: bool, counting: Set[str]) -> bool:
    """Whether a form is a single word without a capital letter, or a day, a month, a number. `named`: whether it can be
    a name."""
    if is_han(form) or (" " in form and named):
        return False
    return (form == lower(form) and " " not in form) or not counting.isdisjoint(lower(form).split())


def _counting(language: str) -> frozenset[str]:
    """A language's words for days, months, numbers and spans of time."""
    words = words_of(language)
    days = words.get("abbreviations", {}).get("weekdays", "").split()
    named = (*days, *words.get("months", ()), *words.get("ordinals", ()), *words.get("scales", ()))
    return phrases_of(language).times | {lower(str(word)) for word in named}


def _is_part(form: str, other: str) -> bool:
    """Whether a form has the other one in it, in the same letters."""
    return lower(form) in lower(other)


def _matchers(glossary: Glossary, languages: tuple[str, str]) -> Iterable[tuple[int, Matcher]]:
    return ((side, Matcher(glossary, language)) for side, language in enumerate(languages))


def _without(text: str, matcher: Matcher) -> str:
    """The text with a gap for each term the glossary has."""
    parts, at = [], 0
    for match in matcher.find(text):
        parts += [text[at : match.start], _GAP]
        at = match.end
    return _REST.sub(_GAP, "".join((*parts, text[at:])))


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


def kind_of(forms: tuple[str, str], languages: tuple[str, str], texts: Iterable[tuple[str, str]]) -> Kind | None:
    """The kind of a pair that stands in these texts; None if nothing tells it.

    A country is what CLDR calls so in both languages; a person has a title before the name or a dot within it; what
    has no capital letter where it could have one is a concept.
    """
    if all(form in territories(language) for form, language in zip(forms, languages, strict=True)):
        return "place"
    han = [form for form in forms if is_han(form)]
    latin = [form for form in forms if not is_han(form)]
    rules = [phrases_of(language) for form, language in zip(forms, languages, strict=True) if not is_han(form)]
    if named := _named_so(forms[0], languages[0]) & _named_so(forms[1], languages[1]):
        return min(kind for _, kind in named)
    letters = "".join(latin)
    if any(map(str.islower, letters)) and not any(map(str.isupper, letters)):
        return "concept"
    if not latin or not all(each.is_name(form) for each, form in zip(rules, latin, strict=True)):
        return None
    named_here = f"(?:{'|'.join(map(re.escape, latin))})(?!\\w)"
    titled = [re.compile(each.titles.pattern + named_here) for each in rules]
    dotted = any(form.count("·") == other.count(" ") > 0 for form in han for other in latin)
    if dotted or any(each.search(text) for each in titled for pair in texts for text in pair):
        return "person"
    return None


def _named_so(form: str, language: str) -> set[tuple[str, Kind]]:
    """What a name says it is (a university, a river), by words of its language, and of what kind that is.

    The word is the end of the name in Han characters, else any word of it.
    """
    read = as_read(form, language)
    pattern = r"(?:{})\Z" if is_han(read) else r"\b(?:{})\b"
    return {
        (what, kind)
        for kind, known in words_of(language).get("kinds_of_names", {}).items()
        for what, said in known.items()
        if re.search(pattern.format(said), read)
    }
