"""How far sentences of a document in two languages mean the same.

All sentences of a document have much in common, and all those of one language; what is left when their mean is taken
away tells them apart. Which of them belong together is asked of their clauses, for a long sentence means little of what
one of its clauses means. Several sentences have the sum of their vectors: Brian Thompson and Philipp Koehn, “Vecalign:
Improved Sentence Alignment in Linear Time and Space”, EMNLP 2019. How much is alike at all differs from place to place,
so that what stands around is the measure: Lei Liu and Min Zhu, “Bertalign: Improved word embedding-based sentence
alignment for Chinese–English parallel corpora of literary texts”, Digital Scholarship in the Humanities 38(2), 2023.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate
from math import dist, exp, hypot, log, sqrt
from operator import sub

from duizhao.compare.meaning.likeness import Texts
from duizhao.compare.meaning.model import SentenceModel, Vector
from duizhao.languages.clauses import clauses
from duizhao.languages.sentences import split_sentences
from duizhao.memo import Memo
from duizhao.progress import with_progress
from duizhao.words import message_language, words_of

#: From how many sentences of a language the mean of its vectors is taken, and how many it takes for one to be told from
#: the others.
_SAMPLE, _ENOUGH = 32, 12

#: So many are asked for at once: one at a time takes more than ten times as long.
_AT_ONCE = 64

#: Vectors are kept in whole numbers, all of this length.
_SCALE = 32767

#: Points lie no further beside the diagonal (units), and are at least so alike.
_ASIDE, _ALIKE = 200, 0.25

#: How much likelier a part is another's counterpart for each unit of cosine, in nats; how likely it has none.
_SHARP, _NONE = 12.0, 0.1

#: As many units before a stretch and behind it are what stands around it; and as many parts as a part's counterpart
#: may be one of elsewhere, each as alike as this.
_AROUND, _ELSEWHERE, _HARDLY = 6, 6, 0.15

#: Sentences or clauses, and the side they are on.
_Asked = tuple[Sequence[str], int]

#: What a unit consists of: a vector for each part, of which the direction counts, and how much it counts.
Parts = Sequence[tuple[Vector, float]]

#: Passes on what is worked through, and may show how far it is.
Track = Callable[[Sequence[_Asked]], Iterable[_Asked]]


def track(asked: Sequence[_Asked]) -> Iterable[_Asked]:
    """Shows how far it is."""
    said = words_of(message_language(), "meaning")["reading"]
    return with_progress(asked, lambda _: said)


class Meaning:
    """What a model says of the sentences of a document. Each vector is asked for once and kept in `memo`."""

    def __init__(
        self,
        model: SentenceModel,
        languages: tuple[str, str],
        sentences: tuple[Iterable[str], Iterable[str]],
        memo: Memo | None = None,
        track: Track = iter,
    ) -> None:
        """`sentences`: those of the document in each language, from a few of which their mean is taken; `track`: passes
        on those whose vectors are asked for."""
        self._model = model
        self._languages = languages
        self._memo = memo or Memo()
        self._track = track
        self._samples = tuple(_sample(side) for side in sentences)
        self._means: dict[tuple[int, bool], Vector] = {}

    @property
    def key(self) -> str:
        """Everything a similarity depends on besides the sentences."""
        return repr((self._model.name, self._languages, self._samples))

    @property
    def usual(self) -> tuple[float, float]:
        """See `SentenceModel`."""
        return self._model.usual

    @property
    def is_sure(self) -> bool:
        """Whether there are so many sentences that what they have in common can be told from what each means."""
        return min(map(len, self._samples)) >= _ENOUGH

    def prepare(self, texts: tuple[Iterable[str], Iterable[str]], *, by_clause: bool = False) -> None:
        """Asks for the vectors of the sentences of texts of each language, or of their clauses, that are not known, all
        at one go."""
        batches: list[_Asked] = []
        for side in (0, 1):
            sentences = [s for text in texts[side] for s in self._sentences(text, side)]
            pieces = [each for s in sentences for each in _clauses(s)] if by_clause else sentences
            asked = dict.fromkeys((*self._sampled(side, by_clause), *pieces))
            new = [each for each in asked if not self._memo.knows("vector", self._key(each, side))]
            batches += [(new[at : at + _AT_ONCE], side) for at in range(0, len(new), _AT_ONCE)]
        for batch, side in self._track(batches):
            found = self._model.vectors(batch, self._languages[side])
            for piece, vector in zip(batch, found, strict=True):
                self._memo.recall("vector", self._key(piece, side), partial(_written, vector))

    def sentences(self, texts: Texts) -> Similarity:
        """See `Comparer`; by their clauses."""
        left, right = ([self._parts(_clauses(each), side, by_clause=True) for each in texts[side]] for side in (0, 1))
        return Similarity(left, right)

    def paragraphs(self, texts: Texts) -> Similarity:
        """See `Comparer`; by their sentences."""
        left, right = ([self._sentence_parts(each, side) for each in texts[side]] for side in (0, 1))
        return Similarity(left, right)

    def vector(self, text: str, side: int) -> Vector:
        """The vector of a text of one side: the sum of those of its sentences, each as long as the sentence."""
        return _sum(self._sentence_parts(text, side))

    def _sampled(self, side: int, by_clause: bool) -> Sequence[str]:
        sample = self._samples[side]
        return [each for sentence in sample for each in _clauses(sentence)] if by_clause else sample

    def _sentence_parts(self, text: str, side: int) -> Parts:
        return self._parts(self._sentences(text, side), side, by_clause=False)

    def _parts(self, pieces: Iterable[str], side: int, *, by_clause: bool) -> Parts:
        if (side, by_clause) not in self._means:
            sample = [self._raw(each, side) for each in self._sampled(side, by_clause)]
            self._means[side, by_clause] = [sum(values) / len(sample) for values in zip(*sample, strict=True)]
        # One four times as long as another counts twice as much.
        mean = self._means[side, by_clause]
        return [(tuple(map(sub, self._raw(each, side), mean)), sqrt(len(each))) for each in pieces]

    def _sentences(self, text: str, side: int) -> Sequence[str]:
        return [sentence.text for sentence in split_sentences(text, self._languages[side])]

    def _key(self, piece: str, side: int) -> tuple[str, str, str]:
        return self._model.name, self._languages[side], piece

    def _raw(self, piece: str, side: int) -> Vector:
        def asked() -> bytes:
            return _written(self._model.vectors([piece], self._languages[side])[0])

        return array("h", self._memo.recall("vector", self._key(piece, side), asked))


class Similarity:
    """How much stretches of two sequences of units speak for each other by what they mean, in nats.

    A part of a unit is the counterpart of one part of the other sequence's stretch, of what stands around it or of
    something elsewhere, if it has one; of which, is the likelier the more alike they are. How likely it is in the
    stretch, by how much of all that the stretch is, is what the part says; all parts of both sides say it together.
    Units without parts say nothing.
    """

    def __init__(self, left: Sequence[Parts], right: Sequence[Parts]) -> None:
        self._parts = left, right
        self._lengths = [[[hypot(*vector) for vector, _ in parts] for parts in side] for side in self._parts]
        sums = [[sum(weight for _, weight in parts) for parts in side] for side in self._parts]
        counts = [sum(map(len, side)) for side in self._parts]
        #: What a part counts in the mean, and what the units before each one count together.
        self._usual = [sum(side) / count if count else 1.0 for side, count in zip(sums, counts, strict=True)]
        self._passed = [list(accumulate(side, initial=0.0)) for side in sums]
        self._alike: dict[tuple[int, int], tuple[list[float], list[float]]] = {}
        self._said: dict[tuple[int, int, int, int], float] = {}

    def __call__(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """See `Likeness`."""
        if not (all(self._parts[0][i:i_end]) and all(self._parts[1][j:j_end])):
            return 0.0
        left = sum(self._says(0, at, j, j_end) for at in range(i, i_end))
        return left + sum(self._says(1, at, i, i_end) for at in range(j, j_end))

    def points(self) -> Sequence[tuple[int, int]]:
        """Pairs of units each of which is the likest to the other, among those not too far from the diagonal."""
        left, right = ([_sum(parts) for parts in side] for side in self._parts)
        lengths = [[hypot(*vector) for vector in side] for side in (left, right)]
        best: tuple[dict[int, tuple[float, int]], dict[int, tuple[float, int]]] = ({}, {})
        for i, vector in enumerate(left):
            middle = i * len(right) // len(left)
            for j in range(max(0, middle - _ASIDE), min(len(right), middle + _ASIDE + 1)):
                alike = _alike(vector, right[j], lengths[0][i], lengths[1][j])
                best[0][i] = max(best[0].get(i, (0.0, -1)), (alike, j))
                best[1][j] = max(best[1].get(j, (0.0, -1)), (alike, i))
        return [(i, j) for i, (alike, j) in best[0].items() if alike >= _ALIKE and best[1][j][1] == i]

    def _says(self, side: int, at: int, start: int, end: int) -> float:
        """What the parts of a unit of one side say for a stretch of the other."""
        key = side, at, start, end
        if key not in self._said:
            passed = self._passed[1 - side]
            low, high = max(0, start - _AROUND), min(len(passed) - 1, end + _AROUND)
            elsewhere = _ELSEWHERE * self._usual[1 - side]
            share = (passed[end] - passed[start]) / (passed[high] - passed[low] + elsewhere)
            rows = [self._likeness(side, at, other) for other in range(low, high)]
            said = 0.0
            for (_, weight), *found in zip(self._parts[side][at], *rows, strict=True):
                here = sum(found[start - low : end - low]) / (sum(found) + elsewhere * exp(_SHARP * _HARDLY))
                said += weight * log(_NONE + (1 - _NONE) * here / share)
            self._said[key] = said / self._usual[side]
        return self._said[key]

    def _likeness(self, side: int, at: int, other: int) -> list[float]:
        """How likely, up to a factor, each part of a unit of one side has its counterpart in one of the other side."""
        pair = (other, at) if side else (at, other)
        if pair not in self._alike:
            left, right = self._parts[0][pair[0]], self._parts[1][pair[1]]
            here, there = self._lengths[0][pair[0]], self._lengths[1][pair[1]]
            rows = [
                [exp(_SHARP * _alike(one, two, a, b)) for (two, _), b in zip(right, there, strict=True)]
                for (one, _), a in zip(left, here, strict=True)
            ]
            self._alike[pair] = (
                [sum(each * weight for each, (_, weight) in zip(row, right, strict=True)) for row in rows],
                [sum(row[k] * weight for row, (_, weight) in zip(rows, left, strict=True)) for k in range(len(right))],
            )
        return self._alike[pair][side]


def cosine(left: Vector, right: Vector) -> float:
    """How alike two vectors are, from −1 to 1."""
    return _alike(left, right, hypot(*left), hypot(*right))


def _alike(left: Vector, right: Vector, here: float, there: float) -> float:
    """The cosine of two vectors of these lengths, by their distance, which takes half the time of their product; 0 of
    what says nothing."""
    return (here * here + there * there - dist(left, right) ** 2) / (2 * here * there) if here and there else 0.0


def _clauses(sentence: str) -> Sequence[str]:
    return clauses(sentence) or [sentence]


def _sum(parts: Parts) -> Vector:
    """The vector of what consists of parts."""
    shares = [(vector, weight**2 / (hypot(*vector) or 1.0)) for vector, weight in parts]
    return [sum(values) for values in zip(*([x * share for x in vector] for vector, share in shares), strict=True)]


def _written(vector: Vector) -> bytes:
    share = _SCALE / (hypot(*vector) or 1.0)
    return array("h", [round(value * share) for value in vector]).tobytes()


def _sample(sentences: Iterable[str]) -> tuple[str, ...]:
    """A few of the sentences, always the same ones whatever is added or taken away elsewhere."""
    return tuple(sorted(set(sentences), key=_digest)[:_SAMPLE])


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
