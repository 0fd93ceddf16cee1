"""What is known of two languages' texts before they are aligned: lengths, where anchors are found, their worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.compare.alignment.anchors import ValueFinder, Weights, address_anchors, text_anchors
from duizhao.compare.alignment.gale_church import SENTENCES, Beads
from duizhao.compare.alignment.lengths import LengthModel, length
from duizhao.compare.alignment.terms import TermFinder, glossary_finders
from duizhao.compare.meaning.dictionary import Dictionary
from duizhao.compare.meaning.likeness import Comparer
from duizhao.compare.meaning.meaning import Meaning
from duizhao.languages.sentences import Sentence, split_sentences
from duizhao.languages.values import find_values
from duizhao.memo import Memo
from duizhao.project import digest_of

#: The left text or the right one.
Side = Literal[0, 1]
SIDES: tuple[Side, Side] = (0, 1)


# A survey and what follows from it look at each sentence four times; these remember what was found.


@lru_cache(maxsize=8192)
def _in_text(text: str, language: str, find_values: ValueFinder) -> frozenset[str]:
    return frozenset(text_anchors(text, language, find_values))


@lru_cache(maxsize=8192)
def _terms_in(finder: TermFinder, text: str) -> frozenset[str]:
    return finder(text)


class AnchoredSentence(Struct, frozen=True):
    """A sentence, its length (`lengths.length`) and the anchors in it."""

    sentence: Sentence
    length: int
    anchors: frozenset[str]


class AnchorFinder(Struct, frozen=True):
    """Finds the anchors of a text on either side.

    `terms`: a finder for the left and one for the right, for each glossary; `glossaries`: a digest of these; `without`:
    the same without the last of them. `memo`: remembers what stands in a text's sentences.
    """

    languages: tuple[str, str]
    find_values: ValueFinder = find_values
    terms: tuple[tuple[TermFinder, TermFinder], ...] = ()
    glossaries: str = ""
    without: AnchorFinder | None = None
    memo: Memo | None = None
    _known: dict[tuple[str, Side], list[AnchoredSentence]] = field(default_factory=dict)

    def __call__(self, text: str, side: Side, addresses: Iterable[str] = ()) -> frozenset[str]:
        """The anchors of `text` on `side`, of which notes cite `addresses`."""
        found = set(_in_text(text, self.languages[side], self.find_values))
        for finders in self.terms:
            found.update(_terms_in(finders[side], text))
        return frozenset(found | address_anchors(addresses))

    def in_sentences(self, text: str, side: Side) -> list[AnchoredSentence]:
        """The sentences of `text` on `side`, with their anchors."""
        if (text, side) not in self._known:
            self._known[text, side] = [
                AnchoredSentence(Sentence(start, end, text[start:end]), size, frozenset(anchors))
                for start, end, size, anchors in self._remembered(text, side)
            ]
        return self._known[text, side]

    def _remembered(self, text: str, side: Side) -> list[tuple[int, int, int, list[str]]]:
        """The same, as the memo keeps it."""

        def found() -> list[tuple[int, int, int, list[str]]]:
            if self.without:
                more = self.terms[-1][side]
                return [
                    (
                        each.sentence.start,
                        each.sentence.end,
                        each.length,
                        sorted(each.anchors | more(each.sentence.text)),
                    )
                    for each in self.without.in_sentences(text, side)
                ]
            return [
                (each.start, each.end, length(each.text), sorted(self(each.text, side)))
                for each in split_sentences(text, self.languages[side])
            ]

        if self.memo is None or self.find_values is not find_values:  # who brings another finder remembers it
            return found()
        return self.memo.recall("anchors", (self.languages, self.glossaries, side, text), found)

    def with_glossary(self, glossary: Mapping[str, Sequence[str]], mark: str = "t:") -> AnchorFinder:
        """The same with one more glossary (left term: its renderings); `mark` is the class of its anchors."""
        if not glossary:
            return self
        return replace(
            self,
            terms=(*self.terms, glossary_finders(glossary, mark)),
            glossaries=digest_of(self.glossaries, mark, repr(glossary)),
            without=self,
            _known={},
        )


class Evidence(Struct, frozen=True):
    """What a document tells about which of its sentences are counterparts (`survey.survey`).

    `beads`: which bead types there are and how frequent, as a first alignment found them. Where the rest leaves doubts
    `dictionary` counts, what may stand for each word, and then `meaning`, what the sentences mean, where there are
    such."""

    model: LengthModel
    finder: AnchorFinder
    weights: Weights = field(default_factory=lambda: Weights({}))
    beads: Beads = SENTENCES
    dictionary: Dictionary | None = None
    meaning: Meaning | None = None

    @property
    def comparers(self) -> Sequence[Comparer]:
        """What is asked where lengths and anchors leave doubts, in order."""
        return [comparer for comparer in (self.dictionary, self.meaning) if comparer]
