"""How far sentences of a document in two languages mean the same.

All sentences of a document have much in common, and all those of one language; what is left when their mean is taken
away tells them apart. Several sentences have the sum of their vectors: Brian Thompson and Philipp Koehn, “Vecalign:
Improved Sentence Alignment in Linear Time and Space”, EMNLP 2019. Lengths keep their say beside meaning: Lei Liu and
Min Zhu, “Bertalign: Improved word embedding-based sentence alignment for Chinese–English parallel corpora of literary
texts”, Digital Scholarship in the Humanities 38(2), 2023.
"""

import hashlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from operator import mul, sub

from duizhao.compare.meaning.model import SentenceModel, Vector
from duizhao.languages.sentences import split_sentences
from duizhao.memo import Memo
from duizhao.progress import with_progress
from duizhao.words import message_language, words_of

#: From how many sentences of a language the mean of its vectors is taken, and how many it takes for one to be told from
#: the others.
_SAMPLE, _ENOUGH = 32, 12

#: Vectors are kept as whole numbers up to this.
_SCALE = 127

#: Points lie no further beside the diagonal (sentences), and are at least so alike.
_ASIDE, _ALIKE = 200, 0.25

#: A sentence and the side it is on.
_Asked = tuple[str, int]

#: Passes on what is worked through, and may show how far it is.
Track = Callable[[Sequence[_Asked]], Iterable[_Asked]]


def track(asked: Sequence[_Asked]) -> Iterable[_Asked]:
    """Shows how far it is."""
    said = words_of(message_language(), "meaning")["reading"]
    return with_progress(asked, lambda _: said)


class Meaning:
    """What a model says of the sentences of a document. Each sentence's vector is asked for once and kept in `memo`."""

    def __init__(
        self,
        model: SentenceModel,
        languages: tuple[str, str],
        sentences: tuple[Iterable[str], Iterable[str]],
        memo: Memo | None = None,
        track: Track = iter,
    ) -> None:
        """`sentences`: those of the document in each language, from a few of which their mean is taken; `track`: passes
        on the sentences whose vectors are asked for."""
        self._model = model
        self._languages = languages
        self._memo = memo or Memo()
        self._track = track
        self._samples = tuple(_sample(side) for side in sentences)
        self._means: dict[int, Vector] = {}

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

    def prepare(self, texts: tuple[Iterable[str], Iterable[str]]) -> None:
        """Asks for the vectors of the sentences of texts of each language that are not known, all at one go."""
        asked = dict.fromkeys(
            (sentence, side)
            for side in (0, 1)
            for sentence in (*self._samples[side], *(s for text in texts[side] for s in self._sentences(text, side)))
        )
        for sentence, side in self._track(list(asked)):
            self._raw(sentence, side)

    def vector(self, text: str, side: int) -> Vector:
        """The vector of a text of one side: the sum of those of its sentences, each less its language's mean and as
        long as the sentence."""
        if side not in self._means:
            sample = [self._raw(each, side) for each in self._samples[side]]
            self._means[side] = [sum(values) / len(sample) for values in zip(*sample, strict=True)]
        found = []
        for sentence in self._sentences(text, side):
            vector = _unit(map(sub, self._raw(sentence, side), self._means[side]))
            found.append([value * len(sentence) for value in vector])
        return [sum(values) for values in zip(*found, strict=True)]

    def _sentences(self, text: str, side: int) -> Sequence[str]:
        return [sentence.text for sentence in split_sentences(text, self._languages[side])]

    def _raw(self, text: str, side: int) -> Vector:
        key = self._model.name, self._languages[side], text
        known = self._memo.recall("vector", key, lambda: self._asked(text, side))
        return _unit(array("b", b64decode(known)))

    def _asked(self, text: str, side: int) -> str:
        vector = self._model.vectors([text], self._languages[side])[0]
        most = max(map(abs, vector)) or 1.0
        return b64encode(array("b", [round(value / most * _SCALE) for value in vector]).tobytes()).decode()


class Similarity:
    """How alike stretches of two sequences of sentences are: the cosine of the sums of their vectors.

    One without a vector tells nothing.
    """

    def __init__(self, left: Sequence[Vector | None], right: Sequence[Vector | None]) -> None:
        self._vectors = left, right
        self._products: dict[tuple[int, int, int, int], float] = {}
        self._norms: dict[tuple[int, int, int], float] = {}

    def __call__(self, i: int, i_end: int, j: int, j_end: int) -> float | None:
        """That of left sentences i to i_end and right ones j to j_end; None if one of them has no vector."""
        left, right = self._vectors
        if any(v is None for v in left[i:i_end]) or any(v is None for v in right[j:j_end]):
            return None
        total = sum(self._product(0, a, 1, b) for a in range(i, i_end) for b in range(j, j_end))
        return total / (self._norm(0, i, i_end) * self._norm(1, j, j_end) or 1.0)

    def points(self) -> Sequence[tuple[int, int]]:
        """Pairs of sentences each of which is the likest to the other, among those not too far from the diagonal."""
        rows, columns = map(len, self._vectors)
        best: list[dict[int, tuple[float, int]]] = [{}, {}]
        for i, vector in enumerate(self._vectors[0]):
            middle = i * columns // rows
            for j in range(max(0, middle - _ASIDE), min(columns, middle + _ASIDE + 1)):
                if vector is not None and self._vectors[1][j] is not None:
                    here = self._product(0, i, 1, j) / (self._norm(0, i, i + 1) * self._norm(1, j, j + 1) or 1.0)
                    best[0][i] = max(best[0].get(i, (0.0, -1)), (here, j))
                    best[1][j] = max(best[1].get(j, (0.0, -1)), (here, i))
        return [(i, j) for i, (alike, j) in best[0].items() if alike >= _ALIKE and best[1][j][1] == i]

    def _norm(self, side: int, start: int, end: int) -> float:
        if (side, start, end) not in self._norms:
            places = range(start, end)
            total = sum(self._product(side, a, side, b) for a in places for b in places)
            self._norms[side, start, end] = sqrt(max(total, 0.0))
        return self._norms[side, start, end]

    def _product(self, side: int, a: int, other: int, b: int) -> float:
        if (side, a, other, b) not in self._products:
            left, right = self._vectors[side][a], self._vectors[other][b]
            assert left is not None
            assert right is not None
            self._products[side, a, other, b] = sum(map(mul, left, right))
        return self._products[side, a, other, b]


def _sample(sentences: Iterable[str]) -> tuple[str, ...]:
    """A few of the sentences, always the same ones whatever is added or taken away elsewhere."""
    return tuple(sorted(set(sentences), key=_digest)[:_SAMPLE])


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _unit(vector: Iterable[float]) -> Vector:
    values = list(vector)
    norm = sqrt(sum(map(mul, values, values))) or 1.0
    return [value / norm for value in values]
