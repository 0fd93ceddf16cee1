"""Footnote definitions are taken out of the flow, with the lines that go on with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from duizhao.model import Block, LanguageText, Line, Note, Reason
from duizhao.profile import LanguageProfile
from duizhao.repairs.ends import is_open
from duizhao.repairs.flow import Log, shortened
from duizhao.repairs.patterns import ADDRESS, mark_number, note_definition
from duizhao.text import inserted

#: An address that stops at a line's end: opened and not closed, or ending in what never ends one.
CUT_ADDRESS = re.compile(r"<https?://[^<>\s]*$|https?://\S*[-_/=&?%]$")

#: What can be the rest of an address cut by a line break.
ADDRESS_REST = re.compile(r"[!-;=?-~]+>?$")


@dataclass(frozen=True, slots=True)
class _Reading:
    profile: LanguageProfile
    log: Log
    definition: re.Pattern[str]


def footnote_definitions(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes notes of the lines that begin like a definition, and of definitions that stand inside a paragraph.

    A note goes on with the next line, or with a later line that holds an address while the note has none: text
    and address may stand on several lines, and a note may run on over the page. Outside notes the report's body
    holds no addresses, which is what makes this safe; the profile settles the rest by line.
    """
    pattern = note_definition(profile)
    if not pattern:
        return text
    log = Log(text)
    reading = _Reading(profile, log, pattern)
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
        if not ADDRESS.search(note.text.plain) and is_open(note.text.plain):
            log.find("c-019", note.offset, text=shortened(note.text.plain))
    return log.result(result, notes=tuple(notes))


def _parted(line: Line, reading: _Reading) -> list[Line]:
    """The line, cut where a whole definition (mark and address) stands inside it."""
    plain = line.text.plain
    own = reading.definition.match(plain)
    for mark in reading.definition.finditer(plain, own.end() if own else 1):
        address = ADDRESS.match(plain, mark.end())
        if not address or any(a.start() < mark.start() < a.end() for a in ADDRESS.finditer(plain)):
            continue
        if own:
            # The line is itself a definition: a second one behind it on the same line.
            before, after = line.text[: mark.start()], line.text[mark.start() :]
            before, spaces = before.strip()
            reading.log.drop(spaces, Reason.WHITE_SPACE)
            return [replace(line, text=before), *_parted(Line(after, gap=False), reading)]
        before, spaces_before = line.text[: mark.start()].strip()
        after, spaces_after = line.text[address.end() :].strip()
        reading.log.drop(spaces_before + spaces_after, Reason.WHITE_SPACE)
        note = Line(line.text[mark.start() : address.end()], gap=False)
        rest = _parted(Line(after, gap=False, glued=bool(before)), reading) if after else []
        return [*([replace(line, text=before)] if before else []), note, *rest]
    return [line]


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
    if ADDRESS.search(plain):
        # Text with an address is the rest of the nearest note that is still open.
        return next((i for i in range(len(notes) - 1, -1, -1) if not ADDRESS.search(notes[i].text.plain)), None)
    return None


def _longer(note: Note, line: Line, reading: _Reading) -> Note:
    broken = bool(CUT_ADDRESS.search(note.text.plain)) and not ADDRESS.match(line.text.plain)
    text = note.text + inserted(" ", "space between joined lines") + line.text
    if not broken and reading.profile.han and not ADDRESS.match(line.text.plain):
        text = note.text + line.text
    if broken:
        reading.log.find("c-011", line.text, address=shortened(text.plain, 120))
    return replace(note, text=text, broken=note.broken or broken)
