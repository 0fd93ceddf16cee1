"""Footnote definitions are taken out of the flow, with the lines that go on with them."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.addresses import ADDRESS
from duizhao.document.text import inserted
from duizhao.source.model import Block, LanguageText, Line, Note, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.addresses import breaks_address, goes_on_with_address
from duizhao.source.repairs.ends import is_open
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.inlines import references
from duizhao.source.repairs.patterns import mark_number, note_definition, note_reference
from duizhao.source.repairs.printed_lines import (
    begins_block,
    directly_below,
    joined_lines,
    page_ends_between,
    report_cut_word,
)
from duizhao.source.repairs.seam_doubles import parts_of, whole
from duizhao.source.repairs.seams import Seams

#: What no note ends with, though a sentence's part does.
NO_END = (";", "；", ":", "：", ",", "，", "、")

#: How many lines below a note are looked at for the page's end.
FOOT_LINES = 3

#: How many notes back one may go on: those of one printed page.
NOTES_BACK = 12


class _Reading(Struct, frozen=True):
    profile: LanguageProfile
    text: LanguageText
    log: Log
    definition: re.Pattern[str]
    seams: Seams


def footnote_definitions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes notes of the lines that begin like a definition, and of definitions that stand inside a paragraph.

    A note goes on with the next line, or with a later line that holds an address while the note has none: text
    and address may stand on several lines, and a note may run on over the page. A report's body seldom holds an
    address, which is what makes this safe; where it was done across other text it is reported, and the profile
    settles it by line. If lines are printed lines, a note goes on up to the next blank line or the page's end.
    """
    pattern = note_definition(profile)
    if not pattern:
        return text
    log = Log(text)
    reading = _Reading(profile, text, log, pattern, Seams(text, profile))
    begun_by_reference = _begun_by_reference(reading)
    referred = _referred(text, profile)
    result: list[Block] = []
    notes: list[Note] = list(text.notes)
    last: Block | None = None
    foot: Line | None = None
    for at, block in enumerate(text.blocks):
        if not isinstance(block, Line):
            result.append(block)
            last, foot = block, None
            continue
        for line in _parted(block, reading):
            match = None if line.text.start in begun_by_reference else pattern.match(line.text.plain)
            if match and _is_number_of_text(match, line, referred, notes, profile):
                match = None
            if match:
                number = mark_number(match, profile.footnotes)
                log.drop(line.text[: match.end()].spans(), Reason.FOOTNOTE_MARK)
                notes.append(Note(number, line.text.start, line.text[match.end() :]))
                last = line
            elif notes and (index := _goes_on(line, notes, last, reading)) is not None:
                if index == len(notes) - 1:
                    if _is_doubtful(notes[-1], line, reading):
                        before, after = notes[-1].text.plain[-20:], shortened(line.text.plain, 20)
                        log.find("c-032", line.text, before=before, after=after)
                    last = line
                notes[index] = _longer(notes[index], line, reading)
            elif (above := foot or last) and isinstance(above, Line) and _is_at_foot(above, at, reading):
                # A paragraph of its own: it must not get between the halves of one that the page's end cuts.
                if foot and isinstance(begun := result[-1], Paragraph):
                    result[-1] = whole([*parts_of(begun), line.text])
                else:
                    log.find("c-033", line.text, text=shortened(line.text.plain))
                    result.append(whole([line.text]))
                foot, last = line, None
                continue
            else:
                # What is no part of the note above it is no printed line's rest either.
                behind = isinstance(last, Line) and not line.glued
                result.append(replace(line, gap=True) if behind else line)
                last = None
            foot = None
    for note in notes:
        plain = note.text.plain
        if not plain or (not ADDRESS.search(plain) and is_open(plain)):
            log.find("c-019", note.offset, text=shortened(plain) or profile.footnotes[0].mark(note.number))
    # A mark alone, with nothing that goes on with it, is no note.
    return log.result(result, notes=tuple(note for note in notes if note.text))


def _referred(text: LanguageText, profile: LanguageProfile) -> dict[int, list[int]]:
    """Where each number is referred to, by source offset."""
    reference = note_reference(profile)
    found: dict[int, list[int]] = defaultdict(list)
    for block in text.blocks:
        if reference and isinstance(block, Line):
            for number, mark in references(block.text, reference, profile.footnotes):
                found[number].append(mark.start)
    return found


def _is_number_of_text(
    match: re.Match[str], line: Line, referred: dict[int, list[int]], notes: list[Note], profile: LanguageProfile
) -> bool:
    """Whether a bare number at a line's beginning (“50 meters”) is no mark: nothing before it refers to that number
    since the last note with it."""
    mark = match.group().strip(" .．、")
    if not mark.isdecimal() or not any(form.series == "numbers" and form.number(mark) for form in profile.footnotes):
        return False
    number = int(mark)
    since = max((note.offset for note in notes if note.number == number), default=-1)
    return not any(since < offset < line.text.start for offset in referred.get(number, ()))


