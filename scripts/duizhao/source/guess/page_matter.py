"""Running heads and page numbers: what stands again and again where pages end, and whether a line is a printed line."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from duizhao.compare.longest_increasing_subsequence import longest_increasing_subsequence
from duizhao.languages.numbering import OF_ITEMS
from duizhao.languages.tables import of_all
from duizhao.patterns import lazily
from duizhao.source.guess.model import SHOWN, Guess, Row, squeezed
from duizhao.source.repairs.contents_list import PAGE_NUMBER
from duizhao.source.repairs.ends import is_open

#: The usual forms of a page number on a line of its own: in signs alone, and in the words of all languages.
PAGE_NUMBERS = tuple(
    dict.fromkeys(
        (
            *("{number}", "— {number} —", "- {number} -", "– {number} –", "-{number}-", "{number} / {total}"),
            *("| {number}", "{number} |", "[{number}]", "· {number} ·"),
            *of_all("page_numbers"),
        )
    )
)

#: A page number is believed from so many lines of its form on, from fewer between dashes or where pages end, if so many
#: of them rise; a running head from so many.
_FEWEST_NUMBERS, _FEWEST_AT_ENDS, _RISING, _FEWEST_HEADS = 3, 2, 0.8, 3

#: So often a short title stands where pages begin.
_FEWEST_SHORT = 2

#: No running head is longer, and no title that stands inside other lines shorter.
_LONGEST_HEAD, _SHORTEST_HEAD = 90, 8

#: No printed line is wider, in Latin letters; and what begins a line of its own, whatever stands above it.
_LONGEST_PRINTED = 180
#: So wide a line is, of the widest, that is full.
_FULL = 0.9
_ITEM = lazily(rf"[-*+•●|>`]|\d{{1,3}}[.)] |[（(]?(?:\d|{OF_ITEMS}){{1,3}}[)）、]")

_DIGITS = re.compile(r"\d{1,4}")
#: The number before or behind a running head, and one that is joined to it.
_APART = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")
_JOINED = re.compile(r"^\d{1,4}(?=\s|[^\W\d_])|(?<=[^\W\d_])\d{1,4}$|(?<=\s)\d{1,4}$")


def page_numbers(rows: Sequence[Row]) -> Guess | None:
    """The forms of page numbers, if the numbers of a form rise through the text; two are enough where a page ends
    behind each: a form feed, the text's end, or the line that the text begins with."""
    forms: list[str] = []
    lines: list[int] = []
    ends = {row.number for row, below in pairwise([*rows, None]) if row and _begins_page(below, rows[0])}
    for form in PAGE_NUMBERS:
        pattern = _pattern(form)
        found = [(int(match["number"]), row.number) for row in rows if (match := pattern.fullmatch(row.text))]
        rising = len(longest_increasing_subsequence([number for number, _ in found]))
        dashed = form[0] == form[-1] and form[0] in "-–—"
        few = dashed or all(row.number in ends for row in rows if pattern.fullmatch(row.text))
        fewest = _FEWEST_AT_ENDS if few else _FEWEST_NUMBERS
        if rising >= fewest and rising >= _RISING * len(found) and not lines_known(found, lines):
            forms.append(form)
            lines += [line for _, line in found]
    if not forms:
        return None
    return Guess("page_number", forms[0] if len(forms) == 1 else forms, tuple(sorted(lines)), "rising")


def _begins_page(row: Row | None, first: Row) -> bool:
    """Whether a row, or the text's end, stands where a page begins; `first`: the row that the text begins with."""
    return row is None or row.page or squeezed(row.text) == squeezed(first.text)


def lines_known(found: list[tuple[int, int]], lines: list[int]) -> bool:
    """Whether another form has the same lines already."""
    known = set(lines)
    return sum(line in known for _, line in found) > len(found) / 2


def _pattern(form: str) -> re.Pattern[str]:
    escaped = re.escape(form).replace(r"\ ", r"\s*")
    numbers = r"(?P<number>\d{1,4})"
    return re.compile(escaped.replace(r"\{number\}", numbers).replace(r"\{total\}", r"\d{1,4}"), re.IGNORECASE)


