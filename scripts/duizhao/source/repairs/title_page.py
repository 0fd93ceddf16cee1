"""The title, which may be split over lines, and the publisher are taken from the beginning of the text; other lines
of a title page stay apart: names, places, dates."""

import re
from collections.abc import Sequence
from functools import cache

from duizhao.document.text import Text, inserted
from duizhao.languages.tables import in_all
from duizhao.patterns import compiled, lazily
from duizhao.source.model import Block, Drop, Heading, LanguageText, Level, Line, Paragraph, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import TERMINALS, is_open
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.printed_lines import directly_below
from duizhao.source.repairs.seam_doubles import whole
from duizhao.source.repairs.seams import GOES_ON

#: Among how many lines behind the title the publisher is looked for: a subtitle and a date may stand before it.
LINES_BEFORE_PUBLISHER = 6

#: Within how many lines from the beginning the title begins.
LINES_BEFORE_TITLE = 40

#: Over how many lines a title may go, and how many are shown that are none.
MOST_TITLE_LINES, SHOWN_LINES = 6, 2

_HEADING_MARK = lazily(r"#{1,6}\s+")


def title_page(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Joins the lines that together are the profile's title, and takes the publisher's line behind them.

    A subtitle or a date may stand between; its lines stay what they are. What stands before the title (a series, a
    number, another spelling of it) stays on the home page, and is told; so is a title that stands nowhere near.
    """
    log = Log(text)
    at, count, title = _title(text.blocks, profile, log)
    before, blocks = list(text.blocks[:at]), list(text.blocks[at + count :])
    if not title:
        title = inserted(profile.title, "title, from the profile")
    if not count or before:
        lines = (block.text.plain for block in text.blocks[:SHOWN_LINES] if isinstance(block, Line))
        found = shortened(" / ".join(lines), 2 * len(profile.title) + 40)
        first = next((block.text for block in text.blocks if isinstance(block, Line)), 0)
        log.find("c-039" if count else "c-040", first, title=profile.title, found=found, language=profile.code)
    publisher = Text()
    for at, line in enumerate(blocks[:LINES_BEFORE_PUBLISHER]):
        if not isinstance(line, Line) or squeezed(line.text.plain) in _openings(profile):
            break
        if profile.publisher and squeezed(line.text.plain) == squeezed(profile.publisher):
            publisher = line.text
            blocks[: at + 1] = _paragraphs(text, blocks[:at], profile)
            break
    wanted = squeezed(profile.publisher)
    named = (line for line in before if isinstance(line, Line) and squeezed(line.text.plain) == wanted)
    if profile.publisher and not publisher and (stated := next(named, None)):
        publisher = stated.text
        before.remove(stated)
    if profile.publisher and not publisher:
        # Whose words these are stands on every page, so it is said here if the text does not say it.
        publisher = inserted(profile.publisher, "publisher, from the profile")
    return log.result(_paragraphs(text, before, profile) + blocks, title=title, publisher=publisher)


def _title(blocks: tuple[Block, ...], profile: LanguageProfile, log: Log) -> tuple[int, int, Text]:
    """Where the title stands near the beginning: the index of its first line, how many lines it takes, and its text;
    no lines if it is not there."""
    for at in range(min(len(blocks), LINES_BEFORE_TITLE)):
        title = Text()
        marks: list[Drop] = []
        for count, block in enumerate(blocks[at : at + MOST_TITLE_LINES], 1):
            if not isinstance(block, Line):
                break
            bare, dropped = _without_marks(block.text, profile)
            glue = inserted(" ", "space between joined lines") if title and not profile.han else Text()
            title = title + glue + bare
            marks += dropped
            if not squeezed(profile.title).startswith(squeezed(title.plain)):
                break
            if squeezed(title.plain) == squeezed(profile.title):
                log.drops += marks
                return at, count, title
    return 0, 0, Text()


def _paragraphs(text: LanguageText, lines: list[Block], profile: LanguageProfile) -> list[Block]:
    """A paragraph of each line, or of the printed lines that stand one below the other."""
    groups: list[list[Text]] = []
    for line in lines:
        if isinstance(line, Line) and groups and profile.lines_wrap and directly_below(text, groups[-1][-1], line):
            groups[-1].append(line.text)
        elif isinstance(line, Line):
            groups.append([line.text])
    return [whole(group) for group in groups]


def _openings(profile: LanguageProfile) -> set[str]:
    """The headings behind which no title page goes on."""
    return {squeezed(heading) for heading in (profile.contents, *(part for _, part in profile.parts)) if heading}


def _without_marks(line: Text, profile: LanguageProfile) -> tuple[Text, list[Drop]]:
    """The line without the extraction's marks for a heading before it and for strong text at its ends; and these."""
    drops = []
    if heading := _HEADING_MARK.match(line.plain):
        drops += [Drop(span, Reason.MARKUP) for span in line[: heading.end()].spans()]
        line = line[heading.end() :]
    mark = profile.markup.strong
    if not mark:
        return line, drops
    cuts = []
    if line.plain.startswith(mark):
        cuts.append((0, len(mark)))
    if line.plain.endswith(mark) and len(line) > len(mark):
        cuts.append((len(line) - len(mark), len(line)))
    line, gone = line.without(cuts)
    return line, drops + [Drop(span, Reason.MARKUP) for span in gone]


#: No such line is longer than this many characters, in Han characters and in Latin letters.
_LONGEST_HAN, _LONGEST_LATIN = 24, 70
#: What parts a sentence; a place and a date may stand on one line.
_CLAUSE = lazily("[，、,]")
_WORD = lazily(r"[^\W\d_]+")
#: “of”, “and”, “with”: in a title's line longer words begin with a capital.
_SMALL_WORD = 4


def title_lines(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Makes a paragraph of each such line, so that none is joined to the next."""
    alone = stand_alone(text, profile)
    return Log(text).result(
        whole([block.text]) if index in alone and isinstance(block, Line) else block
        for index, block in enumerate(text.blocks)
    )


def stand_alone(text: LanguageText, profile: LanguageProfile) -> set[int]:
    """Which blocks of the home page are lines of a title page: in a run with the title, or behind a whole sentence."""
    found: set[int] = set()
    front = _front(text.blocks)
    before = ""
    leading = True
    for index, (block, after) in enumerate(zip(front, _next_lines(front), strict=True)):
        if not isinstance(block, Line | Paragraph):
            leading = False
            continue
        plain = block.text.plain
        named = _is_named(plain, profile) and not _goes_on(block, after, text, profile)
        # Han has no letter case: without a date, only its place among others tells such a line from half a sentence.
        sure = not profile.han or bool(_date().search(plain))
        placed = leading or not is_open(before) or index - 1 in found
        if named and placed and (sure or (leading and _begins_anew(after, profile))):
            found.add(index)
        else:
            leading = False
        before = plain
    return found


def _front(blocks: Sequence[Block]) -> Sequence[Block]:
    """What stands on the home page."""
    opening = (
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level is not Level.SUBHEADING
    )
    return blocks[: next(opening, len(blocks))]


@cache
def _date() -> re.Pattern[str]:
    return compiled(in_all("dates_alone"))


def _next_lines(blocks: Sequence[Block]) -> list[Line | None]:
    """For each block the line that could go on with it: boxes and figures may stand between, a heading may not."""
    found: list[Line | None] = []
    behind: Line | None = None
    for block in reversed(blocks):
        found.append(behind)
        if isinstance(block, Line | Heading):
            behind = block if isinstance(block, Line) else None
    return found[::-1]


def _is_named(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line reads as a name, a place or a date, and not as the beginning of a sentence."""
    if not is_open(plain) or any(mark in plain for mark in TERMINALS - {".", ":", "："}) or plain[-1] in "，、,—–-":
        return False
    if profile.han:
        dated = any(_date().fullmatch(part.strip()) for part in _CLAUSE.split(plain))
        return len(plain) <= _LONGEST_HAN and (dated or not _CLAUSE.search(plain))
    words = _WORD.findall(plain)
    capital = all(word[0].isupper() or len(word) <= _SMALL_WORD for word in words)
    return len(plain) <= _LONGEST_LATIN and capital and all(word[0].isupper() for word in (*words[:1], *words[-1:]))


def _goes_on(block: Line | Paragraph, after: Line | None, text: LanguageText, profile: LanguageProfile) -> bool:
    """Whether what stands behind a line tells that it goes on there, or what stands before it that it is no whole."""
    if isinstance(block, Line) and block.glued:
        return True
    if isinstance(block, Paragraph) and block.seams:
        return True
    if not after:
        return False
    line = text.source.line(after.text.start)
    wrapped = profile.lines_wrap and not after.gap
    begins_small = after.text.plain[0].islower() or after.text.plain[0] in GOES_ON
    return after.glued or wrapped or begins_small or line in profile.settled.paragraphs_continue


def _begins_anew(after: Line | None, profile: LanguageProfile) -> bool:
    """Whether what stands behind a line of Han is no second half of it: another such line, or no line at all."""
    return not after or _is_named(after.text.plain, profile)
