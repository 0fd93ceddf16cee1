"""Which block a footnote stands behind: the one with its reference, in reading order."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from duizhao.document.text import Text
from duizhao.source.model import Block, Box, Figure, Heading, Note, Table


def texts_of(block: Block) -> Iterator[Text]:
    """Every text of a block, in reading order."""
    if isinstance(block, Heading):
        yield block.label
        yield block.title
    elif isinstance(block, Figure):
        yield block.caption
        yield block.source
    elif isinstance(block, Table):
        for row in block.rows:
            yield from (cell.text for cell in row)
    elif isinstance(block, Box):
        yield block.title
        for inner in block.blocks:
            yield from texts_of(inner)
    else:
        yield block.text


def placed(blocks: Sequence[Block], notes: Iterable[Note]) -> list[tuple[int, Note]]:
    """The notes in the order they are read, each with the index of the block it stands behind.

    A note without a reference stands behind the block before its definition in the source.
    """
    read = [
        (span.start, index) for index, block in enumerate(blocks) for text in texts_of(block) for span in text.spans()
    ]
    # Each stretch of text: source offset, rank in reading order, index of its block.
    spots = sorted((start, rank, index) for rank, (start, index) in enumerate(read))
    starts = [start for start, _, _ in spots]
    order = []
    for note in notes:
        offset = note.anchor if note.anchor >= 0 else note.offset
        at = max(bisect_right(starts, offset) - 1, 0)
        start, rank, index = spots[at] if spots else (0, 0, 0)
        order.append(((rank, offset - start), index, note))
    order.sort(key=lambda item: item[0])
    return [(index, note) for _, index, note in order]
