"""Headings: named parts, chapters, sections and sub-headings, their titles joined where they are split over lines."""

import re
from collections.abc import Iterable

from duizhao.document.text import Text
from duizhao.source.model import Block, Heading, LanguageText, Level, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open, may_be_label, reads_as_heading, unpaired, without_marks
from duizhao.source.repairs.flow import Log, squeezed
from duizhao.source.repairs.heading_titles import (
    Reading,
    annex_section,
    label_and_title,
    labels_here,
    may_go_on,
    whole_title,
    with_printed_lines,
)
from duizhao.source.repairs.labels import (
    Label,
    chapter_labels,
    counts_on,
    division_labels,
    is_parted,
    section_labels,
    subheading_labels,
)
from duizhao.source.repairs.line_breaks import LineBreaks, list_item_follows
from duizhao.source.repairs.patterns import note_reference, page_matter, page_number
from duizhao.source.repairs.printed_lines import (
    joined_lines,
    lines_below,
)

#: How many section headings in a row the source may lack.
MOST_MISSING = 2

#: The deepest level of a heading on a page.
DEEPEST = 6


def headings(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Classifies heading lines. A number is believed if it follows the one before or the contents list has it.

    The contents list also tells where a title split over lines ends; without it, a chapter's title is the one
    line behind its label, and if lines are printed lines, a title ends at the next blank line.
    """
    log = Log(text)
    reading = Reading(
        text,
        profile,
        log,
        [squeezed(entry.text) for entry in text.contents],
        list(text.blocks),
        LineBreaks(text, profile),
    )
    matter = page_matter(profile)
    named = {squeezed(heading) for heading in profile.headings}
    result: list[Block] = []
    while reading.at < len(reading.blocks):
        block = reading.blocks[reading.at]
        heading = None
        if isinstance(block, Line) and reads_as_heading(block.text.plain):
            before = next((b for b in reversed(result) if not _is_page_matter(b, matter)), None)
            heading = (
                _part(block, reading)
                or _division(block, reading)
                or annex_section(block, reading)
                or _first_of(_chapter(block, label, reading) for label in labels_here(chapter_labels(profile), reading))
                or _first_of(
                    _section(block, label, before, reading) for label in labels_here(section_labels(profile), reading)
                )
                or _first_of(
                    _subheading(block, label, depth, before, reading)
                    for depth, label in enumerate(subheading_labels(profile), 2)
                )
                or (Heading(Level.SUBHEADING, "", Text(), block.text) if squeezed(block.text.plain) in named else None)
            )
        result.append(heading or block)
        reading.at += 1
    return log.result(result)


def _first_of(found: Iterable[Heading | None]) -> Heading | None:
    """The first heading that a line is by one of several labels."""
    return next((heading for heading in found if heading), None)


def _part(line: Line, reading: Reading) -> Heading | None:
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
            _begin_part(reading)
            return Heading(Level.PART, key, Text(), whole)
    return None


def _begin_part(reading: Reading) -> None:
    """What is numbered within chapters begins anew in a part that may hold some."""
    reading.subheadings, reading.annex, reading.annex_sections = {}, False, {}
    if not any("{chapter}" in label.template for label in section_labels(reading.profile)):
        reading.section = 0
        if not reading.profile.chapters:
            reading.chapter = 0


def _division(line: Line, reading: Reading) -> Heading | None:
    """A numbered part or annex, as the one of its kind that follows, or if the contents list has it."""
    for kind, label in division_labels(reading.profile):
        match = label.pattern.match(line.text.plain)
        rest = line.text.plain[match.end() :] if match else ""
        if not match or not is_parted(match, rest):
            continue
        for number in sorted(label.counts(match)):
            key = f"{kind}-{number}"
            follows = number == 1 or f"{kind}-{number - 1}" in reading.parts
            if key not in reading.parts and (follows or reading.lists(match.group())):
                reading.parts.add(key)
                reading.anew = kind == "part"
                _begin_part(reading)
                reading.annex = kind == "annex"
                before, title = label_and_title(line, match, reading)
                return Heading(Level.PART, key, before, title)
    return None


def _chapter(line: Line, label: Label, reading: Reading) -> Heading | None:
    match = label.pattern.match(line.text.plain)
    if not match:
        return None
    rest = line.text.plain[match.end() :]
    if not is_parted(match, rest) and squeezed(line.text.plain) not in reading.listed:
        return None
    numbers, following = label.counts(match), reading.chapter + 1
    # Behind the heading of a part chapters may go on counting, or begin anew.
    if reading.anew and 1 in numbers and following not in numbers:
        following = 1
    follows = following in numbers
    if label.is_worded:
        believed = follows or reading.lists(match.group())
    else:
        believed = _bare_number_opens(line, rest, follows, reading)
    if not numbers or not believed:
        return None
    number = following if follows else min(numbers)
    reading.chapter, reading.section, reading.subheadings = number, 0, {}
    reading.anew = reading.annex = False
    before, title = label_and_title(line, match, reading)
    return Heading(Level.CHAPTER, str(number), before, title)


def _bare_number_opens(line: Line, rest: str, follows: bool, reading: Reading) -> bool:
    """Whether a number and a sign (“2.”) open a chapter: sections (“2.1”) and the items of lists begin so too.

    If there is a contents list, it tells; otherwise the number does. A printed line directly below another must show
    that it stands for itself, and be no item of a list.
    """
    if counts_on(line.text.plain[: len(line.text) - len(rest)], rest):
        return False
    if title := squeezed(rest):
        if any(title in entry for entry in reading.listed):
            return True
        if reading.listed:
            return False
        if reading.profile.lines_wrap and not line.gap:
            return follows and _stands_for_itself(line, reading)
    return follows


def _stands_for_itself(line: Line, reading: Reading) -> bool:
    """Whether a printed line is one by intention, behind the end of a sentence or of such a line; no list's item is."""
    above = reading.blocks[reading.at - 1] if reading.at else None
    below = reading.next_line()
    if below and list_item_follows(line.text.plain, below.text.plain):
        return False
    if isinstance(above, Line) and list_item_follows(above.text.plain, line.text.plain):
        return False
    begun = line.text.start in reading.breaks.begun or not _cut_before(above, reading)
    return begun and line.text.end in reading.breaks.ended


def _section(line: Line, label: Label, before: Block | None, reading: Reading) -> Heading | None:
    match = label.pattern.match(line.text.plain)
    if not match:
        return None
    rest = line.text.plain[match.end() :]
    place = "section" if "section" in match.groupdict() else "numeral"
    stands_alone = label.is_worded and place == "numeral" and not rest.strip()
    if not stands_alone and not _is_label_of(rest, match, label, reading):
        return None
    chapter = int(match.groupdict().get("chapter") or reading.chapter)
    listed = any(entry.startswith(squeezed(line.text.plain)) for entry in reading.listed)
    numbers = sorted(label.counts(match, place))
    number = next((each for each in numbers if _follows(chapter, each, reading)), 0)
    # A bare number at a line's beginning may go on with a sentence; “Section 2.” does not.
    if not listed and ((not label.is_worded and _cut_before(before, reading)) or not number):
        return None
    number = number or numbers[0]
    reading.chapter, reading.section, reading.subheadings = chapter, number, {}
    key = f"{chapter}.{number}" if chapter else str(number)
    return Heading(Level.SECTION, key, *label_and_title(line, match, reading))


def _is_label_of(rest: str, match: re.Match[str], label: Label, reading: Reading) -> bool:
    """Whether what stands behind a number is a title, and no more of a number or a word."""
    if not rest.strip() or rest[0] in ".%" or counts_on(match.group(), rest):
        return False
    if "numeral" in match.groupdict():
        return is_parted(match, rest)
    return reading.profile.han or rest[0].isspace() or match.group()[-1].isspace()


def _follows(chapter: int, number: int, reading: Reading) -> bool:
    """Whether a section's number is the next one (the source may lack a few between), or begins a chapter that has
    no heading of its own."""
    if chapter == reading.chapter:
        return reading.section < number <= reading.section + MOST_MISSING + 1
    return (chapter, number) == (reading.chapter + 1, 1)


def _is_page_matter(block: Block, matter: re.Pattern[str]) -> bool:
    """Whether a line is a running head or a page number, still to be taken out."""
    return isinstance(block, Line) and matter.fullmatch(block.text.plain) is not None


def _cut_before(before: Block | None, reading: Reading) -> bool:
    """Whether the text before breaks off: then a number at a line's beginning is more likely part of it."""
    if not isinstance(before, Line):
        return False
    plain = without_marks(before.text.plain, note_reference(reading.profile))
    return is_open(plain) and not may_be_label(plain, reading.profile.han)


def _numbered_subheading(
    line: Line, label: Label, depth: int, before: Block | None, reading: Reading
) -> Heading | None:
    match = label.pattern.match(line.text.plain)
    rest = line.text.plain[match.end() :] if match else ""
    if not match or not rest.strip() or rest[0] in ".%0123456789" or _cut_before(before, reading):
        return None
    found = match.groupdict()
    here = {"chapter": reading.chapter, "section": reading.section}
    if any(int(found.get(place) or number) != number for place, number in here.items()):
        return None
    last = reading.subheadings.get(depth, 0)
    place = "number" if "number" in found else "numeral"
    number = next((each for each in sorted(label.counts(match, place)) if last < each <= last + MOST_MISSING + 1), 0)
    if not number or (place == "numeral" and not is_parted(match, rest)):
        return None
    reading.subheadings = {level: count for level, count in reading.subheadings.items() if level < depth}
    reading.subheadings[depth] = number
    label_end = len(match.group().rstrip())
    title_start = len(line.text.plain) - len(rest.lstrip())
    title = whole_title(line.text[:label_end], line.text[title_start:], reading)
    deeper = depth + bool(reading.annex_sections)
    return Heading(Level.SUBHEADING, "", line.text[:title_start], title, depth=min(deeper, DEEPEST))


def _subheading(line: Line, label: Label, depth: int, before: Block | None, reading: Reading) -> Heading | None:
    if label.is_numbered:
        return _numbered_subheading(line, label, depth, before, reading)
    mark = label.template
    if not line.text.plain.startswith(mark) or page_number(reading.profile).fullmatch(line.text.plain):
        return None
    title, spaces = line.text[len(mark) :].strip()
    if not title or title.plain.startswith(mark):
        return None
    # A sentence cut by the page's end may go on with a dash.
    if _cut_before(before, reading) and not reading.profile.han and title.plain[0].islower():
        return None
    reading.log.drop(line.text[: len(mark)].spans(), Reason.SUBHEADING_MARK)
    reading.log.drop(spaces, Reason.WHITE_SPACE)
    reading.subheadings = {level: count for level, count in reading.subheadings.items() if level < depth}
    while unpaired(title.plain) and (following := reading.next_line()) and may_go_on(following, reading):
        longer = joined_lines(title, following.text, reading.profile)
        if len(unpaired(longer.plain)) >= len(unpaired(title.plain)):
            break
        title = longer
        reading.at += 1
    title = with_printed_lines(title, reading)
    return Heading(Level.SUBHEADING, "", Text(), title, depth=min(depth, DEEPEST))
