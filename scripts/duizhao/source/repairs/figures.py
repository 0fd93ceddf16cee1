"""Figure captions, over as many lines as they take, become figures with the line on the data's source."""

import re
from collections.abc import Sequence
from itertools import takewhile

from duizhao.document.text import Span, Text
from duizhao.languages.labels import labels_in
from duizhao.patterns import lazily
from duizhao.source.model import Block, Figure, Heading, LanguageText, Level, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import is_open, reads_as_heading, unpaired
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.repairs.line_breaks import LineBreaks
from duizhao.source.repairs.patterns import FIGURE_NUMBER, note_reference, speaks_of, template_pattern
from duizhao.source.repairs.printed_lines import (
    MOST_TITLE_LINES,
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

#: What parts a label from the words of its caption.
_BEHIND_LABEL = lazily(r"\s*[.:：、|—–-]")

#: How many printed lines of a paragraph are looked at.
LONGEST_PARAGRAPH = 60


def figures(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Classifies captions; the source line is at a caption's end, or the next line, over a gap too.

    Where the source line takes several printed lines, all of them are the figure's: those directly below it if lines
    are printed lines, up to one that ends it, and the first one behind a page's end if it reads on from there. Two
    figures of one number in a chapter are told.
    """
    if not profile.figure_caption:
        return text
    log = Log(text)
    caption = template_pattern(profile.figure_caption, profile.han, number=FIGURE_NUMBER)
    source = _source_pattern(profile)
    breaks = LineBreaks(text, profile)
    result: list[Block] = []
    numbers: dict[str, int] = {}
    blocks = list(text.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Heading) and block.level in (Level.PART, Level.CHAPTER):
            numbers = {}  # many reports number their figures anew there
        match = caption.match(block.text.plain) if isinstance(block, Line) else None
        label = match.end("number") if match else 0
        below = blocks[at : at + LONGEST_PARAGRAPH]
        if (
            not isinstance(block, Line)
            or not match
            or not _is_caption(block, match, source)
            or _is_text(block, label, result, below, source, breaks, text, profile)
        ):
            result.append(block)
            continue
        whole, credit = _parted(block.text, source)
        for line in [] if credit else _rest(block, label, below, source, breaks, text, profile):
            rest, credit = _parted(line.text, source)
            whole = joined_lines(whole, rest, profile) if rest else whole
            at += 1
        while credit and at < len(blocks) and isinstance(following := blocks[at], Line):
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            if not _goes_on(credit, following, behind, breaks, _cut_before(result, profile), text, profile, log):
                break
            report_cut_word(credit, following.text, log)
            credit = joined_lines(credit, following.text, profile)
            at += 1
        if profile.figure_source and not credit:
            log.find("c-020", whole, caption=shortened(whole.plain))
        if first := numbers.get(match["number"]):
            log.find("c-069", whole, caption=shortened(whole.plain), number=match["number"], first=str(first))
        numbers.setdefault(match["number"], log.line(whole))
        whole, spaces = whole.strip()
        log.drop(spaces, Reason.WHITE_SPACE)
        result.append(Figure(match["number"], whole, credit))
    return log.result(result)


def _rest(
    line: Line,
    end: int,
    behind: Sequence[Block],
    source: re.Pattern[str] | None,
    breaks: LineBreaks,
    text: LanguageText,
    profile: LanguageProfile,
) -> list[Line]:
    """The lines that go on with a caption: up to the source line where it is near, over a gap too if nothing stands
    between; else those that are not parted from it, of printed lines up to one that ends a sentence. `end`: that of the
    label."""
    labels, marked = labels_in(profile.code), _BEHIND_LABEL.match(line.text.plain, end)
    found: list[Line] = []
    whole: int | None = None
    for each in behind[: MOST_TITLE_LINES + 1]:
        named = isinstance(each, Line) and source and source.search(each.text.plain)
        if not isinstance(each, Line) or (each.gap and (found or not named or _parted(each.text, source)[0])):
            break
        plain = each.text.plain
        if not named and (begins_block(plain, profile) or (labels and labels.numbered.match(plain))):
            break
        found.append(each)
        if named:
            return found
        ended = not reads_as_heading(plain)
        above = found[-2] if len(found) > 1 else line
        if whole is None and (_parts(breaks, above.text, each) or (ended and not marked)):
            whole = len(found) - 1
        elif whole is None and ended:
            whole = len(found)
    return found[:whole][:MOST_TITLE_LINES]


def _goes_on(
    credit: Text,
    line: Line,
    behind: Block | None,
    breaks: LineBreaks,
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
        whole = not opened and not is_open(credit.plain)
        if line.text.start in breaks.begun or (whole and _parts(breaks, credit, line)):
            return False
        if whole:
            log.find("c-034", line.text, before=credit.plain[-20:], after=shortened(plain, 20))
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


def _is_text(
    line: Line,
    end: int,
    before: Sequence[Block],
    behind: Sequence[Block],
    source: re.Pattern[str] | None,
    breaks: LineBreaks,
    text: LanguageText,
    profile: LanguageProfile,
) -> bool:
    """Whether a line that begins as a caption does is one of a paragraph that speaks of a figure (“Figure 1 shows
    how”): it is settled so; or it is a printed line, none of those below it up to the end of their sentence is a source
    line, and there is such an end, or a verb behind the number (where that `end`s), or a full line that breaks off
    above it."""
    settled = profile.settled
    if text.source.line(line.text.start) in {*settled.paragraphs_begin, *settled.paragraphs_continue}:
        return True
    plain = line.text.plain
    if not profile.lines_wrap or (source and source.search(plain)):
        return False
    reference = note_reference(profile)
    below = list(lines_below(text, line.text, behind))
    own = list(takewhile(lambda each: not begins_block(each.text.plain, profile), below))
    ends = next((at for at, each in enumerate(own) if not is_open(each.text.plain, reference)), len(own))
    if not below or (source and any(source.search(each.text.plain) for each in own[: ends + 1])):
        return False
    marked = _BEHIND_LABEL.match(plain, end)
    if not marked and ends < len(own) and not _parts(breaks, line.text, own[0]):
        return True
    above = before[-1] if before else None
    full = isinstance(above, Line) and directly_below(text, above.text, line) and line.text.start not in breaks.begun
    # A full stop behind the number may be that of a sentence.
    may_go_on = bool(own) and (not marked or marked[0].strip() == ".")
    if full and may_go_on and isinstance(above, Line) and is_open(above.text.plain, reference):
        return True
    return not marked and bool(speaks_of(profile.code).match(plain, end))


def _parts(breaks: LineBreaks, above: Text, line: Line) -> bool:
    """Whether the printed line above one ends there by intention, as the first word of the one would have had room."""
    last = Span(breaks.start_of(above), above.end)
    return line.text.start in breaks.begun or breaks.has_room(last, Span(line.text.start, line.text.end))


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
