"""Headings: named parts, chapters, sections and sub-headings, their titles joined where they are split over lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from duizhao.document.text import Text, inserted
from duizhao.source.model import Block, Heading, LanguageText, Level, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open, may_be_label, reads_as_heading, unpaired, without_marks
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.patterns import (
    PLACE,
    chapter_label,
    note_reference,
    numeral_number,
    page_matter,
    page_number,
    section_label,
    subheading_label,
)
from duizhao.source.repairs.printed_lines import (
    MOST_TITLE_LINES,
    joined_lines,
    lines_below,
    report_cut_word,
    rest_of_title,
)

#: How many section headings in a row the source may lack.
MOST_MISSING = 2


@dataclass(slots=True)
class _Reading:
    """Where in the report the reading stands."""

    text: LanguageText
    profile: LanguageProfile
    log: Log
    listed: list[str]
    blocks: list[Block]
    chapter: int = 0
    section: int = 0
    subheading: int = 0
    parts: set[str] = field(default_factory=set)
    at: int = 0

    def next_line(self, offset: int = 1) -> Line | None:
        index = self.at + offset
        block = self.blocks[index] if index < len(self.blocks) else None
        return block if isinstance(block, Line) else None

    def behind(self) -> list[Block]:
        """The next blocks, as many as a title can take, and one more."""
        return self.blocks[self.at + 1 : self.at + MOST_TITLE_LINES + 3]


def headings(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Classifies heading lines. A number is believed if it follows the one before or the contents list has it.

    The contents list also tells where a title split over lines ends; without it, a chapter's title is the one
    line behind its label, and if lines are printed lines, a title ends at the next blank line.
    """
    log = Log(text)
    reading = _Reading(text, profile, log, [squeezed(entry.text) for entry in text.contents], list(text.blocks))
    chapter, section = chapter_label(profile), section_label(profile)
    matter = page_matter(profile)
    result: list[Block] = []
    while reading.at < len(reading.blocks):
        block = reading.blocks[reading.at]
        heading = None
        if isinstance(block, Line) and reads_as_heading(block.text.plain):
            before = next((b for b in reversed(result) if not _is_page_matter(b, matter)), None)
            heading = (
                _part(block, reading)
                or _chapter(block, chapter, reading)
                or _section(block, section, before, reading)
                or _subheading(block, before, reading)
            )
        result.append(heading or block)
        reading.at += 1
    return log.result(result)


def _part(line: Line, reading: _Reading) -> Heading | None:
    for key, title in reading.profile.parts:
        if key in reading.parts or not squeezed(title).startswith(squeezed(line.text.plain)):
            continue
        whole = line.text
        below = lines_below(reading.text, line.text, reading.behind())
        count = 0
        while squeezed(whole.plain) != squeezed(title) and (rest := next(below, None)):
            whole = joined_lines(whole, rest.text, reading.profile)
            count += 1
        if squeezed(whole.plain) == squeezed(title):
            reading.parts.add(key)
            reading.at += count
            return Heading(Level.PART, key, Text(), whole)
    return None


def _chapter(line: Line, label: re.Pattern[str] | None, reading: _Reading) -> Heading | None:
    match = label.match(line.text.plain) if label else None
    if not match:
        return None
    number = numeral_number(match, reading.profile)
    rest = line.text.plain[match.end() :]
    stands_alone = not rest.strip()
    # “一、方法”: a label that ends with a sign needs no space; “第一章节” is no label.
    ends_with_sign = not match.group().rstrip()[-1].isalnum()
    parted = ends_with_sign or rest[:1].isspace() or match.group()[-1].isspace()
    if not stands_alone and not parted and squeezed(line.text.plain) not in reading.listed:
        return None
    if not _is_worded(reading.profile.chapter):
        if not _bare_number_opens(line, rest, number, reading):
            return None
    elif number != reading.chapter + 1 and not any(squeezed(match.group()) in entry for entry in reading.listed):
        return None
    reading.chapter, reading.section, reading.subheading = number, 0, 0
    label_end = len(match.group().rstrip())
    title_start = len(line.text.plain) - len(rest.lstrip())
    title = _whole_title(line.text[:label_end], line.text[title_start:], reading)
    space = line.text[label_end:title_start] if not stands_alone else Text()
    if title and not space and not (reading.profile.han and ends_with_sign):
        space = inserted(" ", "space between joined lines")
    return Heading(Level.CHAPTER, str(number), line.text[:label_end] + space, title)


def _is_worded(template: str) -> bool:
    """Whether a label has a word in it and not a number alone."""
    return any(char.isalpha() for char in PLACE.sub("", template))


def _bare_number_opens(line: Line, rest: str, number: int, reading: _Reading) -> bool:
    """Whether a number and a sign (“2.”) open a chapter: sections (“2.1”) and the items of lists begin so too.

    If there is a contents list, it tells; otherwise the number does, unless the line stands directly below another.
    """
    if rest[:1].isdigit():
        return False
    if title := squeezed(rest):
        if any(title in entry for entry in reading.listed):
            return True
        if reading.listed or (reading.profile.lines_wrap and not line.gap):
            return False
    return number == reading.chapter + 1


