"""Running heads, feet and page numbers: what stands at one height on many pages, again and again or counting."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median_low

from duizhao.languages.roman import roman
from duizhao.languages.tables import of_all
from duizhao.source.model import Reason
from duizhao.source.readers.pdf.model import Line, is_raised
from duizhao.source.readers.pdf.notes import mark_of
from duizhao.source.readers.pdf.sizes import size_of
from duizhao.source.readers.pdf.unruled import rows_of

#: How many heights from the top and from the bottom of a page are looked at.
_EDGE = 3
#: From so many pages on, and such a share of those that are looked at.
_FEWEST, _SHARE = 3, 0.3
#: On such a share of the pages what does not stand apart from the text stands again.
_MOSTLY = 0.45
#: How much further from the text than its lines from each other a line is that is none of it.
_APART = 1.5
#: No less, by the size, are lines of one column apart.
_LEAST_STEP = 1.15

#: So many numbers count the lines of a page at least; none is longer, in digits. What is so much larger than the text
#: and stands at one place on most pages is a watermark.
_FEWEST_NUMBERS, _LONGEST_NUMBER, _STAMP = 8, 4, 1.6
#: No word is longer, in letters without spaces.
_WORD = 9
#: By how much they are larger than the text at most.
_LARGEST = 1.15

_NUMBER = r"(?:\d{1,6}|[ivxlc]{1,7}|[IVXLC]{1,7})"


def _said(at: int) -> str:
    """What stands before (0) or behind (2) a page's number in any language's forms, as a pattern."""
    words = {form.partition("{number}")[at].strip() for form in (*of_all("page_numbers"), "{number} / {total}")}
    patterns = (re.escape(each).replace(r"\{total\}", r"\s*\d+\s*") for each in sorted(words - {""}))
    return "|".join(re.sub(r"\\ |，", r"\\W*", each) for each in patterns)


_ONLY_NUMBER = re.compile(rf"\W*(?:{_said(0)})?\s*(?P<number>{_NUMBER})\s*(?:{_said(2)})?\W*", re.IGNORECASE)
_LEADING = re.compile(r"\d{1,6}(?=[\s.、)]|$)")
_AT_END = re.compile(r"^\W*\d{1,6}(?=\s)|(?<=\D)\d{1,6}\W*$")


def page_matter(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[dict[Line, Reason]]:
    """For each page the lines that are no part of the text, and why. `heights`: how high each page is."""
    at_height: dict[tuple[str, int], list[tuple[int, Line, bool]]] = defaultdict(list)
    usual = size_of([each for number, lines in enumerate(pages) for each in _inner(lines, number)])
    step = _step(pages)
    shifted = Counter(
        int(match[0]) - number
        for number, lines in enumerate(pages)
        for _, line, _ in _edges(lines, step)
        if (match := _LEADING.match(line.plain))
    )
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for edge, line, apart in _edges(lines, step):
            if line.size > _LARGEST * usual or (edge == "bottom" and _is_note(line, number, shifted)):
                continue
            place = line.base if edge == "top" else height - line.base
            at_height[edge, round(place / 4)].append((number, line, apart))
    found: list[dict[Line, Reason]] = [{} for _ in pages]
    cells = [_cells(lines) for lines in pages]
    for (edge, place), own in at_height.items():
        beside = [*own, *at_height.get((edge, place + 1), ()), *at_height.get((edge, place - 1), ())]
        words = Counter(each for _, each in {(number, _words(line)) for number, line, _ in beside})
        shifts = Counter(each for _, each in {(number, _shift(line, number)) for number, line, _ in beside})
        many = len({number for number, _, _ in beside}) >= max(_FEWEST, _SHARE * len(pages))
        for number, line, apart in own:
            shift = _shift(line, number)
            counted = shifts[shift] if shift is not None else 0
            counting = counted >= 2
            again = words[_words(line)] >= 2 and any(char.isalpha() for char in line.plain)
            # Words that begin two pages by chance, a heading's, stand among others at that height.
            matter = _is_matter(beside, words)
            often = words[_words(line)] >= max(_FEWEST, _SHARE * len(pages))
            if counting and (apart or counted >= _FEWEST):
                found[number][line] = Reason.PAGE_NUMBER
                continue
            mostly = words[_words(line)] >= max(_FEWEST, _MOSTLY * len(pages))
            # Small lines at a page's end may be a note's.
            text = line.size > 0.97 * usual or edge == "bottom"
            if (not apart and text and not mostly) or (line in cells[number] and not often):
                continue
            few = again and len(pages) < 2 * _FEWEST
            if (again and often) or (matter and (few or (many and apart))):
                found[number][line] = Reason.RUNNING_HEAD
    for number, lines in enumerate(pages):
        _by_number(found[number], lines, number, step)
        large = [_words(line).rstrip("-") for line in lines if line.size > _LARGEST * usual]
        for _, line in _outer(lines, found[number], usual, step):
            # A word may stand in a title by chance.
            within = len(_words(line)) > _WORD and _words(line) in "".join(large)
            if line not in cells[number] and (within or _words(line) in large):
                found[number][line] = Reason.RUNNING_HEAD
    heads = Counter(
        (edge, round(line.base), line.size)
        for out, lines in zip(found, pages, strict=True)
        for edge, line, _ in _edges(lines, step)
        if out.get(line) is Reason.RUNNING_HEAD
    )
    stamps = Counter(_place(line) for lines in pages for line in lines if line.size > _STAMP * usual)
    for out, lines in zip(found, pages, strict=True):
        for edge, line in _outer(lines, out, usual, step):
            if heads[edge, round(line.base), line.size] >= min(_FEWEST, len(pages) / 2):
                out[line] = Reason.RUNNING_HEAD
        stamped = (line for line in lines if stamps[_place(line)] >= max(_FEWEST, _MOSTLY * len(pages)))
        out.update((line, Reason.WATERMARK) for line in stamped if line not in out)
    for out, numbers in zip(found, _line_numbers(pages), strict=True):
        out.update((line, Reason.LINE_NUMBER) for line in numbers)
    return found


def _inner(lines: Sequence[Line], number: int) -> Iterator[tuple[Line, tuple[int, int]]]:
    """The lines of a page but the first and the last, with the half they begin in, as if it were a column."""
    bases = [line.base for line in lines]
    middle = (min((each.left for each in lines), default=0) + max((each.right for each in lines), default=0)) / 2
    for line in lines:
        if min(bases) < line.base < max(bases):
            yield line, (number, line.left > middle)


def _cells(lines: Sequence[Line]) -> set[Line]:
    """The lines of rows that begin, end or have their middles where those of the row beside them do: cells."""
    found: set[Line] = set()
    rows = rows_of(lines)
    # Between two lines of a row's cells a number may stand at half their height.
    for above, below in [*pairwise(rows), *zip(rows, rows[2:], strict=False)]:
        for edge in (_left, _right, _middle):
            if sum(any(abs(edge(each) - edge(other)) < 1 for other in above) for each in below) > 1:
                found.update(above, below)
    return found


def _left(line: Line) -> float:
    return line.left


def _right(line: Line) -> float:
    return line.right


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


def _place(line: Line) -> tuple[str, int, int]:
    return line.plain, round(line.left), round(line.base)


def _line_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The numbers beside the lines of each page, as papers of law have them: in one margin, counting by one step."""
    columns = [_columns_of_numbers(lines) for lines in pages]
    margins = {
        margin
        for lines, own in zip(pages, columns, strict=True)
        for margin, numbers in own.items()
        if _count_lines(numbers, lines)
    }
    # A last page may have few.
    return [[line for margin in margins & own.keys() for line in own[margin]] for own in columns]


