"""Figure captions, over as many lines as they take, become figures with the line on the data's source."""

import re

from duizhao.document.text import Text
from duizhao.patterns import lazily
from duizhao.source.model import Block, Figure, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open, reads_as_heading, unpaired
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.patterns import note_reference, template_pattern
from duizhao.source.repairs.printed_lines import (
    begins_block,
    directly_below,
    joined_lines,
    lines_below,
    page_ends_between,
    report_cut_word,
)
from duizhao.source.repairs.seams import GOES_ON

#: A line with a number near its beginning (“Table 1”, “(2)”) is more likely a title or an item.
_LABELLED = lazily(r"\D{0,3}\d|[（(]")

#: How many printed lines of a paragraph are looked at.
LONGEST_PARAGRAPH = 60


def figures(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Classifies captions; the source line is at a caption's end, or the next line, over a gap too.

    Where the source line takes several printed lines, all of them are the figure's: those directly below it if lines
    are printed lines, and the first one behind a page's end if it reads on from there.
    """
    if not profile.figure_caption:
        return text
    log = Log(text)
    caption = template_pattern(profile.figure_caption, profile.han, number=r"\d{1,4}(?:[.-]\d{1,3})?")
    source = _source_pattern(profile)
    result: list[Block] = []
    blocks = list(text.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        match = caption.match(block.text.plain) if isinstance(block, Line) else None
        if (
            not isinstance(block, Line)
            or not match
            or not _is_caption(block, match, source)
            or _begins_sentence(block, blocks[at : at + LONGEST_PARAGRAPH], source, text, profile)
        ):
            result.append(block)
            continue
        whole, credit = _parted(block.text, source)
        while not credit and at < len(blocks) and isinstance(following := blocks[at], Line):
            rest, credit = _parted(following.text, source)
            if following.gap and (rest or not credit):
                credit = Text()
                break
            if rest:
                if not reads_as_heading(rest.plain):
                    credit = Text()
                    break
                whole = joined_lines(whole, rest, profile)
            at += 1
        while credit and at < len(blocks) and isinstance(following := blocks[at], Line):
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            if not _goes_on(credit, following, behind, _cut_before(result, profile), text, profile, log):
                break
            report_cut_word(credit, following.text, log)
            credit = joined_lines(credit, following.text, profile)
            at += 1
        if profile.figure_source and not credit:
            log.find("c-020", whole, caption=shortened(whole.plain))
        whole, spaces = whole.strip()
        log.drop(spaces, Reason.WHITE_SPACE)
        result.append(Figure(match["number"], whole, credit))
    return log.result(result)


def _goes_on(
    credit: Text,
    line: Line,
    behind: Block | None,
    cut_before: bool,
    text: LanguageText,
    profile: LanguageProfile,
    log: Log,
) -> bool:
    """Whether the source line goes on with the line behind it; thin evidence is reported.

    `cut_before`: the text before the figure breaks off, so that the line may as well go on with that.
    """
    plain = line.text.plain
    if log.line(line.text) in profile.settled.paragraphs_begin or begins_block(plain, profile):
        return False
    below = directly_below(text, credit, line)
    broken = page_ends_between(text, credit, line)
    opened = credit.plain[:1] in "(（"
    if opened and not unpaired(credit.plain):
        return False
    if below and profile.lines_wrap:
        return True
    if opened:
        return (below or broken) and [mark for _, mark in unpaired(plain)][:1] in (["）"], [")"])
    if not (below or broken) or not is_open(credit.plain):
        return False
    if profile.han:
        # Han has no letter case: a line at a page's top, with no end of a sentence, and whole on this page.
        whole = is_open(plain) and reads_as_heading(plain) and not _LABELLED.match(plain)
        thin = broken and whole and not (behind and page_ends_between(text, line.text, behind))
        reads_on = thin and bool(profile.subheadings)
    else:
        reads_on = plain[0].islower() or plain[0] in GOES_ON
        thin = reads_on and is_open(plain)
    if reads_on and not cut_before:
        log.find("c-034", line.text, before=credit.plain[-20:], after=shortened(plain, 20))
        return True
    if thin:
        log.find("c-031", line.text, text=shortened(plain))
    return False


def _cut_before(before: list[Block], profile: LanguageProfile) -> bool:
    """Whether the text before a figure breaks off; footnotes may stand between."""
    last = next(
        (b for b in reversed(before) if not isinstance(b, Line) or not begins_block(b.text.plain, profile)), None
    )
    return isinstance(last, Line) and is_open(last.text.plain, note_reference(profile))


def _is_caption(line: Line, match: re.Match[str], source: re.Pattern[str] | None) -> bool:
    rest = line.text.plain[match.end() :]
    return reads_as_heading(line.text.plain) or bool(source and source.search(rest))


def _begins_sentence(
    line: Line,
    behind: list[Block],
    source: re.Pattern[str] | None,
    text: LanguageText,
    profile: LanguageProfile,
) -> bool:
    """Whether a printed line is the first of a paragraph that speaks of a figure (“Figure 1 shows how”): the lines
    directly below it end a sentence, and none is a source line."""
    if not profile.lines_wrap or (source and source.search(line.text.plain)):
        return False
    below = list(lines_below(text, line.text, behind))
    named = any(source and source.search(each.text.plain) for each in below)
    return bool(below) and not named and not is_open(below[-1].text.plain, note_reference(profile))


def _source_pattern(profile: LanguageProfile) -> re.Pattern[str] | None:
    """The words that begin the source line, in brackets (closed later, perhaps) or not, up to the line's end."""
    if not profile.figure_source:
        return None
    words = re.escape(profile.figure_source).replace("：", "[：:]")
    return re.compile(rf"[（(]\s*{words}[^（(]*[）)]\s*$|[（(]\s*{words}[^（()）]*$|^{words}.*$")


def _parted(text: Text, source: re.Pattern[str] | None) -> tuple[Text, Text]:
    """A line as (caption, source line); the space between them stays with the source line."""
    match = source.search(text.plain) if source else None
    return (text[: match.start()], text[match.start() :]) if match else (text, Text())
