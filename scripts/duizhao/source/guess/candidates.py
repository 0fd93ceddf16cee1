"""Which rows may be headings: short, no sentence, and, among printed lines, standing for themselves."""

import re
from collections.abc import Sequence

from duizhao.source.guess.model import Row, squeezed
from duizhao.source.guess.page_matter import usual_width, width
from duizhao.source.repairs.ends import is_open, reads_as_heading

#: No heading is longer, in Han characters and in Latin letters.
_LONGEST = {True: 45, False: 120}

#: A printed line breaks off by intention if the next word would have filled no more than this part of a usual line.
_ROOM = 0.9

#: A reference to a note at a text's end.
NOTE = re.compile(r"\s*(?:\[\d+\]|\^?[①-⑳]|[¹²³⁴-⁹⁰]+)$")


def may_be_headings(rows: Sequence[Row], entries: set[str], *, han: bool, wraps: bool) -> list[int]:
    """The places of the rows that may be headings. `entries`: those of the contents list, squeezed."""
    apart = _apart(rows, entries) if wraps else [True] * len(rows)
    return [at for at, row in enumerate(rows) if apart[at] and _may_be_heading(row, han)]


def _apart(rows: Sequence[Row], entries: set[str]) -> list[bool]:
    """Whether each printed line may stand for itself: an empty line is below it, or below the next one; the contents
    list has it, perhaps with the next line; or it breaks off before it is full, and does not go on with the one above.
    """
    ends = [at + 1 >= len(rows) or rows[at + 1].gap for at in range(len(rows))]
    usual = usual_width(rows)
    # The last line of the text above may be short, too: then its sentence is at an end.
    short = [end or _has_room(row, below, usual) for end, row, below in zip(ends, rows, [*rows[1:], None], strict=True)]
    found = []
    for at, row in enumerate(rows):
        words = squeezed(row.text)
        below = words + squeezed(rows[at + 1].text) if at + 1 < len(rows) else words
        begins = row.gap or not at or short[at - 1] or not is_open(NOTE.sub("", rows[at - 1].text))
        found.append(ends[at] or ends[at + 1] or words in entries or below in entries or (begins and short[at]))
    return found


def _has_room(row: Row, below: Row | None, usual: int) -> bool:
    """Whether the first word of the line below would have had room behind a line."""
    first = below.text.split(maxsplit=1)[0] if below else ""
    word = width(first) if first.isascii() else 2
    return width(row.text) + 1 + word <= _ROOM * usual


def _may_be_heading(row: Row, han: bool) -> bool:
    """Whether a row is short and does not end as a sentence does."""
    text = row.text.lstrip("# ")
    return bool(text) and len(text) <= _LONGEST[han] and reads_as_heading(text.rstrip("？?"))
