"""Of a text whose format tells what its blocks are: a paragraph that a page's end cut in two is whole again,
and lines across the page that part nothing are left out."""

from itertools import zip_longest

from duizhao.document.text import Text, inserted
from duizhao.patterns import lazily
from duizhao.source.model import Block, Heading, LanguageText, Paragraph, Rule
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

#: How the first half of a sentence ends, and no first half is shorter than so many characters: a line of verse is.
_OPEN = lazily(r"[，、,]$")
_SHORTEST = {True: 24, False: 60}


def format_cuts(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Joins a paragraph that ends with a comma with the one directly behind it; each is reported. In a script with
    small letters the second begins with one."""
    log = Log(text)
    result: list[Block] = []
    for block in text.blocks:
        above = result[-1] if result else None
        if isinstance(above, Paragraph) and isinstance(block, Paragraph) and _is_cut(above, block, profile, log):
            log.find("c-004", block.text, before=above.text.plain[-20:], after=block.text.plain[:20])
            space = Text() if profile.han else inserted(" ", "space between joined lines")
            content = (*above.content, *((space,) if space else ()), *block.content)
            result[-1] = Paragraph(above.text + space + block.text, content=content, quoted=above.quoted)
        else:
            result.append(block)
    return log.result(result)


def _is_cut(above: Paragraph, below: Paragraph, profile: LanguageProfile, log: Log) -> bool:
    first, second = above.text.plain, below.text.plain
    if log.line(below.text) in profile.settled.paragraphs_begin:
        return False
    if above.depth or below.depth or above.quoted != below.quoted or len(first) < _SHORTEST[profile.han]:
        return False
    return bool(_OPEN.search(first)) and (profile.han or second[:1].islower())


def format_rules(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Drops a line at either end of the text, beside a heading, and above another one: what it parts is parted."""
    kept: list[Block] = []
    for block, below in zip_longest(text.blocks, text.blocks[1:]):
        above = kept[-1] if kept else None
        idle = isinstance(above, Heading | None) or isinstance(below, Heading | Rule | None)
        if not (isinstance(block, Rule) and idle):
            kept.append(block)
    return Log(text).result(kept)