def running_heads(rows: Sequence[Row], numbers: Guess | None) -> Guess | None:
    """The lines that stand on many pages, whatever number stands in them: beside a page number or a page's end, or
    again and again at some distance."""
    edges = set(numbers.lines if numbers else ())
    places: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if len(row.text) <= _LONGEST_HEAD and is_open(row.text) and not _DIGITS.fullmatch(row.text):
            places[_without_number(row.text, joined=_is_at_edge(rows, at, edges))].append(at)
    found: list[tuple[str, list[int]]] = []
    for words, indexes in places.items():
        if len(indexes) < _FEWEST_HEADS or not re.search(r"[^\W\d_]{2}", words):
            continue
        at_edge = sum(_is_at_edge(rows, at, edges) for at in indexes)
        spread = len({at // 8 for at in indexes}) / len(indexes)
        if at_edge >= len(indexes) / 2 and spread > 0.5:
            numbered = len({rows[at].text for at in indexes}) > 1
            found.append((words if numbered else rows[indexes[0]].text, indexes))
    if not found:
        return None
    lines = sorted(rows[at].number for _, indexes in found for at in indexes)
    return Guess("running_heads", [words for words, _ in found], tuple(lines), "repeated")


def with_title(heads: Guess | None, title: str, rows: Sequence[Row], numbers: Guess | None) -> Guess | None:
    """The running heads with the report's title, if that stands on lines of its own again and again, or wherever a page
    begins behind a page number; and with what the title begins with, if that stands on two pages so."""
    lines = _lines_of(title, rows)
    often = len(lines) >= _FEWEST_HEADS and len(squeezed(title)) >= _SHORTEST_HEAD
    heads = _with(heads, title, lines) if often or _begin_pages(lines, rows, numbers) else heads
    whole = squeezed(title)
    for words in dict.fromkeys(row.text for row in rows if whole.startswith(squeezed(row.text)) and is_open(row.text)):
        lines = _lines_of(words, rows)
        short = _SHORTEST_HEAD <= len(squeezed(words)) < len(whole)
        if short and len(lines) >= _FEWEST_SHORT and _begin_pages([0, *lines], rows, numbers):
            heads = _with(heads, words, lines)
    return heads


def with_publisher(heads: Guess | None, publisher: str, rows: Sequence[Row], numbers: Guess | None) -> Guess | None:
    """The running heads with the publisher's name, if that stands wherever a page begins behind a page number."""
    lines = _lines_of(publisher, rows)
    return _with(heads, publisher, lines) if _begin_pages(lines, rows, numbers) else heads


def _lines_of(words: str, rows: Sequence[Row]) -> list[int]:
    return [row.number for row in rows if squeezed(row.text) == squeezed(words)]


def _begin_pages(lines: Sequence[int], rows: Sequence[Row], numbers: Guess | None) -> bool:
    """Whether lines stand, but for the first, where pages begin."""
    edges = set(numbers.lines if numbers else ())
    begin = {row.number for above, row in pairwise(rows) if above.number in edges or row.page}
    return begin.issuperset(lines[1:] or [0])


def _with(heads: Guess | None, words: str, lines: Sequence[int]) -> Guess:
    known = list(heads.value) if heads and isinstance(heads.value, list) else []
    if heads and any(squeezed(head) == squeezed(words) for head in known):
        return heads
    return Guess("running_heads", [*known, words], (*(heads.lines if heads else ()), *lines), "repeated", 0.7)


def _without_number(text: str, *, joined: bool) -> str:
    """A line with the number at its beginning or end as a place; where a page ends it may be joined to a word."""
    return (_JOINED if joined else _APART).sub("{number}", text)


def _is_at_edge(rows: Sequence[Row], at: int, edges: set[int]) -> bool:
    """Whether a row stands where a page ends: beside a page number or a form feed."""
    around = rows[max(at - 1, 0) : at + 2]
    return rows[at].page or any(row.number in edges for row in around) or (at + 1 < len(rows) and rows[at + 1].page)


def wrapped(rows: Sequence[Row]) -> Guess:
    """Whether a line is a printed line: most lines stand directly below another that breaks off, or many are as wide as
    the widest and break off."""
    below = [(above, row) for above, row in pairwise(rows) if not row.gap and not _ITEM.match(row.text)]
    cut = [row.number for above, row in below if is_open(above.text) and len(above.text) > 20]
    long = sum(width(row.text) > _LONGEST_PRINTED for row in rows)
    many = len(below) > len(rows) * 0.4 and len(cut) > len(below) * 0.5
    usual = usual_width(rows)
    broad = [above for above, _ in below if width(above.text) > usual / 2 and not PAGE_NUMBER.search(above.text)]
    full = [above for above in broad if width(above.text) >= _FULL * usual]
    even = [above.number for above in full if is_open(above.text)]
    if long < len(rows) * 0.05 and (many or (len(full) > len(broad) * 0.3 and len(even) > max(len(full) / 2, 4))):
        return Guess("lines", "wrapped", tuple((cut if many else even)[:SHOWN]), "wrapped" if many else "full")
    return Guess("lines", "paragraphs", (), "paragraphs", abs(len(cut) / max(len(rows), 1) - 0.3) + 0.5)


def usual_width(rows: Sequence[Row]) -> int:
    """How wide a full line is: only a tenth of the lines are wider."""
    return sorted(width(row.text) for row in rows)[len(rows) * 9 // 10] if rows else 0


def width(text: str) -> int:
    """How wide a line is, in Latin letters; Han characters are twice as wide."""
    return len(text) + sum(char >= "\u3000" for char in text)
