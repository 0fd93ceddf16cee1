"""Of a text whose format tells what its blocks are: figures get the captions, and the lines on data, beside them; what
the profile calls a caption is a figure without an image if it stands beside none."""

import re

from msgspec.structs import replace

from duizhao.document.boxes import FIGURE, box_words
from duizhao.document.text import Text, inserted
from duizhao.languages.labels import ANY, labels_in
from duizhao.source.model import Block, Figure, LanguageText, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.patterns import FIGURE_NUMBER, template_pattern

#: No caption is longer than this many characters.
_LONGEST = 300


def format_captions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Gives each figure the caption that stands above or below it, and the line on its source behind that."""
    labels = labels_in(profile.code) or ANY
    form = profile.figure_caption
    named = template_pattern(form, profile.han, number=FIGURE_NUMBER) if form else None
    log = Log(text)
    blocks = list(text.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if named and not any(isinstance(each, Figure) for each in blocks[at + 1 : at + 2]):
            block = _lacking(block, named)
        if isinstance(block, Figure):
            block, at = _captioned(blocks, at, block, labels.figure, log)
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(behind, Paragraph) and labels.source.match(behind.text.plain) and not behind.depth:
                block = replace(block, source=behind.text, source_content=behind.content)
                del blocks[at + 1]
            blocks[at] = block
        at += 1
    for index, block in enumerate(blocks):
        if isinstance(block, Figure) and not block.caption:
            log.find("c-055", max(block.place, 0))
            # Every box of the edition's Markdown has a title.
            caption = inserted(box_words(profile.code)[FIGURE].label, "name of a figure without one")
            blocks[index] = replace(block, caption=caption, caption_content=(caption,))
    return log.result(blocks)


def _lacking(block: Block, named: re.Pattern[str]) -> Block:
    """A figure without an image, if a block is a caption as the profile has it and no sentence; else the block."""
    if not isinstance(block, Paragraph) or block.depth or not reads_as_heading(block.text.plain):
        return block
    match = named.match(block.text.plain)
    return Figure(_number(match), block.text, Text(), caption_content=block.content) if match else block


def _captioned(blocks: list[Block], at: int, figure: Figure, label: re.Pattern[str], log: Log) -> tuple[Figure, int]:
    """A figure with its caption, and where it stands then; one below it goes before one above it."""
    if figure.number:
        return figure, at
    if own := label.match(figure.caption.plain):
        return replace(figure, number=_number(own)), at
    for place in (at + 1, at - 1):
        block = blocks[place] if 0 <= place < len(blocks) else None
        if not isinstance(block, Paragraph) or block.depth or len(block.text) > _LONGEST:
            continue
        if match := label.match(block.text.plain):
            # What describes the image is said again by its caption.
            log.drop(figure.caption.spans(), Reason.IMAGE)
            del blocks[place]
            made = replace(figure, number=_number(match), caption=block.text, caption_content=block.content)
            return made, at if place > at else at - 1
    return figure, at


def _number(label: re.Match[str]) -> str:
    """A figure's number as an id may have it."""
    return re.sub(r"[^0-9A-Za-z]+", "-", label["number"]).strip("-")
