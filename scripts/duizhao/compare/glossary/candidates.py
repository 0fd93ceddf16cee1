"""What may be a term in a text: names, quoted strings, and phrases that recur and hold together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2

from duizhao.compare.glossary.forms import same_shape
from duizhao.languages.phrases import Phrases, phrases_of
from duizhao.languages.script import HAN, goes_by_sign, is_han, lower

#: A phrase must stand in so many units; a name or a quoted string in one.
RECURS = 3
#: Least pointwise mutual information (bits) of a phrase's parts.
COHESION = 3.0
#: Least entropy (bits) of what stands before, and behind, a phrase: more than two neighbours.
BRANCHING = 1.01
#: Share of its units in which a longer candidate makes a shorter one a part of it.
ALWAYS = 0.8
#: Share of a name's units in which it stands by itself, without more of a name beside it.
WHOLE = 0.25
#: Longest phrase in Han characters (a quoted string counts as one), and in words.
LONGEST = 16
LONGEST_WORDS = 5

#: A quoted string, a book title, a foreign name with its dots, a name in Latin letters.
_HAN_NAMES = re.compile(
    rf"“([^“”，。；|]{{2,20}})”|《([^《》|]{{2,40}})》|([{HAN}]{{1,5}}(?:·[{HAN}]{{1,6}})+)"
    r"|([A-Z][A-Za-z-]+(?: [A-Z][A-Za-z-]+)*)"
)
_SYMBOL = re.compile(rf"“[^“”，。；]{{1,12}}”|[{HAN}·]|[^{HAN}·]+")

_CAPITAL = r"[A-Z][\w'’-]*"
_POSSESSIVE = re.compile(r"['’]s\Z")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def candidates(texts: Sequence[str], language: str) -> dict[str, set[int]]:
    """Candidate terms of texts in one language, each with the numbers of the texts it stands in."""
    han, phrases = any(goes_by_sign(text, language) for text in texts), phrases_of(language)
    return _maximal(_in_han(texts, phrases) if han else _in_words(texts, phrases))


def _in_han(texts: Sequence[str], phrases: Phrases) -> dict[str, set[int]]:
    """Source: cohesion is the PMI of Church and Hanks (Computational Linguistics 16, 1990), of the weakest cut; the
    border is the branching entropy of Jin and Tanaka-Ishii (COLING/ACL 2006)."""
    found: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for match in _HAN_NAMES.finditer(text):
            found.setdefault(next(filter(None, match.groups())), set()).add(number)
    runs = [(number, run) for number, text in enumerate(texts) for run in _runs(text)]
    counts: Counter[tuple[str, ...]] = Counter()
    units: dict[tuple[str, ...], set[int]] = {}
    before: dict[tuple[str, ...], Counter[str]] = {}
    behind: dict[tuple[str, ...], Counter[str]] = {}
    for number, run in runs:
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                gram = run[start:end]
                counts[gram] += 1
                units.setdefault(gram, set()).add(number)
                # The end of a run is a border of its own each time.
                before.setdefault(gram, Counter())[run[start - 1] if start else f"<{number},{start}"] += 1
                behind.setdefault(gram, Counter())[run[end] if end < len(run) else f">{number},{end}"] += 1
    total = sum(len(run) for _, run in runs)
    for gram, numbers in units.items():
        bare = not (gram[0] in phrases.starts or gram[-1] in phrases.ends)
        holds = bare and len(gram) > 1 and len(numbers) >= RECURS and _cohesion(gram, counts, total) >= COHESION
        if holds and not phrases.modals.isdisjoint("".join(pair) for pair in pairwise(gram)):
            continue
        if holds and min(_entropy(before[gram]), _entropy(behind[gram])) >= BRANCHING:
            found.setdefault("".join(gram), set()).update(numbers)
    return found


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """The text's runs of Han characters, dots within names and quoted strings, each symbol by symbol."""
    run: list[str] = []
    for match in _SYMBOL.finditer(text):
        if is_han(match[0]) or match[0] == "·":
            run.append(match[0])
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _cohesion(gram: tuple[str, ...], counts: Counter[tuple[str, ...]], total: int) -> float:
    return min(log2(counts[gram] * total / (counts[gram[:cut]] * counts[gram[cut:]])) for cut in range(1, len(gram)))


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values())
    return -sum(count / total * log2(count / total) for count in counts.values())


