"""Values that stand in each other's place: two counterpart sentences have the same numbers, but not for the same.

The same values in another order are no mistake: “21 of 30 days” is 30天中有21天, and what qualifies a word stands
behind it in one language and before it in another. So an order counts only where it can say but one thing: from one
value to another, a part of a whole, and values in a row, whose members both languages leave as they are. Of two values
of which both languages give one a unit, it is the same one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise, product

from msgspec import Struct
from msgspec.structs import astuple

from duizhao.compare.quantities import compare
from duizhao.languages import language as language_of
from duizhao.languages.clauses import CLAUSE_END
from duizhao.languages.hedges import any_of
from duizhao.languages.quantity import Interval, Kind, PartialDate, Quantity
from duizhao.languages.script import lower
from duizhao.languages.tables import words_of
from duizhao.patterns import compiled

Span = tuple[int, int]

#: One end of what goes from one value to another.
End = Interval | PartialDate

_DASH = r"[-–—~～]+"


class Course(Struct, frozen=True):
    """From one value to another. `start`: where the first of them stands, `whole`: both; the same of a range."""

    first: End
    last: End
    start: Span
    whole: Span


class _Patterns(Struct, frozen=True):
    """What stands between two values in a language: `link` where the one goes on to the other, `row` where both are
    members of a row, `part` and `whole` where the first is a part of the second or the other way round."""

    link: re.Pattern[str]
    row: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]


def exchanged(
    texts: tuple[str, str], languages: tuple[str, str], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[tuple[Span, Span]]:
    """Where either text has the first of two values that stand in each other's place; `quantities`: those of each."""
    strong = [[quantity for quantity in side if not quantity.weak] for side in quantities]
    if any(len(side) < 2 for side in strong):
        return
    known = [_patterns(language) for language in languages]
    pairs = [
        (pair.left, pair.right)
        for pair in compare(*strong).pairs
        if all(_is_sure(quantity, side) for quantity, side in zip((pair.left, pair.right), quantities, strict=True))
    ]
    groups: dict[object, list[tuple[Quantity, Quantity]]] = defaultdict(list)
    for left, right in sorted(pairs, key=lambda pair: pair[0].start):
        groups[_sort(left), _sort(right)].append((left, right))
    for group in groups.values():
        places = sorted(other.start for _, other in group)
        for first, second in pairwise(group):
            if abs(places.index(first[1].start) - places.index(second[1].start)) != 1:
                continue
            sides = zip(strong, first, second, strict=True)
            apart = [_stand_between(side, one, other) for side, one, other in sides]
            same = (_sort(each) == _sort(one) for one, those in zip(first, apart, strict=True) for each in those)
            if all(apart) or any(same):
                continue  # the members of no row
            between = [_between(text, one, other) for text, one, other in zip(texts, first, second, strict=True)]
            if _out_of_row(first, second, between, known) or _part_for_whole(first, second, between, known):
                earlier = first[1] if first[1].start < second[1].start else second[1]
                yield _span(first[0]), _span(earlier)
    for one, other in combinations(groups, 2):
        for first, second in product(groups[one], groups[other]):
            if _units_cross(first, second):
                yield _span(first[0]), _span(second[1])
    kinds = [
        tuple(counted(text, each, language) for text, each, language in zip(texts, pair, languages, strict=True))
        for pair in pairs
    ]
    for (first, what), (second, whose) in combinations(zip(pairs, kinds, strict=True), 2):
        if _counts_cross(what, whose) or _counts_cross(whose, what):
            yield _span(first[0]), _span(second[1])