def _section(line: Line, label: re.Pattern[str] | None, before: Block | None, reading: _Reading) -> Heading | None:
    match = label.match(line.text.plain) if label else None
    if not match:
        return None
    rest = line.text.plain[match.end() :]
    if (
        not rest.strip()
        or rest[0] in ".%0123456789"
        or not (reading.profile.han or rest[0].isspace() or match.group()[-1].isspace())
    ):
        return None
    chapter = int(match.groupdict().get("chapter") or reading.chapter)
    number = int(match["section"])
    listed = any(entry.startswith(squeezed(line.text.plain)) for entry in reading.listed)
    # A bare number at a line's beginning may go on with a sentence; “Section 2.” does not.
    worded = _is_worded(reading.profile.section)
    if not listed and ((not worded and _cut_before(before, reading)) or not _follows(chapter, number, reading)):
        return None
    reading.chapter, reading.section, reading.subheading = chapter, number, 0
    label_end = len(match.group().rstrip())
    title_start = len(line.text.plain) - len(rest.lstrip())
    title = _whole_title(line.text[:label_end], line.text[title_start:], reading)
    key = f"{chapter}.{number}" if chapter else str(number)
    space = line.text[label_end:title_start]
    if not space and match.group()[-1:].isalnum():
        space = inserted(" ", "space behind a number")
    return Heading(Level.SECTION, key, line.text[:label_end] + space, title)


def _follows(chapter: int, number: int, reading: _Reading) -> bool:
    """Whether a section's number is the next one (the source may lack a few between), or begins a chapter that has
    no heading of its own."""
    if chapter == reading.chapter:
        return reading.section < number <= reading.section + MOST_MISSING + 1
    return (chapter, number) == (reading.chapter + 1, 1)


def _is_page_matter(block: Block, matter: re.Pattern[str]) -> bool:
    """Whether a line is a running head or a page number, still to be taken out."""
    return isinstance(block, Line) and matter.fullmatch(block.text.plain) is not None


def _cut_before(before: Block | None, reading: _Reading) -> bool:
    """Whether the text before breaks off: then a number at a line's beginning is more likely part of it."""
    if not isinstance(before, Line):
        return False
    plain = without_marks(before.text.plain, note_reference(reading.profile))
    return is_open(plain) and not may_be_label(plain, reading.profile.han)


def _numbered_subheading(line: Line, label: re.Pattern[str], before: Block | None, reading: _Reading) -> Heading | None:
    match = label.match(line.text.plain)
    rest = line.text.plain[match.end() :] if match else ""
    if not match or not rest.strip() or rest[0] in ".%0123456789" or _cut_before(before, reading):
        return None
    places = {place: int(number) for place, number in match.groupdict().items()}
    here = {"chapter": reading.chapter, "section": reading.section}
    if any(places.get(place, number) != number for place, number in here.items()):
        return None
    if not reading.subheading < places["number"] <= reading.subheading + MOST_MISSING + 1:
        return None
    reading.subheading = places["number"]
    label_end = len(match.group().rstrip())
    title_start = len(line.text.plain) - len(rest.lstrip())
    title = _whole_title(line.text[:label_end], line.text[title_start:], reading)
    return Heading(Level.SUBHEADING, "", line.text[:title_start], title)


def _subheading(line: Line, before: Block | None, reading: _Reading) -> Heading | None:
    if label := subheading_label(reading.profile):
        return _numbered_subheading(line, label, before, reading)
    mark = reading.profile.subheading
    if not mark or not line.text.plain.startswith(mark) or page_number(reading.profile).fullmatch(line.text.plain):
        return None
    title, spaces = line.text[len(mark) :].strip()
    if not title or title.plain.startswith(mark):
        return None
    # A sentence cut by the page's end may go on with a dash.
    if _cut_before(before, reading) and not reading.profile.han and title.plain[0].islower():
        return None
    reading.log.drop(line.text[: len(mark)].spans(), Reason.SUBHEADING_MARK)
    reading.log.drop(spaces, Reason.WHITE_SPACE)
    while unpaired(title.plain) and (following := reading.next_line()) and _may_go_on(following, reading):
        longer = joined_lines(title, following.text, reading.profile)
        if len(unpaired(longer.plain)) >= len(unpaired(title.plain)):
            break
        title = longer
        reading.at += 1
    title = _with_printed_lines(title, reading)
    return Heading(Level.SUBHEADING, "", Text(), title)


def _whole_title(label: Text, title: Text, reading: _Reading) -> Text:
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
    elif not title and (following := reading.next_line()) and _may_go_on(following, reading):
        title = following.text
        reading.at += 1
    return _with_printed_lines(title, reading)


def _with_printed_lines(title: Text, reading: _Reading) -> Text:
    """The title with the printed lines directly below it, if they are its own; the reading moves behind them."""
    if not title:
        return title
    labels = (chapter_label(reading.profile), section_label(reading.profile))
    parts = {squeezed(part) for _, part in reading.profile.parts}
    mark = reading.profile.subheading
    numbered = subheading_label(reading.profile)

    def begins(plain: str) -> bool:
        marked = bool(numbered.match(plain) if numbered else mark and plain.startswith(mark))
        return marked or squeezed(plain) in parts or any(label and label.match(plain) for label in labels)

    for line in rest_of_title(reading.text, title, reading.behind(), reading.profile, begins):
        report_cut_word(title, line.text, reading.log)
        title = joined_lines(title, line.text, reading.profile)
        reading.at += 1
    return title


def _may_go_on(line: Line, reading: _Reading) -> bool:
    """Whether a line can be the rest of a title: it reads as a heading, and is none, nor at a page's edge."""
    labels = (chapter_label(reading.profile), section_label(reading.profile))
    plain = line.text.plain
    return (
        reads_as_heading(plain)
        and not any(p and p.match(plain) for p in labels)
        and not page_matter(reading.profile).fullmatch(plain)
    )
