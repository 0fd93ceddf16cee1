"""The sentences of two counterpart texts, aligned."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from duizhao.compare.alignment.anchors import Weights, address_anchors
from duizhao.compare.alignment.evidence import AnchorFinder, Evidence
from duizhao.compare.alignment.gale_church import SENTENCES
from duizhao.compare.alignment.lattice import Step
from duizhao.compare.alignment.lengths import default_model
from duizhao.compare.alignment.scoring import Item, Scorer
from duizhao.compare.alignment.search import search
from duizhao.compare.meaning.likeness import Comparer, Texts
from duizhao.languages.sentences import Sentence
from duizhao.memo import Memo, reader

_STEPS = reader(tuple[Step, ...])

#: Addresses cited in a text: the offset of each footnote reference, and the address its note cites.
Citations = Sequence[tuple[int, str]]

#: Where one of an alignment's beads is less sure than this, it is asked what the sentences say.
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
    scorer = Scorer(items[0], items[1], model, beads, weights, frozenset({""}))
    steps = _recalled(scorer, memo)
    comparers = evidence.comparers if evidence else ()
    texts = [s.text for s in sentences[0]], [s.text for s in sentences[1]]
    for last, _ in enumerate(comparers, 1):
        if in_doubt(step.posterior for step in steps):
            steps = _recalled(replace(scorer, beads=beads.wider), memo, comparers[:last], texts)
    return tuple(_bead(step, sentences) for step in steps)


def in_doubt(confidences: Iterable[float]) -> bool:
    """Whether an alignment by lengths and anchors, of whose beads it is so sure, may be wrong."""
    return min(confidences, default=1.0) < _CERTAIN


def _recalled(
    scorer: Scorer, memo: Memo | None, comparers: Sequence[Comparer] = (), texts: Texts = ((), ())
) -> tuple[Step, ...]:
    """The steps as `search` finds them, or found them before for the same lengths, anchors, weights and models;
    `comparers` are asked, too, how the texts of both sides compare."""

    def find() -> tuple[Step, ...]:
        return search(replace(scorer, likenesses=tuple(comparer.sentences(texts) for comparer in comparers)))

    if memo is None:
        return find()
    worth = scorer.weights.values
    known = [
        [(item.length, sorted((anchor, worth[anchor]) for anchor in item.anchors)) for item in side]
        for side in (scorer.left, scorer.right)
    ]
    asked = ([comparer.key for comparer in comparers], texts) if comparers else ()
    return memo.recall("sentences", (scorer.model, scorer.beads.key, known, *asked), find, _STEPS)


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
