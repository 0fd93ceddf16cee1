"""Which languages a text is in, and where each begins: by its script, and of those in Latin script by their commonest
words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from msgspec import Struct

from duizhao.languages.tables import table
from duizhao.source.guess.model import Row

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+")

#: A second language has at least so much of the text, and each side of a cut is so pure. What has less is an abstract,
#: or the foreign works of a bibliography: a translation is about as long as its original.
_LEAST, _PURE = 0.2, 0.85

#: So many of a language's words are among the commonest ones of some language.
_SPOKEN = 0.1

#: A file that has so much Chinese may be a translation into it.
_SOME = 0.15


class Part(Struct, frozen=True):
    """The rows of one language. `sure`: how pure they are, from 0 to 1."""

    code: str
    han: bool
    rows: tuple[Row, ...]
    sure: float = 1.0

    @property
    def script(self) -> str:
        """The script, as a profile names it."""
        return "other" if "letters" in _signs().get(self.code, {}) else "han" if self.han else "latin"


def parted(rows: tuple[Row, ...]) -> tuple[Part, ...]:
    """The parts of a text, one behind the other: one language, or Chinese and another in either order."""
    weights = [(len(_HAN.findall(row.text)) * 2, len(_LATIN.findall(row.text))) for row in rows]
    han, latin = (sum(column) for column in zip(*weights, strict=True)) if weights else (0, 0)
    whole = Part(_code(rows, han > latin), han > latin, rows)
    if not rows or min(han, latin) <= _LEAST * (han + latin):
        return (whole,)
    before = list(accumulate((own - other for own, other in weights), initial=0))
    total = before[-1]
    # The best cut has the most of one script before it and of the other behind it.
    gains = [(2 * value - total, at) for at, value in enumerate(before)]
    highest, lowest = max(gains), min(gains)
    first_is_han = highest[0] >= -lowest[0]
    cut = highest[1] if first_is_han else lowest[1]
    sides = weights[:cut], weights[cut:]
    pure = [_purity(side, own is first_is_han) for side, own in zip(sides, (True, False), strict=True)]
    if han and not _speaks(rows[cut:] if first_is_han else rows[:cut]):
        return (Part(_code(rows, True), True, rows, han / (han + latin)),)
    if not all(sides) or min(pure) < _PURE:
        return (Part(whole.code, whole.han, rows, max(han, latin) / (han + latin)),)
    return (
        Part(_code(rows[:cut], first_is_han), first_is_han, rows[:cut], pure[0]),
        Part(_code(rows[cut:], not first_is_han), not first_is_han, rows[cut:], pure[1]),
    )


def told_apart(files: Sequence[tuple[Part, ...]]) -> Iterator[tuple[Part, ...]]:
    """The parts of several files. If two of them seem to be in one language in Latin script, the one that has Chinese
    in it, and much more than the other, is a translation into Chinese that is not complete, or full of code."""
    alone = [parts[0] for parts in files if len(parts) == 1]
    for parts in files:
        first = parts[0]
        share = _share(first.rows)
        same = [each for each in alone if each is not first and each.code == first.code]
        if len(parts) == 1 and not first.han and share > _SOME and any(_share(each.rows) < share / 5 for each in same):
            yield (Part(_code(first.rows, True), True, first.rows, share),)
        else:
            yield parts


def _share(rows: Sequence[Row]) -> float:
    """How much of some rows is Chinese, from 0 to 1."""
    return _purity([(len(_HAN.findall(row.text)) * 2, len(_LATIN.findall(row.text))) for row in rows], True)


def _purity(weights: list[tuple[int, int]], han: bool) -> float:
    """How much of a side is of its script."""
    own = sum(weight[0] if han else weight[1] for weight in weights)
    both = sum(map(sum, weights))
    return own / both if both else 0.0


def _speaks(rows: Sequence[Row]) -> bool:
    """Whether rows in Latin script are in a language: programs, names and formulas have few of its commonest words."""
    words = [word.casefold() for row in rows for word in _WORD.findall(row.text)]
    known = {word for signs in _signs().values() for word in signs.get("words", "").split()}
    return sum(word in known for word in words) >= _SPOKEN * len(words)


@cache
def _signs() -> dict[str, dict[str, str]]:
    """What tells each language, by its code."""
    return table("recognized")


def _code(rows: tuple[Row, ...], han: bool) -> str:
    """The code of the language some rows are in."""
    text = " ".join(row.text for row in rows)
    for code, signs in _signs().items():
        if "letters" in signs and len(re.findall(f"[{signs['letters']}]", text)) > len(text) / 10:
            return code
    words = Counter(word.casefold() for word in _WORD.findall(text))
    scores: dict[str, int] = {}
    for code, signs in _signs().items():
        if han and "han" in signs:
            scores[code] = len(re.findall(f"[{signs['han']}]", text))
        elif not han and "words" in signs:
            scores[code] = sum(words[each] for each in signs["words"].split())
    return max(scores, key=lambda code: scores[code])
