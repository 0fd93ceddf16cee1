"""Findings made from places in a block's text."""

from msgspec.structs import replace

from duizhao.check.model import Edit, Finding, Place
from duizhao.check.prose import Prose
from duizhao.document.model import Block, Page

#: How many characters on each side tell a finding from others of its kind in the block.
_AROUND = 8


def in_prose(
    code: str, prose: Prose, span: tuple[int, int], new: str | None = None, /, wide: tuple[int, int] | None = None,
    **details: str,
) -> Finding:  # fmt: skip
    """A finding at characters `span` of a block's text. `new`: what should stand there instead, if that is sure;
    `wide` is then what it replaces, if that is more. The detail `text` is what stands there, unless it is given."""
    start, end = span
    around = prose.text[max(start - _AROUND, 0) : end + _AROUND]
    said = {"text": prose.text[start:end]} | ({} if new is None else {"new": new}) | details
    edits = () if new is None else prose.edit(*(wide or span), new)
    key = f"{prose.page.path}\n{around}"
    return Finding(code, (prose.place(start, end),), key, tuple(said.items()), edits)


def in_line(
    code: str, page: Page, number: int, span: tuple[int, int], new: str | None = None, **details: str
) -> Finding:
    """A finding at characters `span` of a line of the page's file."""
    line = page.content.split("\n")[number - 1]
    start, end = span
    place = Place(page.language, page.file, number, "", line, span, span)
    said = {"text": line[start:end]} | ({} if new is None else {"new": new}) | details
    edits = () if new is None else (Edit(page.file, number, start, end, line[start:end], new),)
    around = line[max(start - _AROUND, 0) : end + _AROUND]
    return Finding(code, (place,), f"{page.path}\n{around}", tuple(said.items()), edits)


def at_block(code: str, page: Page, block: Block, key: str, **details: str) -> Finding:
    """A finding about a block as a whole."""
    id_ = f"fn:{block.id}" if block.kind == "note" else block.id
    place = Place(page.language, page.file, block.line, id_, block.text)
    return Finding(code, (place,), f"{page.path}\n{key}", tuple(details.items()))


def at_address(code: str, page: Page, block: Block, address: str, **details: str) -> Finding:
    """A finding about an address in a block, at the address where it stands as it is."""
    finding = at_block(code, page, block, address, address=address, **details)
    for number, line in enumerate(page.content.split("\n")[block.line - 1 : max(block.last, block.line)], block.line):
        if (start := line.find(address)) >= 0 and address:
            at = (start, start + len(address))
            place = replace(finding.places[0], line=number, text=line, mark=at, at=at)
            return replace(finding, places=(place,))
    return finding
