"""Of a text whose format has headings, and whose author had none: short bold paragraphs that stand above others."""

from collections.abc import Sequence

from duizhao.document.text import Text
from duizhao.source.inline import Emphasis, NoteRef
from duizhao.source.model import Block, Heading, LanguageText, Level, Paragraph, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log

#: So many there are at least, and more than headings that the format knows; none is longer, in Han characters and in
#: Latin letters.
_FEWEST, _LONGEST = 4, {True: 30, False: 90}


def format_bold_headings(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes headings of them."""
    return Log(text).result(with_bold_headings(text.blocks, han=profile.han))


def with_bold_headings(blocks: Sequence[Block], *, han: bool) -> list[Block]:
    """The blocks in which such paragraphs are headings, one level below the lowest there is."""
    depths = [block.depth for block in blocks if isinstance(block, Heading)]
    found = [at for at in range(len(blocks) - 1) if _is_bold(blocks[at], han) and _goes_on(blocks[at + 1], han)]
    if len(found) < _FEWEST or len(found) <= len(depths):
        return list(blocks)
    depth = min(max(depths, default=0) + 1, 6)
    result = list(blocks)
    for at in found:
        block = result[at]
        assert isinstance(block, Paragraph)
        refs = tuple(item for item in block.content if isinstance(item, NoteRef))
        result[at] = Heading(Level.FORMAT, "", block.text[:0], block.text, depth=depth, refs=refs)
    return result


def _is_bold(block: Block, han: bool) -> bool:
    """Whether a block is a short paragraph all of which is bold, and reads as a heading."""
    if not isinstance(block, Paragraph) or block.depth or block.quoted or len(block.text) > _LONGEST[han]:
        return False
    bold = [item for item in block.content if isinstance(item, Emphasis) and item.strong]
    others = [item for item in block.content if not isinstance(item, Emphasis | NoteRef)]
    blank = all(isinstance(item, Text) and not item.plain.strip() for item in others)
    return len(bold) > 0 and blank and reads_as_heading(block.text.plain.rstrip("?？:："))


def _goes_on(block: Block, han: bool) -> bool:
    """Whether a block is a text that a heading stands above."""
    if isinstance(block, Paragraph):
        return not _is_bold(block, han) and (bool(block.depth) or len(block.text) > _LONGEST[han] // 2)
    return isinstance(block, Table)
