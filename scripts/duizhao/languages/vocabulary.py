"""What an edition's own texts say about a word or a character: what its source has, or it has twice, is no slip."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from duizhao.languages.typography import Passage, Slip
from duizhao.patterns import compiled

WORD = compiled(r"[^\W\d_]+")


class Vocabulary:
    """The texts of one language's edition.

    `source`: what the edition has as its source has it, and names that are known otherwise. `edited`: what it has
    otherwise; all of it, if the source is not known. `characters`: which Chinese ones it is written in, `simplified`,
    `traditional` or `any`.
    """

    def __init__(self, source: str, edited: str, characters: str = "") -> None:
        self.characters = characters
        self.source = source
        self.edited = edited

    def has(self, piece: str) -> bool:
        """Whether the source has a piece of text, or the edition has it twice."""
        return piece in self.source or self.edited.count(piece) > 1

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the source has, or the edition twice, as they are written."""
        counts = Counter(WORD.findall(self.edited))
        return frozenset((*WORD.findall(self.source), *(word for word, count in counts.items() if count > 1)))

    @cached_property
    def small(self) -> frozenset[str]:
        """Those of them that begin with a small letter somewhere."""
        return frozenset(word for word in self.words if word[0].islower())

    @cached_property
    def folded(self) -> frozenset[str]:
        """All of them in small letters."""
        return frozenset(word.casefold() for word in self.words)

    @cached_property
    def _running(self) -> str:
        return f"{self.source}\n{self.edited}".casefold()

    def runs(self, words: str) -> bool:
        """Whether words in small letters stand side by side somewhere."""
        return words in self._running and re.search(rf"\b{re.escape(words)}\b", self._running) is not None


#: A language's part of a rule that has to know the edition: the slips of a passage.
KnowingLook = Callable[[Passage, Vocabulary], Iterator[Slip]]
