"""Of a text whose format tells what its blocks are: lines across the page that part nothing are left out."""

from itertools import zip_longest

from duizhao.source.model import Block, Heading, LanguageText, Rule
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log


def format_rules(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Drops a line at either end of the text, beside a heading, and above another one: what it parts is parted."""
    kept: list[Block] = []
    for block, below in zip_longest(text.blocks, text.blocks[1:]):
        above = kept[-1] if kept else None
        idle = isinstance(above, Heading | None) or isinstance(below, Heading | Rule | None)
        if not (isinstance(block, Rule) and idle):
            kept.append(block)
    return Log(text).result(kept)
