"""How long counterparts are: the length model's two parameters, given or estimated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log, sqrt
from statistics import fmean

from msgspec import Struct

from duizhao.languages.references import without_references
from duizhao.languages.script import in_han

#: How many pairs of measured lengths outweigh the default variance: with n pairs the estimate counts n/(n + this).
_DEFAULT_COUNTS = 24

#: How far the ratios of documents in two languages lie apart (standard deviation, as a share of the ratio).
_RATIOS_DIFFER = 0.09

#: In which steps ratio and variance are measured, as a share of them: lengths of single sentences scatter by far more.
_STEPS = (0.02, 0.2)

#: Pairs shorter than this (characters on the left) say little about the ratio.
_SHORTEST = 8

#: From the median absolute deviation to the standard deviation of a normal variable; and from the mean of the middle
#: half of the absolute deviations.
DEVIATION, _MIDDLE = 1.4826, 1.4426


class LengthModel(Struct, frozen=True, array_like=True):
    """`ratio`: the right text's characters per character of the left (Gale and Church's c); `variance`: of the
    right length, per character of the left (their s²)."""

    ratio: float
    variance: float

    @property
    def reversed(self) -> LengthModel:
        """The same model with the sides changed."""
        return LengthModel(1 / self.ratio, self.variance / self.ratio**3)

    @property
    def steady(self) -> LengthModel:
        """The same in steps."""
        return LengthModel(steady(self.ratio, _STEPS[0]), steady(self.variance, _STEPS[1]))


#: Two languages written alike: the values Gale and Church give for European languages.
ALIKE = LengthModel(1.0, 6.8)

#: From Han characters to letters, where there is too little text to measure. A Han character is a syllable and mostly a
#: morpheme; in formal prose three to four Latin characters, spaces among them, stand for it. Lengths of counterparts
#: scatter by about six Latin characters times the root of the number of Han ones (four to five in news and reports,
#: up to seven in novels). Round figures; a document's own replace them.
HAN_TO_LETTERS = LengthModel(3.5, 40.0)


def default_model(left_language: str, right_language: str) -> LengthModel:
    """What holds for two languages (BCP 47 tags) before anything is measured."""
    if in_han(left_language) == in_han(right_language):
        return ALIKE
    return HAN_TO_LETTERS if in_han(left_language) else HAN_TO_LETTERS.reversed


def length(text: str) -> int:
    """A text's length: its characters, white space counted once, footnote references not at all."""
    return len(" ".join(without_references(text).split()))


def deviation(left: float, right: float, model: LengthModel) -> float:
    """Gale and Church's δ: how far the right length lies from what the left one lets expect, in standard
    deviations. As in the program printed with their article, the variance goes with the mean of both lengths,
    so that neither side is privileged and an empty one does no harm."""
    mean = (left + right / model.ratio) / 2
    return (right - left * model.ratio) / sqrt(model.variance * mean) if mean else 0.0


def estimate_model(pairs: Iterable[tuple[int, int]], default: LengthModel) -> LengthModel:
    """The model of a document from the lengths (left, right) of texts known to be counterparts.

    Robust, for some of the pairs may be wrong: the ratio is the median of the pairs' ratios, weighted with their
    lengths; the standard deviation follows from the mean of the middle half of the absolute deviations, which one pair
    changes less than their median. Both are bent towards the default (geometric means), the ratio by how far it may be
    off for so much text, the variance by the number of pairs. The variance stays between half the default and twice:
    pairs an alignment was sure of fit too well, paragraphs of which one lacks a passage too badly.
    """
    usable = [(a, b) for a, b in pairs if a >= _SHORTEST and b > 0]
    if not usable:
        return default
    scatter = default.variance / default.ratio**2
    total = sum(a for a, _ in usable)
    ratio = _weighted_median([(b / a, a) for a, b in usable])
    ratio = _between(ratio, default.ratio, total / (total + scatter / _RATIOS_DIFFER**2))
    unit = LengthModel(ratio, 1.0)
    away = sorted(abs(deviation(a, b, unit)) for a, b in usable)
    spread = (_MIDDLE * fmean(away[len(away) // 4 : len(away) - len(away) // 4])) ** 2
    spread = min(max(spread, default.variance / 2), default.variance * 2)
    share = len(usable) / (len(usable) + _DEFAULT_COUNTS)
    return LengthModel(ratio, _between(spread, default.variance, share))


def steady(measured: float, step: float) -> float:
    """A measure in steps of a share of itself: what an edit changes by less changes nothing elsewhere, and what was
    worked out there stays known."""
    return exp(round(log(measured) / step) * step)


def _between(measured: float, default: float, share: float) -> float:
    return exp(share * log(measured) + (1 - share) * log(default))


def _weighted_median(values: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in values)
    reached = 0
    for value, weight in sorted(values):
        reached += weight
        if 2 * reached >= total:
            return value
    raise ValueError("a median of nothing")
