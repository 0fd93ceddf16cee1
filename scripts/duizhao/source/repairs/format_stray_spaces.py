"""Of a text whose format tells what its blocks are: spaces beside Chinese punctuation, which holds its own space, and
between characters that are set wide."""

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.languages.script import HAN
from duizhao.languages.zh.labels import ARTICLE
from duizhao.languages.zh.typography import names
from duizhao.patterns import lazily
from duizhao.source.contents import Content, text_of, with_contents
from duizhao.source.inline import Emphasis, Inline, Link
from duizhao.source.model import Block, Heading, LanguageText, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

_CLOSING, _OPENING = "，。、；：？！）》〉」』】…", "（《〈「『【"
_STRAY = lazily(
    rf"(?<=[{_CLOSING}{_OPENING}])[ ]+(?=\S)|(?:(?<=\S)|\A)[ ]+(?=[{_CLOSING}])|(?<=\S)[ ]+(?=[{_OPENING}])"
)
#: Characters that are set apart from each other, as titles are.
_SET_WIDE = lazily(rf"(?<![{HAN}])[{HAN}](?:[ ][{HAN}]){{4,}}(?![{HAN}])")


def format_stray_spaces(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Drops such spaces of a Chinese text, as they come of typing or of a web page."""
    if not profile.han:
        return text
    log = Log(text)

    def mended(piece: Text, before: str = "", behind: str = "") -> Text:
        first = len(before)
        # The label of a law's article keeps the space behind it.
        label = None if before else ARTICLE.match(piece.plain)
        whole, begin = before + piece.plain + behind, label.end() + 1 if label else 0
        found = [match.span() for match in _STRAY.finditer(whole, begin)]
        wide = (run for run in _SET_WIDE.finditer(whole) if not names(run[0]))
        found = sorted({*found, *((at, at + 1) for run in wide for at in range(run.start() + 1, run.end(), 2))})
        stray = ((start - first, end - first) for start, end in found if first <= start and end <= first + len(piece))
        kept, gone = piece.without(stray)
        log.drop(gone, Reason.STRAY_SPACE)
        return kept

    def item_of(item: Inline, before: str, behind: str) -> Inline:
        if isinstance(item, Text):
            return mended(item, before, behind)
        return replace(item, text=mended(item.text, before, behind)) if isinstance(item, Emphasis | Link) else item

    def change(content: Content) -> Content:
        plain = ["", *(text_of(item).plain for item in content), ""]
        beside = zip(content, plain, plain[2:], strict=False)
        return tuple(item_of(item, before[-1:], behind[:1]) for item, before, behind in beside)

    def block_of(block: Block) -> Block:
        made = replace(block, title=mended(block.title)) if isinstance(block, Heading) else block
        return with_contents(made, change)

    notes = tuple(replace(note, content=change(note.content)) for note in text.notes)
    return log.result([block_of(block) for block in text.blocks], notes=notes)
