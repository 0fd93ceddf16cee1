"""The sentences of two counterpart texts, aligned."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from duizhao.compare.alignment.anchors import Weights, address_anchors
from duizhao.compare.alignment.evidence import AnchorFinder, Evidence
from duizhao.compare.alignment.gale_church import SENTENCES, Beads
from duizhao.compare.alignment.lattice import Step
from duizhao.compare.alignment.lengths import LengthModel, default_model
from duizhao.compare.alignment.scoring import Item, Scorer
from duizhao.compare.alignment.search import search
from duizhao.compare.meaning.meaning import Meaning, Similarity
from duizhao.languages.sentences import Sentence
from duizhao.memo import Memo, reader

_STEPS = reader(tuple[Step, ...])

#: Addresses cited in a text: the offset of each footnote reference, and the address its note cites.
Citations = Sequence[tuple[int, str]]

#: What sentences mean, and the sentences of each side.
_Meant = tuple[Meaning, tuple[Sequence[str], Sequence[str]]]

#: Where one of an alignment's beads is less sure than this, it is asked what the sentences mean.
_CERTAIN = 0.9

#: Of how many sentences the whole document is thought to be at least, where nothing is known of it.
_LEAST = 50


class SentenceBead(Struct, frozen=True):
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
    finder = evidence.finder if evidence else AnchorFinder((left_language, right_language))
    found = finder.in_sentences(left, 0), finder.in_sentences(right, 1)
    sentences = [each.sentence for each in found[0]], [each.sentence for each in found[1]]
    anchors = [
        [each.anchors | address_anchors(_cited(each.sentence, own, cited)) if cited else each.anchors for each in side]
        for side, own, cited in zip(found, sentences, citations, strict=True)
    ]
    model = evidence.model if evidence else default_model(left_language, right_language)
    weights = evidence.weights if evidence else Weights.of(anchors[0], anchors[1], _LEAST)
    items = [
        [Item(i, "", each.length, weights.known(a)) for i, (each, a) in enumerate(zip(side, own, strict=True))]
        for side, own in zip(found, anchors, strict=True)
    ]
    beads = evidence.beads if evidence else SENTENCES
    steps = _recalled(items, model, beads, weights, memo)
    if evidence and evidence.meaning and in_doubt(step.posterior for step in steps):
        texts = [s.text for s in sentences[0]], [s.text for s in sentences[1]]
        steps = _recalled(items, model, beads.wider, weights, memo, (evidence.meaning, texts))
    return tuple(_bead(step, sentences) for step in steps)


def in_doubt(confidences: Iterable[float]) -> bool:
    """Whether an alignment by lengths and anchors, of whose beads it is so sure, may be wrong."""
    return min(confidences, default=1.0) < _CERTAIN


def _similarity(meaning: Meaning, texts: tuple[Sequence[str], Sequence[str]]) -> Similarity:
    left, right = ([meaning.clauses(text, side) for text in texts[side]] for side in (0, 1))
    return Similarity(left, right)


def _recalled(
    items: Sequence[list[Item]],
    model: LengthModel,
    beads: Beads,
    weights: Weights,
    memo: Memo | None,
    meant: _Meant | None = None,
) -> tuple[Step, ...]:
    """The steps as `search` finds them, or found them before for the same lengths, anchors, weights and models."""

    def find() -> tuple[Step, ...]:
        similarity = _similarity(*meant) if meant else None
        return search(Scorer(items[0], items[1], model, beads, weights, frozenset({""}), similarity))

    if memo is None:
        return find()
    worth = weights.values
    known = [
        [(item.length, sorted((anchor, worth[anchor]) for anchor in item.anchors)) for item in side] for side in items
    ]
    key = (model, beads.key, known, (meant[0].key, meant[1])) if meant else (model, beads.key, known)
    return memo.recall("sentences", key, find, _STEPS)


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
