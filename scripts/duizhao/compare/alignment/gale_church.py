"""The length-based cost of a bead.

Method: William A. Gale and Kenneth W. Church, “A Program for Aligning Sentences in Bilingual Corpora”,
Computational Linguistics 19(1), 1993, pages 75–102.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import erfc, log, sqrt

from msgspec import Struct

from duizhao.compare.alignment.lengths import LengthModel, deviation, steady

#: The bead types: how many units on the left, on the right.
Shape = tuple[int, int]


class Beads(Struct, frozen=True):
    """Which bead types there are, and what each costs before lengths are looked at: −log of its share."""

    costs: Mapping[Shape, float]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The types, the likeliest first; of two equally likely ones the first listed."""
        return tuple(sorted(self.costs, key=self.costs.__getitem__))

    @property
    def wider(self) -> Beads:
        """The same with types of two or three units on both sides, as likely as if each came by itself."""
        one = self.costs[1, 1]
        more = {(a, b): self.costs[a, 1] + self.costs[1, b] - one for a in (2, 3) for b in (2, 3)}
        return Beads({**self.costs, **more})

    @property
    def key(self) -> tuple[float, float]:
        """What tells the types of one document from those of another (`measured_beads`): all else follows from it."""
        return self.costs[2, 1], self.costs[1, 2]


def beads(
    one_to_one: float, omission: float, merges: tuple[float, ...], two_to_two: float = 0.0, *, run: float = 0.0
) -> Beads:
    """Bead types from their shares: 1:1; 1:0 and 0:1 each; 2:1 and 1:2 each, 3:1 and 1:3 each, …; 2:2.

    `run`: how likely it is, where a unit has been left out, that the next one is left out with it. If it is not 0,
    there are types k:0 and 0:k up to `LONGEST_RUN` (a longer run is several), for passages are left out rather
    than single sentences scattered about. The shares need not add up to 1; a type with no share does not occur.
    """
    shares: dict[Shape, float] = {(1, 1): one_to_one}
    for count in range(1, LONGEST_RUN + 1 if run else 2):
        shares[count, 0] = shares[0, count] = omission * run ** (count - 1)
    for more, share in enumerate(merges, 2):
        shares[more, 1] = shares[1, more] = share
    shares[2, 2] = two_to_two
    return Beads({shape: -log(share) for shape, share in shares.items() if share > 0})


#: The most units one omission takes.
LONGEST_RUN = 6

#: The shares Gale and Church found, for comparison.
ARTICLE = beads(0.89, 0.0099 / 2, (0.089 / 2,), 0.011)

#: Sentences of a translation between languages that punctuate as differently as Chinese and English: a comma
#: there is a full stop here, up to six times over.
_ONE, _LEFT_OUT, _RUN = 0.78, 0.008, 0.5
SENTENCES = beads(_ONE, _LEFT_OUT, (0.07, 0.02, 0.006, 0.0015, 0.0005), 0.002, run=_RUN)

#: What is thought of how often one sentence stands for several, before a document is looked at, and how many beads
#: of it outweigh that.
_FURTHER, _FURTHER_COUNTS = 0.03, 30

#: In which steps that is measured, as a share of it (`lengths.steady`).
_STEP = 0.2

#: How likely it is at least that one more sentence follows where there is a further one.
_ONE_MORE = 0.3


def measured_beads(shapes: Iterable[Shape]) -> Beads:
    """Bead types of sentences, several of which stand for one as often as in a first alignment of the document, whose
    beads are of these shapes.

    How often differs from side to side and from translator to translator, and says whether a sentence that seems to
    have no counterpart was put together with the one beside it or left out. How often one is left out is not measured:
    a first alignment finds the fewest.
    """
    counted = [(a, b) for a, b in shapes if a and b]
    total = len(counted) + _FURTHER_COUNTS
    further = [sum(shape[side] - 1 for shape in counted) + _FURTHER * _FURTHER_COUNTS for side in (0, 1)]
    left, right = (steady(count / (total + count), _STEP) for count in further)
    shares: dict[Shape, float] = {}
    for count in range(1, LONGEST_RUN + 1):
        shares[count, 1] = _ONE * _more(left, count - 1)
        shares[1, count] = _ONE * _more(right, count - 1)
        shares[count, 0] = shares[0, count] = _LEFT_OUT * _RUN ** (count - 1)
    shares[2, 2] = _ONE * left * right
    return Beads({shape: -log(share) for shape, share in shares.items()})


def _more(first: float, count: int) -> float:
    """How likely a bead has so many further sentences, if it has a first one so often."""
    return first * max(first, _ONE_MORE) ** (count - 1) if count else 1.0


#: Paragraphs: a translator leaves them whole far more often than sentences. No 2:2, it would hide a swap.
_WHOLE, _ALONE, _JOINED, _THREE = 0.94, 0.002, 0.014, 1 / 7
PARAGRAPHS = beads(_WHOLE, _ALONE, (_JOINED * (1 - _THREE), _JOINED * _THREE), run=_RUN)

#: How many beads of a document outweigh what is thought of paragraphs before it is looked at.
_PARAGRAPHS_COUNT = 30


def measured_paragraphs(shapes: Iterable[Shape]) -> Beads:
    """Bead types of paragraphs, left out and joined as often as in a first alignment of the document, whose beads are
    of these shapes; on both sides alike, for few are.

    A paragraph that is left out and one that is joined with the next look much alike: which of the two a document does
    at all is the best evidence.
    """
    found = list(shapes)
    total = len(found) + _PARAGRAPHS_COUNT
    alone = sum(not (a and b) for a, b in found) / 2
    joined = sum(a + b > 2 for a, b in found if a and b) / 2
    alone, joined = ((n + share * _PARAGRAPHS_COUNT) / total for n, share in ((alone, _ALONE), (joined, _JOINED)))
    return beads(_WHOLE, alone, (joined * (1 - _THREE), joined * _THREE), run=_RUN)


#: The share of counterparts whose lengths say nothing (a figure turned into a sentence, a quotation cut). It
#: bounds what lengths can cost: beyond it, anchors decide.
_OUTLIERS = 0.001


def length_cost(left: float, right: float, model: LengthModel) -> float:
    """What the lengths (in characters) of a bead's two sides cost, in nats; 0 if they are as expected.

    −log P(δ), with P the two-sided tail probability 2(1 − Φ(|δ|)) of the article, mixed with a small share of
    outliers so that no length, however odd, is impossible.
    """
    tail = erfc(abs(deviation(left, right, model)) / sqrt(2))
    return -log((1 - _OUTLIERS) * tail + _OUTLIERS)
