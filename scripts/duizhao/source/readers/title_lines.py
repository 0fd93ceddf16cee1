"""The title of a document that names none by a style: the biggest line of its first page."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from duizhao.source.schemes import SCHEMES

_T = TypeVar("_T")

#: Among so many paragraphs with text it stands, over so many lines at most, and is so much bigger than most of them.
_FIRST, _MOST, _BIGGER = 15, 3, 1.3

#: How a heading begins that is numbered; a bare number may begin a title, too.
_NUMBERED = re.compile(
    "|".join(scheme.pattern.pattern.replace("?P<n>", "").replace("?P<c>", "").replace("?P<s>", "")
             for han in (True, False) for scheme in SCHEMES[han] if scheme.template != "{numeral} "), re.IGNORECASE
)  # fmt: skip


def biggest_lines(lines: Iterator[tuple[float, str, _T]]) -> list[_T]:
    """Those of the first page's paragraphs with text, one behind the other, that are set biggest; none if a heading is
    as big, or if they do not stand out. `lines`: how big most of each is, its text, and it."""
    page = list(islice(lines, _FIRST))
    biggest = max((size for size, _, _ in page), default=0)
    at = [index for index, (size, _, _) in enumerate(page) if size == biggest]
    usual = sorted(size for size, _, _ in page)[(len(page) - 1) // 2] if page else 0
    if any(_NUMBERED.match(page[index][1].strip()) for index in at):
        return []  # a heading that no style tells
    together = bool(at) and at[-1] - at[0] == len(at) - 1 and len(at) <= _MOST
    return [page[index][2] for index in at] if together and biggest >= usual * _BIGGER else []


def most_of(sizes: Iterable[tuple[float, int]], otherwise: float) -> float:
    """The size most of a paragraph's letters have; each stretch's size and length."""
    counts: dict[float, int] = {}
    for size, letters in sizes:
        counts[size] = counts.get(size, 0) + letters
    return max(counts, key=lambda size: counts[size], default=otherwise)
