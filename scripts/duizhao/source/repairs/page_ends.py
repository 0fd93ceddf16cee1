"""Where the printed pages end, as far as the source shows it: what stands twice there may be the extraction's doing."""

import re
from bisect import bisect_left

from duizhao.source.model import LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import squeezed
from duizhao.source.repairs.patterns import NUMBER

_PAGE_BREAK = re.compile("\f")
_EMPTY_LINE = re.compile(r"(?:\r\n|[\n\r])[^\S\n\r]*[\n\r]")


class PageEnds:
    """Tells where a page's end is seen: a page number, a running head, a page break or a note stands there.

    Page numbers, on lines of their own or beside a running head, and page breaks show where each page ends: then it is
    there or nowhere.
    """

    def __init__(self, text: LanguageText, profile: LanguageProfile) -> None:
        self._source = text.source.text
        self._wraps = profile.lines_wrap
        matter = [drop for drop in text.drops if drop.reason in (Reason.PAGE_NUMBER, Reason.RUNNING_HEAD)]
        breaks = [match.start() for match in _PAGE_BREAK.finditer(self._source)]
        heads = {squeezed(head) for head in profile.running_heads if NUMBER not in head}
        numbered = (
            drop.reason is Reason.PAGE_NUMBER or squeezed(self._source[drop.span.start : drop.span.end]) not in heads
            for drop in matter
        )
        self._told = bool(breaks) or any(numbered)
        notes = (note.offset for note in text.notes)
        self._at = sorted([*(drop.span.start for drop in matter), *breaks, *notes])

    def shown(self, begin: int, end: int) -> bool:
        """Whether a page's end is seen between two offsets."""
        at = bisect_left(self._at, begin)
        return at < len(self._at) and self._at[at] < end

    def apart(self, begin: int, end: int) -> bool:
        """Whether an unseen page's end may lie between two offsets: not between two printed lines side by side."""
        return not self._wraps or bool(_EMPTY_LINE.search(self._source, begin, max(end, begin)))

    def parted(self, end: int, line: Line) -> bool:
        """Whether an empty line, and no page's end, parts a line from the text above it, which ends at `end`.

        Nothing is known of it where the source does not show its pages' ends.
        """
        between = self._source[end : line.text.start]
        return self._told and line.gap and not between.strip() and "\f" not in between