def _in_words(texts: Sequence[str], phrases: Phrases) -> dict[str, set[int]]:
    """Names and recurring phrases; forms that differ in capitals or number are one, under the most frequent form.

    A form with a capital letter must often stand as a whole name: what nearly always has more of a name beside it
    (“Jinping”, “Foreign”) is a part of names.
    """
    units: dict[str, set[int]] = {}
    forms: dict[str, Counter[str]] = {}
    names: Counter[str] = Counter()
    whole: dict[str, set[int]] = {}
    uncapped = {word for text in texts for word in _LATIN_WORD.findall(text) if word == lower(word)}
    for number, text in enumerate(texts):
        for name, begins in _names(text, phrases):
            key = _key(name)
            whole.setdefault(key, set()).add(number)
            if begins:
                continue
            names[key] += 1
            units.setdefault(key, set()).add(number)
            forms.setdefault(key, Counter())[name] += 1
    for number, text in enumerate(texts):
        for run in re.split(r"[^\w\s'’-]|\b\d+\b", text):
            for phrase in _runs_of_words([match[0] for match in _LATIN_WORD.finditer(run)], phrases):
                key = _key(phrase)
                units.setdefault(key, set()).add(number)
                forms.setdefault(key, Counter())[_POSSESSIVE.sub("", phrase)] += 1
    found = {}
    for key, numbers in units.items():
        form = max(forms[key].items(), key=lambda item: (item[1], item[0]))[0]
        if phrases.is_name(form):
            # A sentence's first capital letter says nothing. What elsewhere has one less often than none is no name,
            # nor what only begins sentences, in text after text (“Moreover”).
            small = sum(count for each, count in forms[key].items() if not phrases.is_name(each))
            named = names[key] > small or (not small and len(numbers) < RECURS)
            is_term = named and len(whole.get(key, ())) >= WHOLE * len(numbers)
        else:
            is_term = key in names or len(numbers) >= RECURS
            # The capital letter of one that mostly begins sentences is not its own.
            first, _, rest = form.partition(" ")
            form = f"{lower(first)} {rest}" if rest and rest == lower(rest) and lower(first) in uncapped else form
        if is_term:
            found[form] = numbers
    return found


def _names(text: str, phrases: Phrases) -> Iterator[tuple[str, bool]]:
    """Quoted strings and runs of words with a capital letter, persons without their titles; and whether it is a single
    word at the beginning of a sentence, where a capital letter says nothing."""
    for match in phrases.names.finditer(text):
        name = match[1] or match[2]
        first = re.match(r"\w+", name)
        begins = not match[1] and bool(re.search(r"(?:^|[.:;!?“\"\n]\s*)\Z", text[: match.start()]))
        if begins and first and lower(first[0]) in phrases.little:
            name, begins = name[first.end() :].strip(), False
        begins = begins and " " not in name
        name = phrases.titles.split(_POSSESSIVE.sub("", name))[-1]
        if len(name) > 2 and lower(name) not in phrases.starts:
            yield name, begins


def _key(form: str) -> str:
    """What forms of one phrase share: small letters, the last word without its plural or possessive ending."""
    return re.sub(r"(?<=\w\w)(?:'s|s'|(?<![su])s)\Z", "", lower(same_shape(form)))


def _runs_of_words(words: Sequence[str], phrases: Phrases) -> Iterator[str]:
    """Phrases that neither begin nor end with a little word, do not end within a name, and have no modal verb."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_WORDS, len(words)) + 1):
            first, last = lower(words[start]), lower(words[end - 1])
            if last in phrases.modals:
                break
            if (
                first not in phrases.starts
                and last not in phrases.ends
                and (len(first) > 2 or words[start][0].isupper())
                and not phrases.is_cut(words[start:end], words[end:])
            ):
                yield " ".join(words[start:end])


def _maximal(found: dict[str, set[int]]) -> dict[str, set[int]]:
    """The candidates without those that nearly always stand in one longer candidate.

    A simple form of the C-value of Frantzi, Ananiadou and Mima (International Journal on Digital Libraries 3, 2000).
    """
    by_unit: dict[int, list[str]] = {}
    for form, units in found.items():
        for unit in units:
            by_unit.setdefault(unit, []).append(form)
    return {form: units for form, units in found.items() if not _is_part(form, units, found, by_unit)}


def _is_part(form: str, units: set[int], found: dict[str, set[int]], by_unit: dict[int, list[str]]) -> bool:
    key = _key(form)
    near = {longer for unit in units for longer in by_unit[unit] if len(longer) > len(form)}
    return any(len(found[longer] & units) >= ALWAYS * len(units) and key in _key(longer) for longer in near)
