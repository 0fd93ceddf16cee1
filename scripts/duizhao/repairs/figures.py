"""Figure captions, over as many lines as they take, become figures with the line on the data's source."""

from __future__ import annotations

import re

from duizhao.model import Block, Figure, LanguageText, Line, Reason
from duizhao.profile import LanguageProfile
from duizhao.repairs.ends import reads_as_heading
from duizhao.repairs.flow import Log, shortened
from duizhao.repairs.patterns import compiled
from duizhao.text import Text, inserted


def figures(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Classifies captions; the source line is at a caption's end, or the next line, over a gap too."""
    if not profile.figure_caption:
        return text
    log = Log(text)
    caption = compiled(profile.figure_caption, profile.han, number=r"\d{1,4}(?:[.-]\d{1,3})?")
    source = _source_pattern(profile)
    result: list[Block] = []
    blocks = list(text.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        match = caption.match(block.text.plain) if isinstance(block, Line) else None
        if not isinstance(block, Line) or not match or not _is_caption(block, match, source):
            result.append(block)
            continue
        whole, credit = _parted(block.text, source)
        while not credit and at < len(blocks) and isinstance(following := blocks[at], Line):
            rest, credit = _parted(following.text, source)
            if following.gap and (rest or not credit):
                credit = Text()
                break
            if rest:
                if not reads_as_heading(rest.plain):
                    credit = Text()
                    break
                whole = whole + (Text() if profile.han else inserted(" ", "space between joined lines")) + rest
            at += 1
        if profile.figure_source and not credit:
            log.find("c-020", whole, caption=shortened(whole.plain))
        whole, spaces = whole.strip()
        log.drop(spaces, Reason.WHITE_SPACE)
        result.append(Figure(match["number"], whole, credit))
    return log.result(result)


def _is_caption(line: Line, match: re.Match[str], source: re.Pattern[str] | None) -> bool:
    rest = line.text.plain[match.end() :]
    return reads_as_heading(line.text.plain) or bool(source and source.search(rest))


def _source_pattern(profile: LanguageProfile) -> re.Pattern[str] | None:
    """The words that begin the source line, in brackets or not, up to the line's end."""
    if not profile.figure_source:
        return None
    words = re.escape(profile.figure_source).replace("：", "[：:]")
    return re.compile(rf"[（(]\s*{words}[^（(]*[）)]\s*$|^{words}.*$")


def _parted(text: Text, source: re.Pattern[str] | None) -> tuple[Text, Text]:
    """A line as (caption, source line); the space between them stays with the source line."""
    match = source.search(text.plain) if source else None
    return (text[: match.start()], text[match.start() :]) if match else (text, Text())
