"""Of a text whose format tells its blocks: paragraphs that begin with a typed sign of a list are items, and the sign of
a task is one."""

import re

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.patterns import lazily
from duizhao.source.contents import Content, text_of, whole_text
from duizhao.source.inline import Emphasis, Inline, Link, Verbatim
from duizhao.source.model import Block, LanguageText, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

#: Signs of lists, in the private use area those of the fonts Symbol and Wingdings; and what may stand before a title,
#: too, of which there are several in a list.
_SIGN = lazily(
    r"(?:(?P<sure>[•●▪◦‣\uf06c\uf06e\uf071\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc])|[○■□◆◇➢➤✓✔]|(?:o|–|—)(?=\s))\s*(?=\S)"
)
#: How an item says whether it is done.
_TASK = lazily(r"\[(?P<done>[ xX])\][ ]+(?=\S)")


def format_bullets(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes them items; a sign that stands below another one is that of a list within."""
    log = Log(text)
    result: list[Block] = []
    signs = [_SIGN.match(block.text.plain) if isinstance(block, Paragraph) else None for block in text.blocks]
    run: list[str] = []

    def mended(block: Paragraph, match: re.Match[str], reason: Reason, sign: str) -> Paragraph:
        content, gone = _without(block.content, match.end())
        log.drop(gone.spans(), reason)
        content = (inserted(sign, "sign of a task"), *content) if sign else content
        return replace(block, text=whole_text(content), content=content)

    for at, (block, sign) in enumerate(zip(text.blocks, signs, strict=True)):
        several = any(each is not None for each in signs[max(at - 1, 0) : at] + signs[at + 1 : at + 2])
        if isinstance(block, Paragraph) and block.marker and (task := _TASK.match(block.text.plain)):
            result.append(mended(block, task, Reason.REFERENCE, "☐ " if task["done"] == " " else "☑ "))
            continue
        if not isinstance(block, Paragraph) or block.marker or not sign or not (sign["sure"] or several):
            run = []
            result.append(block)
            continue
        mark = sign[0].strip()
        run = run[: run.index(mark) + 1] if mark in run else [*run, mark]
        result.append(replace(mended(block, sign, Reason.MARKUP, ""), marker="-", depth=len(run)))
    return log.result(result)


def _without(content: Content, count: int) -> tuple[Content, Text]:
    """The content without so many characters at its beginning, and these."""
    gone = Text()
    kept: list[Inline] = []
    for item in content:
        text = text_of(item)
        cut = min(count, len(text))
        count -= cut
        gone += text[:cut]
        if not cut:
            kept.append(item)
        elif len(text) > cut:
            rest = text[cut:]
            kept.append(replace(item, text=rest) if isinstance(item, Emphasis | Link | Verbatim) else rest)
    return tuple(kept), gone
