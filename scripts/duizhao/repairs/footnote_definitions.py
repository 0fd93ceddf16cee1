"""Footnote definitions are taken out of the flow, with the lines that go on with them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from duizhao.model import Block, LanguageText, Line, Note, Reason
from duizhao.profile import LanguageProfile
from duizhao.repairs.ends import is_open
from duizhao.repairs.flow import Log, shortened
from duizhao.repairs.patterns import ADDRESS, mark_number, note_definition
from duizhao.repairs.seams import Seams
from duizhao.text import inserted

#: An address that stops at a line's end: opened and not closed, or ending in what never ends one.
CUT_ADDRESS = re.compile(r"<https?://[^<>\s]*$|https?://\S*[-_/=&?%]$")

#: What can be the rest of an address cut by a line break.
ADDRESS_REST = re.compile(r"[!-;=?-~]+>?$")

#: How many notes back one may go on: those of one printed page.
NOTES_BACK = 12


@dataclass(frozen=True, slots=True)
class _Reading:
    profile: LanguageProfile
    log: Log
    definition: re.Pattern[str]
    seams: Seams


def footnote_definitions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes notes of the lines that begin like a definition, and of definitions that stand inside a paragraph.

    A note goes on with the next line, or with a later line that holds an address while the note has none: text
    and address may stand on several lines, and a note may run on over the page. A report's body seldom holds an
    address, which is what makes this safe; where it was done across other text it is reported, and the profile
    settles it by line.
    """
    pattern = note_definition(profile)
    if not pattern:
        return text
    log = Log(text)
    reading = _Reading(profile, log, pattern, Seams(text, profile))
    result: list[Block] = []
    notes: list[Note] = list(text.notes)
    last: Block | None = None
    for block in text.blocks:
        if not isinstance(block, Line):
            result.append(block)
            last = block
            continue
        for line in _parted(block, reading):
            if match := pattern.match(line.text.plain):
                number = mark_number(match, profile.footnotes)
                log.drop(line.text[: match.end()].spans(), Reason.FOOTNOTE_MARK)
                notes.append(Note(number, line.text.start, line.text[match.end() :]))
                last = line
            elif notes and (index := _goes_on(line, notes, last, reading)) is not None:
                notes[index] = _longer(notes[index], line, reading)
            else:
                result.append(line)
                last = None
    for note in notes:
        plain = note.text.plain
        if not plain or (not ADDRESS.search(plain) and is_open(plain)):
            log.find("c-019", note.offset, text=shortened(plain) or profile.footnotes.marks[note.number - 1])
    # A mark alone, with nothing that goes on with it, is no note.
    return log.result(result, notes=tuple(note for note in notes if note.text))


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
    behind = last is not None
    address = ADDRESS.search(note)
    if behind and not line.gap:
        if CUT_ADDRESS.search(note) and ADDRESS_REST.match(plain) and not plain.startswith("http"):
            return len(notes) - 1
        if not address and (is_open(note) or ADDRESS.search(plain)):
            return len(notes) - 1
    if ADDRESS.match(plain) and not address:
        return len(notes) - 1
    if number not in reading.profile.settled.paragraphs_begin and ADDRESS.search(plain):
        # Text with an address is the rest of the nearest note that breaks off, if it reads on from there.
        for index in range(len(notes) - 1, max(len(notes) - 1 - NOTES_BACK, -1), -1):
            before = notes[index].text.plain
            verdict = reading.seams.continues(before, line)
            if is_open(before) and not ADDRESS.search(before) and verdict.joins and not verdict.doubtful:
                reading.log.find("c-026", line.text, before=before[-20:], after=shortened(plain, 20))
                return index
    return None


def _longer(note: Note, line: Line, reading: _Reading) -> Note:
    broken = bool(CUT_ADDRESS.search(note.text.plain)) and not ADDRESS.match(line.text.plain)
    text = note.text + inserted(" ", "space between joined lines") + line.text
    if not note.text or (not broken and reading.profile.han and not ADDRESS.match(line.text.plain)):
        text = note.text + line.text
    if broken:
        reading.log.find("c-011", line.text, address=shortened(text.plain, 120))
    return replace(note, text=text, broken=note.broken or broken)
