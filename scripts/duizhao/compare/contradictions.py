"""What two counterpart sentences say that cannot both be true: opposite words, another sign, another direction.

Not which of them is right: a word is only held against the other language if that says another member of the same
group (import and export), or the same value with another sign or role, so that a free translation is no contradiction.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Literal

from msgspec import Struct

from duizhao.compare.exchanges import courses, exchanged, turned_courses
from duizhao.languages import language as language_of
from duizhao.languages.clauses import CLAUSE_END
from duizhao.languages.opposites import Opposite, both, count_alone, count_before_values, find_opposites, wider
from duizhao.languages.quantities import find_quantities
from duizhao.languages.quantity import Kind, Quantity
from duizhao.languages.tables import words_of
from duizhao.languages.units import family, units
from duizhao.patterns import compiled

#: How many characters before and behind a quantity may hold what makes it negative, or says what it is.
_BESIDE = 24

#: How far apart two words may stand in their sentences, in Han characters; of letters, about three are one.
_NEAR = 20
_LETTERS = 3

#: What a text may say instead of a minus sign.
_LESS = frozenset({"fall", "deficit", "loss", "less than"})

Span = tuple[int, int]
Subject = Literal["word", "sign", "change", "order", "exchange"]


class Contradiction(Struct, frozen=True, array_like=True):
    """Where the two texts contradict each other, and in what: opposite words, a value's sign, by how much against to
    how much, which of two values comes first, or which of them is whose."""

    subject: Subject
    left: Span
    right: Span


def contradictions(
    texts: tuple[str, str],
    languages: tuple[str, str],
    quantities: Callable[[int], Sequence[Quantity]] | None = None,
    opposites: Callable[[str, str], Sequence[Opposite]] = find_opposites,
) -> tuple[Contradiction, ...]:
    """The contradictions of two counterpart sentences. Time goes with their length.

    `quantities`: gives those of the first sentence for 0 and of the second for 1, where they are known already.
    `opposites`: what finds those of a text in a language.
    """
    known = quantities or (lambda side: find_quantities(texts[side], languages[side]))
    named = [opposites(text, code) for text, code in zip(texts, languages, strict=True)]
    values = list(dict.fromkeys(_values(texts, languages, named, (known(0), known(1)))))
    told = {
        span for found in values if found.subject == "word" for span in (("left", found.left), ("right", found.right))
    }
    words = (w for w in _words(texts, languages, named) if not told & {("left", w.left), ("right", w.right)})
    return (*words, *values)


def _words(
    texts: tuple[str, str], languages: tuple[str, str], named: Sequence[Sequence[Opposite]]
) -> Iterator[Contradiction]:
    length = len(texts[0]) / (1 if language_of(languages[0]).script == "han" else _LETTERS)

    def apart(pair: tuple[Opposite, Opposite]) -> float:
        return abs(pair[0].start / len(texts[0]) - pair[1].start / len(texts[1])) * length

    sides = [_by_group(found, named[1 - side]) for side, found in enumerate(named)]
    for group in sides[0].keys() & sides[1].keys() & count_alone():
        turned = min(_turned(*(side[group] for side in sides)), key=apart, default=None)
        if turned and apart(turned) < _NEAR:
            yield Contradiction("word", *((found.start, found.end) for found in turned))


def _turned(left: Sequence[Opposite], right: Sequence[Opposite]) -> list[tuple[Opposite, Opposite]]:
    """Pairs of words of a group of which each text says the one and lacks the other.

    Each has one the other lacks; or the same number of words, of which one is another: the one in its place, where all
    others are the same.
    """
    members = [{found.member for found in side} for side in (left, right)]
    if any(
        both(found) and both(found) <= there
        for mine, there in ((left, members[1]), (right, members[0]))
        for found in mine
    ):
        return []
    if len(left) == len(right):
        other = [pair for pair in zip(left, right, strict=True) if pair[0].member != pair[1].member]
        if len(other) == 1:
            return other
    mine = [found for found in left if found.member not in members[1]]
    others = [found for found in right if found.member not in members[0]]
    return list(product(mine, others))


def _by_group(found: Sequence[Opposite], others: Sequence[Opposite]) -> Mapping[int, list[Opposite]]:
    """The words by their groups; one of a group the other text has nothing of counts as what it says more widely.

    Beside another word of the wider group it does so only if the other text says that: “swiftly reduced” is no rise.
    """
    groups: dict[int, list[Opposite]] = defaultdict(list)
    here, there = ({opposite.group for opposite in side} for side in (found, others))
    said = {opposite.member for opposite in others}
    for opposite in found:
        more = None if opposite.group in there else wider(opposite)
        known = more if more and (more.group not in here or more.member in said) else opposite
        groups[known.group].append(known)
    return groups


class _Value(Struct, frozen=True):
    """A quantity, whether it is negative, and what stands before it: `by`, `to`, `from` or nothing."""

    quantity: Quantity
    negative: bool
    role: str

    @property
    def span(self) -> Span:
        return self.quantity.start, self.quantity.end


def _values(
    texts: tuple[str, str],
    languages: tuple[str, str],
    named: Sequence[Sequence[Opposite]],
    quantities: Sequence[Sequence[Quantity]],
) -> Iterator[Contradiction]:
    """What is said of the values that stand once on either side."""
    read = [_read(*each) for each in zip(texts, languages, quantities, strict=True)]
    ways = [
        courses(text, code, [value.quantity for value in values], [value.role for value in values])
        for text, code, values in zip(texts, languages, read, strict=True)
    ]
    for spans in turned_courses(*ways):
        yield Contradiction("order", *spans)
    for spans in exchanged(texts, languages, quantities):
        yield Contradiction("exchange", *spans)
    sides = [_once(values) for values in read]
    shared = [value for value in sides[0] if value in sides[1]]
    if not shared:
        return
    less = [any(found.member in _LESS for found in side) for side in named]
    for value in shared:
        left, right = sides[0][value], sides[1][value]
        # A fall of 5% is one by -5%; what falls to 20 degrees does not fall to -20.
        to = "to" in (left.role, right.role)
        if left.negative != right.negative and (to or not less[int(left.negative)]):
            yield Contradiction("sign", left.span, right.span)
        # “To 55% by 2010” is 降至2010年的55%: what stands before a date may be about the value behind it.
        if {left.role, right.role} == {"by", "to"} and left.quantity.kind is not Kind.DATE:
            yield Contradiction("change", left.span, right.span)
        beside = [
            {found.group: found for found in _beside(texts[n], named[n], quantities[n], side.quantity)}
            for n, side in enumerate((left, right))
        ]
        for group in beside[0].keys() & beside[1].keys() & count_before_values():
            first, last = beside[0][group], beside[1][group]
            if first.member != last.member and not both(first) and not both(last):
                yield Contradiction("word", (first.start, first.end), (last.start, last.end))


def _beside(text: str, named: Sequence[Opposite], quantities: Sequence[Quantity], value: Quantity) -> list[Opposite]:
    """The words close before a value, with no other one and no end of a clause between."""
    since = max([value.start - _BESIDE, 0, *(q.end for q in quantities if q.end <= value.start)])
    since = max([since, *(end.end() for end in CLAUSE_END.finditer(text, since, value.start))])
    return [found for found in named if since <= found.start and found.end <= value.start]


def _read(text: str, language: str, quantities: Sequence[Quantity]) -> list[_Value]:
    return [
        _Value(found, _is_negative(text, found, language), _role(text, found, language))
        for found in quantities
        if not found.weak
    ]


def _once(values: Sequence[_Value]) -> dict[object, _Value]:
    """The values that stand once, by value and unit."""
    keys = [(value.quantity.value, _dimension(value.quantity)) for value in values]
    counts = Counter(keys)
    return {key: value for key, value in zip(keys, values, strict=True) if counts[key] == 1}


def _dimension(found: Quantity) -> str | None:
    """The unit, or the dimension of what it is called alone: “$5” is 5美元 or 5澳元."""
    if found.unit is None:
        return None
    unit = units()[found.unit]
    name = family(unit.dimension, unit.factor)
    return name if unit.is_money or name != unit.dimension else found.unit


def _is_negative(text: str, found: Quantity, language: str) -> bool:
    before, behind = _negative(language)
    head = text[max(0, found.start - _BESIDE) : found.start] + _hedge(found)
    return bool(before.search(head) or behind.match(text, found.end) or behind.search(found.surface))


def _role(text: str, found: Quantity, language: str) -> str:
    if found.kind is Kind.MULTIPLE:
        return ""  # “to double”
    head, tail = text[max(0, found.start - _BESIDE) : found.start], text[found.end : found.end + _BESIDE]
    before, behind = _changes(language)
    return next(
        (role for role, pattern in before.items() if pattern.search(head)),
        next((role for role, pattern in behind.items() if pattern.match(tail)), ""),
    )


def _hedge(found: Quantity) -> str:
    """What stands before the first digit of a quantity, a sign among it."""
    digit = re.search(r"\d", found.surface)
    return found.surface[: digit.start()] if digit else ""


@cache
def _negative(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a number negative, before and behind it. A hyphen does where it joins nothing."""
    words = words_of(language).get("negative", {})
    before = "|".join([r"(?<![\w.)\]）%％℃-])[-−–]", r"(?<=[\u4e00-\u9fff])[-−]", *words.get("before", ())])
    behind = "|".join(words.get("behind", ())) or "(?!)"
    return compiled(f"(?:{before})$", re.IGNORECASE), compiled(f"(?:{behind})", re.IGNORECASE)


@cache
def _changes(language: str) -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, re.Pattern[str]]]:
    """By role, what stands before a quantity, and what behind it."""
    words = words_of(language)
    before, behind = words.get("changes", {}), words.get("changes_behind", {})
    return (
        {role: compiled(rf"(?:{'|'.join(patterns)})$", re.IGNORECASE) for role, patterns in before.items()},
        {role: compiled("|".join(patterns), re.IGNORECASE) for role, patterns in behind.items()},
    )
