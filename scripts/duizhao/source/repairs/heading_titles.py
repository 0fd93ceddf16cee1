"""The titles of headings: what stands behind a label, with the lines that go on with it; and the sections of
an annex, which stand on its page: numbered as those of chapters are, or by a letter (“A.1”)."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from duizhao.document.text import Text, inserted
from duizhao.source.model import Block, Heading, LanguageText, Level, Line
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.labels import (
    Label,
    begins_heading,
    chapter_labels,
    counts_on,
    is_parted,
    label_end,
    section_labels,
    subheading_labels,
)
from duizhao.source.repairs.line_breaks import LineBreaks, list_item_follows
from duizhao.source.repairs.patterns import page_matter
from duizhao.source.repairs.printed_lines import MOST_TITLE_LINES, joined_lines, report_cut_word, rest_of_title


class Reading(Struct):
    """Where in the report the reading stands. `annex`: in one, whose sections have counted so far, by their template,
    as `annex_sections` says."""

    text: LanguageText
    profile: LanguageProfile
    log: Log
    listed: list[str]
    blocks: list[Block]
    breaks: LineBreaks
    chapter: int = 0
    section: int = 0
    subheadings: dict[int, int] = field(default_factory=dict)
    anew: bool = False
    annex: bool = False
    annex_sections: dict[str, int] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    at: int = 0

    def lists(self, label: str) -> bool:
        """Whether the contents list has a label."""
        return any(squeezed(label) in entry for entry in self.listed)

    def next_line(self) -> Line | None:
        block = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        return block if isinstance(block, Line) else None

    def behind(self) -> list[Block]:
        """The next blocks, as many as a title can take, and one more."""
        return self.blocks[self.at + 1 : self.at + MOST_TITLE_LINES + 3]


def label_and_title(line: Line, match: re.Match[str], reading: Reading) -> tuple[Text, Text]:
    """A heading's label with the space behind it, and its title with the lines that go on with it."""
    plain = line.text.plain
    end = label_end(match)
    start = max(match.end(), end)
    start += len(plain[start:]) - len(plain[start:].lstrip())
    title = whole_title(line.text[:end], line.text[start:], reading)
    space = line.text[end:start] if start < len(plain) else Text()
    if title and not space and not (reading.profile.han and not plain[end - 1].isalnum()):
        space = inserted(" ", "space between joined lines")
    return line.text[:end] + space, title


def whole_title(label: Text, title: Text, reading: Reading) -> Text:
    """The title with the lines that go on with it; the reading moves behind them."""
    start = squeezed(label.plain)
    candidates = [entry for entry in reading.listed if entry.startswith(start + squeezed(title.plain))]
    if candidates:
        while not any(start + squeezed(title.plain) == entry for entry in candidates):
            following = reading.next_line()
            if not following:
                break
            longer = joined_lines(title, following.text, reading.profile)
            if not any(entry.startswith(start + squeezed(longer.plain)) for entry in candidates):
                break
            title = longer
            reading.at += 1
        if any(start + squeezed(title.plain) == entry for entry in candidates):
            return title
    elif not title and (following := reading.next_line()) and may_go_on(following, reading):
        title = following.text
        reading.at += 1
    return with_printed_lines(title, reading)


def with_printed_lines(title: Text, reading: Reading) -> Text:
    """The title with the printed lines directly below it, if they are its own; the reading moves behind them."""
    if not title:
        return title
    parts = {squeezed(part) for _, part in reading.profile.parts}
    marks = subheading_labels(reading.profile)

    def begins(plain: str) -> bool:
        marked = any(label.pattern.match(plain) for label in marks)
        return marked or squeezed(plain) in parts or begins_heading(plain, reading.profile)

    for line in rest_of_title(reading.text, title, reading.behind(), reading.profile, begins):
        report_cut_word(title, line.text, reading.log)
        title = joined_lines(title, line.text, reading.profile)
        reading.at += 1
    return title


def may_go_on(line: Line, reading: Reading) -> bool:
    """Whether a line can be the rest of a title: it reads as a heading, and is none, nor at a page's edge."""
    plain = line.text.plain
    return (
        reads_as_heading(plain)
        and not begins_heading(plain, reading.profile)
        and not page_matter(reading.profile).fullmatch(plain)
    )


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
