"""Of a text whose format tells what its blocks are: addresses that stand in it as plain text."""

from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS
from duizhao.document.text import Text
from duizhao.source.contents import Content, with_contents
from duizhao.source.inline import Address, Inline
from duizhao.source.model import LanguageText
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log


def format_addresses(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Tells apart the addresses in the texts of blocks and notes."""
    blocks = [with_contents(block, _typed) for block in text.blocks]
    return Log(text).result(blocks, notes=tuple(replace(note, content=_typed(note.content)) for note in text.notes))


def _typed(content: Content) -> Content:
    return tuple(part for item in content for part in (_parts(item) if isinstance(item, Text) else [item]))


def _parts(text: Text) -> list[Inline]:
    parts: list[Inline] = []
    for before, match in text.split(ADDRESS):
        parts.append(before)
        if match:
            bare = match.span("framed" if match["framed"] else "bare")
            parts.append(text[match.start() : bare[0]])
            parts.append(Address(text[slice(*bare)]))
            parts.append(text[bare[1] : match.end()])
    return [part for part in parts if not isinstance(part, Text) or part]
