"""The sections of an annex, which stand on its page: numbered as those of chapters are, or by a letter (“A.1”)."""

import re
from collections.abc import Iterable

from duizhao.source.model import Heading, Level, Line
from duizhao.source.repairs.heading_titles import Reading, label_and_title
from duizhao.source.repairs.labels import Label, chapter_labels, counts_on, is_parted, section_labels
from duizhao.source.repairs.line_breaks import list_item_follows

#: How a section's label stands that no profile need name: the annex's letter or number, and the section's.
LETTERED = re.compile(r"(?P<annex>[A-Z]|[IVX]{1,5})[.．-](?P<numeral>\d{1,2})[.．]?(?=\s)\s*")

#: How many sections in a row the source may lack.
_MOST_MISSING = 2


def labels_here(labels: Iterable[Label], reading: Reading) -> Iterable[Label]:
    """The labels that may open a page: in an annex those with a word in them."""
    return (label for label in labels if label.is_worded or not reading.annex)


def annex_section(line: Line, reading: Reading) -> Heading | None:
    """The heading of an annex's section, if the reading stands in an annex and its number follows."""
    if not reading.annex or _is_item(line, reading):
        return None
    labels = (*section_labels(reading.profile), *chapter_labels(reading.profile))
    for label in (Label("{annex}.{numeral}", LETTERED), *(each for each in labels if not each.is_worded)):
        match = label.pattern.match(line.text.plain)
        rest = line.text.plain[match.end() :] if match else ""
        if not match or not rest.strip() or not is_parted(match, rest) or counts_on(match.group(), rest):
            continue
        place = "numeral" if "numeral" in match.groupdict() else "section"
        last = reading.annex_sections.get(label.template, 0)
        number = next((n for n in sorted(label.counts(match, place)) if last < n <= last + _MOST_MISSING + 1), 0)
        if number and (last or number == 1):
            reading.annex_sections[label.template] = number
            reading.subheadings = {}
            before, title = label_and_title(line, match, reading)
            return Heading(Level.SUBHEADING, "", before, title)
    return None


def _is_item(line: Line, reading: Reading) -> bool:
    """Whether a line is an item of a list: the next number stands directly below it, or the one before above."""
    places = (reading.at - 1, reading.at + 1)
    above, below = (reading.blocks[at] if 0 <= at < len(reading.blocks) else None for at in places)
    pairs = ((above, line), (line, below))
    return any(
        isinstance(first, Line) and isinstance(second, Line) and list_item_follows(first.text.plain, second.text.plain)
        for first, second in pairs
    )
