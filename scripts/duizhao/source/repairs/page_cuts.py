"""Paragraphs cut by page breaks are made whole, across notes, running heads, figures and whole fact boxes.

What stands between the halves and is not part of the text (a figure, a fact box) is placed behind the paragraph.
"""

from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.text import Text
from duizhao.source.model import Block, Box, Heading, LanguageText, Line
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.page_ends import PageEnds
from duizhao.source.repairs.seam_doubles import is_doubled_at_cut, overlap, whole
from duizhao.source.repairs.seams import EVIDENCE, Seams


def page_cuts(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes paragraphs of lines, each of as many lines as it was cut into; offsets of the seams are kept."""
    log = Log(text)
    seams = Seams(text, profile)
    pages = PageEnds(text, profile)
    result: list[Block | _Cut] = []
    current: _Cut | None = None
    for block in text.blocks:
        if isinstance(block, Box):
            inner: list[Block | _Cut] = []
            inside: _Cut | None = None
            for line in block.blocks:
                inside = _add(line, inner, inside, seams, pages, log) if isinstance(line, Line) else inside
            result.append(replace(block, blocks=tuple(whole(cut.parts) for cut in inner if isinstance(cut, _Cut))))
        elif isinstance(block, Line):
            current = _add(block, result, current, seams, pages, log)
        else:
            if isinstance(block, Heading):
                current = None
            result.append(block)
    return log.result(whole(block.parts) if isinstance(block, _Cut) else block for block in result)


class _Cut(Struct):
    """A paragraph as it is put together: its parts, and what it reads so far, as much of it as counts at a seam."""

    parts: list[Text]
    end: str

    def add(self, part: Text) -> None:
        self.parts.append(part)
        self.end = (self.end + part.plain)[-EVIDENCE:]


def _add(line: Line, result: list[Block | _Cut], current: _Cut | None, seams: Seams, pages: PageEnds, log: Log) -> _Cut:
    """Adds the line to the current paragraph, or begins a new one behind the result; gives its paragraph."""
    if current:
        verdict = seams.continues(current.end, line, current.parts[-1].end)
        if verdict.joins or _doubled(current, line, pages, log, seams.profile):
            if verdict.doubtful:
                log.find("c-004", line.text, before=current.end[-20:], after=line.text.plain[:20])
            current.add(line.text)
            return current
    current = _Cut([], "")
    current.add(line.text)
    result.append(current)
    return current


def _doubled(before: _Cut, line: Line, pages: PageEnds, log: Log, profile: LanguageProfile) -> bool:
    """Whether a sentence stands at both sides of a page's end: then the paragraph goes on behind it."""
    length = overlap(before.end, line.text.plain, profile.han)
    if not length or is_open(before.end) or log.line(line.text) in profile.settled.keep_doubled:
        return False
    shown = pages.shown(before.parts[-1].end, line.text.start)
    if is_doubled_at_cut(before.end, line.text.plain, length, shown=shown, han=profile.han):
        return True
    log.find("c-036", line.text, text=shortened(before.end[-length:]))
    return False
