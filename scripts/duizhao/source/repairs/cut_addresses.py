"""Addresses in notes that are cut by a line break."""

import re

from duizhao.document.addresses import ADDRESS, ADDRESS_PART
from duizhao.source.model import Line, Note

#: An address that stops at a line's end: opened and not closed, or ending in what never ends one.
_CUT_ADDRESS = re.compile(r"<https?://[^<>\s]*$|https?://\S*[-_/=&?%]$")

#: What can be the rest of an address cut by a line break.
_ADDRESS_REST = re.compile(r"[!-;=?-~]+>?$")

#: An address at the very end, whole as far as one can tell.
_ENDS_IN_ADDRESS = re.compile(r"https?://[!-;=?-~]*[A-Za-z0-9]$")


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
