"""The words and terms of a text, found by rule and without a dictionary.

Chinese has no spaces, so a run of characters counts as a term if it holds together (its parts meet more often than
chance would have it) and if different characters stand on either side of it: cohesion and boundary entropy, the usual
measures for finding words without a dictionary (Sun, Shen, Tsou: "Chinese word segmentation without using lexicon and
hand-crafted training data", COLING 1998; Jin, Tanaka-Ishii: "Unsupervised segmentation of Chinese text by use of
branching entropy", COLING/ACL 2006). What stands between two punctuation marks is a term, however rare.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from benchmarks.search.passages import HAN, Text

_RUN = re.compile(f"[{HAN}]+")
_ENCLOSED = re.compile(rf"(?<=[、，；“《（])([{HAN}]{{2,5}})(?=[、，；。”》）])")
_LATIN = r"[A-Za-zÀ-ɏ]"
# Han characters beside it do not belong to the word.
WORD = re.compile(rf"(?<![A-Za-zÀ-ɏ0-9’'-]){_LATIN}+(?:-{_LATIN}+)*(?![A-Za-zÀ-ɏ0-9-])")
LONGEST = 6
#: How much more often than chance the two parts of a term meet.
COHESION = 12.0
#: No term begins or ends with one of these: the commonest function words of one character.
_FUNCTION_WORDS = frozenset("的了是在和与及或等将对从为以于向把被也都就而且并其这该个还不")


def han_terms(text: Text) -> dict[str, int]:
    """The terms of a text in Han characters, and in how many passages each stands."""
    runs = [run for passage in text.passages for run in _RUN.findall(passage.text)]
    counts: Counter[str] = Counter()
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, run in enumerate(runs):
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                gram = run[start:end]
                counts[gram] += 1
                # The end of a run is a neighbour unlike any other.
                before[gram][run[start - 1] if start else f"<{number}"] += 1
                after[gram][run[end] if end < len(run) else f">{number}"] += 1
    total = sum(map(len, runs))
    found = {
        gram
        for gram, count in counts.items()
        if len(gram) > 1
        and count >= (3 if len(gram) == 2 else 2)
        and not _FUNCTION_WORDS & {gram[0], gram[-1]}
        and min(_entropy(before[gram]), _entropy(after[gram])) >= min(1.0, log(count) * 0.9)
        and _cohesion(gram, counts, total) >= COHESION
    }
    found.update(term for passage in text.passages for term in _ENCLOSED.findall(passage.text))
    return in_passages(text, found)


def _entropy(neighbours: Mapping[str, int]) -> float:
    total = sum(neighbours.values())
    return -sum(n / total * log(n / total) for n in neighbours.values())


def _cohesion(gram: str, counts: Mapping[str, int], total: int) -> float:
    """How much more often than chance its two parts meet, at the weakest of the places it can be cut at."""
    return min(counts[gram] * total / (counts[gram[:i]] * counts[gram[i:]]) for i in range(1, len(gram)))


def in_passages(text: Text, terms: Iterable[str]) -> dict[str, int]:
    """In how many passages each term stands; those that stand in none are left out."""
    found = {term: len(text.holding(term)) for term in sorted(set(terms))}
    return {term: number for term, number in found.items() if number}


def latin_words(text: Text) -> dict[str, int]:
    """The words of a text in Latin letters, as first written, and in how many passages each stands.

    Words in a quarter of the passages or more are left out, and so are frequent ones that never change their form:
    nobody looks for `which`.
    """
    written: dict[str, str] = {}
    where: defaultdict[str, set[str]] = defaultdict(set)
    for passage in text.passages:
        for word in WORD.findall(passage.text):
            if len(word) > 3:
                written.setdefault(word.casefold(), word)
                where[word.casefold()].add(passage.name)
    limit = max(3, len(text.passages) // 4)
    return {
        written[word]: len(names)
        for word, names in sorted(where.items())
        if len(names) <= limit and (len(names) < 3 or any(f in where for f in (*inflections(word), *uninflected(word))))
    }


def inflections(word: str) -> list[str]:
    """The regular forms of an English word: plural, -ed and -ing.

    >>> inflections("carry")
    ['carries', 'carried', 'carrying']
    """
    if re.search(r"[^aeiou]y$", word):
        return [f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    stem = re.sub(r"(?<!e)e$", "", word)
    return [word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s"), f"{stem}ed", f"{stem}ing"]


def uninflected(word: str) -> list[str]:
    """What the word may be a regular form of. Not all are words."""
    cut = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
    bases = (word[: -len(end)] + instead for end, instead in cut if word.endswith(end))
    return [base for base in bases if len(base) > 3 and word in inflections(base)]


def bands(terms: Mapping[str, int]) -> dict[str, list[str]]:
    """The terms by how many passages they stand in: one or two, up to nine, more."""
    return {
        "rare": [term for term, number in terms.items() if number <= 2],
        "middle": [term for term, number in terms.items() if 2 < number < 10],
        "frequent": [term for term, number in terms.items() if number >= 10],
    }


def names(text: Text, given: Sequence[str]) -> list[str]:
    """Names: those of the given ones that stand in the text, and what is written like a name.

    In Latin letters that is two or three words with a capital in mid-sentence; in Han characters, what stands around
    the dot within a foreign name, as where the name begins and ends cannot be seen.
    """
    pattern = rf"[{HAN}]{{2}}·[{HAN}]{{2,3}}" if text.han else r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"
    found = [name for passage in text.passages for name in re.findall(pattern, passage.text)]
    return list(in_passages(text, [*given, *found]))
