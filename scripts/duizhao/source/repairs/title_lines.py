"""The short lines of a title page (for whom, a place, a date) are whole as they stand, though none ends a sentence."""

import re
from collections.abc import Sequence

from duizhao.source.model import Block, Heading, LanguageText, Level, Line, Paragraph
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import TERMINALS, is_open
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.seam_doubles import whole
from duizhao.source.repairs.seams import GOES_ON

#: No such line is longer than this many characters, in Han characters and in Latin letters.
_LONGEST_HAN, _LONGEST_LATIN = 24, 70
#: What parts a sentence; a place and a date may stand on one line.
_CLAUSE = re.compile("[，、,]")
_DATE = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4})\s*年(?:\s*[\d元一二三四五六七八九十]+\s*月)?(?:\s*[\d一二三四五六七八九十]+\s*日)?"
)
_WORD = re.compile(r"[^\W\d_]+")
#: “of”, “and”, “with”: in a title's line longer words begin with a capital.
_SMALL_WORD = 4


def title_lines(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes a paragraph of each such line, so that none is joined to the next."""
    alone = stand_alone(text, profile)
    return Log(text).result(
        whole([block.text]) if index in alone and isinstance(block, Line) else block
        for index, block in enumerate(text.blocks)
    )


def stand_alone(text: LanguageText, profile: LanguageProfile) -> set[int]:
    """Which blocks of the home page are lines of a title page: in a run with the title, or behind a whole sentence."""
    found: set[int] = set()
    front = _front(text.blocks)
    before = ""
    leading = True
    for index, (block, after) in enumerate(zip(front, _next_lines(front), strict=True)):
        if not isinstance(block, Line | Paragraph):
            leading = False
            continue
        plain = block.text.plain
        named = _is_named(plain, profile) and not _goes_on(block, after, text, profile)
        # Han has no letter case: without a date, only its place among others tells such a line from half a sentence.
        sure = not profile.han or bool(_DATE.search(plain))
        placed = leading or not is_open(before) or index - 1 in found
        if named and placed and (sure or (leading and _begins_anew(after, profile))):
            found.add(index)
        else:
            leading = False
        before = plain
    return found


def _front(blocks: Sequence[Block]) -> Sequence[Block]:
    """What stands on the home page."""
    opening = (
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level is not Level.SUBHEADING
    )
    return blocks[: next(opening, len(blocks))]


def _next_lines(blocks: Sequence[Block]) -> list[Line | None]:
    """For each block the line that could go on with it: boxes and figures may stand between, a heading may not."""
    found: list[Line | None] = []
    behind: Line | None = None
    for block in reversed(blocks):
        found.append(behind)
        if isinstance(block, Line | Heading):
            behind = block if isinstance(block, Line) else None
    return found[::-1]


def _is_named(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line reads as a name, a place or a date, and not as the beginning of a sentence."""
    if not is_open(plain) or any(mark in plain for mark in TERMINALS - {".", ":", "："}) or plain[-1] in "，、,—–-":
        return False
    if profile.han:
        dated = any(_DATE.fullmatch(part.strip()) for part in _CLAUSE.split(plain))
        return len(plain) <= _LONGEST_HAN and (dated or not _CLAUSE.search(plain))
    words = _WORD.findall(plain)
    capital = all(word[0].isupper() or len(word) <= _SMALL_WORD for word in words)
    return len(plain) <= _LONGEST_LATIN and capital and all(word[0].isupper() for word in (*words[:1], *words[-1:]))


def _goes_on(block: Line | Paragraph, after: Line | None, text: LanguageText, profile: LanguageProfile) -> bool:
    """Whether what stands behind a line tells that it goes on there, or what stands before it that it is no whole."""
    if isinstance(block, Line) and block.glued:
        return True
    if isinstance(block, Paragraph) and block.seams:
        return True
    if not after:
        return False
    line = text.source.line(after.text.start)
    wrapped = profile.lines_wrap and not after.gap
    begins_small = after.text.plain[0].islower() or after.text.plain[0] in GOES_ON
    return after.glued or wrapped or begins_small or line in profile.settled.paragraphs_continue


def _begins_anew(after: Line | None, profile: LanguageProfile) -> bool:
    """Whether what stands behind a line of Han is no second half of it: another such line, or no line at all."""
    return not after or _is_named(after.text.plain, profile)
