"""Paragraphs cut by page breaks are made whole, across notes, running heads, figures and whole fact boxes.

What stands between the halves and is not part of the text (a figure, a fact box) is placed behind the paragraph.
"""

from __future__ import annotations

from dataclasses import replace

from duizhao.model import Block, FactBox, Heading, LanguageText, Line, Paragraph
from duizhao.profile import LanguageProfile
from duizhao.repairs.flow import Log
from duizhao.repairs.seam_doubles import overlap
from duizhao.repairs.seams import Seams
from duizhao.text import Text

#: Text doubled at a seam this long (characters) joins two paragraphs even if the first one ends with a sentence.
SURE_DOUBLE = 12


def page_cuts(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes paragraphs of lines, each of as many lines as it was cut into; offsets of the seams are kept."""
    log = Log(text)
    seams = Seams(text, profile)
    result: list[Block] = []
    current: int | None = None
    for block in text.blocks:
        if isinstance(block, FactBox):
            inner: list[Block] = []
            inside: int | None = None
            for line in block.blocks:
                inside = _add(line, inner, inside, seams, log) if isinstance(line, Line) else inside
            result.append(replace(block, blocks=tuple(p for p in inner if isinstance(p, Paragraph))))
        elif isinstance(block, Line):
            current = _add(block, result, current, seams, log)
        else:
            if isinstance(block, Heading):
                current = None
            result.append(block)
    return log.result(result)


def _add(line: Line, result: list[Block], current: int | None, seams: Seams, log: Log) -> int:
    """Adds the line to the paragraph at index `current`, or begins a new one; gives the index of its paragraph."""
    if current is not None and isinstance(before := result[current], Paragraph):
        verdict = seams.continues(before.text, line)
        if verdict.joins or _doubled(before.text, line, log, seams.profile):
            if verdict.doubtful:
                log.find("c-004", line.text, before=before.text.plain[-20:], after=line.text.plain[:20])
            result[current] = Paragraph(before.text + line.text, (*before.seams, len(before.text)))
            return current
    result.append(Paragraph(line.text))
    return len(result) - 1


def _doubled(before: Text, line: Line, log: Log, profile: LanguageProfile) -> bool:
    if log.line(line.text) in profile.settled.keep_doubled:
        return False
    return overlap(before.plain, line.text.plain, profile.han) >= SURE_DOUBLE
