"""The contents list is taken out of the text and kept, to verify the headings with; each difference is told."""

import difflib
import re
from itertools import islice, pairwise, takewhile

from duizhao.document.text import Span, Text
from duizhao.languages.labels import labels_in
from duizhao.patterns import lazily
from duizhao.source.model import Block, ContentsEntry, Heading, LanguageText, Level, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import may_be_label
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.labels import chapter_labels, section_labels
from duizhao.source.repairs.patterns import page_number, running_head

#: A page number at the end of an entry, behind a tab, white space or leaders.
PAGE_NUMBER = lazily(r"(?:\t|\s|\.{2,}|…+|·{2,})[\s.…·]*(\d+|[ivxlc]+)$")
LEADERS = lazily(r"[\s.…·]+$")

#: One that stands in front; and how many lines tell whether a list has them there.
PAGE_IN_FRONT = lazily(r"(\d{1,4})[\s.…·]+(?=[^\d\s.])")
LOOKED_AT, FEWEST = 12, 3

#: A rule an extraction draws under a row it takes for a table's head.
RULE = lazily(r"[-\s|:=_]+$")


def contents_list(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Takes out the lines from the list's heading up to where its first entry stands again, as a heading.

    Page numbers and running heads in between and behind the list go as what they are.
    """
    log = Log(text)
    start = _heading(text.blocks, profile)
    if start is None:
        return text
    matter = _page_matter(text.blocks, start, profile)
    behind = (
        b.text.plain
        for i, b in enumerate(text.blocks[start + 1 :], start + 1)
        if isinstance(b, Line) and i not in matter
    )
    front = _in_front(list(islice(behind, LOOKED_AT)))
    end = _end(text.blocks, start, matter, front)
    matter |= _unnumbered_heads(text.blocks, range(start + 1, end), matter, front, profile)
    # What is listed behind it are figures or tables, no headings.
    further = [index for index in range(start + 1, end + 1) if index not in matter and _lists_others(text, index)]
    while _lists_others(text, end) and (last := _end_of_numbered(text.blocks, end + 1, matter, front)) > end + 1:
        end = last
    lines: list[Line] = []
    for index, block in enumerate(text.blocks[start:end], start):
        if isinstance(block, Line):
            log.drop(block.text.spans(), matter.get(index, Reason.CONTENTS))
            if start < index < min(further, default=end) and index not in matter:
                lines.append(block)
    return log.result(text.blocks[:start] + text.blocks[end:], contents=tuple(_entries(lines, text, profile, front)))


def _page_matter(blocks: tuple[Block, ...], start: int, profile: LanguageProfile) -> dict[int, Reason]:
    """The page numbers and running heads behind the list's heading, by index.

    A chapter's title may be a running head, too, and then “Conclusion 12” is an entry: only the report's own title is
    a running head whatever number stands beside it; others are one alone beside a page number.
    """
    number = page_number(profile)
    title = squeezed(profile.title)
    own = [running_head(head, profile.han) for head in profile.running_heads if squeezed(head) == title]
    titled = re.compile(rf"(?:\d{{1,4}}\s*)?(?:{'|'.join(own)})(?:\s*\d{{1,4}})?" if own else r"(?!)")
    others = {squeezed(head) for head in profile.running_heads}
    plain = {i: b.text.plain for i, b in enumerate(blocks[start + 1 :], start + 1) if isinstance(b, Line)}
    numbers = {index for index, line in plain.items() if number.fullmatch(line)}
    heads = {
        index
        for index, line in plain.items()
        if titled.fullmatch(line) or (squeezed(line) in others and {index - 1, index + 1} & numbers)
    }
    return dict.fromkeys(heads, Reason.RUNNING_HEAD) | dict.fromkeys(numbers, Reason.PAGE_NUMBER)


def _unnumbered_heads(
    blocks: tuple[Block, ...], at: range, matter: dict[int, Reason], front: bool, profile: LanguageProfile
) -> dict[int, Reason]:
    """The running heads among a list's lines, if its entries have page numbers: these have none."""
    lines = {i: block.text.plain for i in at if i not in matter and isinstance(block := blocks[i], Line)}
    bare = {index for index, line in lines.items() if not _without_page(line, front)[1]}
    heads = {squeezed(head) for head in profile.running_heads}
    few = len(bare) < len(lines) / 2
    return {index: Reason.RUNNING_HEAD for index in bare if few and squeezed(lines[index]) in heads}


def _heading(blocks: tuple[Block, ...], profile: LanguageProfile) -> int | None:
    if not profile.contents:
        return None
    wanted = squeezed(profile.contents)
    return next((i for i, b in enumerate(blocks) if isinstance(b, Line) and squeezed(b.text.plain) == wanted), None)


def _end(blocks: tuple[Block, ...], start: int, matter: dict[int, Reason], front: bool) -> int:
    """The index of the first block behind the list."""
    entries = (i for i in range(start + 1, len(blocks)) if isinstance(blocks[i], Line) and i not in matter)
    first = next(entries, len(blocks))
    if first == len(blocks):
        return first
    line = blocks[first]
    assert isinstance(line, Line)
    title = squeezed(_without_page(line.text.plain, front)[0])
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Line) and squeezed(block.text.plain) == title:
            return index
    # The first entry stands nowhere else: the list goes as far as its lines end in page numbers.
    return _end_of_numbered(blocks, first, matter, front)


