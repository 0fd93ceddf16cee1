"""Of a text whose format knows no boxes: those that begin with the profile's marks, as a heading or a paragraph."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.languages.labels import labels_in
from duizhao.source.contents import references_in, unmarked
from duizhao.source.model import Block, Box, Heading, LanguageText, Line, Paragraph, Reason, Table
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.boxes import BODY_LINES, Frequencies, Mark, extent, marks_of
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.seams import Seams

#: No title is longer than this many characters.
_LONGEST = 120


def format_boxes(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Puts into each box what belongs to it: up to the line that says its end, or as far as its words go on being
    spoken of; a heading or the next box ends it anyway."""
    if not profile.boxes:
        return text
    log = Log(text)
    marks, settled = marks_of(profile), dict(profile.settled.box_ends)
    plain = [block.text.plain for block in text.blocks if isinstance(block, Paragraph)]
    frequencies, seams = Frequencies(profile, plain), Seams(text, profile)
    blocks, result = list(text.blocks), list[Block]()
    at = 0
    while at < len(blocks):
        begun = _begun(blocks, at, marks, profile, log)
        if begun is None:
            result.append(blocks[at])
            at += 1
            continue
        framed = _is_quoted(blocks[at])
        box, at = begun
        end = at
        while end < len(blocks) and isinstance(blocks[end], Paragraph | Table) and not _mark(blocks[end], marks):
            end += 1
        last = _ended(blocks[at:end], profile)
        if log.line(box.mark) in settled:
            until = settled[log.line(box.mark)]
            inside, over = [block for block in blocks[at:end] if log.line(_text(block)) <= until], 0
        elif framed:
            # A quotation that begins with a box's title is its frame.
            quoted = list(takewhile(_is_quoted, blocks[at:end]))
            inside, over = [replace(block, quoted=False) for block in quoted if isinstance(block, Paragraph)], 0
        elif last is not None:
            inside, over = blocks[at : at + last], 1
            log.drop(_text(blocks[at + last]).spans(), Reason.BOX_MARK)
        else:
            lines = [Line(_text(block)) for block in blocks[at:end]]
            body = [Line(block.text) for block in result[-BODY_LINES:] if isinstance(block, Paragraph)]
            inside, over = blocks[at : at + extent(box, lines, body, frequencies, seams, log)], 0
        if not inside:
            log.find("c-022", box.title, kind=box.kind, title=box.title.plain)
        kept = tuple(block for block in inside if isinstance(block, Paragraph | Table))
        result.append(Box(box.kind, box.title, kept, mark=box.mark))
        at += len(inside) + over
    return log.result(result)


def _is_quoted(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.quoted


def _text(block: Block) -> Text:
    return block.text if isinstance(block, Heading | Paragraph | Table) else Text()


def _title(block: Block, log: Log) -> Text:
    """The words of a block that is a title; no note is referred to there."""
    for ref in references_in([block]):
        log.drop(ref.mark.spans(), Reason.FOOTNOTE_MARK)
    return unmarked(block) if isinstance(block, Paragraph) else _text(block)


def _mark(block: Block, marks: Sequence[Mark]) -> tuple[Mark, int] | None:
    """The mark a heading or a paragraph begins with that reads as a title, and where it ends."""
    if not isinstance(block, Heading | Paragraph) or len(block.text) > _LONGEST:
        return None
    plain = block.text.plain
    for mark in marks:
        if found := mark.pattern.match(plain + " "):
            rest = plain[found.end() :].strip()
            if not rest or isinstance(block, Heading) or reads_as_heading(rest.rstrip("？！?!") or rest):
                return mark, min(found.end(), len(plain))
    return None


def _begun(
    blocks: Sequence[Block], at: int, marks: Sequence[Mark], profile: LanguageProfile, log: Log
) -> tuple[Box, int] | None:
    """A box without content for a block that begins one, and where what follows its title begins."""
    block = blocks[at]
    if not (found := _mark(block, marks)):
        return None
    mark, end = found
    whole = _title(block, log)
    title, spaces = whole[end:].strip()
    if title and mark.numbered:
        return Box(mark.kind, whole, mark=whole.start), at + 1
    if title:
        log.drop(whole[:end].spans(), Reason.BOX_MARK)
        log.drop(spaces, Reason.WHITE_SPACE)
        return Box(mark.kind, title, mark=whole.start), at + 1
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if isinstance(below, Heading | Paragraph) and _is_title(below, marks):
        title = _title(below, log)
        if mark.numbered:
            title = whole + inserted(" ", "space between joined lines") + title
        else:
            log.drop(whole.spans(), Reason.BOX_MARK)
        return Box(mark.kind, title, mark=whole.start), at + 2
    # A box without a title is called by its mark.
    return Box(mark.kind, whole, mark=whole.start), at + 1


def _is_title(block: Heading | Paragraph, marks: Sequence[Mark]) -> bool:
    """Whether what stands behind a mark alone is the box's title; a title may be a question."""
    if len(block.text) > _LONGEST or _mark(block, marks):
        return False
    return isinstance(block, Heading) or (not block.depth and reads_as_heading(block.text.plain.rstrip("？！?!")))


def _ended(blocks: Sequence[Block], profile: LanguageProfile) -> int | None:
    """Which of the blocks says that the box ends."""
    labels = labels_in(profile.code)
    if labels is None:
        return None
    found = (index for index, block in enumerate(blocks) if labels.box_end.fullmatch(_text(block).plain.strip()))
    return next(found, None)
