"""Of a text whose format knows no notes, as tools write it that read pages: raised marks and what they refer to."""

import re

from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.source.contents import Content, references_in, whole_text, with_contents
from duizhao.source.inline import NoteRef
from duizhao.source.model import Block, LanguageText, Note, Paragraph, Reason, Rule
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log

#: A raised mark that may refer to a note: `^1`, `^[1]`, `^*`.
_RAISED = re.compile(r"\^[\[(（]?(?P<sign>\d{1,3}|[*†‡①-⑳])[\])）]?")
#: How a note begins whose mark is not raised.
_PLAIN = re.compile(r"[\[(（]?(?P<sign>\d{1,3}|[*†‡①-⑳])(?:[\])）]\s*|\s+)(?=\S)")


def format_raised_notes(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """The text with notes for raised marks, which no profile need describe."""
    return with_raised_notes(text)


def with_raised_notes(text: LanguageText) -> LanguageText:
    """Takes out of the text each paragraph that begins with the mark of references before it, as their note.

    Notes that count anew on each page are told apart by where they stand. A number that is not raised at a paragraph's
    beginning is believed if it is 1, or follows that of the note before and is referred to behind it: other raised
    numbers are powers.
    """
    log = Log(text)
    known = {note.label for note in text.notes}
    waiting: dict[str, list[int]] = {}  # by sign, the offsets of references without a note yet
    labels: dict[int, str] = {}  # of the references by offset
    notes: list[Note] = []
    blocks: list[Block] = []
    last: tuple[str, int] = ("", -1)  # the note before: its sign, and where it is first referred to
    for block in text.blocks:
        if isinstance(block, Paragraph) and (begun := _begun(block, waiting, last)):
            sign, mark, content = begun
            last = (sign, waiting[sign][0])
            label = f"{sign}@{len(notes)}"
            labels |= dict.fromkeys(waiting.pop(sign), label)
            log.drop(mark.spans(), Reason.FOOTNOTE_MARK)
            if blocks and isinstance(blocks[-1], Rule):  # a line above notes parts nothing
                blocks.pop()
            notes.append(Note(0, mark.start, whole_text(content), label=label, content=content))
            continue
        blocks.append(block)
        for ref in references_in([block]):
            if ref.label and ref.label not in known and (sign := _sign(ref)):
                waiting.setdefault(sign, []).append(ref.mark.start)

    def named(content: Content) -> Content:
        return tuple(
            replace(item, label=labels[item.mark.start])
            if isinstance(item, NoteRef) and item.mark.start in labels
            else item
            for item in content
        )

    return log.result([with_contents(block, named) for block in blocks], notes=(*text.notes, *notes))


def _begun(block: Paragraph, waiting: dict[str, list[int]], last: tuple[str, int]) -> tuple[str, Text, Content] | None:
    """The sign, the mark and the rest of a paragraph that is the note of references before it."""
    first, rest = (block.content[0], block.content[1:]) if block.content else (None, ())
    if isinstance(first, NoteRef):
        sign = _sign(first)
        if sign not in waiting or not whole_text(rest).plain.strip():
            return None
        mark = first.mark
        if isinstance(head := rest[0], Text):
            spaces = len(head.plain) - len(head.plain.lstrip())
            mark, rest = mark + head[:spaces], (head[spaces:], *rest[1:])
        return sign, mark, rest
    if isinstance(first, Text) and (match := _PLAIN.match(first.plain)):
        sign = match["sign"]
        before, at = last
        follows = before.isdecimal() and sign == str(int(before) + 1) and waiting.get(sign, [-1])[-1] > at
        if sign in waiting and (follows or sign == "1" or not sign.isdecimal()):
            return sign, first[: match.end()], (first[match.end() :], *rest)
    return None


def _sign(ref: NoteRef) -> str:
    found = _RAISED.fullmatch(ref.label or "")
    return found["sign"] if found else ""
