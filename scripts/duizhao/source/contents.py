"""What stands inside the texts of a block: one way to look at all of it, one to change it, and which
block a footnote stands behind."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from duizhao.document.text import Span, Text, inserted, joined
from duizhao.languages.script import HAN_LETTER
from duizhao.source.inline import Inline, LineBreak, Link, NoteRef
from duizhao.source.model import Block, Box, Code, Figure, Heading, Level, Line, Note, Paragraph, Table

#: The content of one text.
Content = tuple[Inline, ...]

_Block = TypeVar("_Block", bound=Block)


def text_of(item: Inline) -> Text:
    """The characters of an item that stand in its block's text; the mark of a reference is among them."""
    if isinstance(item, Text):
        return item
    return item.mark if isinstance(item, NoteRef) else item.text


def first_text(block: Block) -> Text:
    """The words a block begins with: of a box its title, of a figure its caption."""
    match block:
        case Box():
            return block.title
        case Figure():
            return block.caption
        case _:
            return block.text


def whole_text(content: Iterable[Inline]) -> Text:
    """The text of some content; a line break in it is a space, or nothing beside Han."""
    parts: list[Text] = []
    broken = False
    for item in content:
        text = text_of(item)
        if isinstance(item, LineBreak):
            broken = bool(parts)
        elif text:
            if broken and not any(map(HAN_LETTER.match, (parts[-1].plain[-1:], text.plain[:1]))):
                parts.append(inserted(" ", "space between joined lines"))
            parts.append(text)
            broken = False
    return joined(parts)


def unmarked(block: Heading | Paragraph) -> Text:
    """The words of a heading or a paragraph, without the marks of references to notes."""
    if isinstance(block, Heading):
        return block.text
    return whole_text(item for item in block.content if not isinstance(item, NoteRef))


def contents_of(block: Block) -> Iterator[Content]:
    """The content of each text of a block, in reading order; of a heading the references in it."""
    match block:
        case Paragraph():
            yield block.content
        case Heading():
            yield block.refs
        case Table():
            yield from (cell.content for row in block.rows for cell in row)
        case Figure():
            yield block.caption_content
            yield block.source_content
        case Box():
            yield block.content
            for inner in block.blocks:
                yield from contents_of(inner)
        case _:
            pass


def heading_of(content: Content, depth: int, label: Text = Text()) -> Heading | None:  # noqa: B008
    """The heading of a format that reads so, without its label; None if it has no words."""
    title = whole_text(item for item in content if not isinstance(item, NoteRef))
    refs = tuple(item for item in content if isinstance(item, NoteRef))
    return Heading(Level.FORMAT, "", label, title, depth=depth, refs=refs) if title else None


def references_in(blocks: Iterable[Block]) -> Iterator[NoteRef]:
    """The references in some blocks, in reading order."""
    for block in blocks:
        for content in contents_of(block):
            yield from (item for item in content if isinstance(item, NoteRef))


def addresses_in(blocks: Iterable[Block]) -> Iterator[Text]:
    """The addresses the links in some blocks lead to."""
    for block in blocks:
        for content in contents_of(block):
            yield from (item.address for item in content if isinstance(item, Link))


def spans_of(block: Block) -> Iterator[Span]:
    """The stretches of the source a line, or a block that a format has told, is written with."""
    for content in contents_of(block):
        yield from spans_in(content)
    match block:
        case Heading() | Code() | Line():
            yield from block.text.spans()
        case Box():
            yield from block.title.spans()
        case _:
            pass


def spans_in(content: Content) -> Iterator[Span]:
    """The stretches of the source some content is written with; the addresses of its links are among them."""
    yield from whole_text(content).spans()
    yield from (span for item in content if isinstance(item, Link) for span in item.address.spans())


def with_contents(block: _Block, change: Callable[[Content], Content]) -> _Block:
    """The block with the content of each of its texts changed."""
    made: Block = block
    match block:
        case Paragraph():
            made = replace(block, content=change(block.content))
        case Heading():
            items = change(block.refs)
            refs = tuple(item for item in items if isinstance(item, NoteRef))
            # A mark that refers to nothing is a part of the title.
            rest = whole_text(item for item in items if not isinstance(item, NoteRef))
            made = replace(block, title=block.title + rest, refs=refs)
        case Table():
            rows = tuple(tuple(replace(cell, content=change(cell.content)) for cell in row) for row in block.rows)
            made = replace(block, rows=rows)
        case Figure():
            caption, source = change(block.caption_content), change(block.source_content)
            made = replace(block, caption_content=caption, source_content=source)
        case Box():
            blocks = tuple(with_contents(inner, change) for inner in block.blocks)
            made = replace(block, content=change(block.content), blocks=blocks)
        case _:
            pass
    return made  # type: ignore[return-value]


def texts_of(block: Block) -> Iterator[Text]:
    """Every text of a block, in reading order."""
    if isinstance(block, Heading):
        yield block.label
        yield block.title
    elif isinstance(block, Figure):
        yield block.caption
        yield block.source
    elif isinstance(block, Table):
        for row in block.rows:
            yield from (cell.text for cell in row)
    elif isinstance(block, Box):
        yield block.title
        for inner in block.blocks:
            yield from texts_of(inner)
    else:
        yield block.text


def placed(blocks: Sequence[Block], notes: Iterable[Note]) -> list[tuple[int, Note]]:
    """The notes in the order they are read, each with the index of the block it stands behind.

    A note without a reference stands behind the block before its definition in the source.
    """
    read = [
        (span.start, index) for index, block in enumerate(blocks) for text in texts_of(block) for span in text.spans()
    ]
    # Each stretch of text: source offset, rank in reading order, index of its block.
    spots = sorted((start, rank, index) for rank, (start, index) in enumerate(read))
    starts = [start for start, _, _ in spots]
    order = []
    for note in notes:
        offset = note.anchor if note.anchor >= 0 else note.offset
        at = max(bisect_right(starts, offset) - 1, 0)
        start, rank, index = spots[at] if spots else (0, 0, 0)
        order.append(((rank, offset - start), index, note))
    order.sort(key=lambda item: item[0])
    return [(index, note) for _, index, note in order]
