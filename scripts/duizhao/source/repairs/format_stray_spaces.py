"""Of a text whose format tells what its blocks are: spaces beside Chinese punctuation, which holds its own space."""

import re

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.languages.zh.articles import ARTICLE
from duizhao.source.contents import Content, with_contents
from duizhao.source.model import Block, Heading, LanguageText, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

_CLOSING, _OPENING = "，。、；：？！）》〉」』】…", "（《〈「『【"
_STRAY = re.compile(
    rf"(?<=[{_CLOSING}{_OPENING}])[ ]+(?=\S)|(?:(?<=\S)|\A)[ ]+(?=[{_CLOSING}])|(?<=\S)[ ]+(?=[{_OPENING}])"
)


def format_stray_spaces(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Drops such spaces of a Chinese text, as they come of typing or of a web page."""
    if not profile.han:
        return text
    log = Log(text)

    def mended(piece: Text) -> Text:
        # The label of a law's article keeps the space behind it.
        label = ARTICLE.match(piece.plain)
        stray = _STRAY.finditer(piece.plain, label.end() + 1 if label else 0)
        kept, gone = piece.without(match.span() for match in stray)
        log.drop(gone, Reason.STRAY_SPACE)
        return kept

    def change(content: Content) -> Content:
        return tuple(mended(item) if isinstance(item, Text) else item for item in content)

    def block_of(block: Block) -> Block:
        made = replace(block, title=mended(block.title)) if isinstance(block, Heading) else block
        return with_contents(made, change)

    notes = tuple(replace(note, content=change(note.content)) for note in text.notes)
    return log.result([block_of(block) for block in text.blocks], notes=notes)
