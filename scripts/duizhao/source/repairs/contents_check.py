"""The contents list verifies the headings; each difference is reported, and that there are none where some may be."""

import difflib
from itertools import islice

from duizhao.document.text import Span, Text
from duizhao.languages import part
from duizhao.source.model import Heading, LanguageText, Level
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import may_be_label
from duizhao.source.repairs.flow import Log, shortened, squeezed

#: How alike two titles must be (0 to 1) to count as one title with a difference.
ALIKE = 0.75

#: A text of so many characters is longer than a page; and so few numbered lines are no headings.
_PAGE, _FEWEST = 2_000, 3

#: How many headings an entry is compared with.
NEAR = 40


def contents_check(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Compares the list's entries with the headings, white space aside."""
    log = Log(text)
    if not any(isinstance(block, Heading) for block in text.blocks) and (lines := _may_be_headings(text, profile)):
        log.find("c-063", lines[0].start, count=str(len(lines)), first=shortened(_plain(text, lines[0])))
        return log.result()
    if not text.contents:
        return text
    headings = [b for b in text.blocks if isinstance(b, Heading) and b.level is not Level.SUBHEADING]
    left = {squeezed(heading.text.plain): heading for heading in headings}
    unlike = [entry for entry in text.contents if not left.pop(squeezed(entry.text), None)]
    for entry in unlike:
        offset = text.source.start_of(entry.line)
        # Both stand in reading order, so an entry's own heading is among the next few without an entry.
        near = difflib.get_close_matches(squeezed(entry.text), islice(left, NEAR), 1, ALIKE)
        if near:
            log.find("c-012", offset, listed=entry.text, heading=left.pop(near[0]).text.plain)
        else:
            log.find("c-013", offset, listed=entry.text)
    for heading in left.values():
        log.find("c-014", heading.text if heading.text.start >= 0 else Text(), heading=heading.text.plain)
    return log.result()


def _may_be_headings(text: LanguageText, profile: LanguageProfile) -> list[Span]:
    """Of a text of more than a page the entries of the contents list, or else the short lines that begin with a number
    as headings do; none if they are few."""
    source, labels = text.source, part(text.code, "labels")
    whole = range(source.line(text.span.start), source.line(max(text.span.end - 1, 0)) + 1)
    ends = [*source.line_starts[1:], len(source.text)]
    lines = [Span(source.start_of(line), ends[line - 1 + source.before]) for line in whole]
    if sum(map(len, lines)) < _PAGE:
        return []
    listed = [lines[entry.line - whole.start] for entry in text.contents]
    numbered = [
        line
        for line in lines
        if labels and labels.NUMBERED.match(plain := _plain(text, line)) and may_be_label(plain, profile.han)
    ]
    return listed or (numbered if len(numbered) >= _FEWEST else [])


def _plain(text: LanguageText, line: Span) -> str:
    return text.source.text[line.start : line.end].strip()
