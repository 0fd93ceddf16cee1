"""From pages to what stands on them in reading order: lines, tables, boxes, pictures; page matter and notes apart."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from duizhao.source.model import Reason
from duizhao.source.readers.pdf.columns import Gutter, gutters_of, in_order, parted, settled
from duizhao.source.readers.pdf.flow import Manner, manner_of
from duizhao.source.readers.pdf.headings import with_numbers
from duizhao.source.readers.pdf.lines import lines_of, with_marks
from duizhao.source.readers.pdf.model import Area, Element, Frame, Grid, Line, Page, Placed
from duizhao.source.readers.pdf.notes import FoundNote, at_foot
from duizhao.source.readers.pdf.page_matter import page_matter
from duizhao.source.readers.pdf.tables import joined, ruled_of
from duizhao.source.readers.pdf.unruled import unruled_of

#: Such a share of a column's lines begin where it does.
_COMMON = 0.12
#: Such a share of a column's lines may reach over its edge.
_STRAYS = 0.02
#: By no more, in points, the edges of left and right pages are moved by different widths.
_MOVED = 3
#: So far before its text a drawn mark of an item stands at most, by the size of the letters.
_DOT_GAP = 1.5


#: By gutters, left or right page, and number of the column.
Extents = dict[tuple[tuple[int, ...], int, int], tuple[float, float]]


class Layout(Struct):
    """A document: its elements in reading order, its notes, what is left out, and how it sets its text."""

    elements: list[Element] = field(default_factory=list)
    notes: list[FoundNote] = field(default_factory=list)
    left_out: list[tuple[Line, Reason]] = field(default_factory=list)
    manner: Manner = Manner(10, {}, 0)


class _Sheet(Struct):
    """A page while its parts are told apart."""

    page: Page
    lines: list[Line]
    grids: list[Grid] = field(default_factory=list)
    frames: list[Area] = field(default_factory=list)
    gutters: list[Gutter] = field(default_factory=list)


def layout_of(pages: Sequence[Page]) -> Layout:
    """What stands on the pages."""
    layout = Layout()
    lines = [lines_of(page) for page in pages]
    matter = page_matter(lines, [page.height for page in pages])
    sheets = []
    for page, own, out in zip(pages, lines, matter, strict=True):
        sheet = _Sheet(page, [line for line in own if line not in out])
        layout.left_out += out.items()
        sheet.grids, sheet.frames = ruled_of(page, sheet.lines)
        sheets.append(sheet)
    free = [_free(sheet) for sheet in sheets]
    own_gutters = [gutters_of(own, page.width) for own, page in zip(free, pages, strict=True)]
    for sheet, gutters in zip(sheets, settled(list(zip(free, own_gutters, strict=True))), strict=True):
        sheet.gutters = gutters
        sheet.lines = with_marks(parted(sheet.lines, gutters))
    extents = _extents(sheets)
    placed = [_elements(sheet, extents) for sheet in sheets]
    layout.manner = manner_of([each for page_ in placed for each in page_ if isinstance(each, Placed)])
    for sheet, found in zip(sheets, placed, strict=True):
        elements = with_numbers(found, layout.manner)
        flowing = [each for each in elements if isinstance(each, Placed)]
        _, notes = at_foot(flowing, sheet.page.rules, layout.manner)
        taken = {id(line) for note in notes for line in note.lines}
        layout.elements += (each for each in elements if id(each) not in taken)
        layout.notes += notes
    layout.elements, again = joined(layout.elements)
    layout.left_out += ((line, Reason.REPEATED_HEAD) for line in again)
    return layout


def _free(sheet: _Sheet) -> list[Line]:
    """The lines that are in no table and no box."""
    areas = [*(grid.area for grid in sheet.grids), *sheet.frames]
    return [line for line in sheet.lines if not _within(line, areas)]


def _within(line: Line, areas: Sequence[Area]) -> bool:
    return any(area.holds((line.left + line.right) / 2, line.base - line.size / 3, 1) for area in areas)


def _extents(sheets: Sequence[_Sheet]) -> Extents:
    """From where to where columns reach, all pages of a kind together: left or right, and with the same gutters."""
    lines: dict[tuple[tuple[int, ...], int, int], list[Line]] = {}
    for sheet in sheets:
        for line in _free(sheet):
            column = _column(line.area, sheet.gutters)
            lines.setdefault((_key(sheet), sheet.page.number % 2, column), []).append(line)
    found = {kind: (_left(own), _right(own)) for kind, own in lines.items()}
    return {
        (key, side, column): _as_wide(own, found.get((key, 1 - side, column)))
        for (key, side, column), own in found.items()
    }


def _as_wide(own: tuple[float, float], other: tuple[float, float] | None) -> tuple[float, float]:
    """From where to where a column reaches: as far as on the pages of the other side, unless all of it is moved."""
    if other is None or abs((own[0] - other[0]) - (own[1] - other[1])) < _MOVED:
        return own
    return min(own[0], other[0]), max(own[1], other[1])


def _left(lines: Sequence[Line]) -> float:
    """Where the lines of a column begin: the least place where several do."""
    lefts = Counter(round(line.left, 0) for line in lines)
    return min((left for left, count in lefts.items() if count >= max(2, _COMMON * len(lines))), default=min(lefts))


def _right(lines: Sequence[Line]) -> float:
    """Where the lines of a column end: the greatest place where several do, if few reach over it."""
    rights = Counter(round(line.right, 0) for line in lines)
    end = max((right for right, count in rights.items() if count >= max(2, _COMMON * len(lines))), default=0)
    over = sum(line.right > end + 1 for line in lines)
    kept = [line.right for line in lines if line.right <= end + 1] if over < _STRAYS * len(lines) else []
    return max(kept or (line.right for line in lines))


def _key(sheet: _Sheet) -> tuple[int, ...]:
    return tuple(round(each.right / 8) for each in sheet.gutters)


def _column(area: Area, gutters: Sequence[Gutter]) -> int:
    """The column an area stands in; -1 if it reaches over several."""
    number = 0
    for gutter in gutters:
        middle = (gutter.left + gutter.right) / 2
        if area.left < middle - 6 and area.right > middle + 6:
            return -1
        number += area.left >= middle - 6
    return number


def _is_dotted(line: Line, dots: Sequence[Area]) -> bool:
    """Whether a dot stands before a line, at the height of its small letters."""
    near = (dot for dot in dots if 0 < line.left - dot.right < _DOT_GAP * line.size)
    return any(line.base - 0.8 * line.size < (dot.top + dot.bottom) / 2 < line.base for dot in near)


def _elements(sheet: _Sheet, extents: Extents) -> list[Element]:
    """What stands on a page, in reading order."""
    number = sheet.page.number
    grids = list(sheet.grids)
    free = _free(sheet)
    columns: dict[int, list[Line]] = {}
    for line in free:
        columns.setdefault(_column(line.area, sheet.gutters), []).append(line)
    for own in columns.values():
        grids += unruled_of([line for line in own if not line.code], number, sheet.page.rules)
    in_grids = [grid.area for grid in grids]
    used = {id(line) for line in free if _within(line, in_grids)}
    items: list[Element] = [*grids, *sheet.page.pictures]
    for line in free:
        if id(line) not in used:
            column = _column(line.area, sheet.gutters)
            extent = extents[_key(sheet), number % 2, column]
            items.append(Placed(line, *extent, (number, column), _is_dotted(line, sheet.page.dots)))
    for index, area in enumerate(sheet.frames):
        inside = [line for line in sheet.lines if _within(line, [area]) and not _within(line, in_grids)]
        if inside:
            left, right = min(line.left for line in inside), max(line.right for line in inside)
            own_grids = unruled_of([line for line in inside if not line.code], number, sheet.page.rules)
            lines = [line for line in inside if not _within(line, [grid.area for grid in own_grids])]
            held: list[Element] = [*(Placed(line, left, right, (number, 100 + index)) for line in lines), *own_grids]
            items.append(Frame(area, tuple(in_order(held, ()))))
    return in_order(items, sheet.gutters)
