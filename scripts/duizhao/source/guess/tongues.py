"""Which languages a text is in, and where each begins: by its script, and of those in Latin script by their commonest
words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import PurePath

from msgspec import Struct

from duizhao.languages.cldr import is_known, script_of, written_in
from duizhao.languages.tables import table
from duizhao.source.guess.model import Row

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+")
#: How a file's name ends that says the language: `report.sw`, `report-zh-Hant`.
_TAG = re.compile(r"(?:^|[._ -])([a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_][A-Z]{2})?)$")

#: A second language has at least so much of the text, and each side of a cut is so pure. What has less is an abstract,
#: or the foreign works of a bibliography: a translation is about as long as its original.
_LEAST, _PURE = 0.2, 0.85

#: So many of a language's words are among the commonest ones of some language.
_SPOKEN = 0.1
#: So many words of a text are plainly those of a language; with fewer its file's name is believed.
_PLAINLY = 0.15

#: No language is told by fewer words.
_FEWEST = 20

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
        return {"Latn": "latin", "Hans": "han", "Hant": "han"}.get(script_of(self.code), "other")


def parted(rows: tuple[Row, ...], file: str) -> tuple[Part, ...]:
    """The parts of a file's text, one behind the other: one language, or Chinese and another in either order."""
    weights = [(len(_HAN.findall(row.text)) * 2, len(_LATIN.findall(row.text))) for row in rows]
    han, latin = (sum(column) for column in zip(*weights, strict=True)) if weights else (0, 0)
    whole = Part(_code(rows, han > latin, file), han > latin, rows)
    if not rows or min(han, latin) <= _LEAST * (han + latin):
        return (whole,) if whole.han else _by_words(whole)
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
        return (Part(_code(rows, True, file), True, rows, han / (han + latin)),)
    if not all(sides) or min(pure) < _PURE:
        return (Part(whole.code, whole.han, rows, max(han, latin) / (han + latin)),)
    parts = (
        Part(_code(rows[:cut], first_is_han, ""), first_is_han, rows[:cut], pure[0]),
        Part(_code(rows[cut:], not first_is_han, ""), not first_is_han, rows[cut:], pure[1]),
    )
    return tuple(each for part in parts for each in ((part,) if part.han else _by_words(part)))


def _by_words(part: Part) -> tuple[Part, ...]:
    """A part in letters, or two of it, one behind the other, if the words of each are plainly those of one language."""
    spoken = {code: set(signs["words"].split()) for code, signs in _signs().items() if "words" in signs}
    words = [[word.casefold() for word in _WORD.findall(row.text)] for row in part.rows]
    said = Counter(word for row in words for word in row)
    two = sorted(spoken, key=lambda code: -sum(said[word] for word in spoken[code]))[:2]
    only = [spoken[two[0]] - spoken[two[1]], spoken[two[1]] - spoken[two[0]]]
    counts = [[sum(word in own for word in row) for own in only] for row in words]
    before = list(accumulate((first - second for first, second in counts), initial=0))
    cut = max(range(len(before)), key=lambda at: abs(2 * before[at] - before[-1]))
    first = 0 if 2 * before[cut] >= before[-1] else 1
    for begin, end, own in ((0, cut, first), (cut, len(words), 1 - first)):
        length = sum(map(len, words[begin:end]))
        spoken_there = [sum(row[which] for row in counts[begin:end]) for which in (0, 1)]
        if length <= max(_LEAST * said.total(), _FEWEST) or spoken_there[own] < max(
            _PURE * sum(spoken_there), _SPOKEN * length
        ):
            return (part,)
    sides = zip((part.rows[:cut], part.rows[cut:]), (two[first], two[1 - first]), strict=True)
    return tuple(Part(code, False, rows, part.sure) for rows, code in sides)


def told_apart(files: Sequence[tuple[Part, ...]]) -> Iterator[tuple[Part, ...]]:
    """The parts of several files. If two of them seem to be in one language in Latin script, the one that has Chinese
    in it, and much more than the other, is a translation into Chinese that is not complete, or full of code."""
    alone = [parts[0] for parts in files if len(parts) == 1]
    for parts in files:
        first = parts[0]
        share = _share(first.rows)
        same = [each for each in alone if each is not first and each.code == first.code]
        if len(parts) == 1 and not first.han and share > _SOME and any(_share(each.rows) < share / 5 for each in same):
            yield (Part(_code(first.rows, True, ""), True, first.rows, share),)
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


def _code(rows: tuple[Row, ...], han: bool, file: str) -> str:
    """The code of the language some rows of a file are in: by its script, if that is neither Latin nor Han; else by
    what `recognized.yml` knows. What the file's name says counts where these do not tell."""
    text = " ".join(row.text for row in rows)
    named = _named(file)
    language, script = _by_letters(text)
    if language:
        return named if script_of(named) == script else language
    words = Counter(word.casefold() for word in _WORD.findall(text))
    scores: dict[str, int] = {}
    for code, signs in _signs().items():
        if han and "han" in signs:
            scores[code] = len(re.findall(f"[{signs['han']}]", text))
        elif not han and "words" in signs:
            scores[code] = sum(words[each] for each in signs["words"].split())
    best = max(scores, key=lambda code: scores[code])
    doubtful = not han and scores[best] < _PLAINLY * words.total()
    return named if doubtful and script_of(named) == "Latn" else best


def _by_letters(text: str) -> tuple[str, str]:
    """The language that most letters of a text are of, and its script, if a tenth of the text is in a script other than
    Latin and Han; else nothing."""
    scripts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter > "\u0250" and unicodedata.category(letter)[0] in "LM":
            scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
    script, count = next(
        ((each, count) for each, count in scripts.most_common() if each not in ("CJK", "LATIN")), ("", 0)
    )
    return written_in(script) if count > len(text) / 10 else ("", "")


def _named(file: str) -> str:
    """The tag of a language (`sw`, `zh-Hant`) that a file's name ends with; empty if it ends with none."""
    match = _TAG.search(PurePath(file).stem)
    return tag if match and is_known(tag := match[1].replace("_", "-")) else ""
