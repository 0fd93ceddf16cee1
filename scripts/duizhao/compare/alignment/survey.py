"""What a whole document tells about its counterparts: lengths, the rarity of anchors, terms."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, exp, log

from duizhao.compare.alignment.anchors import ValueFinder, Weights
from duizhao.compare.alignment.evidence import SIDES, AnchorFinder, Evidence
from duizhao.compare.alignment.gale_church import measured_beads
from duizhao.compare.alignment.learned_terms import learn_glossary
from duizhao.compare.alignment.lengths import LengthModel, default_model, estimate_model, length
from duizhao.compare.alignment.sentence_beads import align_sentences
from duizhao.compare.meaning.dictionary import dictionary_of
from duizhao.languages.values import find_values as simple_values
from duizhao.memo import Memo

#: Beads surer than this are believed when lengths and terms are learned from a first alignment.
SURE = 0.5

#: In which steps sentences are counted, as a share of their number.
_STEP = 0.1

#: Two texts that are counterparts, left and right.
TextPair = tuple[str, str]


def survey(
    pairs: Iterable[TextPair],
    left_language: str,
    right_language: str,
    *,
    find_values: ValueFinder = simple_values,
    glossary: Mapping[str, Sequence[str]] | None = None,
    use_anchors: bool = True,
    learn: bool = True,
    memo: Memo | None = None,
) -> Evidence:
    """What the counterpart paragraphs of a document tell about which of their sentences are counterparts.

    The length model is measured from the paragraphs, of which it is known that they are counterparts. The sentences
    are aligned once with what lengths and anchors alone tell; if `learn`, terms are learned (`learned_terms`) from the
    surest beads, whose anchors then count too.
    `find_values` and `glossary` as in `units.Options`, `memo` as in `align_sentences`; without `use_anchors`, lengths
    alone count. Time goes with the document's length.
    """
    texts = [pair for pair in pairs if pair[0].strip() and pair[1].strip()]
    finder = AnchorFinder((left_language, right_language), find_values, memo=memo).with_glossary(glossary or {})
    model = measured_model(texts, default_model(left_language, right_language))
    if not use_anchors:
        return Evidence(model, finder)
    first = Evidence(model, finder, _weights(texts, finder))
    if not learn:
        return first
    found = [(pair, align_sentences(*pair, left_language, right_language, evidence=first, memo=memo)) for pair in texts]
    sure = [
        (pair[0][slice(*bead.left)], pair[1][slice(*bead.right)])
        for pair, beads in found
        for bead in beads
        if bead.confidence >= SURE and bead.left_sentences and bead.right_sentences
    ]
    finder = finder.with_glossary(learn_glossary(sure, finder.languages), "l:")
    shapes = measured_beads((len(b.left_sentences), len(b.right_sentences)) for _, beads in found for b in beads)
    return Evidence(model, finder, _weights(texts, finder), shapes, dictionary_of(left_language, right_language))


def measured_model(pairs: Iterable[TextPair], default: LengthModel) -> LengthModel:
    """The length model of pairs of counterpart texts, in steps."""
    return estimate_model(((length(left), length(right)) for left, right in pairs), default).steady


def _weights(texts: Sequence[TextPair], finder: AnchorFinder) -> Weights:
    left, right = (
        [found.anchors for pair in texts for found in finder.in_sentences(pair[side], side)] for side in SIDES
    )
    # Up to a step, so that one more sentence mostly changes nothing elsewhere.
    return Weights.of(left, right, exp(ceil(log(max(len(left), len(right), 1)) / _STEP) * _STEP))
