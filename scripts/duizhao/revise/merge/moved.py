"""Text that went from one block to another: what a merge block by block cannot see.

An editor takes a paragraph out, and the new conversion joins it to the one before; an editor parts a paragraph, and
the new conversion does, too. Merged block by block, the text would come back, or stand twice.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from duizhao.compare.difference import Matcher, tokens
from duizhao.document.ids import ATTRIBUTES
from duizhao.revise.merge.segments import FRONT

#: So many words or Han characters in a row are the same text and no chance.
RUN = 8


class _Run(Struct, frozen=True):
    """Words one side took out of a block, or put into it; `whole`: they are all of it."""

    key: str
    words: tuple[str, ...]
    whole: bool


def moved(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str], conflicting: Collection[str]
) -> frozenset[str]:
    """The blocks into which the new conversion puts text that editors took out of another, or put into another, or
    that it takes itself out of a `conflicting` one or one that editors removed.

    All three are a page's blocks by key.
    """
    brought = list(_inserted(base, theirs))
    if not brought:
        return frozenset()
    touched = [*_inserted(ours, base), *_inserted(base, ours)]
    taken = [run for run in _inserted(theirs, base) if run.key in conflicting or run.key not in ours]
    # Within the conversion itself, a word that stands once on the page is trace enough.
    once = {word for word, number in Counter(w for t in base.values() for w in _words(t)).items() if number == 1}
    return frozenset(
        new.key
        for new in brought
        if ours.get(new.key) != theirs.get(new.key)
        and (
            any(new.key != old.key and _same(old, new) for old in touched)
            or any(new.key != old.key and once.intersection(old.words, new.words) for old in taken)
        )
    )


def _inserted(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[_Run]:
    """The runs of words that stand in `after` and not in the same block in `before`."""
    for key, text in after.items():
        if before.get(key) == text or key == FRONT:
            continue
        b = _words(text)
        if key not in before:
            yield _Run(key, b, True)
            continue
        a = _words(before[key])
        for kind, _, _, start, end in Matcher(None, a, b).get_opcodes():
            if kind in ("insert", "replace"):
                yield _Run(key, b[start:end], end - start == len(b))


def _words(text: str) -> tuple[str, ...]:
    """The text's words and Han characters, without its attributes, marks and spaces."""
    return tuple(word for word in tokens(ATTRIBUTES.sub("", text)) if word[0].isalnum())


def _same(a: _Run, b: _Run) -> bool:
    """Whether the runs hold the same text: many words in a row, or all of a block."""
    match = SequenceMatcher(None, a.words, b.words, autojunk=False).find_longest_match()
    return match.size >= RUN or (bool(match.size) and any(r.whole and match.size == len(r.words) for r in (a, b)))
