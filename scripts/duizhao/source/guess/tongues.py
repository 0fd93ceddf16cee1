"""Which languages a text is in, and where each begins: by its script, and of those in Latin script by their commonest
words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from duizhao.source.guess.model import Row

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = (("ja", re.compile(r"[\u3040-\u30ff]")), ("ko", re.compile(r"[\uac00-\ud7af]")),
          ("ru", re.compile(r"[\u0400-\u04ff]")), ("ar", re.compile(r"[\u0600-\u06ff]")))  # fmt: skip

#: Characters that are written in one of the two ways only, and often.
_SIMPLIFIED = re.compile("[们这国与为发经个说时学对业产开务东关实现战会]")
_TRADITIONAL = re.compile("[們這國與為發經個說時學對業產開務東關實現戰會]")

#: A few of the commonest words of languages in Latin script.
_COMMON = {
    "en": "the of and to in is that for was with this are on by from be have it which as",
    "fr": "le la les des et en un une du dans que pour qui est sur par au avec plus ne",
    "de": "der die das und in den von zu mit ist des für auf dem eine nicht auch sich als werden",
    "es": "el la los las de y en que un una del para con por es se al como más su",
    "pt": "o a os as de e em que um uma do da para com por não se ao mais na",
    "it": "il la i le di e in che un una del per con non è si da dei nel alla",
    "nl": "de het een en van in is dat op te met voor zijn die niet aan er ook als door",
}

#: A second language has at least so much of the text, and each side of a cut is so pure.
_LEAST, _PURE = 0.08, 0.85


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one language. `sure`: how pure they are, from 0 to 1."""

    code: str
    han: bool
    rows: tuple[Row, ...]
    sure: float = 1.0


def parted(rows: tuple[Row, ...]) -> tuple[Part, ...]:
    """The parts of a text, one behind the other: one language, or Chinese and another in either order."""
    weights = [(len(_HAN.findall(row.text)) * 2, len(_LATIN.findall(row.text))) for row in rows]
    han, latin = (sum(column) for column in zip(*weights, strict=True)) if weights else (0, 0)
    whole = Part(_code(rows, han > latin), han > latin, rows)
    if not rows or min(han, latin) < _LEAST * (han + latin):
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
    if not all(sides) or min(pure) < _PURE:
        return (Part(whole.code, whole.han, rows, max(han, latin) / (han + latin)),)
    return (
        Part(_code(rows[:cut], first_is_han), first_is_han, rows[:cut], pure[0]),
        Part(_code(rows[cut:], not first_is_han), not first_is_han, rows[cut:], pure[1]),
    )


def _purity(weights: list[tuple[int, int]], han: bool) -> float:
    """How much of a side is of its script."""
    own = sum(weight[0] if han else weight[1] for weight in weights)
    both = sum(map(sum, weights))
    return own / both if both else 0.0


def _code(rows: tuple[Row, ...], han: bool) -> str:
    """The code of the language some rows are in."""
    text = " ".join(row.text for row in rows)
    letters = max(len(text), 1)
    for code, script in _OTHER:
        if len(script.findall(text)) > letters / 10:
            return code
    if han:
        return "zh-Hant" if len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text)) else "zh"
    words = Counter(word.casefold() for word in _WORD.findall(text))
    scores = {code: sum(words[each] for each in common.split()) for code, common in _COMMON.items()}
    return max(scores, key=lambda code: scores[code]) if any(scores.values()) else "en"
