"""The shape of the two languages: what stands on one side only, and texts that break off on one side."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from duizhao.check.context import Context, PairedRow, place_of
from duizhao.check.model import Finding, Place
from duizhao.check.words import told
from duizhao.document.boxes import BY_NAME, box_words
from duizhao.document.merged_cells import COVERED
from duizhao.document.model import Block, Page
from duizhao.patterns import lazily
from duizhao.source.repairs.ends import is_open

#: So many blocks, one behind the other, that one language lacks are one passage.
_MANY = 4
#: The number or letter of an item that is no list's for the format.
_TYPED = lazily(r"[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[)）]\s?\S")
#: How messages name the kinds of blocks.
_KINDS = {
    "title": ("page title", "页标题"),
    "heading": ("heading", "小标题"),
    "paragraph": ("paragraph", "段落"),
    "table": ("table", "表格"),
    **{name: (box_words("en")[name].name, box_words("zh")[name].name) for name in BY_NAME},
    "other": ("block", "内容块"),
}


def block_on_one_side(context: Context) -> Iterator[Finding]:
    before: list[tuple[Page | None, int]] = [(None, 1), (None, 1)]  # by side: where the last counterpart ends
    runs: list[list[tuple[Page, Block, Place]]] = [[], []]
    for paired in context.rows():
        for side in (0, 1):
            page, blocks = paired.page(side), paired.blocks(side)
            if page is not before[side][0]:
                before[side] = page, 1
            if blocks:
                before[side] = page, max(blocks[-1].last, blocks[-1].line)
        for side in (0, 1):
            page, other = paired.page(side), paired.page(1 - side)
            lacking = not paired.row.aligned and page and other
            # What has no id is another rule's finding: nobody can tell what its counterpart is.
            own = [block for block in paired.blocks(side) if lacking and block.id]
            if runs[side] and paired.blocks(side) and (not own or page is not runs[side][0][0]):
                yield from _lacking(runs[side], side)
                runs[side] = []
            if page and other:
                there = Place(other.language, other.file, before[1 - side][1], "", "")
                runs[side] += ((page, block, there) for block in own)
    for side in (0, 1):
        yield from _lacking(runs[side], side)


def _lacking(run: Sequence[tuple[Page, Block, Place]], side: int) -> Iterator[Finding]:
    """What one side has and the other lacks, one behind the other: of many blocks one finding."""
    whole = [run] if len(run) >= _MANY else [[each] for each in run]
    for (page, block, there), *further in whole if run else ():
        here = [place_of(page, block), *(place_of(page, each) for _, each, _ in further)]
        kind_en, kind_zh = _KINDS.get(block.kind, _KINDS["other"])
        details = [("kind_en", kind_en), ("kind_zh", kind_zh), ("here", page.language), ("there", there.language)]
        details += told({"count": len(further)}, further="lacking" if further else "lacking_one").items()
        details.append(("text", block.text))
        yield Finding("b-501", (there, *here) if side else (*here, there), block.text[:60], tuple(details))


def other_shape(context: Context) -> Iterator[Finding]:
    """Tables that cannot be compared cell by cell."""
    for paired in context.rows():
        if not paired.row.aligned or paired.row.left[0].kind != "table":
            continue
        sizes = [(len(block.rows), max(map(len, block.rows), default=0)) for block in _tables(paired)]
        if len(sizes) == 2 and sizes[0] != sizes[1]:
            (rows, columns), (rows_there, columns_there) = sizes
            details = (
                ("rows", str(rows)), ("columns", str(columns)), ("rows_there", str(rows_there)),
                ("columns_there", str(columns_there)), ("here", context.languages[0]), ("there", context.languages[1]),
            )  # fmt: skip
            yield Finding("b-507", paired.places(), f"{sizes}", details)


def other_merging(context: Context) -> Iterator[Finding]:
    """Tables of one shape in which other cells are one."""
    for paired in context.rows():
        if not paired.row.aligned or paired.row.left[0].kind != "table":
            continue
        tables = _tables(paired)
        if len(tables) != 2 or [*map(len, tables[0].rows)] != [*map(len, tables[1].rows)]:
            continue
        spans = [_spans(table) for table in tables]
        other = [(row, column) for row, column in spans[0] if spans[0][row, column] != spans[1][row, column]]
        if other:
            row, column = other[0]
            merged = sum(COVERED not in (spans[0][place], spans[1][place]) for place in other)
            takes = ["×".join(map(str, each[row, column])) for each in spans]
            details = (
                ("count", str(merged)), ("row", str(row + 1)), ("column", str(column + 1)),
                ("left", takes[0]), ("right", takes[1]),
                ("left_language", context.languages[0]), ("right_language", context.languages[1]),
            )  # fmt: skip
            marks = [table.rows[row][column] for table in tables]
            pages = [page for side in (0, 1) if (page := paired.page(side))]
            places = tuple(place_of(*each) for each in zip(pages, tables, marks, strict=True))
            yield Finding("b-509", places, f"{other}\n{takes}", details)


def _spans(table: Block) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of a table how many columns and rows its cell takes."""
    return {
        (row, column): table.spans[row][column] if table.spans else (1, 1)
        for row, cells in enumerate(table.rows)
        for column in range(len(cells))
    }


