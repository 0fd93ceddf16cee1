"""What is printed over or beside a text and came into it with an extraction: numbers of its lines, watermarks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from duizhao.languages import LANGUAGES
from duizhao.languages.tables import table_of
from duizhao.patterns import lazily

#: A number alone before a line or, further off, behind it.
_BEFORE = lazily(r"^[ \t]*+(?P<number>\d{1,5})(?:[ \t]+|$)")
_BEHIND = lazily(r"(?<![ \t])(?:[ ]*\t|[ ]{3})[ \t]*+(?P<number>\d{1,5})[ \t]*$")

#: How many lines are counted at least, and how many of the numbers there are must count on.
_FEWEST, _MOSTLY = 12, 0.9
#: Where each fifth line has a number: how many of these there are at least.
_FEWEST_FIFTHS = 4
#: Within how many lines the next number stands, white space lines counted.
_NEAR = 12

#: How often a watermark stands in a text at least.
_FEWEST_MARKS = 3


def line_numbers(lines: Sequence[str]) -> Mapping[int, tuple[int, int]]:
    """The stretch of each line that counts it, by the place of the line; nothing if none does. They may be counted
    anew on each page; white space lines may count or not."""
    for pattern in (_BEFORE, _BEHIND):
        found = {at: match for at, line in enumerate(lines) if (match := pattern.search(line))}
        numbers = {at: int(match["number"]) for at, match in found.items()}
        if _count_each(numbers, lines) or _count_fifths(numbers, lines):
            return {at: match.span() for at, match in found.items() if _counts(at, numbers)}
    return {}


def _count_each(numbers: Mapping[int, int], lines: Sequence[str]) -> bool:
    """Whether numbers count every line."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    own = [numbers[at] for at in filled if at in numbers]
    follow = sum(after in (before + 1, 1) for before, after in pairwise(own))
    return len(own) >= max(_FEWEST, _MOSTLY * len(filled)) and follow >= _MOSTLY * (len(own) - 1)


def _count_fifths(numbers: Mapping[int, int], lines: Sequence[str]) -> bool:
    """Whether numbers count each fifth line, with as many lines between them, white space lines counted or not."""
    own = [(at, number) for at, number in numbers.items() if number % 5 == 0 and number]
    if len(own) < _FEWEST_FIFTHS or len(own) < _MOSTLY * len(numbers):
        return False
    between = 0
    for (at, number), (behind, after) in pairwise(own):
        filled = sum(bool(line.strip()) for line in lines[at:behind])
        between += (after == number + 5 and 5 in (behind - at, filled)) or after == 5
    return between >= _MOSTLY * (len(own) - 1)


def _counts(at: int, numbers: Mapping[int, int]) -> bool:
    """Whether the number of a line is one of those that count."""
    near = [numbers.get(at + step, -1) - numbers[at] for step in range(-_NEAR, _NEAR + 1) if step]
    return numbers[at] == 1 or any(abs(each) in (1, 5) for each in near)


def watermarks(lines: Sequence[str]) -> frozenset[int]:
    """The places of the lines that are nothing but a watermark, again and again."""
    bare = ["".join(line.split()).casefold().strip("*#_-—[]【】()（）") for line in lines]
    counts = Counter(each for each in bare if each in _words())
    return frozenset(at for at, each in enumerate(bare) if counts[each] >= _FEWEST_MARKS)


@cache
def _words() -> frozenset[str]:
    """What watermarks say, in any language, without white space."""
    words = (str(word) for tag in LANGUAGES for word in table_of(tag, "watermarks").get("words", ()))
    return frozenset("".join(word.split()).casefold() for word in words)
