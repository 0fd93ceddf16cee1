"""The contents list verifies the headings; each difference is reported."""

from __future__ import annotations

import difflib
from itertools import islice

from duizhao.document.text import Text
from duizhao.source.model import Heading, LanguageText, Level
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, squeezed

#: How alike two titles must be (0 to 1) to count as one title with a difference.
ALIKE = 0.75

#: How many headings an entry is compared with.
NEAR = 40


def contents_check(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Compares the list's entries with the headings, white space aside."""
    if not text.contents:
        return text
    log = Log(text)
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