def _columns_of_numbers(lines: Sequence[Line]) -> dict[tuple[str, int], list[Line]]:
    columns: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if line.plain.isdecimal() and len(line.plain) <= _LONGEST_NUMBER:
            columns["left", round(line.left / 3)].append(line)
            columns["right", round(line.right / 3)].append(line)
    return columns


def _count_lines(numbers: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether some numbers count the lines of a page, and stand beside all of them."""
    own = set(map(id, numbers))
    rest = [line for line in lines if id(line) not in own]
    if len(numbers) < _FEWEST_NUMBERS or not rest:
        return False
    steps = {int(below.plain) - int(above.plain) for above, below in pairwise(numbers)}
    before = max(line.right for line in numbers) < min(line.left for line in rest)
    behind = min(line.left for line in numbers) > max(line.right for line in rest)
    return (before or behind) and len(steps) == 1 and steps <= {1, 5, 10}


def _outer(lines: Sequence[Line], found: Mapping[Line, Reason], usual: float, step: float) -> list[tuple[str, Line]]:
    """The outermost lines, with the edge they are at, that stand apart, are no larger than the text and not found."""
    bases = [line.base for line in lines]
    outer = {min(bases, default=0), max(bases, default=0)}
    return [
        (edge, line)
        for edge, line, apart in _edges(lines, step)
        if apart and line.size <= usual and line.base in outer and line not in found
    ]


def _by_number(found: dict[Line, Reason], lines: Sequence[Line], number: int, step: float) -> None:
    """Adds the outermost line with the page's own number, and what stands beside it, where pages are few."""
    edges = [(line, apart) for _, line, apart in _edges(lines, step) if apart]
    bases = {round(line.base) for line, _ in edges}
    for base in {min(bases, default=0), max(bases, default=0)}:
        row = [line for line, _ in edges if abs(line.base - base) < 2 and line not in found]
        if any(_shift(line, number) == 1 for line in row):
            found.update(
                (line, Reason.PAGE_NUMBER if _shift(line, number) == 1 else Reason.RUNNING_HEAD) for line in row
            )


def _is_note(line: Line, number: int, shifted: Counter[int]) -> bool:
    """Whether a line begins with the mark of a note: a raised one, or a number that does not count the pages."""
    if mark_of(line)[0] and is_raised(line.letters[0], line):
        return True
    match = _LEADING.match(line.plain)
    return bool(match and match.end() < len(line.plain) and shifted[int(match[0]) - number] < _FEWEST)


def _step(pages: Sequence[Sequence[Line]]) -> float:
    """How far the lines of one column are apart."""
    bases = [sorted({round(line.base) for line in lines}) for lines in pages]
    steps = sorted(below - above for own in bases for above, below in pairwise(own) if below - above > 4)
    sizes = [line.size for lines in pages for line in lines]
    # The lines of two columns beside each other stand nearer than those of one.
    return max(steps[len(steps) // 4] if steps else 12, _LEAST_STEP * median_low(sizes) if sizes else 0)


def _edges(lines: Sequence[Line], usual: float) -> list[tuple[str, Line, bool]]:
    """The lines near the top and the bottom, and whether each stands apart from what is nearer to the middle.

    `usual`: how far lines are apart."""
    bases = sorted({round(line.base) for line in lines})
    result = []
    for line in lines:
        at = min(range(len(bases)), key=lambda index: abs(bases[index] - line.base))
        if at < _EDGE:
            apart = any(bases[i + 1] - bases[i] > _APART * usual for i in range(at, min(_EDGE, len(bases) - 1)))
            result.append(("top", line, apart))
        if at >= len(bases) - _EDGE:
            apart = any(bases[i] - bases[i - 1] > _APART * usual for i in range(max(len(bases) - _EDGE, 1), at + 1))
            result.append(("bottom", line, apart))
    return result


def _is_matter(own: Sequence[tuple[int, Line, bool]], words: Counter[str]) -> bool:
    """Whether most of what stands at a height is there again and again."""
    lines = [(line, apart) for _, line, apart in own if not is_page_number(line)]
    return sum(words[_words(line)] > 1 and apart for line, apart in lines) > 0.6 * len(lines)


def _words(line: Line) -> str:
    """What a line reads without the number at its beginning or end, and without spaces."""
    return re.sub(r"\s", "", _AT_END.sub("", line.plain))


def is_page_number(line: Line) -> bool:
    """Whether a line is nothing but a page's number."""
    return bool(_ONLY_NUMBER.fullmatch(line.plain))


def _shift(line: Line, page: int) -> int | None:
    """How far the number that is the line is from the page's own; None if it is none."""
    match = _ONLY_NUMBER.fullmatch(line.plain)
    if not match:
        return None
    number = match["number"]
    return (int(number) if number.isdigit() else roman(number) + 5000) - page
