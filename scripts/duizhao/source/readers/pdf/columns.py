"""Reading order: the columns of a page, parted where something reaches over several of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from duizhao.source.readers.pdf.lines import line_of
from duizhao.source.readers.pdf.model import Area, Letter, Line


class Item(Protocol):
    """What takes a place on a page."""

    @property
    def area(self) -> Area:
        """The place."""
        ...


#: On such a share of the pages gutters of their own are no chance.
_OFTEN = 0.2
#: Where two columns are so narrowly apart that their lines are one, the gap is so wide at least, by the size.
_GAP = 0.5

T = TypeVar("T", bound=Item)


class Gutter(NamedTuple):
    """The white between two columns."""

    left: float
    right: float


#: So many full rows stand on each side of a gutter at least, and such a share of those on both sides is full; each
#: column takes such a share of the width; so many of the lines may reach over it, by those beside it; so full a full
#: line is.
_FEWEST, _MANY, _SHARE, _OVER, _FULL = 2, 0.25, 0.2, 0.5, 0.75
#: Where so many rows are full one on the other side is enough, if the gutter is so near the middle, by the width.
_MORE, _MIDDLE = 8, 0.1
#: Lines that begin or end so near a gutter are those of the column beside it, by the whole width.
_NEAR = 0.06
#: The full lines of a column are not as short as those of a table, in letters; one of Han counts twice.
_SHORTEST = 14


def gutters_of(lines: Sequence[Line], width: float) -> list[Gutter]:
    """The white between the columns of the text of a page so wide, from the left."""
    if not lines:
        return []
    found = []
    edges = sorted({round(line.left) for line in lines})
    for edge in edges:
        right = [line for line in lines if line.left >= edge - 2]
        left = [line for line in lines if line.right < edge - 4]
        if not left or not right:
            continue
        inner = [line for line in left if line.right > min(each.left for each in left) + 20]
        gutter = Gutter(max((line.right for line in inner), default=edge - 5), edge)
        if _is_gutter(gutter, lines, width):
            found.append(gutter)
    kept: list[Gutter] = []
    for gutter in sorted(found, key=lambda each: (-sum(map(len, _beside(each, lines))), each.left - each.right)):
        if all(abs(gutter.right - other.right) > 40 and abs(gutter.left - other.left) > 40 for other in kept):
            kept.append(gutter)
    return sorted(kept)


def _is_gutter(gutter: Gutter, lines: Sequence[Line], page: float) -> bool:
    begin, end = min(line.left for line in lines), max(line.right for line in lines)
    left, right = _beside(gutter, lines)
    if not _is_free(gutter, lines):
        return False
    # Of several columns on one side the nearest counts.
    inner = min((line.left for line in left if line.right > gutter.left - _NEAR * (end - begin)), default=begin)
    outer = max((line.right for line in right if line.left < gutter.right + _NEAR * (end - begin)), default=end)
    left = [line for line in left if line.left >= inner - 2]
    right = [line for line in right if line.right <= outer + 2]
    counts = []
    every = 0
    for side, width in ((left, gutter.left - inner), (right, outer - gutter.right)):
        if width < _SHARE * (end - begin):
            return False
        # The cells of a table in a column are many lines of one row.
        counts.append(_rows(line for line in side if line.right - line.left > _FULL * width and _is_text(line)))
        every += _rows(side)
    # The last column of a report may have hardly begun, if its gutter is in the middle.
    middle = any(abs(gutter.left + gutter.right - each) < _MIDDLE * (end - begin) for each in (begin + end, page))
    fewest = 1 if middle and sum(counts) > _MORE else _FEWEST
    if middle and counts[0] > _MORE and right[0].base < left[0].base + right[0].size:
        fewest = 0  # it begins at the height of the first one
    if min(counts) < fewest or sum(counts) < _MANY * every:
        return False
    # What stands on both sides stands beside each other.
    return min(left[-1].base, right[-1].base) > max(left[0].base, right[0].base)


def parted(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[Line]:
    """The lines, those cut that are of two columns: where a wide gap over a gutter ends where other lines begin."""
    result: list[Line] = []
    lefts = Counter(round(line.left) for line in lines)
    for line in lines:
        starts = [
            at
            for at, (last, letter) in enumerate(pairwise(line.letters), 1)
            if letter.left - last.right > _GAP * line.size
            and any(last.right < each.right < _begin(letter) + 2 for each in gutters)
            and lefts[round(_begin(letter))] >= _FEWEST
        ]
        edges = [0, *starts, len(line.letters)]
        result += (line_of(line.letters[begin:end], line.page) for begin, end in pairwise(edges)) if starts else [line]
    return result


def _begin(letter: Letter) -> float:
    """Where a letter begins; of a wide bracket its second half is seen."""
    return letter.left + (letter.size / 2 if letter.text in "（《「『【〔“‘" else 0)


def settled(pages: Sequence[tuple[list[Line], list[Gutter]]]) -> list[list[Gutter]]:
    """The gutters of each page, from its lines and those found there: those of most pages where there is room for them,
    on pages with none or partly the same ones."""
    models: list[tuple[int, list[Gutter]]] = []
    for _, gutters in pages:
        at = next((at for at, (_, model) in enumerate(models) if _common(model, gutters)), len(models))
        count, model = models.pop(at) if at < len(models) else (0, gutters)
        models.insert(at, (count + 1, _common(model, gutters)))
    models = sorted((each for each in models if each[1]), key=lambda each: -each[0])
    result = []
    for lines, own in pages:
        alike = [(count, model) for count, model in models if _common(model, own)]
        if not alike or alike[0][0] < _OFTEN * len(pages):
            fit = (model for _, model in models if not own or _meet(model, own))
            alike = [(0, model) for model in fit if lines and all(_is_free(gutter, lines) for gutter in model)] or alike
        result.append(alike[0][1] if alike else [])
    return result


def _common(gutters: Sequence[Gutter], others: Sequence[Gutter]) -> list[Gutter]:
    """The white two pages have in common, if each gutter of one has some in common with its own of the other."""
    if len(gutters) != len(others):
        return []
    pairs = zip(gutters, others, strict=True)
    common = [Gutter(max(one.left, other.left), min(one.right, other.right)) for one, other in pairs]
    return common if all(each.left < each.right for each in common) else []


def _meet(gutters: Iterable[Gutter], others: Sequence[Gutter]) -> bool:
    return any(one.left < other.right and other.left < one.right for one in gutters for other in others)


def _is_free(gutter: Gutter, lines: Sequence[Line]) -> bool:
    """Whether few lines reach over what may be a gutter, by those beside it."""
    beside = sum(map(len, _beside(gutter, lines)))
    return len(lines) - beside <= _OVER * beside


def _beside(gutter: Gutter, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines on the left and on the right of a gutter."""
    left = [line for line in lines if line.right <= gutter.left + 0.5]
    return left, [line for line in lines if line.left >= gutter.right - 2]


def _rows(lines: Iterable[Line]) -> int:
    """How many heights lines stand at."""
    return len({round(line.base) for line in lines})


def _is_text(line: Line) -> bool:
    return sum(2 if each.text >= "\u2e80" else 1 for each in line.letters) >= _SHORTEST


def in_order(items: Sequence[T], gutters: Sequence[Gutter]) -> list[T]:
    """The items in the order they are read."""
    if not gutters:
        return sorted(items, key=lambda each: (round(each.area.bottom / 3), each.area.left))
    edges = [-1e9, *((gutter.left + gutter.right) / 2 for gutter in gutters), 1e9]
    columns: list[list[T]] = [[] for _ in pairwise(edges)]
    result: list[T] = []
    for item in in_order(items, ()):
        here = [
            index
            for index, (begin, end) in enumerate(pairwise(edges))
            if min(item.area.right, end) - max(item.area.left, begin) >= min(6, item.area.width / 2)
        ]
        if len(here) > 1:
            result += [each for column in columns for each in column]
            columns = [[] for _ in columns]
            result.append(item)
        else:
            columns[here[0]].append(item)
    return result + [each for column in columns for each in column]
