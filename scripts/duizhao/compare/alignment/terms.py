"""Terms of a glossary, found in a text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import ahocorasick

from duizhao.patterns import lazily

#: A word of a script that writes words apart.
_WORD = lazily(r"[^\W\u3040-\u9fff\uf900-\ufaff]+")


class TermFinder:
    """Finds which of many wordings occur in a text; each wording stands for one or more terms.

    Wordings are compared without regard to case; one that begins or ends with a letter of an alphabet is only
    found as a whole word, with or without a plural s. Time goes with the text's length, hardly with the number
    of wordings.
    """

    def __init__(self, wordings: Iterable[tuple[str, str]]) -> None:
        """`wordings`: pairs of a wording and the id of the term it stands for."""
        self._terms: dict[str, set[str]] = defaultdict(set)
        for wording, term in wordings:
            if folded := wording.strip().casefold():
                self._terms[folded].add(term)
        # Single words are looked up; all others are looked for at once.
        self._words = {wording for wording in self._terms if _WORD.fullmatch(wording)}
        self._others = ahocorasick.Automaton()
        for wording in self._terms.keys() - self._words:
            self._others.add_word(wording, wording)
        self._others.make_automaton()

    def __call__(self, text: str) -> frozenset[str]:
        """The ids of the terms in `text`."""
        folded = text.casefold()
        found: set[str] = set()
        if self._words:
            words, plurals = _words(folded)
            found.update(self._words & words)
            found.update(word[:-1] for word in plurals - self._words if word[:-1] in self._words)
        for last, wording in self._others.iter(folded) if self._others else ():
            if wording not in found and _whole(folded, last + 1 - len(wording), last + 1):
                found.add(wording)
        return frozenset(term for wording in found for term in self._terms[wording])


# Each sentence is looked through for several glossaries.


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and those that may be plurals."""
    words = frozenset(_WORD.findall(text))
    return words, frozenset(word for word in words if word[-1] == "s")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the wording at `start` to `end` is no part of a longer word."""
    if start and _WORD.match(text[start]) and _WORD.match(text[start - 1]):
        return False
    if not _WORD.match(text[end - 1]):
        return True
    if text[end : end + 1] == "s":
        end += 1
    return not _WORD.match(text[end : end + 1])


def glossary_finders(glossary: Mapping[str, Sequence[str]], mark: str = "t:") -> tuple[TermFinder, TermFinder]:
    """Finders for the two sides of a glossary (a left term: its renderings on the right).

    A term is known by its left wording, behind `mark`.
    """
    left = TermFinder((term, mark + term) for term in glossary)
    right = TermFinder((rendering, mark + term) for term, renderings in glossary.items() for rendering in renderings)
    return left, right
