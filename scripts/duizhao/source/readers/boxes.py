"""Boxes of formats that hold blocks together without saying what they are."""

from collections.abc import Iterator

from duizhao.source.contents import whole_text
from duizhao.source.inline import NoteRef
from duizhao.source.model import Block, Box, Heading, Paragraph, Table


def boxed(blocks: list[Block]) -> Iterator[Block]:
    """Some blocks as a box: the first line is its title, if it reads as one."""
    if not blocks:
        return
    first = blocks[0]
    short = isinstance(first, Heading) or (isinstance(first, Paragraph) and not first.depth and len(first.text) <= 80)
    if not short or len(blocks) < 2 or not isinstance(first, Heading | Paragraph):
        yield from blocks
        return
    inside = [_inside(block) for block in blocks[1:]]
    kept = tuple(block for block in inside if isinstance(block, Paragraph | Table))
    title = whole_text(item for item in first.content if not isinstance(item, NoteRef)) if isinstance(
        first, Paragraph) else first.text  # fmt: skip
    yield Box("factbox", title, kept, mark=title.start)
    yield from (block for block in inside if not isinstance(block, Paragraph | Table))


def _inside(block: Block) -> Block:
    """A block in a box: a heading there is a line of its own."""
    if isinstance(block, Heading):
        return Paragraph(block.text, content=(block.text, *block.refs))
    return block
