"""Tables get the captions beside them, and the notes and the source below."""

import re
from typing import Any

from msgspec.structs import replace

from duizhao.document.boxes import TABLE
from duizhao.document.text import Text
from duizhao.languages import part
from duizhao.source.inline import Inline
from duizhao.source.model import Block, Box, Heading, LanguageText, Paragraph, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading

#: No caption, and no line on units, is longer than this many characters.
_LONGEST = 300
#: What parts a label from the caption, so that a full stop at its end does not make it a sentence of the text.
_PARTED = re.compile(r"\s*[.:：|—–-]")


def table_captions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts a table into a box with the caption that stands above it, or else below, and the lines on units, notes and
    the source that follow; a table without a caption stays as it is."""
    labels = part(profile.code, "labels")
    if not labels:
        return text
    blocks, result = list(text.blocks), list[Block]()
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        result.append(block)
        if not isinstance(block, Table):
            continue
        between = len(result) > 2 and _begins(result[-2], labels.UNIT)
        above = _caption(result[-2 - between], labels.TABLE) if len(result) > 1 + between else None
        below = _caption(blocks[at], labels.TABLE) if at < len(blocks) and not above else None
        if above:
            inside = result[-1 - between :]
            del result[-2 - between :]
        elif below and not _is_above(blocks, at, labels):
            inside = [result.pop()]
            at += 1
        else:
            continue
        while at < len(blocks) and _begins(blocks[at], labels.SOURCE):
            inside.append(blocks[at])
            at += 1
        title, content = above or below or (Text(), ())
        held = tuple(each for each in inside if isinstance(each, Paragraph | Table))
        result.append(Box(TABLE, title, held, content=content))
    return replace(text, blocks=tuple(result))


def _begins(block: Block, pattern: re.Pattern[str]) -> bool:
    return isinstance(block, Paragraph) and not block.depth and pattern.match(block.text.plain) is not None


def _is_above(blocks: list[Block], at: int, labels: Any) -> bool:
    """Whether a caption is that of the table below it; where one stands behind that table, too, all do as the last."""
    while at < len(blocks) and _caption(blocks[at], labels.TABLE):
        at += 1
        while at < len(blocks) and _begins(blocks[at], labels.UNIT):
            at += 1
        if at >= len(blocks) or not isinstance(blocks[at], Table):
            return False
        at += 1
        while at < len(blocks) and _begins(blocks[at], labels.SOURCE):
            at += 1
    return True


def _caption(block: Block, label: re.Pattern[str]) -> tuple[Text, tuple[Inline, ...]] | None:
    """A table's caption with what stands in it; None for any other block, and for a sentence that speaks of a table."""
    if not isinstance(block, Paragraph | Heading) or (isinstance(block, Paragraph) and block.depth):
        return None
    plain = block.text.plain
    match = label.match(plain)
    if not match or len(plain) > _LONGEST or not (_PARTED.match(plain, match.end()) or reads_as_heading(plain)):
        return None
    return block.text, block.content if isinstance(block, Paragraph) else (block.text, *block.refs)
