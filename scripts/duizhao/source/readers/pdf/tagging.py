"""Whether a file's tags hold, and how what they say and what was seen on the pages come together."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from duizhao.source.model import Reason
from duizhao.source.readers.pdf.flow import Manner, blocks_of, is_caption, marker_of
from duizhao.source.readers.pdf.layout import Layout
from duizhao.source.readers.pdf.lines import runs_of
from duizhao.source.readers.pdf.model import (
    Block,
    Grid,
    Letter,
    Line,
    Page,
    Paragraph,
    Picture,
    Placed,
    around,
    lines_in,
)
from duizhao.source.readers.pdf.notes import FoundNote
from duizhao.source.readers.pdf.page_matter import is_page_number
from duizhao.source.readers.pdf.structure import Content, Structure
from duizhao.source.readers.pdf.tables import joined
from duizhao.source.readers.pdf.tagged import NOTES, Tagged

#: Tags hold if such a share of the letters is in them, and of the blocks no more stand above the one before them, or
#: begin in the middle of a sentence.
_SHARE, _AGAINST, _BROKEN = 0.85, 0.04, 0.04

_OPEN = re.compile(r"[^\W\d_]$|[,，、]$")
_BULLET = re.compile(r"[^\w\s(（\[［〔《「『“‘\"'–—-]")
_GOES_ON = re.compile(r"[a-z]")


class ByTags(Struct, frozen=True):
    """What tags say of a file: its blocks, its notes, and the lines that are left out."""

    blocks: list[Block]
    notes: list[FoundNote]
    left_out: list[tuple[Line, Reason]]


def by_tags(structure: Structure, pages: Sequence[Page], layout: Layout) -> ByTags | None:
    """What the tags say, with running heads and notes that were seen; None if they do not hold, or there are none."""
    if not structure.whole:
        return None
    letters: dict[Content, list[Letter]] = {}
    pictures: dict[Content, list[Picture]] = {}
    for page in pages:
        for letter in page.letters:
            letters.setdefault((page.number, letter.content), []).append(letter)
        for picture in page.pictures:
            pictures.setdefault((page.number, picture.content), []).append(picture)
    total = sum(map(len, letters.values()))
    untagged = {page.number: letters.pop((page.number, -1), []) for page in pages}
    left_out: list[tuple[Line, Reason]] = []
    tables = [element for element in structure.root.elements() if element.kind == "Table"]
    matter = _whole((line for line, _ in layout.left_out), letters)
    matter -= {content for table in tables for content in table.contents()}
    for line, reason in layout.left_out:
        for content in matter.intersection(_contents(line)):
            left_out += ((each, reason) for each in runs_of(letters.pop(content), line.page))
            matter.remove(content)
    notes: list[FoundNote] = []
    if not any(element.kind in NOTES for element in structure.root.elements()):
        lines = [placed.line for note in layout.notes for placed in note.lines]
        seen = {content for line in lines for content in _contents(line)}
        if seen <= _whole(lines, letters):
            notes = layout.notes
            for content in seen:
                del letters[content]
    tagged = Tagged(letters, pictures)
    tagged.read(structure.root)
    blocks = tagged.blocks
    for (number, _), rest in letters.items():
        untagged[number] += rest
    if sum(map(len, untagged.values())) > (1 - _SHARE) * total or not _holds(blocks, layout.manner):
        return None
    blocks, again = joined(blocks)
    again += tagged.again
    heads = {line.plain for block in blocks if isinstance(block, Grid) for cell in block.rows[0] for line in cell}
    for number, own in untagged.items():
        out, inside = _untagged(
            runs_of(own, number), [line for block in blocks for line in lines_in(block) if line.page == number]
        )
        left_out += out
        again += (each.line for each in inside if each.line.plain in heads)
        inside = [each for each in inside if each.line.plain not in heads]
        for block in blocks_of(inside, layout.manner):
            first = next(lines_in(block))
            blocks.insert(_place_of(first, blocks), block)
    left_out += ((line, Reason.REPEATED_HEAD) for line in again)
    return ByTags(_over_pages(_described(blocks), layout), [*notes, *tagged.notes], left_out)


def _over_pages(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """The blocks, with paragraphs as one whose tags end with a page though their text goes on; and items that have a
    mark but no tag that says so."""
    ends: dict[tuple[int, Letter], int] = {}
    begins: dict[tuple[int, Letter], int] = {}
    for number, block in enumerate(blocks_of(layout.elements, layout.manner)):
        for line in lines_in(block) if isinstance(block, Paragraph) else ():
            ends[line.page, line.letters[-1]] = begins[line.page, line.letters[0]] = number
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, Paragraph) and not (block.mark or block.level or block.code):
            if _BULLET.match(block.plain):
                block.marker, block.mark = marker_of(block.first)
                block.depth = 1 if block.mark else block.depth
            elif isinstance(last, Paragraph) and not last.level and last.lines[-1].line.page < block.first.page:
                above, below = last.lines[-1].line, block.first
                seen = ends.get((above.page, above.letters[-1]))
                if seen is not None and seen == begins.get((below.page, below.letters[0])):
                    last.lines += block.lines
                    continue
        result.append(block)
    return result


def _described(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a picture beside a caption needs no description."""
    result = list(blocks)
    for at, block in enumerate(result):
        beside = [*result[max(at - 1, 0) : at], *result[at + 1 : at + 2]]
        if isinstance(block, Picture) and any(isinstance(e, Paragraph) and is_caption(e.first) for e in beside):
            result[at] = block._replace(description="")
    return result


