"""Boxes that hold text: a beginning mark and no end mark. Where a box ends is found from structure and content.

The evidence, in this order: what the profile has settled; a heading or the next box ends it; a paragraph that goes
on with the text before the box is not in it; and cohesion: how much of the title a paragraph takes up again,
weighted so that words found all over the report count little (inverse document frequency).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.text import inserted
from duizhao.patterns import lazily
from duizhao.source.model import Block, Box, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile, ends_key
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.patterns import box_mark, is_numbered
from duizhao.source.repairs.printed_lines import MOST_TITLE_LINES, joined_lines, report_cut_word, rest_of_title
from duizhao.source.repairs.seams import Seams

#: Evidence from which a paragraph belongs to the box; within MARGIN of it the decision is reported.
BELONGS = 0.28
MARGIN = 0.17

#: A paragraph that has no more in common with the text before the box than this was left out on thin evidence.
FAINT = 0.03

#: How much more a paragraph's own words weigh than the title's: the box so far against the text before the box.
OWN_WORDS = 2

#: How many lines before the box speak for the text it stands in.
BODY_LINES = 3

_WORD = lazily(r"[^\W\d_]+")
_HAN = lazily(r"[\u3400-\u9fff]{2,}")


class Mark(Struct, frozen=True):
    """The mark of a kind of boxes; `numbered`: it is part of the title."""

    kind: str
    pattern: re.Pattern[str]
    numbered: bool


def boxes(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Finds the boxes' marks and puts into each box the lines that belong to it."""
    if not profile.boxes:
        return text
    log = Log(text)
    frequencies = Frequencies(profile, [b.text.plain for b in text.blocks if isinstance(b, Line)])
    seams = Seams(text, profile)
    settled = dict(profile.settled.box_ends)
    result: list[Block] = []
    blocks = _marked(text.blocks, profile, log)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if not isinstance(block, Box):
            result.append(block)
            continue
        for below in rest_of_title(text, block.title, blocks[at : at + MOST_TITLE_LINES + 2], profile):
            report_cut_word(block.title, below.text, log)
            block = replace(block, title=joined_lines(block.title, below.text, profile))
            at += 1
        candidates: list[Line] = []
        while at + len(candidates) < len(blocks) and isinstance(line := blocks[at + len(candidates)], Line):
            candidates.append(line)
        body = list(islice((b for b in reversed(result) if isinstance(b, Line)), BODY_LINES))[::-1]
        mark_line = text.source.line(block.mark)
        if mark_line in settled:
            count = sum(log.line(line.text) <= settled[mark_line] for line in candidates)
        else:
            count = extent(block, candidates, body, frequencies, seams, log)
        if not candidates:
            log.find("c-022", block.title, kind=block.kind, title=block.title.plain)
        result.append(replace(block, blocks=tuple(candidates[:count])))
        at += count
    return log.result(result)


def marks_of(profile: LanguageProfile) -> list[Mark]:
    """The marks of the profile's kinds of boxes."""
    return [Mark(kind, box_mark(mark, profile), is_numbered(mark)) for kind, mark in profile.boxes]


def _marked(blocks: Iterable[Block], profile: LanguageProfile, log: Log) -> list[Block]:
    """The blocks with a box without content for each line that begins with a mark.

    A mark alone on its line takes its title from the next line; without one there it stays as it is and is reported.
    """
    marks = marks_of(profile)
    above: Block | None = None
    result: list[Block] = []
    alone: tuple[Mark, Line] | None = None
    for block in blocks:
        if alone:
            mark, line = alone
            alone = None
            if isinstance(block, Line) and _reads_as_title(block.text.plain, marks):
                title = block.text
                if mark.numbered:
                    title = line.text + inserted(" ", "space between joined lines") + title
                else:
                    log.drop(line.text.spans(), Reason.BOX_MARK)
                result[-1] = Box(mark.kind, title, mark=line.text.start)
                continue
            log.find("c-028", line.text, kind=mark.kind, mark=line.text.plain)
        if isinstance(block, Line) and (begun := _begun(block, above, marks, profile)):
            mark, end = begun
            title, spaces = block.text[end:].strip()
            if not title:
                alone = mark, block
            elif not mark.numbered:
                log.drop(block.text[:end].spans(), Reason.BOX_MARK)
                log.drop(spaces, Reason.WHITE_SPACE)
                block = Box(mark.kind, title, mark=block.text.start)
            elif reads_as_heading(title.plain.rstrip("？！?!") or title.plain):
                block = Box(mark.kind, block.text, mark=block.text.start)
        above = block
        result.append(block)
    if alone:
        log.find("c-028", alone[1].text, kind=alone[0].kind, mark=alone[1].text.plain)
    return result


