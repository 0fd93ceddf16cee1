"""The two languages side by side: which blocks of two counterpart pages belong together, by their ids."""

from collections.abc import Sequence

from msgspec import Struct

from duizhao.document.editions import edition
from duizhao.document.model import Block, Edition, Page
from duizhao.project import Project, derived


class Row(Struct, frozen=True):
    """Blocks that are each other's counterparts; one side is empty where the other language has none."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]

    @property
    def id(self) -> str:
        """The id the row is known by."""
        return next((block.id for block in (*self.left, *self.right) if block.id), "")

    @property
    def aligned(self) -> bool:
        """Whether both sides have something."""
        return bool(self.left and self.right)


class PagePair(Struct, frozen=True):
    """Two counterpart pages; one is None where the other language lacks the page."""

    left: Page | None
    right: Page | None
    rows: tuple[Row, ...]


class Counterparts(Struct, frozen=True):
    """Counterpart pages of any number of languages, None where one lacks the page; a row is what each of them has,
    which may be nothing, of blocks that belong together."""

    pages: tuple[Page | None, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]


def counterparts(editions: Sequence[Edition]) -> tuple[Counterparts, ...]:
    """The pages of editions side by side, in the first one's order; pages that it lacks come last."""
    by_path = [{page.path: page for page in edition.pages} for edition in editions]
    paths = dict.fromkeys(path for pages in by_path for path in pages)
    found = (tuple(pages.get(path) for pages in by_path) for path in paths)
    return tuple(Counterparts(pages, rows_of([page.blocks if page else () for page in pages])) for pages in found)


def rows_of(sides: Sequence[Sequence[Block]]) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    """Rows in the first side's order; what only a later side has follows what stands before it there.

    Blocks belong together if they share an id; a merged block names several.
    """
    rows: list[list[list[Block]]] = []
    for side, blocks in enumerate(sides):
        rows = _with_side(rows, side, blocks, len(sides))
    return tuple(tuple(map(tuple, row)) for row in rows)


def _with_side(
    rows: list[list[list[Block]]], side: int, blocks: Sequence[Block], sides: int
) -> list[list[list[Block]]]:
    """The rows with one more side's blocks in them; rows that one block names together become one."""
    groups = {
        id_: at for at, row in reversed([*enumerate(rows)]) for each in row for block in each for id_ in _ids(block)
    }
    for block in blocks:
        places = sorted({groups[id_] for id_ in _ids(block) if id_ in groups})
        for other in places[1:]:
            for own, more in zip(rows[places[0]], rows[other], strict=True):
                own.extend(more)
                more.clear()
            groups.update({id_: places[0] for id_, at in groups.items() if at == other})
    placed = [((at, -1), row) for at, row in enumerate(rows)]
    before, last = len(placed), -1
    for index, block in enumerate(blocks):
        at = next((groups[id_] for id_ in _ids(block) if id_ in groups), len(placed))
        if at == len(placed):
            placed.append(((last, index), [[] for _ in range(sides)]))
        elif at < before:
            last = at
        groups.update(dict.fromkeys(_ids(block), at))
        placed[at][1][side].append(block)
    return [row for _, row in sorted(placed, key=lambda item: item[0]) if any(row)]


def pair_editions(left: Edition, right: Edition) -> tuple[PagePair, ...]:
    """The pages of two editions in pairs, in the left one's order; pages only the right one has come last."""
    found = counterparts((left, right))
    return tuple(PagePair(each.pages[0], each.pages[1], tuple(Row(*row) for row in each.rows)) for each in found)


def pair_blocks(left: Sequence[Block], right: Sequence[Block]) -> tuple[Row, ...]:
    """The rows of two sides."""
    return tuple(Row(*row) for row in rows_of((left, right)))


def _ids(block: Block) -> tuple[str, ...]:
    return (block.id, *block.also) if block.id else ()


@derived
def pairs(project: Project, first: str, second: str) -> tuple[PagePair, ...]:
    """The pages of two languages of a project in pairs.

    Raises:
        InputError: a page cannot be read.
    """
    return pair_editions(edition(project, first), edition(project, second))
