"""Names spelt in two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from duizhao.check.context import Context
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.document.model import Edition
from duizhao.patterns import lazily

_NAME = lazily(r"[A-ZÀ-Þ][a-zà-ÿ]{4,}")
#: How often a spelling stands before one that stands once and differs by a letter says something.
_OFTEN = 3
_ENDINGS = ("s", "es", "n", "an", "ian", "ese", "ed", "d", "ly", "al", "r", "er", "y", "i", "ing", "ern", "ment")


def two_spellings(context: Context) -> Iterator[Finding]:
    """Names in Latin letters that stand once in an edition and differ by one letter from one that stands often."""
    for edition in context.editions:
        places: dict[str, list[tuple[Prose, int]]] = defaultdict(list)
        for page in edition.pages:
            for prose in context.prose(page):
                for match in _NAME.finditer(prose.shape):
                    places[match[0]].append((prose, match.start()))
        counts = Counter({name: len(found) for name, found in places.items()})
        often = [name for name, count in counts.items() if count >= _OFTEN]
        variants: dict[str, set[str]] = defaultdict(set)
        for name in often:
            for form in _shortened(name):
                variants[form].add(name)
        for name, count in counts.items():
            if count == 1:
                near = {other for form in _shortened(name) for other in variants.get(form, ())} - {name}
                usual = next((other for other in sorted(near) if _a_slip(name, other)), "")
                if usual and not _is_word(name, edition, context):
                    prose, start = places[name][0]
                    yield in_prose("l-105", prose, (start, start + len(name)), usual=usual)


def _is_word(name: str, edition: Edition, context: Context) -> bool:
    """Whether an edition has a name in small letters, too: it is a word that began a sentence or a title."""
    word = re.compile(rf"(?<!\w){name.casefold()}(?!\w)")
    return any(word.search(prose.shape) for page in edition.pages for prose in context.prose(page))


def _shortened(name: str) -> set[str]:
    """The name, and the name without each of its letters: names that differ by one letter share one of these."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _a_slip(name: str, usual: str) -> bool:
    """Whether one spelling differs from another as a slip of the pen does, and not as one word from its relative."""
    if abs(len(name) - len(usual)) > 1 or min(len(name), len(usual)) < 6:
        return False
    long, short = sorted((name, usual), key=len, reverse=True)
    if len(long) == len(short):
        differing = [at for at in range(len(name)) if name[at] != usual[at]]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return (len(differing) == 1 and 0 < differing[0] < len(name) - 1) or (
            swapped and name[differing[0]] == usual[differing[1]] and name[differing[1]] == usual[differing[0]]
        )
    at = next((at for at in range(len(short)) if long[at] != short[at]), len(short))
    return (
        0 < at < len(short)
        and long[at + 1 :] == short[at:]
        and not any(long.endswith(end) and short == long.removesuffix(end) for end in _ENDINGS)
    )