def _lists_others(text: LanguageText, index: int) -> bool:
    """Whether a line is the heading of a list, such as of figures."""
    labels = labels_in(text.code)
    block = text.blocks[index] if index < len(text.blocks) else None
    return isinstance(block, Line) and bool(labels and labels.contents.fullmatch(block.text.plain))


def _end_of_numbered(blocks: tuple[Block, ...], index: int, matter: dict[int, Reason], front: bool) -> int:
    """The index behind the last of the lines from one on that end in page numbers."""
    while index < len(blocks) and isinstance(block := blocks[index], Line):
        if index not in matter and not _without_page(block.text.plain, front)[1]:
            break
        index += 1
    return index


def _in_front(lines: list[str]) -> bool:
    """Whether the page numbers of a list stand in front of its entries: they rise, and do not count the entries."""
    found = [int(match[1]) for match in takewhile(bool, map(PAGE_IN_FRONT.match, lines)) if match]
    counts = all(second - first == 1 for first, second in pairwise(found))
    ends = sum(bool(PAGE_NUMBER.search(line)) for line in lines)
    return len(found) >= max(FEWEST, ends) and found == sorted(found) and not counts


def _without_page(plain: str, front: bool) -> tuple[str, bool]:
    """An entry's text without leaders and page number, and whether it had a number."""
    if front:
        before = PAGE_IN_FRONT.match(plain)
        return plain[before.end() :] if before else plain, before is not None
    match = PAGE_NUMBER.search(plain)
    return LEADERS.sub("", plain[: match.start()] if match else plain), match is not None


def _entries(lines: list[Line], text: LanguageText, profile: LanguageProfile, front: bool) -> list[ContentsEntry]:
    """The entries, those split over lines joined."""
    patterns = [label.pattern for label in (*chapter_labels(profile), *section_labels(profile))]
    numbered = any(_without_page(line.text.plain, front)[1] for line in lines)
    entries: list[ContentsEntry] = []
    pending = ""
    at = 0
    for line in lines:
        plain = line.text.plain
        if RULE.fullmatch(plain):
            continue
        entry, complete = _without_page(plain, front)
        if pending and any(p.match(plain) for p in patterns):
            entries.append(ContentsEntry(pending, at))
            pending = ""
        if not pending:
            at = text.source.line(line.text.start)
        glue = "" if profile.han and pending and not any(p.fullmatch(pending) for p in patterns) else " "
        pending = f"{pending}{glue}{entry}" if pending else entry
        if complete or not numbered:
            entries.append(ContentsEntry(pending, at))
            pending = ""
    if pending:
        entries.append(ContentsEntry(pending, at))
    return entries


#: How alike two titles must be (0 to 1) to count as one title with a difference.
ALIKE = 0.75

#: A text of so many characters is longer than a page; and so few numbered lines are no headings.
_PAGE, _FEWEST = 2_000, 3

#: How many headings an entry is compared with.
NEAR = 40


def contents_check(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Compares the list's entries with the headings, white space aside."""
    log = Log(text)
    if not any(isinstance(block, Heading) for block in text.blocks) and (lines := _may_be_headings(text, profile)):
        log.find("c-063", lines[0].start, count=str(len(lines)), first=shortened(_plain(text, lines[0])))
        return log.result()
    if not text.contents:
        return text
    headings = [b for b in text.blocks if isinstance(b, Heading) and b.level is not Level.SUBHEADING]
    left = {squeezed(heading.text.plain): heading for heading in headings}
    unlike = [entry for entry in text.contents if not left.pop(squeezed(entry.text), None)]
    for entry in unlike:
        offset = text.source.start_of(entry.line)
        # Both stand in reading order, so an entry's own heading is among the next few without an entry.
        near = difflib.get_close_matches(squeezed(entry.text), islice(left, NEAR), 1, ALIKE)
        if near:
            log.find("c-012", offset, listed=entry.text, heading=left.pop(near[0]).text.plain)
        else:
            log.find("c-013", offset, listed=entry.text)
    for heading in left.values():
        log.find("c-014", heading.text if heading.text.start >= 0 else Text(), heading=heading.text.plain)
    return log.result()


def _may_be_headings(text: LanguageText, profile: LanguageProfile) -> list[Span]:
    """Of a text of more than a page the entries of the contents list, or else the short lines that begin with a number
    as headings do; none if they are few."""
    source, labels = text.source, labels_in(text.code)
    whole = range(source.line(text.span.start), source.line(max(text.span.end - 1, 0)) + 1)
    ends = [*source.line_starts[1:], len(source.text)]
    lines = [Span(source.start_of(line), ends[line - 1 + source.before]) for line in whole]
    if sum(map(len, lines)) < _PAGE:
        return []
    listed = [lines[entry.line - whole.start] for entry in text.contents]
    numbered = [
        line
        for line in lines
        if labels and labels.numbered.match(plain := _plain(text, line)) and may_be_label(plain, profile.han)
    ]
    return listed or (numbered if len(numbered) >= _FEWEST else [])


def _plain(text: LanguageText, line: Span) -> str:
    return text.source.text[line.start : line.end].strip()
