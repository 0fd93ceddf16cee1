"""The title, which may be split over lines, and the publisher are taken from the beginning of the text."""

import re

from duizhao.document.text import Text, inserted
from duizhao.source.model import Block, Drop, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.printed_lines import directly_below
from duizhao.source.repairs.seam_doubles import whole

#: Among how many lines behind the title the publisher is looked for: a subtitle and a date may stand before it.
LINES_BEFORE_PUBLISHER = 6

#: Within how many lines from the beginning the title begins.
LINES_BEFORE_TITLE = 40

#: Over how many lines a title may go, and how many are shown that are none.
MOST_TITLE_LINES, SHOWN_LINES = 6, 2

_HEADING_MARK = re.compile(r"#{1,6}\s+")


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
