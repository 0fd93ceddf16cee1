"""What one printed line tells about the next: whether it is directly below, and what stands where they are joined."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from duizhao.document.text import Text, inserted
from duizhao.patterns import lazily
from duizhao.source.contents import first_text
from duizhao.source.model import Block, LanguageText, Line, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.repairs.ends import reads_as_heading
from duizhao.source.repairs.flow import Log
from duizhao.source.repairs.patterns import FIGURE_NUMBER, begins_box, note_definition, page_matter, template_pattern

#: How many printed lines below its first a title may have.
MOST_TITLE_LINES = 2

#: What stands at a page's edge and is no text.
PAGE_MATTER = frozenset({Reason.RUNNING_HEAD, Reason.PAGE_NUMBER})


#: Behind these, and before those, no space is put.
_NO_SPACE_BEHIND = frozenset("-\u2010—–(“‘[/")
_NO_SPACE_BEFORE = frozenset("-—–,.;:!?)”’]/%")

#: The ASCII signs that end a Latin word in Han text.
_WORD_END = frozenset(",.;:!?)")

#: Letters of scripts with spaces between words come before this one.
_FIRST_EAST_ASIAN = 0x2E80

#: A dash that stands free in the line, at its beginning or at its end.
_FREE_DASH = lazily(r"[-–—]\s")
_ENDS_IN_FREE_DASH = lazily(r"\s[-–—]$")

#: The beginning of an address of the web, and that of an e-mail address, at a line's end.
_CUT_SCHEME = lazily(r"(?<![A-Za-z])h(?:t(?:t(?:p(?:s?:?/?)?)?)?)?$")
_CUT_DOMAIN = lazily(r"[A-Za-z0-9._%+-]@[A-Za-z0-9-]*$")
LONGEST_DOMAIN = 70

_CUT_WORD = lazily(r"[^\W\d_]+[-\xad\u2010]$")
_WORD = lazily(r"[^\W\d_]+")


def needs_space(before: str, after: str, han: bool) -> bool:
    """Whether a space stands where the end of `before` meets the beginning of `after`: between words of a script that
    has spaces."""
    first, second = before[-1:], after[:1]
    if not first or not second or _cuts_address(before[-LONGEST_DOMAIN:], after):
        return False
    if han:
        return _parts_latin_words(before[-2:], second)
    if _FREE_DASH.match(after) or _ENDS_IN_FREE_DASH.search(before):
        return True
    return first not in _NO_SPACE_BEHIND and second not in _NO_SPACE_BEFORE


def _cuts_address(before: str, after: str) -> bool:
    """Whether an address was cut where it can be nothing else: in `https://`, or in what stands behind an @."""
    if cut := _CUT_SCHEME.search(before):
        return bool(re.match(r"https?://", cut[0] + after))
    return bool(_CUT_DOMAIN.search(before)) and after[0].isascii() and after[0].isalnum()


def _parts_latin_words(before: str, second: str) -> bool:
    """Whether a Latin phrase in Han text was cut between two words: behind a word, or behind the sign that ends one."""
    if before[-1] in _WORD_END:
        # `12,|000` is one number; `phares,|1822` is none.
        return _is_latin(second) or (second.isdigit() and second.isascii() and _is_latin(before[:-1]))
    return _is_latin(before[-1]) and (_is_latin(second) or second == "(")


def _is_latin(char: str) -> bool:
    return char.isalpha() and ord(char) < _FIRST_EAST_ASIAN


def joined_lines(before: Text, after: Text, profile: LanguageProfile) -> Text:
    """Two lines as one, with a named space where one is needed."""
    space = (
        inserted(" ", "space between joined lines") if needs_space(before.plain, after.plain, profile.han) else Text()
    )
    return before + space + after


def report_cut_word(before: Text, after: Text, log: Log) -> None:
    """Reports a word cut at a line's end where lines are joined that are no paragraph's: its hyphen stays."""
    first, second = _CUT_WORD.search(before.plain), _WORD.match(after.plain)
    if first and second:
        halves = {"before": first.group(), "after": second.group()}
        log.find("c-002", after, **halves, result=first.group() + second.group())


def directly_below(text: LanguageText, above: Text, line: Line) -> bool:
    """Whether nothing stands between the two in the source: no blank line, no page's end, nothing taken out."""
    if line.gap or line.glued or line.text.start < above.end:
        return False
    first, second = text.source.line(above.end - 1), text.source.line(line.text.start)
    return second == first + 1 and "\f" not in text.source.text[above.end : line.text.start]


def page_ends_between(text: LanguageText, above: Text, below: Block | None) -> bool:
    """Whether a running head, a page number or a form feed stood between the two (None: the end of the text)."""
    matter = [drop.span.start for drop in text.drops if drop.reason in PAGE_MATTER and drop.span.start >= above.end]
    if below is None:
        return bool(matter)
    start = first_text(below).start
    return "\f" in text.source.text[above.end : start] or any(offset < start for offset in matter)


def begins_block(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line has the mark of a box, a footnote definition or a figure: it goes on with nothing."""
    definition = note_definition(profile)
    if (definition and definition.match(plain)) or begins_box(plain, profile):
        return True
    if not profile.figure_caption:
        return False
    caption = template_pattern(profile.figure_caption, profile.han, number=FIGURE_NUMBER)
    return bool(caption.match(plain))


def lines_below(text: LanguageText, above: Text, blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines at the beginning of `blocks` that stand one directly below the other, the first one below `above`."""
    for block in blocks:
        if not isinstance(block, Line) or not directly_below(text, above, block):
            return
        yield block
        above = block.text


def rest_of_title(
    text: LanguageText,
    title: Text,
    blocks: Sequence[Block],
    profile: LanguageProfile,
    begins: Callable[[str], bool] = lambda _: False,
) -> list[Line]:
    """The printed lines that go on with a title: those of `blocks`, which stand behind it, up to the next blank line.

    `begins`: whether a line begins something else. There are none if lines are no printed lines, if anything but a
    blank line ends them, or if they do not read as a heading: then they are text.
    """
    if not profile.lines_wrap:
        return []
    found = list(islice(lines_below(text, title, blocks), MOST_TITLE_LINES + 1))
    behind = blocks[len(found)] if len(found) < len(blocks) else None
    if not found or len(found) > MOST_TITLE_LINES or not isinstance(behind, Line) or not behind.gap:
        return []
    matter = page_matter(profile)
    if matter.fullmatch(behind.text.plain) or page_ends_between(text, found[-1].text, behind):
        return []
    for line in found:
        plain = line.text.plain
        settled = text.source.line(line.text.start) in profile.settled.paragraphs_begin
        if settled or begins_block(plain, profile) or matter.fullmatch(plain) or begins(plain):
            return []
    whole = " ".join([title.plain, *(line.text.plain for line in found)])
    # A title may be a question.
    return found if reads_as_heading(whole.rstrip("?？")) else []
