"""What stands set in: items, by how far, and quotations."""

from collections import Counter
from collections.abc import Sequence

from duizhao.source.readers.pdf.flow import ENTRY, LABELLED, Manner, is_begun, is_caption, is_centered
from duizhao.source.readers.pdf.model import Block, Paragraph

#: From where on a line is set in, and from where on one alone is no quotation, by the size.
_SET_IN, _FURTHEST = 0.9, 5


def set_depths(blocks: Sequence[Block]) -> None:
    """Gives items their depth, by where their marks stand."""
    lefts: list[float] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.mark:
            lefts = []
            continue
        left = block.lines[0].inset
        while lefts and left < lefts[-1] - 2:
            lefts.pop()
        if not lefts or left > lefts[-1] + 2:
            lefts.append(left)
        block.depth = len(lefts)


def set_quotations(blocks: Sequence[Block], manner: Manner) -> None:
    """Tells quotations apart: paragraphs that are set in, their first line no further than the others."""
    begun = _begun(blocks)
    listed = False
    full: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.level or block.code:
            listed = False
        elif block.mark or ENTRY.match(block.plain) or LABELLED.match(block.plain):
            listed = True
        else:
            size = block.first.size
            inner = [each.inset for each in block.lines]
            if manner.indent:
                inner = inner[1:] or [inner[0] - 2 * size if is_begun(block.lines[0], manner) else inner[0]]
            room = min(each.right - each.line.right for each in block.lines)
            even = max(inner) - min(inner) < 0.5 * size and min(inner) > _SET_IN * size
            lines = len(inner) > 1
            # What is set in behind an item, and not at its end, may be a paragraph of it.
            free = room > 0.5 * size or (lines and not listed)
            alone = is_centered(block.lines[0]) or inner[0] > _FURTHEST * size or is_caption(block.first)
            alone = alone or begun[round(inner[0])] > 1
            block.quoted = even and free and (lines or not alone)
            if even and not (free or alone or listed):
                full.append(block)
            listed = listed and even
    # A line alone without room behind it may be set to the right, but not where quotations begin.
    insets = [each.inset for block in blocks if isinstance(block, Paragraph) and block.quoted for each in block.lines]
    for block in full:
        block.quoted = any(abs(block.lines[0].inset - inset) < 1 for inset in insets)


def _begun(blocks: Sequence[Block]) -> Counter[int]:
    """How many paragraphs begin set in so far, their other lines not: a line alone that does may be one, too."""
    pairs = [block.lines[:2] for block in blocks if isinstance(block, Paragraph) and len(block.lines) > 1]
    return Counter(
        round(first.inset) for first, below in pairs if below.inset < _SET_IN * below.line.size < first.inset
    )
