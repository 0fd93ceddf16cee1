"""Counterpart sentences that say something else: their meaning is far less alike than that of other counterparts.

How alike counterparts are differs from model to model and from text to text, so it is measured on the text itself; that
of short sentences scatters more. Only what shares hardly a number, a name or a term is asked about: what shares them is
no other sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import sqrt
from statistics import fmean, median

from msgspec import Struct

from duizhao.compare.alignment.evidence import Evidence
from duizhao.compare.alignment.gale_church import length_cost
from duizhao.compare.alignment.lengths import DEVIATION
from duizhao.compare.alignment.sentence_beads import SentenceBead
from duizhao.compare.meaning.meaning import Meaning, cosine
from duizhao.memo import Memo

#: Beads whose anchors and lengths speak less for them, in nats, are asked about.
_HARDLY = 2.0

#: So many standard deviations below the others is something else.
_FAR = 2.8

#: How many beads that were measured outweigh what is usual of a model.
_USUAL_COUNTS = 10

#: The two texts of a paragraph.
Texts = tuple[str, str]


class _Asked(Struct, frozen=True):
    """A bead that is asked about, its two texts, and its length in characters of the left language."""

    paragraph: Texts
    bead: SentenceBead
    texts: Texts
    length: float


def unlike_beads(
    paragraphs: Mapping[Texts, Sequence[SentenceBead]], evidence: Evidence, memo: Memo
) -> dict[Texts, tuple[SentenceBead, ...]]:
    """The beads whose sides say something else, by the paragraph they are of; none where there is no model, or too
    little text to be sure.

    `paragraphs`: the beads of each of a document's paragraphs. `memo`: remembers how alike two texts are.
    """
    meaning = evidence.meaning
    if not meaning or not meaning.is_sure:
        return {}
    asked = [found for texts, beads in paragraphs.items() for found in _hardly_alike(texts, beads, evidence)]
    if not asked:
        return {}
    alike = _likeness([each.texts for each in asked], meaning, memo)
    usual, scatter = _between(alike, meaning.usual)
    mean = fmean(each.length for each in asked)
    found: dict[Texts, tuple[SentenceBead, ...]] = {}
    for each, how in zip(asked, alike, strict=True):
        if how < usual - _FAR * scatter * sqrt((1 + mean / each.length) / 2):
            found[each.paragraph] = (*found.get(each.paragraph, ()), each.bead)
    return found


def _hardly_alike(texts: Texts, beads: Iterable[SentenceBead], evidence: Evidence) -> Iterable[_Asked]:
    """The beads of a paragraph for which little else speaks."""
    sides = evidence.finder.in_sentences(texts[0], 0), evidence.finder.in_sentences(texts[1], 1)
    for bead in beads:
        own = [[sides[side][n] for n in (bead.left_sentences, bead.right_sentences)[side]] for side in (0, 1)]
        if not all(own):
            continue
        left, right = (
            evidence.weights.weighed(frozenset().union(*(sentence.anchors for sentence in side))) for side in own
        )
        here, there = (sum(sentence.length for sentence in side) for side in own)
        for_it = evidence.weights.agreement(left, right) - length_cost(here, there, evidence.model)
        if for_it < _HARDLY:
            spans = texts[0][slice(*bead.left)], texts[1][slice(*bead.right)]
            yield _Asked(texts, bead, spans, here + there / evidence.model.ratio or 1.0)


def _likeness(pairs: Sequence[Texts], meaning: Meaning, memo: Memo) -> list[float]:
    """How alike the texts of each pair are."""
    meaning.prepare(([left for left, _ in pairs], [right for _, right in pairs]))

    def measured(left: str, right: str) -> float:
        return cosine(meaning.vector(left, 0), meaning.vector(right, 1))

    return [memo.recall("alike", (meaning.key, pair), partial(measured, *pair)) for pair in pairs]


def _between(alike: Sequence[float], usual: tuple[float, float]) -> tuple[float, float]:
    """Mean and standard deviation of what was measured, bent towards what is usual."""
    middle = median(alike)
    measured = middle, DEVIATION * median(abs(each - middle) for each in alike)
    share = len(alike) / (len(alike) + _USUAL_COUNTS)
    mean, scatter = (share * here + (1 - share) * there for here, there in zip(measured, usual, strict=True))
    return mean, scatter