def _place_of(line: Line, blocks: Sequence[Block]) -> int:
    """Among blocks the place of one that begins with a line: below what stands above it, and pictures there."""
    place = (line.page, line.base)
    above = (at for at, block in enumerate(blocks) if any((e.page, e.base) < place for e in lines_in(block)))
    at = max(above, default=-1) + 1
    while at < len(blocks) and isinstance(blocks[at], Picture):
        at += 1
    return at


def _contents(line: Line) -> set[Content]:
    """The marked contents that letters of a line are in."""
    return {(line.page, letter.content) for letter in line.letters}


def _whole(lines: Iterable[Line], letters: Mapping[Content, Sequence[Letter]]) -> set[Content]:
    """The marked contents all letters of which are in some lines."""
    counts = Counter((line.page, letter.content) for line in lines for letter in line.letters)
    return {content for content, count in counts.items() if count == len(letters.get(content, ()))}


def _holds(blocks: Sequence[Block], manner: Manner) -> bool:
    """Whether blocks stand one below the other, and none begins in the middle of a sentence."""
    text = [block for block in blocks if isinstance(block, Paragraph)]
    ends: dict[int, float] = {}
    for line in (each.line for block in text for each in block.lines):
        ends[line.page] = max(ends.get(line.page, 0), line.right)
    against = broken = 0
    for above, below in pairwise(text):
        last, first = above.lines[-1].line, below.first
        beside = first.left < last.right and last.left < first.right
        against += first.page < last.page or (first.page == last.page and beside and first.base < last.base - 1)
        same = not (above.level or below.level or below.mark) and first.size == last.size
        near = first.page == last.page and 0 < first.base - last.base <= 1.1 * manner.step(first.size)
        near = near and last.right > ends[last.page] - 2 * last.size
        broken += same and bool(_OPEN.search(last.plain)) and (near or bool(_GOES_ON.match(first.plain)))
    return against <= max(1, _AGAINST * len(text)) and broken <= max(1, _BROKEN * len(text))


def _untagged(lines: Sequence[Line], tagged: Sequence[Line]) -> tuple[list[tuple[Line, Reason]], list[Placed]]:
    """Of the lines of a page without a tag those around the others, which are left out; and those among them."""
    out: list[tuple[Line, Reason]] = []
    inside: list[Line] = []
    area = around([line.area for line in tagged]) if tagged else None
    for line in lines:
        if area and not area.holds((line.left + line.right) / 2, line.base):
            out.append((line, Reason.PAGE_NUMBER if is_page_number(line) else Reason.RUNNING_HEAD))
        else:
            inside.append(line)
    left, right = min((each.left for each in inside), default=0), max((each.right for each in inside), default=0)
    return out, [Placed(line, left, right, (line.page, -2)) for line in inside]