def _counts_cross(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether what the first value counts on the right is what the second counts on the left, and not what the first
    does there: 25个国家的224个城市 and “25 cities in 224 countries”."""
    (here, there), (second_here, second_there) = first, second
    known = bool(here and there) and second_here == there
    return known and here != there and second_there in ("", here)


def _out_of_row(
    first: Sequence[Quantity], second: Sequence[Quantity], between: Sequence[str], known: Sequence[_Patterns]
) -> bool:
    """Whether two members of a row stand in another order."""
    turned = (first[0].start < second[0].start) != (first[1].start < second[1].start)
    return turned and all(patterns.row.search(text) for patterns, text in zip(known, between, strict=True))


def _part_for_whole(
    first: Sequence[Quantity], second: Sequence[Quantity], between: Sequence[str], known: Sequence[_Patterns]
) -> bool:
    """Whether what is a part of a whole in one text is the whole in the other."""
    parts = [
        min(ends) if patterns.part.fullmatch(text) else max(ends) if patterns.whole.fullmatch(text) else None
        for ends, text, patterns in (
            ([(q.start, index) for index, q in enumerate((one, other))], text, patterns)
            for one, other, text, patterns in zip(first, second, between, known, strict=True)
        )
    ]
    return None not in parts and len({part[1] for part in parts if part}) > 1


def _units_cross(first: Sequence[Quantity], second: Sequence[Quantity]) -> bool:
    """Whether one language gives a unit to the one value and the other the same unit to the other value."""
    (a, b), (c, d) = map(_sort, first), map(_sort, second)
    return a != b and c != d and bool((b == c and _is_told(b)) or (a == d and _is_told(a)))


def _is_told(sort: tuple[bool, str | None, Kind | None]) -> bool:
    return sort[0] or sort[1] is not None


def turned_courses(left: Sequence[Course], right: Sequence[Course]) -> Iterator[tuple[Span, Span]]:
    """Where one text goes from a value to another, and the other text the opposite way."""
    for mine, other in product(left, right):
        onward = _alike(mine.first, other.first) and _alike(mine.last, other.last)
        if not onward and _alike(mine.first, other.last) and _alike(mine.last, other.first):
            whole = mine.start == mine.whole or other.start == other.whole
            yield (mine.whole, other.whole) if whole else (mine.start, other.start)


def courses(text: str, language: str, quantities: Sequence[Quantity], roles: Sequence[str]) -> list[Course]:
    """From what to what a text goes. `roles`: `from`, `to` or another for each of the quantities."""
    link = _patterns(language).link
    found = []
    for quantity in quantities:
        if quantity.value.is_range:
            found.append(Course(*_ends(quantity), _span(quantity), _span(quantity)))
    for (one, role), (other, last_role) in pairwise(zip(quantities, roles, strict=True)):
        said = (role, last_role) == ("from", "to") or link.fullmatch(text, one.end, other.start)
        if said and not one.value.is_range and not other.value.is_range:
            found.append(Course(_ends(one)[0], _ends(other)[0], _span(one), (one.start, other.end)))
    return found


def _ends(quantity: Quantity) -> tuple[End, End]:
    value = quantity.value
    if isinstance(value, Interval):
        return Interval(value.low, value.low), Interval(value.high, value.high)
    return value.first, value.last


def _alike(one: End, other: End) -> bool:
    """Whether two ends are the same, as far as both say it."""
    if isinstance(one, Interval) or isinstance(other, Interval):
        return one == other
    both = [(a, b) for a, b in zip(astuple(one), astuple(other), strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def _sort(quantity: Quantity) -> tuple[bool, str | None, Kind | None]:
    """What two values must share for one to be put for the other."""
    apart = quantity.kind if quantity.kind in (Kind.ORDINAL, Kind.MULTIPLE, Kind.FRACTION) else None
    return quantity.kind is Kind.DATE, quantity.unit, apart


def _is_sure(quantity: Quantity, side: Sequence[Quantity]) -> bool:
    """Whether this is the only one of its value in the text, and its counterpart cannot be mistaken: 一 and “one” are
    said in passing."""
    value = quantity.value
    one = isinstance(value, Interval) and value.high == 1 and not quantity.unit
    return not value.is_range and not one and Counter(other.value for other in side)[value] == 1


def _stand_between(side: Sequence[Quantity], one: Quantity, other: Quantity) -> list[Quantity]:
    """The values that stand between two of a text."""
    first, last = sorted((one.start, other.start))
    return [each for each in side if first < each.start < last]


def _between(text: str, one: Quantity, other: Quantity) -> str:
    first, last = sorted((one, other), key=lambda quantity: quantity.start)
    return text[first.end : last.start]


def _span(quantity: Quantity) -> Span:
    return quantity.start, quantity.end


@cache
def _patterns(language: str) -> _Patterns:
    words = words_of(language).get("exchanges", {})

    def pattern(name: str) -> re.Pattern[str]:
        return compiled(words.get(name, "(?!)"), re.IGNORECASE)

    link = compiled(rf"\s*(?:{_DASH}|{words.get('link', _DASH)})\s*", re.IGNORECASE)
    return _Patterns(link, pattern("row"), pattern("part"), pattern("whole"))


#: So many characters behind a value may hold its noun, and so many behind a sign that says what is counted by itself.
_REACH = 32
_CLOSE = 5


def counted(text: str, quantity: Quantity, language: str) -> str:
    """The kind of thing that a quantity of the text counts or is: a noun's, its unit's name, or `date`; empty if it is
    not known."""
    if quantity.unit:
        return quantity.unit
    by_word, behind, until = _nouns(language)
    last = quantity.surface[-1:]
    # With the sign before: 个州, but not 州 in any word.
    reach = _CLOSE if last in by_word else _REACH
    rest = until.split(text[max(quantity.start, quantity.end - 1) : quantity.end + reach], maxsplit=1)[0]
    match = behind.search(lower(rest))
    found = (by_word.get(match[0]) or by_word[match[0].removesuffix("s")]) if match else ""
    if last in by_word:
        # 名 is of people, 39名病例 are cases or patients.
        return by_word[last] if found in ("", by_word[last]) else ""
    return found or ("date" if quantity.kind is Kind.DATE else "")


@cache
def _nouns(language: str) -> tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str]]:
    """The kind of each word; what finds one behind a value; and where to look no further. What stands for a kind by
    itself only right behind the number (“名”) is one sign long."""
    words = words_of(language)
    by_word = {word: kind for kind, them in words.get("counted", {}).items() for word in them}
    until = rf"{CLAUSE_END.pattern}|(?<=.)\d|{words.get('counted_until', '(?!)')}"
    longer = [word for word in by_word if len(word) > 1]
    whole = language_of(language).script != "han"
    behind = rf"(?<![\w-])(?:{any_of(longer)})s?(?![\w-])" if whole else any_of(longer)
    return by_word, compiled(behind), compiled(until)