def _begun_by_reference(reading: _Reading) -> set[int]:
    """Where printed lines begin with a reference, though they look like definitions.

    Such a line stands directly below text, no reference before it waits for that definition, and further on stands one
    that can be nothing else.
    """
    profile, text = reading.profile, reading.text
    reference = note_reference(profile)
    if not profile.lines_wrap or not reference:
        return set()
    lines = [block for block in text.blocks if isinstance(block, Line)]
    found: set[int] = set()
    sure: dict[int, int] = {}
    doubtful: list[tuple[Line, int, bool]] = []
    waiting: Counter[int] = Counter()
    above: Line | None = None
    in_note = False
    for line in lines:
        below = above is not None and directly_below(text, above.text, line)
        above = line
        in_note = in_note and below
        match = reading.definition.match(line.text.plain)
        if match:
            number = mark_number(match, profile.footnotes)
            settled = reading.log.line(line.text) in profile.settled.paragraphs_continue
            if settled or (below and not in_note and reference.match(line.text.plain)):
                doubtful.append((line, number, not waiting[number]))
                in_note = waiting[number] > 0 and not settled
                if settled:
                    found.add(line.text.start)
            else:
                sure[number] = line.text.start
                in_note = True
            waiting[number] = 0
        if not in_note:
            for mark in reference.finditer(line.text.plain):
                waiting[mark_number(mark, profile.footnotes)] += 1
    return found | {
        line.text.start for line, number, free in doubtful if free and sure.get(number, -1) > line.text.start
    }


def _parted(line: Line, reading: _Reading) -> list[Line]:
    """The line, cut where a whole definition (mark and address) stands inside it.

    In a line that begins as text, a definition ends with its address; in one that is itself a definition, the next
    one ends it.
    """
    plain = line.text.plain
    addresses = [match.span() for match in ADDRESS.finditer(plain)]
    own = reading.definition.match(plain)
    parts: list[Line] = []
    at = 0
    for mark in reading.definition.finditer(plain, own.end() if own else 0):
        address = ADDRESS.match(plain, mark.end())
        before = bisect_left(addresses, mark.span()) - 1
        address_end = addresses[before][1] if before >= 0 else -1
        # In a line of definitions, what stands behind an address is the next one.
        complete = own and address_end == len(plain[: mark.start()].rstrip())
        if mark.start() < address_end or not (address or complete):
            continue
        parts += _part(line, at, mark.start(), reading, text=not own)
        at = mark.start()
        if not own and address:
            parts += _part(line, at, address.end(), reading, text=False)
            at = address.end()
    return [*parts, *_part(line, at, len(plain), reading, text=not own)]


def _part(line: Line, begin: int, end: int, reading: _Reading, *, text: bool) -> list[Line]:
    """A stretch of the line as a line of its own, if there is anything in it; `text` behind a cut is glued."""
    if begin == 0 and end == len(line.text):
        return [line]
    part, spaces = line.text[begin:end].strip()
    reading.log.drop(spaces, Reason.WHITE_SPACE)
    if not part:
        return []
    return [replace(line, text=part) if begin == 0 else Line(part, gap=False, glued=text)]


def _goes_on(line: Line, notes: list[Note], last: Block | None, reading: _Reading) -> int | None:
    """The index of the note the line goes on with, None if it is text of its own."""
    plain = line.text.plain
    number = reading.log.line(line.text)
    if number in reading.profile.settled.notes_continue:
        return len(notes) - 1
    if line.glued:
        return None
    note = notes[-1].text.plain
    address = ADDRESS.search(note)
    begins = number in reading.profile.settled.paragraphs_begin
    if isinstance(last, Line) and not begins and not begins_block(plain, reading.profile):
        below = directly_below(reading.text, last.text, line)
        if below and reading.profile.lines_wrap:
            return len(notes) - 1
        if goes_on_with_address(notes[-1], line) or (below and breaks_address(note, plain)):
            return len(notes) - 1
        if below and not address and (is_open(note) or note.endswith(NO_END) or ADDRESS.search(plain)):
            return len(notes) - 1
    if ADDRESS.match(plain) and not address:
        return len(notes) - 1
    if not begins and ADDRESS.search(plain):
        # Text with an address is the rest of the nearest note that breaks off, if it reads on from there.
        for index in range(len(notes) - 1, max(len(notes) - 1 - NOTES_BACK, -1), -1):
            before = notes[index].text.plain
            verdict = reading.seams.continues(before, line)
            if is_open(before) and not ADDRESS.search(before) and verdict.joins and not verdict.doubtful:
                reading.log.find("c-026", line.text, before=before[-20:], after=shortened(plain, 20))
                return index
    return None


def _is_doubtful(note: Note, line: Line, reading: _Reading) -> bool:
    """Whether a line was joined to a note only because that ends in what ends no note."""
    settled = reading.log.line(line.text) in reading.profile.settled.notes_continue
    return not (settled or reading.profile.lines_wrap) and note.text.plain.endswith(NO_END)


def _is_at_foot(above: Line, at: int, reading: _Reading) -> bool:
    """Whether block `at`, directly below a note, stands between it and the next note or the page's end, so that it
    may be the rest of the note."""
    text = reading.text
    line = text.blocks[at]
    if not isinstance(line, Line) or reading.log.line(line.text) in reading.profile.settled.paragraphs_begin:
        return False
    if not directly_below(text, above.text, line) or begins_block(line.text.plain, reading.profile):
        return False
    for below in text.blocks[at + 1 : at + 1 + FOOT_LINES]:
        if page_ends_between(text, line.text, below):
            return True
        if not isinstance(below, Line) or not directly_below(text, line.text, below):
            return False
        if reading.definition.match(below.text.plain):
            return True
        line = below
    return len(text.blocks) <= at + FOOT_LINES and page_ends_between(text, line.text, None)


def _longer(note: Note, line: Line, reading: _Reading) -> Note:
    broken = breaks_address(note.text.plain, line.text.plain)
    text = joined_lines(note.text, line.text, reading.profile)
    if note.text and (broken or ADDRESS.match(line.text.plain)):
        text = note.text + inserted(" ", "space between joined lines") + line.text
    else:
        report_cut_word(note.text, line.text, reading.log)
    if broken:
        reading.log.find("c-011", line.text, address=shortened(text.plain, 120))
    return replace(note, text=text, broken=note.broken or broken)
