"""Counterpart sentences that contradict each other: opposite words, another sign, by how much against to how much."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from duizhao.check.context import Context, PairedRow
from duizhao.check.model import Finding
from duizhao.check.quantities import COMPARED
from duizhao.check.words import told
from duizhao.compare.contradictions import Contradiction, Span, contradictions
from duizhao.languages.opposites import remembered_opposites
from duizhao.languages.quantities import remembered_quantities
from duizhao.languages.quantity import Quantity
from duizhao.memo import Memo, reader

_CONTRADICTIONS = reader(tuple[Contradiction, ...])


def contradiction(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if paired.row.aligned and paired.row.left[0].kind in COMPARED:
            for left, right in _sentences(context, paired):
                for found in _found(context, paired, left, right):
                    yield _finding(context, paired, found, left[0], right[0])


def _sentences(context: Context, paired: PairedRow) -> Iterator[tuple[Span, Span]]:
    """The counterpart sentences of a row; of anything but a paragraph the whole text."""
    texts = paired.text(0), paired.text(1)
    if paired.row.left[0].kind != "paragraph":
        yield (0, len(texts[0])), (0, len(texts[1]))
        return
    for bead in context.sentences(paired):
        if bead.left_sentences and bead.right_sentences:
            yield bead.left, bead.right


def _found(context: Context, paired: PairedRow, left: Span, right: Span) -> tuple[Contradiction, ...]:
    wanted = ((context.languages[0], context.languages[1]), (paired.text(0), paired.text(1)), (left, right))
    find = partial(_in_sentences, *wanted, context.memo)
    return context.memo.recall("contradictions", wanted, find, _CONTRADICTIONS)


def _in_sentences(
    languages: tuple[str, str], texts: tuple[str, str], spans: tuple[Span, Span], memo: Memo
) -> tuple[Contradiction, ...]:
    """The contradictions of a sentence of either text. Their quantities are those that are
    found in the whole texts, for which others ask too."""

    def quantities(side: int) -> list[Quantity]:
        start, end = spans[side]
        found = remembered_quantities(texts[side], languages[side], memo)
        return [
            replace(q, start=q.start - start, end=q.end - start) for q in found if start <= q.start and q.end <= end
        ]

    sentences = texts[0][slice(*spans[0])], texts[1][slice(*spans[1])]
    return contradictions(sentences, languages, quantities, partial(remembered_opposites, memo=memo))


def _finding(context: Context, paired: PairedRow, found: Contradiction, left: int, right: int) -> Finding:
    marks = (found.left[0] + left, found.left[1] + left), (found.right[0] + right, found.right[1] + right)
    words = [paired.text(side)[slice(*mark)] for side, mark in enumerate(marks)]
    details = [("left", words[0]), ("right", words[1])]
    details += [("left_language", context.languages[0]), ("right_language", context.languages[1])]
    details += told({}, what=f"contradiction_{found.subject}").items()
    return Finding("b-104", paired.places(*marks), "\n".join([found.subject, *words]), tuple(details))
