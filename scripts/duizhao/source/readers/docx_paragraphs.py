"""Word's paragraphs (items of lists, quotations, code, or plain), and its tables: their rows and cells, however they
are held, and how their columns are set."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from duizhao.document.text import Text, inserted
from duizhao.languages.labels import ANY
from duizhao.source.contents import Content, whole_text
from duizhao.source.inline import LineBreak
from duizhao.source.model import Block, Box, Code, Figure, Paragraph, Table
from duizhao.source.readers.docx_styles import Numbered, W, value_of

#: The numbers Markdown's lists can have.
PLAIN_NUMBER = re.compile(r"\d{1,3}[.)]")
#: Styles that say by their names how deep a list is nested.
_LIST = re.compile(r"list (?:bullet|number) (\d)")
#: Styles of quotations, and of code.
QUOTES = frozenset({"quote", "intense quote", "block text", "blockquote"})
CODES = frozenset({"source code", "html preformatted", "macro text", "plain text code"})

#: What may have a caption.
_CAPTIONED = (Figure, Table, Box, Code)


def plain_block(content: Content, names: list[str], number: Numbered | None) -> Block:
    """A paragraph that is no heading, by the names of its style and its place in a list."""
    if names and names[0] in CODES:
        return Code(_with_breaks(content))
    depth, marker = 0, ""
    if number:
        further = next((int(m[1]) for name in names if (m := _LIST.fullmatch(name))), 1)
        depth = max(number.level + 1, further)
        marker = number.label if PLAIN_NUMBER.fullmatch(number.label) else "-"
        if depth == 1 and not number.bullet and marker == "-":
            depth, marker = 0, ""  # a label Markdown has no list for is a part of the text
    quoted = bool(QUOTES & set(names))
    return Paragraph(whole_text(content), content=content, depth=depth, marker=marker, quoted=quoted)


def lone_captions(blocks: Sequence[Block], captions: Sequence[int]) -> list[Block]:
    """The blocks with a figure, whose image the file lacks, for each paragraph of a caption's style that begins with
    the label of one and stands beside nothing it could be the caption of. `captions`: where those paragraphs are."""
    made = list(blocks)
    for at in captions:
        block, beside = blocks[at], [*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]]
        alone = not any(isinstance(each, _CAPTIONED) for each in beside)
        if alone and isinstance(block, Paragraph) and ANY.figure.match(block.text.plain):
            made[at] = Figure("", block.text, Text(), caption_content=block.content)
    return made


def _with_breaks(content: Content) -> Text:
    whole = Text()
    for item in content:
        whole = whole + (inserted("\n", "line end") if isinstance(item, LineBreak) else whole_text((item,)))
    return whole


#: What may stand around rows and cells: content controls, marks of other programs, tracked changes.
_HOLDERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo")


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table."""
    return list(_within(table, f"{W}tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return list(_within(row, f"{W}tc"))


def _within(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    for each in holder:
        if each.tag == tag:
            yield each
        elif each.tag in _HOLDERS:
            yield from _within(each, tag)


def alignment_of(rows: list[etree._Element]) -> tuple[str, ...]:
    """How the columns of a table are set, as its last row has it."""
    found = []
    for cell in cells_of(rows[-1]) if rows else ():
        said = value_of(cell.find(f"{W}p/{W}pPr/{W}jc"))
        found.append({"right": "right", "end": "right", "center": "center"}.get(said, ""))
    return tuple(found)
