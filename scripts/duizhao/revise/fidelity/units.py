"""The units of an edition that are compared: blocks and notes, by ids that are unique in the edition."""

from collections.abc import Iterable

from duizhao.document.model import Block, Edition, Page
from duizhao.revise.fidelity.model import Unit


def units(edition: Edition) -> list[Unit]:
    """The units with an id, in reading order; a note comes after the page's blocks."""
    return [unit for page in edition.pages for unit in page_units(page)]


def page_units(page: Page) -> list[Unit]:
    """The units of one page."""
    title = next((block for block in page.blocks if block.kind == "title" and block.id), None)
    own = title.id if title else page.path.removesuffix(".md")
    result = [
        Unit(
            page.language, page.path, page.file, block.line, block.id, block.id, block.kind, as_read(block),
            block.box, block.also, block.addresses,
        )
        for block in page.blocks
        if block.id
    ]  # fmt: skip
    name = page.front.get("title")
    if title and isinstance(name, str) and name != " ".join(title.text.split()):
        # The navigation calls the page something else than its heading does: readers see that, too.
        result.append(Unit(page.language, page.path, page.file, 1, f"{own}-name", "", "title", name))
    result += [
        Unit(
            page.language, page.path, page.file, note.line, note_id(own, label), f"fn:{label}", "note", as_read(note),
            addresses=note.addresses,
        )
        for label, note in page.notes.items()
    ]  # fmt: skip
    return result


def unnumbered(editions: Iterable[Edition], before: Iterable[Edition] = ()) -> list[tuple[str, Block]]:
    """The blocks without an id that were not there before, with their files: nothing can be compared with them."""
    known = {(edition.language, block.text) for edition in before for _, block in edition.blocks() if not block.id}
    return [
        (page.file, block)
        for edition in editions
        for page, block in edition.blocks()
        if not block.id and block.text.strip() and (edition.language, block.text) not in known
    ]


def note_id(page_id: str, label: str) -> str:
    """A note's id: the id of its page's title, and its label."""
    return f"{page_id}-{label}"


def as_read(block: Block) -> str:
    """The block's text with its footnote references and emphasis in it."""
    parts = []
    last = 0
    for offset, piece in insertions(block):
        parts += [block.text[last:offset], piece]
        last = offset
    return "".join((*parts, block.text[last:]))


def insertions(block: Block) -> list[tuple[int, str]]:
    """What `as_read` puts into the block's text, in order, each with its offset in the text; at one offset those that
    end something come before those that begin it."""
    inserts: list[tuple[int, int, str]] = [(ref.offset, 1, f"[^{ref.label}]") for ref in block.refs]
    for mark in block.marks:
        if mark.kind in ("em", "strong"):
            sign = "**" if mark.kind == "strong" else "*"
            inserts += [(mark.start, 2, sign), (mark.end, 0, sign)]
        elif mark.kind == "link" and mark.address != block.text[mark.start : mark.end]:
            inserts.append((mark.end, 0, f" <{mark.address}>"))
    if block.kind == "heading" and block.level != 2:
        # A sub-heading is of the second level; any other is to be seen.
        inserts.append((0, 0, "#" * block.level + " "))
    if block.quoted:
        inserts.append((0, 0, "> "))
    if block.marker:
        # So is an item of a list within another one.
        inserts.append((0, 1, f"{'    ' * (block.level - 1)}{block.marker} "))
    return [(offset, piece) for offset, _, piece in sorted(inserts)]