def _begun(line: Line, above: Block | None, marks: Iterable[Mark], profile: LanguageProfile) -> tuple[Mark, int] | None:
    """The mark a line begins with, and where the mark ends in it."""
    for mark in marks:
        found = mark.pattern.match(line.text.plain + " ")
        if found and not (mark.numbered and _goes_on_above(line, above, profile)):
            return mark, min(found.end(), len(line.text))
    return None


def _goes_on_above(line: Line, above: Block | None, profile: LanguageProfile) -> bool:
    """Whether a printed line stands in the middle of a paragraph, so that its “Box 2” is spoken of there; in brackets
    it is a mark."""
    return profile.lines_wrap and not line.gap and isinstance(above, Line) and line.text.plain[0] not in "【["


def _reads_as_title(plain: str, marks: Iterable[Mark]) -> bool:
    """Whether the line behind a mark alone is the box's title; a title may be a question."""
    return not any(mark.pattern.match(plain) for mark in marks) and reads_as_heading(plain.rstrip("？！?!") or plain)


def extent(box: Box, candidates: list[Line], body: list[Line], frequencies: Frequencies, seams: Seams, log: Log) -> int:
    """How many of the lines behind the mark are in the box; its first paragraph always is."""
    units = _units(candidates, seams)
    before = body[-1] if body and seams.is_open(body[-1].text.plain) else None
    title = frequencies.terms([box.title.plain])
    inside = set(title)
    outside = frequencies.terms(line.text.plain for line in body)
    taken = 0
    for unit in units:
        own = frequencies.terms(line.text.plain for line in unit)
        with_box, with_body = frequencies.share(own, inside), frequencies.share(own, outside)
        evidence = frequencies.share(title, own) + OWN_WORDS * (with_box - with_body)
        if taken:
            resumes = before is not None and seams.continues(before.text.plain, unit[0]).joins
            belongs = evidence >= (BELONGS + MARGIN if resumes else BELONGS)
            if abs(evidence - BELONGS) < MARGIN or (not belongs and with_body - with_box < FAINT):
                what = "inside" if belongs else "outside"
                # Where it ends if it is the other way.
                end = (units[taken - 1] if belongs else unit)[-1]
                log.find(
                    "c-006",
                    unit[0].text,
                    kind=box.kind,
                    title=box.title.plain,
                    next=shortened(unit[0].text.plain, 24),
                    what=what,
                    key=ends_key(box.kind),
                    mark=str(log.line(box.mark)),
                    end=str(log.line(end.text)),
                )
            if not belongs:
                break
        taken += 1
        inside |= own
    return sum(len(unit) for unit in units[:taken])


def _units(lines: list[Line], seams: Seams) -> list[list[Line]]:
    """The lines in groups that are one paragraph each."""
    units: list[list[Line]] = []
    for line in lines:
        above = units[-1][-1].text if units else None
        if above and seams.continues(above.plain, line, above.end).joins:
            units[-1].append(line)
        else:
            units.append([line])
    return units


class Frequencies(Struct):
    """In how many of the report's lines each term stands."""

    profile: LanguageProfile
    lines: list[str]
    counts: Counter[str] | None = None

    def terms(self, lines: Iterable[str]) -> set[str]:
        """The terms of some lines."""
        return {term for line in lines for term in self._terms(line)}

    def share(self, of: set[str], found_in: set[str]) -> float:
        """How much of some terms' weight is found in others, from 0 to 1."""
        if self.counts is None:
            self.counts = Counter(term for line in self.lines for term in set(self._terms(line)))
        # In a fixed order: a sum of fractions depends on it, and a conversion must always come out the same.
        weights = {term: math.log(len(self.lines) / max(self.counts[term], 1) + 1) ** 2 for term in sorted(of)}
        total = sum(weights.values())
        return sum(weight for term, weight in weights.items() if term in found_in) / total if total else 0.0

    def _terms(self, plain: str) -> list[str]:
        """Pairs of neighbouring Han characters, or words and pairs of words."""
        if self.profile.han:
            runs = (match.group() for match in _HAN.finditer(plain))
            return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
        words = [word.casefold() for word in _WORD.findall(plain)]
        return [word for word in words if len(word) > 3] + [f"{a} {b}" for a, b in pairwise(words)]
