"""The titles of headings: what stands behind a label, with the lines that go on with it."""

import re

from msgspec import Struct, field

from duizhao.document.text import Text, inserted
from duizhao.source.model import Block, LanguageText, Line
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.labels import begins_heading, label_end, subheading_labels
from duizhao.source.repairs.line_breaks import LineBreaks
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
