"""Terms learned from the document itself: which wording on the right stands for which on the left.

After Dániel Varga et al., “Parallel corpora for medium density languages”, RANLP 2005 (hunalign): align by
length, learn a dictionary from the result, align again with it. The measure is Dice's coefficient.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import add

from duizhao.languages.references import without_references
from duizhao.languages.script import HAN_RUN, in_han
from duizhao.patterns import lazily

_WORD = lazily(r"[^\W\d_]{3,}")

#: As many Han characters, from two on, may be a term; the language has no spaces to tell.
_LONGEST = 4

#: In how many pairs two wordings must stand together, and how exclusively (Dice), to be taken for a term.
_TOGETHER, _DICE = 3, 0.5

#: A wording in more than this share of the pairs tells nothing.
_COMMON = 0.25

#: As many pairings of wordings are looked at: enough to learn a document's words, and the time stays bounded.
_PAIRINGS = 10_000_000


def learn_terms(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """A glossary (left wording: its renderings) from pairs of texts most of which are counterparts.

    For each word on the right, the wording on the left that stands in the same pairs and in few others; of
    equally good ones the longest, then the first in order of characters. A wording is a run of two to four Han
    characters or a word.
    """
    left, right = [], []
    pairings = 0
    for text_left, text_right in pairs:
        left.append(_wordings(text_left))
        right.append(_wordings(text_right))
        pairings += len(left[-1]) * len(right[-1])
        if pairings > _PAIRINGS:
            break
    # Wordings that stand in the same pairs, as the pieces of a name do, are looked at once.
    lefts = [(places, max(map(_length, found))) for places, found in _by_places(left).items()]
    here: list[list[int]] = [[] for _ in left]
    for index, (places, _) in enumerate(lefts):
        for place in places:
            here[place].append(index)
    learned: dict[str, list[str]] = defaultdict(list)
    for places, words in _by_places(right).items():
        together = Counter(chain.from_iterable(here[place] for place in places))
        best = max(
            (
                (2 * count / (len(lefts[index][0]) + len(places)), lefts[index][1])
                for index, count in together.items()
                if count >= _TOGETHER
            ),
            default=(0.0, (0, "")),
        )
        if best[0] >= _DICE:
            learned[best[1][1]].extend(words)
    return {term: tuple(sorted(renderings)) for term, renderings in sorted(learned.items())}


def learn_glossary(pairs: Iterable[tuple[str, str]], languages: tuple[str, str]) -> Mapping[str, Sequence[str]]:
    """A glossary from pairs of texts (left wording: its renderings), learned from the side that writes words apart,
    whichever that is."""
    if in_han(languages[0]) or not in_han(languages[1]):
        return learn_terms(pairs)
    renderings: dict[str, list[str]] = defaultdict(list)
    for term, words in learn_terms((right, left) for left, right in pairs).items():
        for word in words:
            renderings[word].append(term)
    return renderings


def _wordings(text: str) -> frozenset[str]:
    text = without_references(text)
    found = {word.casefold() for word in _WORD.findall(HAN_RUN.sub(" ", text))}
    for run in HAN_RUN.findall(text):
        pieces: Iterable[str] = run
        for size in range(1, _LONGEST):
            pieces = list(map(add, pieces, run[size:]))
            found.update(pieces)
    return frozenset(found)


def _length(wording: str) -> tuple[int, str]:
    """The longer a wording, the more it is; then the order of characters."""
    return len(wording), wording


def _by_places(units: Sequence[frozenset[str]]) -> Mapping[tuple[int, ...], list[str]]:
    """The wordings by the units they stand in, of those in neither too few nor too many."""
    most = max(_TOGETHER, _COMMON * len(units))
    counts = Counter(chain.from_iterable(units))
    kept = {wording for wording, count in counts.items() if _TOGETHER <= count <= most}
    places: dict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        for wording in unit & kept:
            places[wording].append(place)
    found: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for wording, of in places.items():
        found[tuple(of)].append(wording)
    return found
