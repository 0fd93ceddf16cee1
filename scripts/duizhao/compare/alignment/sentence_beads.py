"""The sentences of two counterpart texts, aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from duizhao.compare.alignment.anchors import Weights
from duizhao.compare.alignment.evidence import AnchorFinder, Evidence, Side
from duizhao.compare.alignment.gale_church import SENTENCES
from duizhao.compare.alignment.lattice import Step
from duizhao.compare.alignment.lengths import default_model, length
from duizhao.compare.alignment.scoring import Item, Scorer
from duizhao.compare.alignment.search import search
from duizhao.languages.sentences import Sentence, split_sentences
from duizhao.memo import Memo

#: Addresses cited in a text: the offset of each footnote reference, and the address its note cites.
Citations = Sequence[tuple[int, str]]


#: Of how many sentences the whole document is thought to be at least, where nothing is known of it.
_LEAST = 50


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Sentences that belong together: `left` and `right` as one span (start, end) of each text, (0, 0) where there
    is none; `left_sentences` and `right_sentences` by index. Score and confidence as in `units.Bead`."""

    left: tuple[int, int]
    right: tuple[int, int]
    left_sentences: tuple[int, ...]
    right_sentences: tuple[int, ...]
    score: float
    confidence: float


def align_sentences(
    left: str,
    right: str,
    left_language: str,
    right_language: str,
    *,
    evidence: Evidence | None = None,
    citations: tuple[Citations, Citations] = ((), ()),
    memo: Memo | None = None,
) -> tuple[SentenceBead, ...]:
    """Aligns the sentences of two counterpart texts; each sentence is in exactly one bead, in order.

    `evidence`: what the whole document tells (`survey.survey`); without it the two texts must do. `citations`: see
    there, for each side. `memo`: remembers the search, which takes the time.
    """
    sentences = split_sentences(left, left_language), split_sentences(right, right_language)
    anchors: list[list[frozenset[str]]] = []
    finder = evidence.finder if evidence else AnchorFinder((left_language, right_language))
    sides: tuple[Side, Side] = (0, 1)
    for side in sides:
        anchors.append([finder(s.text, side, _cited(s, sentences[side], citations[side])) for s in sentences[side]])
    model = evidence.model if evidence else default_model(left_language, right_language)
    weights = evidence.weights if evidence else Weights.of(anchors[0], anchors[1], _LEAST)
    items = [
        [Item(i, "", length(s.text), weights.known(a)) for i, (s, a) in enumerate(zip(*side, strict=True))]
        for side in zip(sentences, anchors, strict=True)
    ]
    scorer = Scorer(items[0], items[1], model, SENTENCES, weights, frozenset({""}))
    return tuple(_bead(step, sentences) for step in (_recalled(scorer, memo) if memo else search(scorer)))


def _recalled(scorer: Scorer, memo: Memo) -> Iterator[Step]:
    """The steps as `search` finds them, or found them before for the same lengths, anchors, weights and model."""
    worth = scorer.weights.values
    known = [
        [(item.length, sorted((anchor, worth[anchor]) for anchor in item.anchors)) for item in side]
        for side in (scorer.left, scorer.right)
    ]
    found = memo.recall("sentences", (scorer.model, known), lambda: [astuple(step) for step in search(scorer)])
    return (Step(*step) for step in found)


def _bead(step: Step, sentences: tuple[Sequence[Sentence], Sequence[Sentence]]) -> SentenceBead:
    return SentenceBead(
        _span(sentences[0][step.left : step.left_end]),
        _span(sentences[1][step.right : step.right_end]),
        tuple(range(step.left, step.left_end)),
        tuple(range(step.right, step.right_end)),
        -step.cost,
        step.posterior,
    )


def _cited(sentence: Sentence, sentences: Sequence[Sentence], citations: Citations) -> list[str]:
    """The addresses cited in or right behind a sentence."""
    first = sentence is sentences[0]
    return [
        address
        for offset, address in citations
        if sentence.start < offset <= sentence.end or (first and offset <= sentence.start)
    ]


def _span(sentences: Sequence[Sentence]) -> tuple[int, int]:
    return (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
