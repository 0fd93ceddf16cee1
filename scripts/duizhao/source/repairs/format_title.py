"""Of a text whose format tells what its blocks are: the title and the publisher, where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duizhao.document.text import Text, inserted
from duizhao.languages import part
from duizhao.source.contents import references_in
from duizhao.source.model import Block, Heading, LanguageText, Paragraph, Reason, Table
from duizhao.source.placement import texts_of
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened, squeezed

#: The number of a page.
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)

#: Among how many blocks at the beginning the title and the publisher are looked for, and over how many each may go.
_FIRST, _MOST = 30, 6


def format_title(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes the blocks that together are the profile's title, and the publisher's, out of the first ones.

    What the text does not say there is taken from the profile: both stand on every page.
    """
    log = Log(text)
    blocks = list(text.blocks)
    title = _taken(blocks, profile.title, profile.han, log)
    if not title:
        first = next((block.text for block in blocks if isinstance(block, Heading | Paragraph)), Text())
        found = shortened(first.plain, 2 * len(profile.title) + 40)
        log.find("c-040", max(first.start, 0), title=profile.title, found=found, language=profile.code)
        title = inserted(profile.title, "title, from the profile")
    publisher = Text()
    if profile.publisher:
        publisher = _taken(blocks, profile.publisher, profile.han, log)
        publisher = publisher or inserted(profile.publisher, "publisher, from the profile")
    return log.result(_without_contents(blocks, profile, log), title=title, publisher=publisher)


def _taken(blocks: list[Block], wanted: str, han: bool, log: Log) -> Text:
    """The text that reads so, of the first blocks, from which it is taken; empty if there is none. A reference in it
    goes: the title stands on every page."""
    whole = squeezed(wanted)
    for at in range(min(_FIRST, len(blocks))):
        found = Text()
        for end, block in enumerate(blocks[at : at + _MOST], at + 1):
            if not isinstance(block, Heading | Paragraph):
                break
            glue = inserted(" ", "space between joined lines") if found and not han else Text()
            found = found + glue + block.text
            if squeezed(found.plain) == whole:
                for ref in references_in(blocks[at:end]):
                    log.drop(ref.mark.spans(), Reason.FOOTNOTE_MARK)
                del blocks[at:end]
                return found
            if not whole.startswith(squeezed(found.plain)):
                break
    return Text()


def _tells_pages(block: Block) -> bool:
    """Whether a block is a contents list that is written as a table: most rows end with a page's number."""
    if not isinstance(block, Table):
        return False
    ends = [next((cell.text.plain for cell in reversed(row) if cell.text.plain.strip()), "") for row in block.rows]
    return 2 * sum(bool(_PAGE.fullmatch(end.strip())) for end in ends) > len(ends)


def _without_contents(blocks: Sequence[Block], profile: LanguageProfile, log: Log) -> list[Block]:
    """The blocks without the contents list: its heading and what stands below it up to the next heading."""
    labels = part(profile.code, "labels")
    result: list[Block] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            plain = block.text.plain.strip()
            named = bool(profile.contents) and squeezed(plain) == squeezed(profile.contents)
            inside = named or bool(labels and labels.CONTENTS.fullmatch(plain))
        if inside and (isinstance(block, Heading | Paragraph) or _tells_pages(block)):
            for text in texts_of(block):
                log.drop(text.spans(), Reason.CONTENTS)
            for ref in references_in([block]):
                log.drop(ref.mark.spans(), Reason.CONTENTS)
        else:
            result.append(block)
    return result
