"""Addresses: in notes cut by a line break, and, of a text whose format tells what its blocks are, in its plain text."""

from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS, ADDRESS_PART
from duizhao.document.text import Text
from duizhao.patterns import lazily
from duizhao.source.contents import Content, with_contents
from duizhao.source.inline import Address, Inline
from duizhao.source.model import LanguageText, Line, Note
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

#: An address that stops at a line's end: opened and not closed, or ending in what never ends one.
_CUT_ADDRESS = lazily(r"<https?://[^<>\s]*$|https?://\S*[-_/=&?%]$")

#: What can be the rest of an address cut by a line break.
_ADDRESS_REST = lazily(r"[!-;=?-~]+>?$")

#: An address at the very end, whole as far as one can tell.
_ENDS_IN_ADDRESS = lazily(r"https?://[!-;=?-~]*[A-Za-z0-9]$")


def goes_on_with_address(note: Note, line: Line) -> bool:
    """Whether the line is nothing but the rest of the address at the note's end."""
    plain = line.text.plain
    if not _ADDRESS_REST.match(plain) or plain.startswith("http"):
        return False
    if _CUT_ADDRESS.search(note.text.plain) and not line.gap:
        return True
    cut = note.broken or _ENDS_IN_ADDRESS.search(note.text.plain)
    return bool(cut and ADDRESS_PART.match(plain))


def breaks_address(note: str, plain: str) -> bool:
    """Whether the address at a note's end goes on in the line below it."""
    if ADDRESS.match(plain):
        return False
    part = ADDRESS_PART.match(plain) or _ADDRESS_REST.match(plain)
    return bool(_CUT_ADDRESS.search(note) or (_ENDS_IN_ADDRESS.search(note) and part))


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
