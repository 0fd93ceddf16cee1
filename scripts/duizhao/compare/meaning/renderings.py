"""How far stretches of two texts have words that stand for each other, as a dictionary says.

A dictionary beside lengths: Dániel Varga et al., “Parallel corpora for medium density languages”, RANLP 2005. As what a
dictionary has of a text differs from place to place, what stands around is the measure, as in `meaning.Similarity`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log

#: The words of a rendering; those of a unit.
Gloss = frozenset[str]
Words = Sequence[str]

#: In how many units a word was found, in order, and how far it was found before each of them and behind the last.
_Found = tuple[Sequence[int], Sequence[float]]

#: How likely a word has no counterpart; how often one that is there is not found, as a share of all words.
_NONE, _MISSED = 0.2, 0.005

#: As many units before a stretch and behind it are what stands around it; and as many words elsewhere.
_AROUND, _ELSEWHERE = 6, 60

#: What a word says counts so much: many words say the same, and both sides say it.
_COUNTS = 0.4

#: Units that have as many words together that stand nowhere else are each other's counterparts.
_SURE = 2.0


class Renderings:
    """How much stretches of two sequences of units speak for each other by their words, in nats (`likeness.Likeness`).

    A word's counterpart stands in the stretch, around it or elsewhere, if it has one. By how much what may be it is
    denser in the stretch than around it is what the word says; all words of both sides say it together. A word that is
    found nowhere around says nothing, and neither do stretches of which a unit is not known.
    """

    def __init__(
        self,
        rendered: Sequence[Sequence[Sequence[Gloss]]],
        words: Sequence[Words],
        known: tuple[Sequence[bool], Sequence[bool]],
        mirrored: bool,
    ) -> None:
        """`rendered`: of the units of one side, what may stand for each word; `words`: those of the other side's.
        `known`: of left and right units. `mirrored`: the side with renderings is the right one."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(words):
            for word in unit:
                places[word].append(index)
        sides = [[[found for glosses in unit if (found := _found(_shares(glosses, places)))] for unit in rendered]]
        told: dict[str, dict[int, float]] = defaultdict(dict)
        for index, each in enumerate(rendered):
            for gloss in {gloss for glosses in each for gloss in glosses}:
                for word in gloss:
                    if word in places:
                        told[word][index] = max(told[word].get(index, 0.0), 1 / len(gloss))
        where = {word: _found(found) for word, found in told.items()}
        sides.append([[found for word in unit if (found := where.get(word))] for unit in words])
        sizes = [[len(unit) for unit in rendered], [len(unit) for unit in words]]
        if mirrored:
            sides, sizes = sides[::-1], sizes[::-1]
        self._known = known
        #: Of the units of each side, where on the other side their words were found; how many words stand before each.
        self._words = sides
        self._passed = [list(accumulate(side, initial=0)) for side in sizes]
        self._said: dict[tuple[int, int, int, int], float] = {}

    def __call__(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """See `Likeness`."""
        if not (all(self._known[0][i:i_end]) and all(self._known[1][j:j_end])):
            return 0.0
        left = sum(self._says(0, at, j, j_end) for at in range(i, i_end))
        return _COUNTS * (left + sum(self._says(1, at, i, i_end) for at in range(j, j_end)))

    def points(self) -> Sequence[tuple[int, int]]:
        """Pairs of units each of which has more words of the other than any else; a word counts the less the more units
        it may be in."""
        alike: dict[tuple[int, int], float] = defaultdict(float)
        for at, unit in enumerate(self._words[0]):
            for places, sums in unit:
                for place, before, behind in zip(places, sums, sums[1:], strict=False):
                    alike[at, place] += (behind - before) / sums[-1] / len(places)
        best: tuple[dict[int, float], dict[int, float]] = (defaultdict(float), defaultdict(float))
        for pair, how in alike.items():
            for side in (0, 1):
                best[side][pair[side]] = max(best[side][pair[side]], how)
        return [pair for pair, how in alike.items() if how >= _SURE and how == best[0][pair[0]] == best[1][pair[1]]]

    def _says(self, side: int, at: int, start: int, end: int) -> float:
        """What the words of a unit of one side say for a stretch of the other."""
        key = side, at, start, end
        if key not in self._said:
            passed = self._passed[1 - side]
            low, high = max(0, start - _AROUND), min(len(passed) - 1, end + _AROUND)
            here, around = max(passed[end] - passed[start], 1), passed[high] - passed[low] + _ELSEWHERE
            said = 0.0
            for places, sums in self._words[side][at]:
                if there := sums[bisect_left(places, high)] - sums[bisect_left(places, low)]:
                    inside = sums[bisect_left(places, end)] - sums[bisect_left(places, start)]
                    said += log(_NONE + (1 - _NONE) * (_MISSED + inside / here) / (_MISSED + there / around))
            self._said[key] = said
        return self._said[key]


def _shares(glosses: Sequence[Gloss], places: Mapping[str, Sequence[int]]) -> Mapping[int, float]:
    """In which units a rendering is found, and the share of its words that are."""
    shares: dict[int, float] = {}
    for gloss in glosses:
        counts: dict[int, float] = defaultdict(float)
        for word in gloss:
            for place in places.get(word, ()):
                counts[place] += 1 / len(gloss)
        for place, share in counts.items():
            shares[place] = max(shares.get(place, 0.0), share)
    return shares


def _found(shares: Mapping[int, float]) -> _Found | None:
    places = sorted(shares)
    return (places, list(accumulate((shares[place] for place in places), initial=0.0))) if places else None
