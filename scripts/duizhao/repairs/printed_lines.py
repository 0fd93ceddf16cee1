"""What one printed line tells about the next: whether it is directly below, and what stands where they are joined."""

from __future__ import annotations

from duizhao.model import Block, FactBox, Figure, LanguageText, Line, Reason
from duizhao.profile import LanguageProfile
from duizhao.repairs.patterns import compiled, note_definition
from duizhao.text import Text, inserted

#: What stands at a page's edge and is no text.
PAGE_MATTER = frozenset({Reason.RUNNING_HEAD, Reason.PAGE_NUMBER})


#: Behind these, and before those, no space is put.
_NO_SPACE_BEHIND = frozenset("-\u2010—–(“‘[/")
_NO_SPACE_BEFORE = frozenset("-—–,.;:!?)”’]/%")

#: The ASCII signs that end a Latin word in Han text.
_WORD_END = frozenset(",.;:!?)")

#: Letters of scripts with spaces between words come before this one.
_FIRST_EAST_ASIAN = 0x2E80


def needs_space(before: str, after: str, han: bool) -> bool:
    """Whether a space stands where the end of `before` meets the beginning of `after`: between words of a script that
    has spaces."""
    first, second = before[-1:], after[:1]
    if not first or not second:
        return False
    if han:
        return _parts_latin_words(before[-2:], second)
    return first not in _NO_SPACE_BEHIND and second not in _NO_SPACE_BEFORE


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
    start = _first(below).start
    return "\f" in text.source.text[above.end : start] or any(offset < start for offset in matter)


def _first(block: Block) -> Text:
    match block:
        case FactBox():
            return block.title
        case Figure():
            return block.caption
        case _:
            return block.text


def begins_block(plain: str, profile: LanguageProfile) -> bool:
    """Whether a line has the mark of a fact box, a footnote definition or a figure: it goes on with nothing."""
    definition = note_definition(profile)
    if (definition and definition.match(plain)) or (profile.factbox and plain.startswith(profile.factbox)):
        return True
    if not profile.figure_caption:
        return False
    caption = compiled(profile.figure_caption, profile.han, number=r"\d{1,4}(?:[.-]\d{1,3})?")
    return bool(caption.match(plain))
