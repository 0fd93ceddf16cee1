"""The two languages side by side: which blocks of two counterpart pages belong together, by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duizhao.document.editions import edition
from duizhao.document.model import Block, Edition, Page
from duizhao.project import Project, derived


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class PagePair:
    """Two counterpart pages; one is None where the other language lacks the page."""

    left: Page | None
    right: Page | None
    rows: tuple[Row, ...]


def pair_editions(left: Edition, right: Edition) -> tuple[PagePair, ...]:
    """The pages of two editions in pairs, in the left one's order; pages only the right one has come last."""
    others = {page.path: page for page in right.pages}
    pairs = []
    for page in left.pages:
        other = others.pop(page.path, None)
        pairs.append(PagePair(page, other, pair_blocks(page.blocks, other.blocks if other else ())))
    pairs.extend(PagePair(None, page, pair_blocks((), page.blocks)) for page in others.values())
    return tuple(pairs)


def pair_blocks(left: Sequence[Block], right: Sequence[Block]) -> tuple[Row, ...]:
    """Rows in the left side's order; what only the right side has follows what stands before it there.

    Blocks belong together if they share an id; a merged block names several.
    """
    groups: dict[str, int] = {}
    rows: list[tuple[list[Block], list[Block]]] = []
    for block in left:
        at = next((groups[i] for i in _ids(block) if i in groups), len(rows))
        if at == len(rows):
            rows.append(([], []))
        rows[at][0].append(block)
        groups.update(dict.fromkeys(_ids(block), at))
    # Left blocks named together by one right block become one row.
    for block in right:
        places = sorted({groups[i] for i in _ids(block) if i in groups})
        for other in places[1:]:
            rows[places[0]][0].extend(rows[other][0])
            rows[other][0].clear()
            groups.update({id_: places[0] for id_, at in groups.items() if at == other})
    order: list[tuple[tuple[int, int], Row]] = []
    last = -1
    for index, block in enumerate(right):
        at = next((groups[i] for i in _ids(block) if i in groups), -1)
        if at < 0:
            order.append(((last, index), Row((), (block,))))
        else:
            rows[at][1].append(block)
            last = at
    order.extend(((at, -1), Row(tuple(a), tuple(b))) for at, (a, b) in enumerate(rows) if a or b)
    return tuple(row for _, row in sorted(order, key=lambda item: item[0]))


def _ids(block: Block) -> tuple[str, ...]:
    return (block.id, *block.also) if block.id else ()


@derived
def pairs(project: Project, first: str, second: str) -> tuple[PagePair, ...]:
    """The pages of two languages of a project in pairs.

    Raises:
        InputError: a page cannot be read.
    """
    return pair_editions(edition(project, first), edition(project, second))
