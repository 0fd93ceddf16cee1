"""What stands inside the texts of a block: one way to look at all of it, and one to change it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from duizhao.document.text import Span, Text, inserted, joined
from duizhao.languages.script import HAN_LETTER
from duizhao.source.inline import Inline, LineBreak, Link, NoteRef
from duizhao.source.model import Block, Box, Code, Figure, Heading, Line, Paragraph, Table

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
