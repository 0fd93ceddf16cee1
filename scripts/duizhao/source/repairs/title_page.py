"""The title, which may be split over lines, and the publisher are taken from the beginning of the text."""

from __future__ import annotations

import re

from duizhao.document.text import Text, inserted
from duizhao.errors import InputError
from duizhao.source.model import Block, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.flow import Log, shortened, squeezed
from duizhao.source.repairs.printed_lines import directly_below
from duizhao.source.repairs.seam_doubles import whole

#: Among how many lines behind the title the publisher is looked for: a subtitle and a date may stand before it.
LINES_BEFORE_PUBLISHER = 6

#: Over how many lines a title may go, and how many are shown that are none.
MOST_TITLE_LINES, SHOWN_LINES = 6, 2

_HEADING_MARK = re.compile(r"#{1,6}\s+")


def title_page(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Joins the lines that together are the profile's title, and takes the publisher's line behind them.

    A subtitle or a date may stand between; its lines stay what they are.

    Raises:
        InputError: the first lines do not make the profile's title.
    """
    log = Log(text)
    blocks = list(text.blocks)
    wanted = squeezed(profile.title)
    title = Text()
    while blocks and isinstance(first := blocks[0], Line) and squeezed(title.plain) != wanted:
        bare = _without_marks(first.text, profile, log)
        if not wanted.startswith(squeezed(title.plain + bare.plain)):
            break
        glue = inserted(" ", "space between joined lines") if title and not profile.han else Text()
        title = title + glue + bare
        blocks.pop(0)
    if squeezed(title.plain) != wanted:
        first_lines = (block.text.plain for block in text.blocks[:SHOWN_LINES] if isinstance(block, Line))
        found = shortened(" / ".join(first_lines), 2 * len(profile.title) + 40)
        raise InputError(
            "The text does not begin with the title “{title}”, but with “{found}”.", title=profile.title, found=found,
            file=text.source.name, line=text.source.line(blocks[0].text.start) if blocks else None,  # type: ignore[union-attr]
            hint="Check `languages.{code}.title` and `begins` in the profile.", code=profile.code,
        )  # fmt: skip
    publisher = Text()
    for at, line in enumerate(blocks[:LINES_BEFORE_PUBLISHER]):
        if not isinstance(line, Line) or squeezed(line.text.plain) in _openings(profile):
            break
        if profile.publisher and squeezed(line.text.plain) == squeezed(profile.publisher):
            publisher = line.text
            blocks[: at + 1] = _paragraphs(text, blocks[:at], profile)
            break
    if profile.publisher and not publisher:
        # Whose words these are stands on every page, so it is said here if the text does not say it.
        publisher = inserted(profile.publisher, "publisher, from the profile")
    return log.result(blocks, title=title, publisher=publisher)


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


def _without_marks(line: Text, profile: LanguageProfile, log: Log) -> Text:
    """The line without the extraction's marks for a heading before it and for strong text at its ends."""
    if heading := _HEADING_MARK.match(line.plain):
        log.drop(line[: heading.end()].spans(), Reason.MARKUP)
        line = line[heading.end() :]
    mark = profile.markup.strong
    if not mark:
        return line
    cuts = []
    if line.plain.startswith(mark):
        cuts.append((0, len(mark)))
    if line.plain.endswith(mark) and len(line) > len(mark):
        cuts.append((len(line) - len(mark), len(line)))
    line, gone = line.without(cuts)
    log.drop(gone, Reason.MARKUP)
    return line