def cell_on_one_side(context: Context) -> Iterator[Finding]:
    """Cells with words or a number beside an empty one."""
    for paired in context.rows():
        tables = _tables(paired)
        if len(tables) < 2 or not same_shape(*tables) or tables[0].spans != tables[1].spans:
            continue
        for number, rows in enumerate(zip(tables[0].rows, tables[1].rows, strict=True)):
            for column, cells in enumerate(zip(*rows, strict=True)):
                texts = [table.text[slice(*cell)] for table, cell in zip(tables, cells, strict=True)]
                said = [bool(re.search(r"\w", text)) for text in texts]
                if said[0] != said[1]:
                    yield _cell(paired, (number, column), cells, said.index(True), texts)


def _cell(
    paired: PairedRow, at: tuple[int, int], cells: tuple[tuple[int, int], tuple[int, int]], side: int, texts: list[str]
) -> Finding:
    """The cell of one side that has something, and the row on the other side, where it is missing."""
    places = list(paired.places(*cells))
    places[1 - side] = at_row(paired, 1 - side, at[0])
    details = (
        ("cell", texts[side]), ("here", places[side].language), ("there", places[1 - side].language),
        ("row", str(at[0] + 1)), ("column", str(at[1] + 1)),
    )  # fmt: skip
    return Finding("b-508", tuple(places), "\n".join((str(side), *map(str, at), texts[side])), details)


def at_row(paired: PairedRow, side: int, row: int) -> Place:
    """The place of a table, at a row of it, the head being the first."""
    table, page = paired.blocks(side)[0], paired.page(side)
    assert page is not None
    line = table.line + row + bool(row)
    return replace(place_of(page, table), line=line, text=page.content.split("\n")[line - 1])


def same_shape(left: Block, right: Block) -> bool:
    """Whether both are tables with as many rows, and as many cells in each."""
    return bool(left.rows) and [len(row) for row in left.rows] == [len(row) for row in right.rows]


def _tables(paired: PairedRow) -> list[Block]:
    """The table of each side, where each has one."""
    return [paired.blocks(side)[0] for side in (0, 1) if len(paired.blocks(side)) == 1]


def breaks_off(context: Context) -> Iterator[Finding]:
    for paired in context.rows():
        if not paired.row.aligned or paired.row.left[0].kind != "paragraph":
            continue
        ends = [_ends_open(paired, side) for side in (0, 1)]
        if ends[0] != ends[1]:
            side = ends.index(True)
            text = paired.text(side)
            page = paired.page(side)
            if page and _in_open_list(page, paired.blocks(side)[-1]):
                continue
            details = (("here", page.language if page else ""), ("text", text[-40:]))
            yield Finding("b-503", paired.places(), text[-40:], details)


def _in_open_list(page: Page, item: Block) -> bool:
    """Whether an item stands beside another one of its list that has no sign at its end either: it needs none."""
    items = page.blocks
    at = next((index for index, block in enumerate(items) if block is item), -1)
    beside = [items[other] for other in (at - 1, at + 1) if 0 <= other < len(items)] if at >= 0 else []
    return _is_item(item) and any(_is_item(other) and is_open(other.text) for other in beside)


def _is_item(block: Block) -> bool:
    """Whether a block is a list's item, be its number typed as text."""
    return bool(block.marker or _TYPED.match(block.text))


def _ends_open(paired: PairedRow, side: int) -> bool:
    return is_open(paired.blocks(side)[-1].text)
